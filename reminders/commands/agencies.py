"""Shell: `nhachan agency …`: who owes."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reminders.commands.context import by, database, note_if_empty, now, one_agency, read_day
from reminders.commands.output import Json, fail, print_json, print_table
from schedules.letters import fold
from schedules.zone import local, local_date

if TYPE_CHECKING:
    from sqlmodel import Session

    from db.tables import Agency
    from reminders.agencies.ending import NotEnded
    from reminders.agencies.naming import NotNamed
    from reminders.people.succession import Succession

agencies = typer.Typer(help="Cơ quan: danh sách, thêm, tên gọi khác, sáp nhập, giải thể.", no_args_is_help=True)
Day = Annotated[str, typer.Option("--on", help="Ngày đầu tiên không còn cơ quan cũ, ví dụ 01/07/2025.")]
Preview = Annotated[bool, typer.Option("--preview", help="Chỉ xem sẽ chuyển những gì, không ghi gì.")]


@agencies.command("list")
def list_agencies(as_json: Json = False) -> None:
    """Các cơ quan, cơ quan cấp trên và số chat đã liên kết."""
    from db.queries import bindings
    from reminders.agencies.loading import load_agencies

    with database(writes=False) as session:
        note_if_empty(session)
        known, chats = load_agencies(session).by_id, bindings.linked_chats(session)
        rows: list[dict[str, Any]] = [
            {
                "key": agency.key,
                "name": agency.name,
                "parent": known[agency.parent_id].name if agency.parent_id else None,
                "from": agency.valid_from and agency.valid_from.isoformat(),
                "until": agency.valid_until and agency.valid_until.isoformat(),
                "successor": known[agency.successor_id].name if agency.successor_id else None,
                "aliases": agency.names[1:],
                "chats": chats.get(agency.id, 0),
            }
            for agency in known.values()
        ]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("Khóa", "Cơ quan", "Thuộc", "Chat đã liên kết", "Hiệu lực"),
        [(row["key"], row["name"], row["parent"], row["chats"], _validity(row)) for row in rows],
        empty="Chưa có cơ quan nào.",
    )


def _validity(row: dict[str, Any]) -> str:
    """Return from when to when an agency is in force (the last day is excluded), and what comes after it."""
    span = [f"từ {row['from']}" if row["from"] else "", f"đến trước {row['until']}" if row["until"] else ""]
    after = f"→ {row['successor']}" if row["successor"] else ""
    return " ".join(part for part in (*span, after) if part)


@agencies.command()
def add(
    key: Annotated[str, typer.Argument(help="Khóa ngắn: chữ thường không dấu, số, gạch nối, ví dụ phong-y-te.")],
    name: Annotated[str, typer.Argument(help='Tên đầy đủ, ví dụ "Phòng Y tế".')],
    parent: Annotated[str | None, typer.Option(help="Cơ quan cấp trên: khóa hoặc tên.")] = None,
    since: Annotated[str | None, typer.Option("--from", help="Có từ ngày nào, nếu là cơ quan mới lập.")] = None,
) -> None:
    """Thêm một cơ quan không có trong kế hoạch nào; tên của cơ quan đã giải thể trước ngày đó dùng lại được."""
    from reminders.agencies.naming import NotNamed, add_agency

    with database(writes=True, makes=True) as session:
        above, first = one_agency(session, parent) if parent else None, read_day(since) if since else None
        agency = add_agency(session, key, name, by(), parent=above, since=first)
        if isinstance(agency, NotNamed):
            fail(_not_named(agency, key, name))
    typer.echo(f"Đã thêm {agency.name} ({key}).")


@agencies.command()
def alias(
    agency: Annotated[str, typer.Argument(help="Cơ quan: khóa hoặc tên.")],
    name: Annotated[str, typer.Argument(help="Tên gọi khác.")],
) -> None:
    """Thêm một tên gọi khác của cơ quan, để tìm và đọc văn bản."""
    from reminders.agencies.naming import NotNamed, add_alias

    with database(writes=True) as session:
        row = _row(session, agency)
        added = add_alias(session, row, name, by())
        if isinstance(added, NotNamed):
            fail(_not_named(added, row.key, name))
    if not added:
        typer.echo(f"{row.name} đã có tên {name.strip()}.")
        return
    typer.echo(f"{row.name} còn gọi là {name.strip()}.")


def _row(session: "Session", name: str) -> "Agency":
    from db.tables import Agency

    return session.get_one(Agency, one_agency(session, name).id)


def _not_named(refused: "NotNamed", key: str, name: str) -> str:
    owner = refused.owner
    if owner and refused.why == "known":
        return f"'{name}' đã là tên của {owner.name} ({owner.key}). Chọn tên khác."
    if owner:
        return f"Đã có cơ quan với khóa '{key}'. Chọn khóa khác."
    if refused.why == "blank":
        return "Tên trống. Viết tên đầy đủ của cơ quan."
    example = fold(key or name).replace(" ", "-")
    return f"Khóa '{key}' không dùng được. Viết chữ thường không dấu, ví dụ {example}."


@agencies.command()
def merge(
    olds: Annotated[list[str], typer.Argument(metavar="CƠ_QUAN...", help="Các cơ quan được sáp nhập: khóa hoặc tên.")],
    into: Annotated[str, typer.Option(help="Cơ quan mới, đã có trong danh sách: khóa hoặc tên.")],
    on: Day,
    preview: Preview = False,
) -> None:
    """Sáp nhập: từ ngày đó việc đang mở, kỳ mới (mỗi kỳ một việc), cán bộ thuộc cơ quan mới; hạn giữ nguyên."""
    with database(writes=True) as session:
        heir, ended = _row(session, into), [_row(session, old) for old in olds]
        _end(session, ended, heir, read_day(on), preview=preview)


@agencies.command()
def end(
    agency: Annotated[str, typer.Argument(help="Cơ quan: khóa hoặc tên.")], on: Day, preview: Preview = False
) -> None:
    """Giải thể, chưa có cơ quan thay thế: không tạo kỳ mới; việc đang mở chờ đơn vị đầu mối giao lại."""
    with database(writes=True) as session:
        _end(session, [_row(session, agency)], None, read_day(on), preview=preview)


def _end(session: "Session", ended: "list[Agency]", heir: "Agency | None", day: "date", *, preview: bool) -> None:
    """Write the last day and the successor, hand over if the day has come, and say what moves."""
    from reminders.agencies.ending import end_agencies
    from reminders.calendar import load_calendar
    from reminders.people.succession import succeed

    instant, is_later = now(), day > local_date(now())
    if refused := end_agencies(session, ended, by(), on=day, heir=heir):
        fail(_not_ended(refused))
    names = ", ".join(agency.name for agency in ended)
    what = f"{names} sáp nhập vào {heir.name}" if heir else f"{names} giải thể"
    typer.echo(f"{what} từ {day:%d/%m/%Y}{' (xem trước, chưa ghi gì)' if preview else ''}.")
    if preview or not is_later:
        at = max(instant, local(day)) if preview else instant
        _print(succeed(session, now=at, calendar=load_calendar(session), actor="cli"))
    else:
        typer.echo("Đến ngày đó hệ thống tự chuyển việc và cán bộ.")
    if preview:
        session.rollback()


def _not_ended(refused: "NotEnded") -> str:
    agency = refused.agency
    match refused.why:
        case "itself":
            return f"{agency.name} không thể sáp nhập vào chính mình."
        case "ended":
            return f"{agency.name} khi đó đã giải thể."
        case "younger":
            return f"{agency.name} chỉ có từ {agency.valid_from:%d/%m/%Y}."


def _print(report: "Succession") -> None:
    for words, found in (
        ("việc chuyển sang cơ quan mới", report.moved),
        ("việc cơ quan mới đã có cùng kỳ", report.merged),
        ("việc chờ đầu mối giao lại", report.left),
        ("cán bộ chuyển theo", report.officers),
    ):
        if found:
            typer.echo(f"{len(found)} {words}:")
            typer.echo("\n".join(f"  {one}" for one in found))
