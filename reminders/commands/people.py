"""Shell: `nhachan officer …`: who answers."""

import asyncio
from pathlib import Path
from typing import Annotated, Any

import typer

from reminders.commands.context import database, now, one_agency, one_officer, read_day, settings
from reminders.commands.output import fail, print_json, print_table

officers = typer.Typer(help="Cán bộ: danh sách, thêm, cấp mã liên kết chat.", no_args_is_help=True)
ROLES = (
    "officer: trả lời cho cơ quan; head: thủ trưởng; coordinator: đơn vị đầu mối; leader: lãnh đạo; admin: quản trị."
)
Officer = Annotated[int, typer.Argument(help="Số của cán bộ, như `nhachan officer list` in ra.")]
Json = Annotated[bool, typer.Option("--json", help="In JSON.")]


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
    from db import audit
    from db.audit import By
    from db.statuses import Role
    from db.tables import Officer

    if role not in list(Role):
        fail(f"Vai trò '{role}' không có. Chọn: {', '.join(Role)}.")
    if not name.strip():
        fail("Họ tên trống. Viết họ tên của cán bộ.")
    with database(writes=True) as session:
        home = one_agency(session, agency)
        scope_id = one_agency(session, scope).id if scope else None
        officer = Officer(agency_id=home.id, name=name.strip(), role=Role(role), scope_id=scope_id)
        session.add(officer)
        session.flush()
        audit.record(session, By(actor="cli", now=now()), "officer_added", officer)
    if as_json:
        print_json({"id": officer.id, "name": officer.name, "agency": home.name, "role": officer.role.value})
        return
    typer.echo(f"Đã thêm cán bộ số {officer.id}: {officer.name}, {home.name}.")
    typer.echo(f"Cấp mã liên kết chat: nhachan officer link-code {officer.id}")


@officers.command("list")
def list_officers(as_json: Json = False) -> None:
    """Các cán bộ, vai trò và chat."""
    from sqlmodel import col, select

    from db.tables import Agency, ChatBinding, Officer
    from reminders.delivery.slots import READERS

    words = {None: "", True: "bật", False: "tắt"}
    with database(writes=False) as session:
        rows: list[dict[str, Any]] = [
            {
                "id": officer.id,
                "name": officer.name,
                "agency": session.get_one(Agency, officer.agency_id).name,
                "role": officer.role.value,
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
        ("Số", "Họ tên", "Cơ quan", "Vai trò", "Bản tin", "Chat"),
        [
            (*(row[key] for key in ("id", "name", "agency", "role")), words[row["digest"]], "; ".join(row["chats"]))
            for row in shown
        ],
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

    bot = asyncio.run(_telegram_name())
    if picture and picture.suffix.lower() not in FORMATS:
        fail(f"Tệp {picture} phải có đuôi {' hoặc '.join(FORMATS)}.")
    if picture and bot is None:
        fail("Không hỏi được tên bot Telegram nên không có mã QR. Xem: nhachan doctor")
    with database(writes=True) as session:
        row = one_officer(session, officer)
        code = issue_code(session, row, now=now(), actor="cli")
    link = f"https://t.me/{bot}?start={code}" if bot else None
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
def prefer(
    officer: Officer,
    channel: Annotated[str, typer.Argument(help="telegram hoặc zalo.")],
) -> None:
    """Chọn kênh nhận nhắc hạn của cán bộ có chat trên nhiều kênh; kênh kia chỉ dùng khi kênh này không gửi được."""
    from db import audit
    from db.audit import By
    from reminders.settings import CHANNELS

    if channel not in CHANNELS:
        fail(f"Kênh '{channel}' không có. Chọn: {', '.join(CHANNELS)}.")
    with database(writes=True) as session:
        row = one_officer(session, officer)
        row.preferred_channel = channel
        audit.record(session, By(actor="cli", now=now()), "channel_preferred", row, after=channel)
    typer.echo(f"{row.name} nhận nhắc hạn trên {channel}.")


@officers.command("unlink")
def unlink(
    officer: Officer,
    channel: Annotated[str | None, typer.Option(help="Chỉ chat trên kênh này: telegram hoặc zalo.")] = None,
) -> None:
    """Hủy liên kết các chat của cán bộ; tin đang chờ được chuyển cho người khác của cơ quan."""
    from reminders.people.moving import give_up_chats
    from reminders.settings import CHANNELS

    if channel not in (None, *CHANNELS):
        fail(f"Kênh '{channel}' không có. Chọn: {', '.join(CHANNELS)}.")
    with database(writes=True) as session:
        row = one_officer(session, officer)
        count = give_up_chats(session, row, channel, now=now(), actor="cli")
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
    from datetime import timedelta

    from reminders.messages import render
    from reminders.people.deputies import end_deputy, name_deputy, standing_facts, tell
    from schedules.zone import local_date

    instant = now()
    today = local_date(instant)
    with database(writes=True) as session:
        row = one_officer(session, officer)
        if ends:
            facts = standing_facts(session, row, on=today)
            if end_deputy(session, row, now=instant, actor="cli"):
                tell(session, row, render("chat/deputy_ended", **facts), now=instant)
        elif stand_in is not None:
            other = one_officer(session, stand_in)
            first, last = read_day(since) if since else today, read_day(until) if until else None
            if last is None or last < max(first, today):
                fail("Thiếu ngày cuối, hoặc ngày cuối đã qua. Viết --until 15/10/2021, không trước --from.")
            if other is row:
                fail("Không ủy quyền cho chính mình được.")
            end = last + timedelta(days=1)
            name_deputy(session, row, other, since=first, until=end, now=instant, actor="cli")
            tell(session, row, render("chat/deputy_named", **standing_facts(session, row, on=today)), now=instant)
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
    from db.statuses import Role
    from reminders.people.moving import move_officer

    if role not in list(Role):
        fail(f"Vai trò '{role}' không có. Chọn: {', '.join(Role)}.")
    with database(writes=True) as session:
        row, home = one_officer(session, officer), one_agency(session, agency)
        above = one_agency(session, scope) if scope else None
        if home.id == row.agency_id:
            fail(f"{row.name} đang thuộc {home.name}.")
        move_officer(session, row, home, role=Role(role), scope=above, now=now(), actor="cli")
    typer.echo(f"{row.name} chuyển sang {home.name} ({role}).")


@officers.command("remove")
def remove(officer: Officer) -> None:
    """Cán bộ nghỉ, chuyển ngành: hủy liên kết mọi chat; tên vẫn lưu trong diễn biến các việc."""
    from reminders.people.moving import remove_officer

    with database(writes=True) as session:
        row = one_officer(session, officer)
        remove_officer(session, row, now=now(), actor="cli")
    typer.echo(f"{row.name} đã nghỉ; các chat đã hủy liên kết.")


@officers.command("digest")
def digest(officer: Officer, choice: Annotated[str, typer.Argument(help="on: gửi; off: thôi gửi.")]) -> None:
    """Bật hoặc tắt bản tin sáng của đầu mối, bản tin tuần của lãnh đạo; các tin khác vẫn gửi."""
    from reminders.delivery.digests import turn_digests
    from reminders.delivery.slots import READERS

    if choice not in ("on", "off"):
        fail(f"Không hiểu '{choice}'. Chọn: on, off.")
    with database(writes=True) as session:
        row = one_officer(session, officer)
        if row.role not in READERS:
            fail(f"{row.name} không nhận bản tin: chỉ đầu mối và lãnh đạo có bản tin.")
        turn_digests(session, row, is_on=choice == "on", now=now(), actor="cli")
    typer.echo(f"{row.name}: bản tin {'đang bật' if choice == 'on' else 'đang tắt'}.")


async def _telegram_name() -> str | None:
    """Return the user name of the Telegram bot, None when there is none or it cannot be asked now."""
    from bots.channel import ChannelError
    from bots.telegram import TelegramChannel

    configured = settings()
    if configured.telegram_token is None:
        return None
    channel = TelegramChannel(
        configured.telegram_token.get_secret_value(),
        base_url=configured.telegram_base_url,
        proxy=configured.telegram_proxy,
        timeout_seconds=3,
    )
    try:
        await channel.open()
    except ChannelError:
        return None
    finally:
        await channel.close()
    return channel.username
