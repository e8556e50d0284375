"""Shell: `nhachan agency …` and `nhachan officer …`: who owes, who answers."""

import asyncio
import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reminders.commands.context import database, note_if_empty, now, one_agency, settings
from reminders.commands.output import fail, print_json, print_table

if TYPE_CHECKING:
    from sqlmodel import Session

agencies = typer.Typer(help="Cơ quan: danh sách, thêm, tên gọi khác.", no_args_is_help=True)
officers = typer.Typer(help="Cán bộ: danh sách, thêm, cấp mã liên kết chat.", no_args_is_help=True)
ROLES = (
    "officer: trả lời cho cơ quan; head: thủ trưởng; coordinator: đơn vị đầu mối; leader: lãnh đạo; admin: quản trị."
)
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
    from db.statuses import Role
    from db.tables import Officer

    if role not in list(Role):
        fail(f"Vai trò '{role}' không có. Chọn: {', '.join(Role)}.")
    if not name.strip():
        fail("Họ tên trống. Viết họ tên của cán bộ.")
    with database(writes=True) as session:
        home = one_agency(session, agency)
        scope_id = one_agency(session, scope).id if scope else None
        officer = Officer(agency_id=home.id or 0, name=name.strip(), role=Role(role), scope_id=scope_id)
        session.add(officer)
        session.flush()
        audit.record(
            session, now=now(), actor="cli", action="officer_added", subject="officer", subject_id=officer.id or 0
        )
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
    print_table(
        ("Số", "Họ tên", "Cơ quan", "Vai trò", "Bản tin", "Chat"),
        [
            (row["id"], row["name"], row["agency"], row["role"], words[row["digest"]], "; ".join(row["chats"]))
            for row in rows
        ],
        empty='Chưa có cán bộ nào. Thêm: nhachan officer add "Phòng Nội vụ" "Họ tên"',
    )


@officers.command("link-code")
def link_code(
    officer: Annotated[int, typer.Argument(help="Số của cán bộ, như `nhachan officer list` in ra.")],
    as_json: Json = False,
) -> None:
    """Cấp mã liên kết chat, dùng một lần trong 15 phút; cán bộ gửi mã này cho bot."""
    from db.tables import Officer
    from reminders.workflow.linking import issue_code

    with database(writes=True) as session:
        row = session.get(Officer, officer)
        if row is None:
            fail(f"Không có cán bộ số {officer}. Xem: nhachan officer list")
        code = issue_code(session, row, now=now(), actor="cli")
    bot = asyncio.run(_telegram_name())
    link = f"https://t.me/{bot}?start={code}" if bot else None
    if as_json:
        print_json({"officer": row.id, "name": row.name, "code": code, "minutes": 15, "link": link})
        return
    typer.echo(f"Mã của {row.name}: {code}")
    typer.echo(f"Gửi mã này cho bot trong 15 phút{f', hoặc mở {link}' if link else ' (Telegram hay Zalo đều được)'}")


@officers.command("prefer")
def prefer(
    officer: Annotated[int, typer.Argument(help="Số của cán bộ, như `nhachan officer list` in ra.")],
    channel: Annotated[str, typer.Argument(help="telegram hoặc zalo.")],
) -> None:
    """Chọn kênh nhận nhắc hạn của cán bộ có chat trên nhiều kênh; kênh kia chỉ dùng khi kênh này không gửi được."""
    from db import audit
    from db.tables import Officer
    from reminders.settings import CHANNELS

    if channel not in CHANNELS:
        fail(f"Kênh '{channel}' không có. Chọn: {', '.join(CHANNELS)}.")
    with database(writes=True) as session:
        row = session.get(Officer, officer)
        if row is None:
            fail(f"Không có cán bộ số {officer}. Xem: nhachan officer list")
        row.preferred_channel = channel
        audit.record(
            session,
            now=now(),
            actor="cli",
            action="channel_preferred",
            subject="officer",
            subject_id=officer,
            after=channel,
        )
    typer.echo(f"{row.name} nhận nhắc hạn trên {channel}.")


@officers.command("digest")
def digest(
    officer: Annotated[int, typer.Argument(help="Số của cán bộ, như `nhachan officer list` in ra.")],
    choice: Annotated[str, typer.Argument(help="on: gửi; off: thôi gửi.")],
) -> None:
    """Bật hoặc tắt bản tin sáng của đầu mối, bản tin tuần của lãnh đạo; các tin khác vẫn gửi."""
    from db.tables import Officer
    from reminders.delivery.digests import turn_digests

    if choice not in ("on", "off"):
        fail(f"Không hiểu '{choice}'. Chọn: on, off.")
    with database(writes=True) as session:
        row = session.get(Officer, officer)
        if row is None:
            fail(f"Không có cán bộ số {officer}. Xem: nhachan officer list")
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
