"""Shell: what is wrong with an installation, each finding with what to do about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, func
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select

from bots.channel import Channel, ChannelError, WrongToken
from db.engine import make_engine, reading
from db.queries import people, register
from db.statuses import BindingStatus, NoticeStatus, Role
from db.tables import ChatBinding, Notification, Obligation, Occurrence
from db.upgrade import differences, is_current
from reminders.calendar import load_calendar
from reminders.service import make_channels
from reminders.settings import Settings
from schedules.zone import LOCAL


@dataclass(frozen=True)
class Check:
    """One finding: good, bad (something must be mended), or None: worth knowing."""

    name: str
    is_good: bool | None
    finding: str


async def examine(settings: Settings, *, now: datetime) -> list[Check]:
    """Return every check of the configured installation; nothing is changed."""
    checks = [Check("Giờ", True, f"{now.astimezone(LOCAL):%H:%M %d/%m/%Y}, múi giờ {LOCAL.key}")]
    engine = make_engine(settings.database_url)
    database = _database(engine)
    checks += database
    if all(check.is_good for check in database):
        with reading(engine) as session:
            checks += [_clock(session, now), _troubles(session), _chats(session), _calendar(session, now)]
    try:
        channels = make_channels(settings)
    except WrongToken as error:
        return [*checks, Check("Mã bot", False, str(error))]
    if not channels:
        checks.append(Check("Kênh", False, "Chưa có NHACHAN_TELEGRAM_TOKEN; lấy mã từ @BotFather, xem .env.example."))
    return checks + [await _channel(channel) for channel in channels.values()]


def _database(engine: Engine) -> list[Check]:
    where = engine.url.render_as_string(hide_password=True)
    try:
        current = is_current(engine)
    except SQLAlchemyError as error:
        return [Check("Cơ sở dữ liệu", False, f"Không mở được {where} ({type(error).__name__}).")]
    if not current:
        return [Check("Cơ sở dữ liệu", False, f"{where}: chưa nâng cấp. Chạy: nhachan plan show (hoặc nhachan serve).")]
    if differences(engine):
        return [Check("Cơ sở dữ liệu", False, f"{where}: bảng khác với bản cài này. Cài đúng phiên bản.")]
    return [Check("Cơ sở dữ liệu", True, where)]


def _clock(session: Session, now: datetime) -> Check:
    last = session.exec(select(func.max(Notification.sent_at))).one()
    if last and last > now + timedelta(minutes=1):
        return Check("Đồng hồ", False, f"Máy đang chậm: đã có tin gửi lúc {last.astimezone(LOCAL):%H:%M %d/%m/%Y}.")
    return Check("Đồng hồ", True, "không đi lùi so với tin đã gửi")


def _troubles(session: Session) -> Check:
    duties = session.exec(select(Obligation).where(col(Obligation.trouble).is_not(None))).all()
    items = session.exec(select(Occurrence).where(col(Occurrence.trouble).is_not(None))).all()
    failed = session.exec(
        select(func.count()).select_from(Notification).where(Notification.status == NoticeStatus.FAILED)
    ).one()
    if not (duties or items):
        return Check(
            "Việc gặp lỗi",
            None if failed else True,
            f"{failed} tin không gửi được (xem nhachan why)" if failed else "không",
        )
    named = [f"mục {duty.clause}: {duty.trouble}" for duty in duties] + [
        f"việc {item.id}: {item.trouble}" for item in items
    ]
    return Check("Việc gặp lỗi", False, "; ".join(named[:5]))


def _chats(session: Session) -> Check:
    owing = {key for duty in register.obligations(session) for key in register.leads(session, duty)}
    silent = [
        agency.name
        for agency in register.agencies(session)
        if agency.id in owing and not people.linked_chats(session, [agency.id], list(Role))
    ]
    gone = session.exec(
        select(func.count()).select_from(ChatBinding).where(ChatBinding.status == BindingStatus.GONE)
    ).one()
    if not owing:
        return Check("Chat", None, "chưa nhập kế hoạch nào")
    if silent:
        return Check("Chat", None, f"{len(silent)}/{len(owing)} cơ quan chưa có chat: {'; '.join(silent[:5])}…")
    return Check(
        "Chat", None if gone else True, f"{gone} chat đã chặn bot" if gone else f"{len(owing)} cơ quan đều có chat"
    )


def _calendar(session: Session, now: datetime) -> Check:
    today = now.astimezone(LOCAL).date()
    if load_calendar(session).is_confirmed(today):
        return Check("Lịch nghỉ", True, f"năm {today.year} đã xác nhận")
    return Check(
        "Lịch nghỉ", None, f"năm {today.year} là dự kiến; khi đã có thông báo: nhachan calendar confirm {today.year}"
    )


async def _channel(channel: Channel) -> Check:
    try:
        await channel.open()
    except WrongToken:
        return Check(f"Kênh {channel.name}", False, "mã bot không được chấp nhận; lấy mã mới từ @BotFather")
    except ChannelError as error:
        return Check(
            f"Kênh {channel.name}", False, f"không kết nối được ({error}); kiểm tra mạng hoặc NHACHAN_TELEGRAM_PROXY"
        )
    finally:
        await channel.close()
    return Check(f"Kênh {channel.name}", True, "kết nối được, mã bot đúng")
