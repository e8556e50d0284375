"""Shell: what is wrong with an installation, each finding with what to do about it."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from bots.channel import Channel, ChannelError, GroupChannel, WebhookChannel, WrongToken
from bots.platforms import PLATFORMS
from db.engine import make_engine, missing_file, reading
from db.errors import Damaged
from db.heartbeat import last_beat
from db.place import look_through
from db.queries import bindings, evidence, register, waiting
from db.statuses import BindingStatus, NoticeStatus, TroubleKind
from db.tables import ChatBinding, Notification, Obligation, Occurrence
from db.upgrade import differences, is_current
from reminders.agencies.loading import load_agencies
from reminders.calendar import load_calendar
from reminders.channels import make_channels, token_names
from reminders.items.evidence.storage import has_size, is_writable
from reminders.messages import render
from reminders.plans.documents.readers.converting import can_convert
from reminders.plans.documents.readers.refusals import NO_TESSERACT
from reminders.plans.documents.readers.scans import can_read_scans
from reminders.settings import Settings, unknown_names
from reminders.troubles import OPENING, damaged, database_trouble, no_database, without_password
from reminders.watch.audit import PATIENCE, stuck
from reminders.watch.troubles import open_troubles
from schedules.zone import LOCAL, local_date


@dataclass(frozen=True)
class Check:
    """One finding: good, bad (something must be mended), or None: worth knowing."""

    name: str
    is_good: bool | None
    finding: str


DATABASE = "Cơ sở dữ liệu"
TAKE_BACK = "tắt chương trình khác dùng cùng mã bot rồi khởi động lại dịch vụ, hoặc lấy mã mới"
SILENT_FOR = timedelta(minutes=5)
"""A service that has not looked for so long what is owed does not run: it looks each second."""


async def examine(settings: Settings, *, now: datetime) -> list[Check]:
    """Return every check of the configured installation. Nothing is changed: no file is made, nothing upgraded."""
    checks = [Check("Giờ", True, f"{now.astimezone(LOCAL):%H:%M %d/%m/%Y}, múi giờ {LOCAL.key}")]
    if names := unknown_names():
        checks.append(Check("Thiết lập", False, f"{', '.join(names)} không phải là thiết lập nào; xem .env.example"))
    checks += [_scans(), _other_formats()]
    checks += _database(settings, now)
    channels, problems = make_channels(settings)
    checks += [Check(f"Kênh {name}", False, problem) for name, problem in problems.items()]
    if not settings.tokens:
        checks.append(Check("Kênh", False, f"chưa có {token_names()}; xem .env.example"))
    elsewhere = _read_elsewhere(settings)
    found = await asyncio.gather(
        *[_channel(channel, settings, is_read_elsewhere=channel.name in elsewhere) for channel in channels.values()]
    )
    return checks + [check for of_one in found for check in of_one]


def _scans() -> Check:
    name = "Đọc bản quét"
    if can_read_scans():
        return Check(name, True, "có Tesseract với tiếng Việt")
    finding = f"kế hoạch quét (PDF ảnh) chưa đọc được: {NO_TESSERACT}"
    return Check(name, None, finding)


def _other_formats() -> Check:
    name = "Đọc .doc, .odt, .rtf, .xls"
    if can_convert():
        return Check(name, True, "có LibreOffice")
    return Check(name, None, "chưa đọc được: chưa cài LibreOffice (libreoffice-writer, libreoffice-calc)")


def _database(settings: Settings, now: datetime) -> list[Check]:
    where = without_password(settings.database_url)
    try:
        if missing := missing_file(settings.database_url):
            return [Check(DATABASE, False, no_database(missing))]
        engine = make_engine(settings.database_url)
        try:
            return _inside(engine, where, settings, now)
        finally:
            engine.dispose()
    except OPENING as error:
        return [Check(DATABASE, False, database_trouble(error, settings.database_url))]


def _inside(engine: Engine, where: str, settings: Settings, now: datetime) -> list[Check]:
    try:
        look_through(engine)
    except Damaged as damage:
        return [Check(DATABASE, False, damaged(where, str(damage)))]
    if not is_current(engine):
        return [Check(DATABASE, False, f"{where} chưa nâng cấp; chạy: nhachan plan show")]
    if differences(engine):
        return [Check(DATABASE, False, f"{where}: bảng khác với bản cài này; cài đúng phiên bản Nhắc Hạn")]
    with reading(engine) as session:
        owing, unled = _leads(session, now)
        found = [
            _service(session, now),
            _clock(session, now),
            *_own_troubles(session),
            _waiting(session, now),
            _troubles(session),
            _chats(session, owing),
            *_mute(session, settings.tokens),
            *_ended(unled),
            _calendar(session, now),
            _evidence(session, settings.data_dir),
        ]
    return [Check(DATABASE, True, where), *found]


def _service(session: Session, now: datetime) -> Check:
    name, last = "Dịch vụ", last_beat(session)
    if last is None:
        return Check(name, False, "chưa chạy lần nào nên chưa ai được nhắc; chạy: nhachan serve")
    said = f"lượt gần nhất {last.astimezone(LOCAL):%H:%M %d/%m/%Y}"
    if last <= now - SILENT_FOR:
        return Check(name, False, f"không chạy, {said}; chạy: nhachan serve, hoặc xem: journalctl -u nhac-han")
    return Check(name, True, f"đang chạy, {said}")


def _clock(session: Session, now: datetime) -> Check:
    last = session.exec(select(func.max(Notification.sent_at))).one()
    if last and last > now + timedelta(minutes=1):
        finding = f"máy chạy chậm: đã có tin gửi lúc {last.astimezone(LOCAL):%H:%M %d/%m/%Y}; chỉnh giờ của máy"
        return Check("Đồng hồ", False, finding)
    return Check("Đồng hồ", True, "không đi lùi so với tin đã gửi")


def _own_troubles(session: Session) -> list[Check]:
    """What the service found wrong with itself and told the admin."""
    return [
        Check(
            "Trục trặc",
            False,
            f"{render('words/trouble', trouble=one)}, từ {one.began_at.astimezone(LOCAL):%H:%M %d/%m/%Y}. "
            f"{render('words/remedy', trouble=one)}",
        )
        for one in open_troubles(session)
    ]


def _waiting(session: Session, now: datetime) -> Check:
    """What should have left; never good while something has waited for five minutes."""
    name, late = "Tin phải gửi", waiting.waiting(session, since=now - PATIENCE)
    if not late:
        return Check(name, True, "không có tin nào chờ quá 5 phút")
    leaving = waiting.last_sent(session, since=now - PATIENCE)
    said = "; ".join(f"{channel}: {stuck(channel, one).detail}" for channel, one in sorted(late.items()))
    if late.keys() <= leaving.keys():
        return Check(name, None, f"đang gửi dần, {said}")
    return Check(name, False, f"chưa gửi được, {said}; xem dòng Dịch vụ và dòng Kênh")


def _troubles(session: Session) -> Check:
    duties = session.exec(select(Obligation).where(col(Obligation.trouble).is_not(None))).all()
    items = session.exec(select(Occurrence).where(col(Occurrence.trouble).is_not(None))).all()
    failed = session.exec(select(func.count()).where(Notification.status == NoticeStatus.FAILED)).one()
    named = [f"mục {duty.clause}: {duty.trouble}" for duty in duties]
    named += [f"việc {item.id}: {item.trouble}" for item in items]
    if named:
        return Check("Việc gặp lỗi", False, "; ".join(named[:5]))
    finding = f"{failed} tin không gửi được (xem nhachan why)" if failed else "không"
    return Check("Việc gặp lỗi", None if failed else True, finding)


def _leads(session: Session, now: datetime) -> tuple[dict[int, str], dict[str, int]]:
    """Return who owes a duty, by id their names; and of those that ended without a successor how many they lead."""
    agencies, duties, on = load_agencies(session), register.obligations(session), local_date(now)
    parties = register.lead_parties(session, duties)
    owing, unled = agencies.owing(duties, parties, on=on), agencies.unled(parties.values(), on=on)
    names = {key: one.name for key, one in agencies.by_id.items()}
    return (
        {key: name for key, name in names.items() if key in owing},
        {names[key]: count for key, count in unled.items()},
    )


def _chats(session: Session, owing: Mapping[int, str]) -> Check:
    linked = bindings.linked_chats(session)
    silent = [name for key, name in owing.items() if key not in linked]
    gone = session.exec(select(func.count()).where(ChatBinding.status == BindingStatus.GONE)).one()
    if not owing:
        return Check("Chat", None, "chưa nhập kế hoạch nào")
    if silent:
        names = f"{'; '.join(silent[:5])}{'; …' if silent[5:] else ''}"
        return Check("Chat", None, f"{len(silent)}/{len(owing)} cơ quan chưa có chat: {names}")
    finding = f"{gone} chat đã chặn bot" if gone else f"{len(owing)} cơ quan đều có chat"
    return Check("Chat", None if gone else True, finding)


def _mute(session: Session, channels: Collection[str]) -> list[Check]:
    """Chats on a channel whose token is not configured: they are linked, and nothing reaches them."""
    query = select(ChatBinding.channel, func.count()).where(
        ChatBinding.status == BindingStatus.LINKED, col(ChatBinding.channel).not_in(channels)
    )
    return [
        Check(f"Chat {name}", False, f"{count} chat không nhận được tin: chưa có NHACHAN_{name.upper()}_TOKEN")
        for name, count in session.exec(query.group_by(ChatBinding.channel).order_by(ChatBinding.channel)).all()
    ]


def _ended(unled: Mapping[str, int]) -> list[Check]:
    names = [f"{name} ({count} nhiệm vụ)" for name, count in unled.items()]
    finding = f"đã giải thể, chưa có cơ quan thay thế: {'; '.join(names[:5])}; chạy: nhachan agency merge … --into …"
    return [Check("Cơ quan", False, finding)] if names else []


def _evidence(session: Session, data_dir: Path) -> Check:
    """Every file is looked for; `nhachan evidence --check` also reads them all."""
    name = "Tệp minh chứng"
    if not is_writable(data_dir):
        return Check(name, False, f"không ghi được vào {data_dir}; sửa quyền của thư mục hoặc NHACHAN_DATA_DIR")
    files = {one.path: one.size for one in evidence.everything(session)}
    bad = sum(not has_size(data_dir, path, size) for path, size in files.items())
    if bad:
        finding = f"{bad}/{len(files)} tệp mất hoặc hỏng trong {data_dir}; xem: nhachan evidence --check"
        return Check(name, False, finding)
    return Check(name, True, f"{len(files)} tệp, đủ" if files else "chưa có tệp nào")


def _calendar(session: Session, now: datetime) -> Check:
    today = now.astimezone(LOCAL).date()
    if load_calendar(session).is_confirmed(today):
        return Check("Lịch nghỉ", True, f"năm {today.year} đã xác nhận")
    finding = f"năm {today.year} là dự kiến; khi đã có thông báo: nhachan calendar confirm {today.year}"
    return Check("Lịch nghỉ", None, finding)


def _read_elsewhere(settings: Settings) -> set[str]:
    """Return the channels of which the service found that another program takes what people write. A poll of ours would
    not show it, and take the messages from the service as well.
    """
    try:
        if missing_file(settings.database_url):
            return set()
        engine = make_engine(settings.database_url)
        with reading(engine) as session:
            found = open_troubles(session)
        engine.dispose()
    except OPENING:  # said already
        return set()
    return {one.subject for one in found if one.kind is TroubleKind.OTHER_READER}


async def _channel(channel: Channel, settings: Settings, *, is_read_elsewhere: bool) -> list[Check]:
    is_good, finding = True, "kết nối được, mã bot đúng"
    try:
        await channel.open()
        if other := await _other_webhook(channel, settings):
            is_good, finding = False, f"tin gửi đến bot đang chuyển đi nơi khác (webhook {other}); {TAKE_BACK}"
        elif is_read_elsewhere:
            is_good, finding = False, f"nơi khác đang nhận tin của bot này; {TAKE_BACK}"
    except WrongToken:
        is_good, finding = False, f"mã bot không được chấp nhận; lấy mã mới: {PLATFORMS[channel.name].new_token}"
    except ChannelError as error:
        hint = f"kiểm tra mạng hoặc NHACHAN_{channel.name.upper()}_PROXY"
        is_good, finding = False, f"không kết nối được ({error}); {hint}"
    finally:
        await channel.close()
    return [Check(f"Kênh {channel.name}", is_good, finding), *_groups(channel)]


async def _other_webhook(channel: Channel, settings: Settings) -> str:
    """Return the host to which the platform posts what people write, where it is not the one of the settings."""
    if not isinstance(channel, WebhookChannel):
        return ""
    ours, _ = settings.webhooks.get(channel.name, ("", ""))
    try:
        there = await channel.webhook()
    except ChannelError:  # whether it can be reached is found by opening it
        return ""
    return (urlsplit(there).hostname or "?") if there not in ("", ours) else ""


def _groups(channel: Channel) -> list[Check]:
    """A bot that does not hear all of a group: officers write there, and nothing arrives."""
    if not isinstance(channel, GroupChannel) or channel.hears_groups is not False:
        return []
    finding = "bot chỉ nhận lệnh như /xong 3 và câu trả lời vào tin của bot; để nhận mọi tin: "
    return [Check(f"Nhóm {channel.name}", None, finding + PLATFORMS[channel.name].hear_groups)]
