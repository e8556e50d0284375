"""Shell: `nhachan officer …`: who answers."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bots.platforms import PLATFORMS
from reminders.commands.context import (
    by,
    code_address,
    database,
    now,
    one_agency,
    one_channel,
    one_officer,
    one_role,
    read_day,
)
from reminders.commands.output import Json, fail, print_json, print_table
from schedules.zone import local_date

if TYPE_CHECKING:
    from reminders.people.adding import NotAdded

officers = typer.Typer(help="Cán bộ: thêm, chuyển, nghỉ; mã liên kết, kênh, ủy quyền, bản tin.", no_args_is_help=True)
ROLES = (
    "officer: trả lời cho cơ quan; head: thủ trưởng; coordinator: đơn vị đầu mối; leader: lãnh đạo; admin: quản trị."
)
Officer = Annotated[int, typer.Argument(help="Số của cán bộ, như `nhachan officer list` in ra.")]

COLUMNS = ("id", "name", "agency", "role", "phone")
CHANNELS = " hoặc ".join(PLATFORMS)
NO_NAME = "Họ tên trống. Viết họ tên của cán bộ."
NO_SCOPE = "Chỉ coordinator, leader, admin mới theo dõi cơ quan khác. Thêm --role, hoặc bỏ --scope."
NO_PERIOD = "Thiếu ngày cuối, hoặc ngày cuối đã qua. Viết --until 15/10/2021, không trước --from."


@officers.command("add")
def add_officer(
    agency: Annotated[str, typer.Argument(help="Cơ quan của cán bộ: khóa hoặc tên.")],
    name: Annotated[str, typer.Argument(help="Họ tên.")],
    role: Annotated[str, typer.Option(help=ROLES)] = "officer",
    scope: Annotated[
        str | None,
        typer.Option(help="Cơ quan mà coordinator, leader theo dõi, kể cả cấp dưới (mặc định: cơ quan mình)."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Thêm một cán bộ. Đầu mối của huyện: --role coordinator --scope "UBND huyện Đức Cơ"."""
    from reminders.people.adding import NotAdded, add_officer

    kind, full_name = one_role(role), " ".join(name.split())
    with database(writes=True) as session:
        home = one_agency(session, agency)
        above = one_agency(session, scope) if scope else None
        officer = add_officer(session, home, full_name, by(), asker=None, role=kind, scope=above)
        if isinstance(officer, NotAdded):
            fail(_not_added(officer, full_name, home.name))
    if as_json:
        print_json({"id": officer.id, "name": officer.name, "agency": home.name, "role": officer.role.value})
        return
    typer.echo(f"Đã thêm cán bộ số {officer.id}: {officer.name}, {home.name}.")
    typer.echo(f"Cấp mã liên kết chat: nhachan officer link-code {officer.id}")


def _not_added(refused: "NotAdded", name: str, agency: str) -> str:
    if known := refused.like:
        return f"{agency} đã có {known.name}, cán bộ số {known.id}. Người khác trùng tên: viết thêm tên đệm, chức vụ."
    if refused.why == "no_name":
        return f"'{name}' không phải là họ tên. Viết bằng chữ." if name else NO_NAME
    return NO_SCOPE


@officers.command("list")
def list_officers(as_json: Json = False) -> None:
    """Các cán bộ, vai trò và chat."""
    from sqlmodel import col, select

    from db.tables import Agency, ChatBinding, Officer
    from reminders.people.preferring import READERS

    words = {None: "", True: "bật", False: "tắt"}
    with database(writes=False) as session:
        rows: list[dict[str, Any]] = [
            {
                "id": officer.id,
                "name": officer.name,
                "agency": session.get_one(Agency, officer.agency_id).name,
                "role": officer.role.value,
                "phone": officer.phone,
                "left": officer.left_at is not None,
                "digest": officer.wants_digest if officer.role in READERS else None,
                "chats": [
                    f"{chat.channel}: {chat.status.value}"
                    for chat in session.exec(select(ChatBinding).where(ChatBinding.officer_id == officer.id)).all()
                ],
            }
            for officer in session.exec(select(Officer).order_by(col(Officer.id))).all()
        ]
    if as_json:
        print_json(rows)
        return
    shown = [row | {"role": "đã nghỉ"} if row["left"] else row for row in rows]
    print_table(
        ("Số", "Họ tên", "Cơ quan", "Vai trò", "Điện thoại", "Bản tin", "Chat"),
        [(*(row[key] for key in COLUMNS), words[row["digest"]], "; ".join(row["chats"])) for row in shown],
        empty='Chưa có cán bộ nào. Thêm: nhachan officer add "Phòng Nội vụ" "Họ tên"',
    )


@officers.command("link-code")
def link_code(
    officer: Officer,
    picture: Annotated[
        Path | None, typer.Option("--qr", help="Ghi mã QR của đường dẫn Telegram ra tệp .png hoặc .svg.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Cấp mã liên kết chat, dùng một lần trong 15 phút; cán bộ gửi mã này cho bot, hoặc quét mã QR (Telegram)."""
    from reminders.commands.qr import FORMATS, qr_lines, write_qr
    from reminders.people.linking import issue_code

    address = code_address()
    if picture and picture.suffix.lower() not in FORMATS:
        fail(f"Tệp {picture} phải có đuôi {' hoặc '.join(FORMATS)}.")
    if picture and address is None:
        fail("Không hỏi được tên bot Telegram nên không có mã QR. Xem: nhachan doctor")
    with database(writes=True) as session:
        row = one_officer(session, officer)
        code = issue_code(session, row, by())
    link = address.replace("{code}", code) if address else None
    if picture and link:
        try:
            write_qr(link, picture)
        except OSError as error:
            fail(f"Không ghi được {picture}: {error.strerror}.")
    if as_json:
        print_json({"officer": row.id, "name": row.name, "code": code, "minutes": 15, "link": link})
        return
    typer.echo(f"Mã của {row.name}: {code}")
    typer.echo(f"Gửi mã này cho bot trong 15 phút{f', hoặc mở {link}' if link else ' (Telegram hay Zalo đều được)'}")
    for line in qr_lines(link) if link and picture is None else ():
        typer.echo(f"\x1b[97;40m{line}\x1b[0m")  # light on dark whatever the terminal's colours; stripped in a file
    if picture:
        typer.echo(f"Đã ghi mã QR vào {picture}; ai có tệp này trong 15 phút đều liên kết được.")


@officers.command("prefer")
def prefer(officer: Officer, channel: Annotated[str, typer.Argument(help=f"{CHANNELS}.")]) -> None:
    """Chọn kênh nhận nhắc hạn của cán bộ có chat trên nhiều kênh; kênh kia chỉ dùng khi kênh này không gửi được."""
    from reminders.people.preferring import prefer_channel

    chosen = one_channel(channel)
    with database(writes=True) as session:
        row = one_officer(session, officer)
        prefer_channel(session, row, chosen, by())
    typer.echo(f"{row.name} nhận nhắc hạn trên {channel}.")


@officers.command("unlink")
def unlink(
    officer: Officer, channel: Annotated[str | None, typer.Option(help=f"Chỉ chat trên kênh này: {CHANNELS}.")] = None
) -> None:
    """Hủy liên kết các chat của cán bộ; tin đang chờ chuyển cho đồng nghiệp, không còn ai thì báo đầu mối."""
    from reminders.people.moving import give_up_chats

    only = one_channel(channel) if channel else None
    with database(writes=True) as session:
        row = one_officer(session, officer)
        count = give_up_chats(session, row, only, by())
    typer.echo(f"Đã hủy {count} liên kết chat của {row.name}. Cấp mã mới: nhachan officer link-code {officer}")


@officers.command("deputy")
def deputy(
    officer: Officer,
    stand_in: Annotated[int | None, typer.Argument(help="Số của người thay, có thể thuộc cơ quan khác.")] = None,
    since: Annotated[str | None, typer.Option("--from", help="Ngày đầu (mặc định: hôm nay).")] = None,
    until: Annotated[str | None, typer.Option(help="Ngày cuối, kể cả ngày đó.")] = None,
    ends: Annotated[bool, typer.Option("--end", help="Kết thúc ủy quyền.")] = False,
) -> None:
    """Ủy quyền: trong thời gian đó người thay nhận tin và trả lời thay cán bộ. Không nêu người thay: xem."""

    from reminders.messages import render
    from reminders.people.deputies import end_deputy, name_deputy, standing_facts

    today = local_date(now())
    with database(writes=ends or stand_in is not None) as session:
        row = one_officer(session, officer)
        if ends:
            end_deputy(session, row, by())
        elif stand_in is not None:
            other = one_officer(session, stand_in)
            if until is None:
                fail(NO_PERIOD)
            first, end = read_day(since) if since else today, read_day(until) + timedelta(days=1)
            refused = name_deputy(session, row, other, by(), since=first, until=end)
            if refused:
                fail("Không ủy quyền cho chính mình được." if refused == "self" else NO_PERIOD)
        facts = standing_facts(session, row, on=today)
    typer.echo(render("chat/deputy_shown", **facts).splitlines()[0])


@officers.command("move")
def move(
    officer: Officer,
    agency: Annotated[str, typer.Argument(help="Cơ quan mới: khóa hoặc tên.")],
    role: Annotated[str, typer.Option(help=ROLES)] = "officer",
    scope: Annotated[str | None, typer.Option(help="Cơ quan mà coordinator, leader theo dõi.")] = None,
) -> None:
    """Chuyển cán bộ sang cơ quan khác: chat riêng đi theo, việc của cơ quan cũ thì không; đã làm gì vẫn lưu."""
    from reminders.people.moving import NotMoved, move_officer

    kind = one_role(role)
    with database(writes=True) as session:
        row, home = one_officer(session, officer), one_agency(session, agency)
        above = one_agency(session, scope) if scope else None
        before = move_officer(session, row, home, by(), role=kind, scope=above)
        if isinstance(before, NotMoved):
            fail(f"{row.name} đang thuộc {home.name}." if before.why == "there" else NO_SCOPE)
    typer.echo(f"{row.name} chuyển sang {home.name} ({role}).")


@officers.command("remove")
def remove(officer: Officer) -> None:
    """Cán bộ nghỉ, chuyển ngành: hủy liên kết mọi chat; tên vẫn lưu trong diễn biến các việc."""
    from reminders.people.moving import remove_officer

    with database(writes=True) as session:
        row = one_officer(session, officer)
        remove_officer(session, row, by())
    typer.echo(f"{row.name} đã nghỉ; các chat đã hủy liên kết.")


@officers.command("digest")
def digest(officer: Officer, choice: Annotated[str, typer.Argument(help="on: gửi; off: thôi gửi.")]) -> None:
    """Bật hoặc tắt bản tin sáng của đầu mối, bản tin tuần của lãnh đạo; các tin khác vẫn gửi."""
    from reminders.people.preferring import turn_digests

    if choice not in ("on", "off"):
        fail(f"Không hiểu '{choice}'. Chọn: on, off.")
    with database(writes=True) as session:
        row = one_officer(session, officer)
        if not turn_digests(session, row, by(), is_on=choice == "on"):
            fail(f"{row.name} không nhận bản tin: chỉ đầu mối và lãnh đạo có bản tin.")
    typer.echo(f"{row.name}: bản tin {'đang bật' if choice == 'on' else 'đang tắt'}.")
