"""Shell: `nhachan agency …`: who owes."""

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reminders.commands.context import database, note_if_empty, now, one_agency
from reminders.commands.output import fail, print_json, print_table

if TYPE_CHECKING:
    from sqlmodel import Session

agencies = typer.Typer(help="Cơ quan: danh sách, thêm, tên gọi khác.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="In JSON.")]


@agencies.command("list")
def list_agencies(as_json: Json = False) -> None:
    """Các cơ quan, cơ quan cấp trên và số chat đã liên kết."""
    from db.queries import people, register
    from db.statuses import Role

    with database(writes=False) as session:
        note_if_empty(session)
        names = {agency.id: agency.name for agency in register.agencies(session)}
        spellings = register.spellings(session)
        rows: list[dict[str, Any]] = [
            {
                "key": agency.key,
                "name": agency.name,
                "parent": names.get(agency.parent_id),
                "aliases": spellings[agency.id or 0][1:],
                "chats": len(people.linked_chats(session, [agency.id or 0], list(Role))),
            }
            for agency in register.agencies(session)
        ]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("Khóa", "Cơ quan", "Thuộc", "Chat đã liên kết"),
        [(row["key"], row["name"], row["parent"], row["chats"]) for row in rows],
        empty="Chưa có cơ quan nào.",
    )


@agencies.command()
def add(
    key: Annotated[str, typer.Argument(help="Khóa ngắn: chữ thường không dấu, số, gạch nối, ví dụ phong-y-te.")],
    name: Annotated[str, typer.Argument(help='Tên đầy đủ, ví dụ "Phòng Y tế".')],
    parent: Annotated[str | None, typer.Option(help="Cơ quan cấp trên: khóa hoặc tên.")] = None,
) -> None:
    """Thêm một cơ quan không có trong kế hoạch nào."""
    from db import audit
    from db.queries import register
    from db.tables import Agency
    from reminders.folding import fold

    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
        fail(f"Khóa '{key}' không dùng được. Viết chữ thường không dấu, ví dụ {fold(key or name).replace(' ', '-')}.")
    with database(writes=True) as session:
        if any(agency.key == key for agency in register.agencies(session)):
            fail(f"Đã có cơ quan với khóa '{key}'. Chọn khóa khác.")
        _refuse_taken(session, name)
        above = one_agency(session, parent).id if parent else None
        agency = Agency(key=key, name=name.strip(), parent_id=above)
        session.add(agency)
        session.flush()
        audit.record(
            session, now=now(), actor="cli", action="agency_added", subject="agency", subject_id=agency.id or 0
        )
    typer.echo(f"Đã thêm {agency.name} ({key}).")


@agencies.command()
def alias(
    agency: Annotated[str, typer.Argument(help="Cơ quan: khóa hoặc tên.")],
    name: Annotated[str, typer.Argument(help="Tên gọi khác.")],
) -> None:
    """Thêm một tên gọi khác của cơ quan, để tìm và đọc văn bản."""
    from db import audit
    from db.queries import register
    from db.tables import AgencyAlias

    with database(writes=True) as session:
        row = one_agency(session, agency)
        if name.strip() in register.spellings(session)[row.id or 0]:
            typer.echo(f"{row.name} đã có tên {name.strip()}.")
            return
        _refuse_taken(session, name, owner=row.id)
        session.add(AgencyAlias(agency_id=row.id or 0, name=name.strip()))
        audit.record(
            session,
            now=now(),
            actor="cli",
            action="alias_added",
            subject="agency",
            subject_id=row.id or 0,
            name=name.strip(),
        )
    typer.echo(f"{row.name} còn gọi là {name.strip()}.")


def _refuse_taken(session: "Session", name: str, *, owner: int | None = None) -> None:
    """Leave when a name is blank or belongs to another agency: nobody could tell the two apart."""
    from db.queries import register
    from reminders.folding import fold

    if not name.strip():
        fail("Tên trống. Viết tên đầy đủ của cơ quan.")
    names = register.spellings(session)
    for other in register.agencies(session):
        if other.id != owner and fold(name) in map(fold, names[other.id or 0]):
            fail(f"'{name}' đã là tên của {other.name} ({other.key}). Chọn tên khác.")
