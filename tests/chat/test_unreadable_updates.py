"""What nobody can read is kept once, told to the admin once a day, and answered to nobody."""

from datetime import timedelta

from sqlmodel import Session, select

from bots.channel import Incoming
from db.statuses import Role
from db.tables import ChatBinding, InboundMessage, Notification, UnreadableUpdate
from reminders.chat.incoming import apologise, handle
from tests.rows import NOW, agency, chat_of

ODD = Incoming(channel="zalo", update_id="7", chat_id="", text="", sent_at=None, unreadable='{"message": 5}')


def test_it_is_kept_once_and_the_admin_is_told(session: Session) -> None:
    admin = chat_of(session, agency(session, "UBND huyện"), Role.ADMIN)
    handle(session, ODD, now=NOW)
    handle(session, ODD, now=NOW + timedelta(hours=1))
    [kept] = session.exec(select(UnreadableUpdate)).all()
    assert (kept.channel, kept.update_id, kept.received_at, kept.content) == ("zalo", "7", NOW, '{"message": 5}')
    [told] = session.exec(select(Notification)).all()
    assert told.binding_id == admin.id
    assert (told.text or "").startswith("⚠️ Nhắc Hạn: Zalo: có tin đến không đọc được, đã giữ lại và bỏ qua.")


def test_it_is_nobodys_message(session: Session) -> None:
    handle(session, ODD, now=NOW)
    apologise(session, ODD, now=NOW)
    for table in (ChatBinding, InboundMessage, Notification):
        assert session.exec(select(table)).all() == []
