"""Shell: what is wrong with the service: each trouble is kept once, and told to the admin when it begins and ends."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session, col, select

from db import outbox
from db.queries import people
from db.statuses import TroubleKind
from db.tables import ChatBinding, Trouble
from reminders.messages import render
from reminders.notices.rows import text_notice
from schedules.zone import local_date

log = structlog.get_logger()

OF_CHANNELS = (TroubleKind.CHANNEL_SILENT, TroubleKind.CHANNEL_DOUBTED, TroubleKind.TOKEN_REFUSED)
"""With these a channel is no way to tell anybody."""

QUIET = timedelta(hours=24)
"""What happens again and again is told once in so long."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What is wrong now: with what (a channel, "" for the whole), and what else there is to know, in Vietnamese."""

    kind: TroubleKind
    subject: str = ""
    detail: str = ""


def open_troubles(session: Session) -> Sequence[Trouble]:
    """Return what is wrong, the longest first."""
    query = select(Trouble).where(col(Trouble.ended_at).is_(None))
    return session.exec(query.order_by(col(Trouble.began_at), col(Trouble.id))).all()


def follow(session: Session, found: Collection[Finding], *, looked_for: Collection[TroubleKind], now: datetime) -> None:
    """Take note of everything that was found where these kinds were `looked_for`: what is new begins, and what is not
    found any more has ended. The admin is told of both.
    """
    known = {(one.kind, one.subject): one for one in open_troubles(session) if one.kind in looked_for}
    present = {(one.kind, one.subject): one for one in found}
    begun = [
        Trouble(kind=one.kind, subject=one.subject, detail=one.detail, began_at=now)
        for key, one in present.items()
        if key not in known
    ]
    ended = [one for key, one in known.items() if key not in present]
    for trouble in ended:
        trouble.ended_at = now
    session.add_all(begun)
    session.flush()
    _tell(session, [*begun, *ended], now=now)


def begin(session: Session, finding: Finding, *, now: datetime) -> None:
    """Take note of one trouble, unless it is known already."""
    is_known = any((one.kind, one.subject) == (finding.kind, finding.subject) for one in open_troubles(session))
    if not is_known:
        follow(session, [finding], looked_for=(), now=now)


def end(session: Session, kind: TroubleKind, subject: str = "", *, now: datetime) -> bool:
    """Take note that a trouble is over; return whether it was there."""
    for trouble in open_troubles(session):
        if (trouble.kind, trouble.subject) == (kind, subject):
            trouble.ended_at = now
            session.flush()
            _tell(session, [trouble], now=now)
            return True
    return False


def happened(session: Session, finding: Finding, *, now: datetime) -> None:
    """Take note of what happened and is over at once; it is told once in QUIET."""
    kind, subject = finding.kind, finding.subject
    newest = (
        select(Trouble)
        .where(Trouble.kind == kind, Trouble.subject == subject, col(Trouble.began_at) <= now)
        .order_by(col(Trouble.began_at).desc())
    )
    last = session.exec(newest.limit(1)).first()
    if last and last.began_at > now - QUIET:
        return
    trouble = Trouble(kind=kind, subject=subject, detail=finding.detail, began_at=now, ended_at=now)
    session.add(trouble)
    session.flush()
    _tell(session, [trouble], now=now)


def _tell(session: Session, troubles: Collection[Trouble], *, now: datetime) -> None:
    """Owe the admin a message about each, on a channel that works where there is one."""
    if not troubles:
        return
    broken = {one.subject for one in open_troubles(session) if one.kind in OF_CHANNELS}
    chats = [_working(chats, broken) for chats in people.admin_chats(session, on=local_date(now)).values()]
    told = {chat.id: chat for own in chats for chat in own}
    for one in troubles:
        is_over = one.ended_at is not None and one.ended_at != one.began_at
        log.warning(
            "a trouble is over" if is_over else "a trouble has begun",
            action="trouble_over" if is_over else "trouble",
            kind=one.kind.value,
            subject=one.subject,
            admin_chats=len(told),
        )
        text = render("chat/trouble_over" if is_over else "chat/trouble", trouble=one)
        outbox.add_once(session, [text_notice(key, text, now=now) for key in sorted(told)])


def _working(chats: Sequence[ChatBinding], broken: Collection[str]) -> Sequence[ChatBinding]:
    return [one for one in chats if one.channel not in broken] or chats
