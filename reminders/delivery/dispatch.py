"""Shell: take, begin, send, settle. No transaction is open across a network call."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby

import structlog
from sqlalchemy import Engine
from sqlmodel import Session

from bots import channel as port
from bots.channel import Channel
from db import claims
from db.engine import resiliently, writing
from db.statuses import NoticeStatus
from db.tables import ChatBinding, Notification
from reminders.clock import Clock
from reminders.delivery.doubting import close_or_doubt, doubted_since, trust
from reminders.delivery.lanes import Lane
from reminders.delivery.pacing import pause_after
from reminders.delivery.parcels import Parcel, pack
from reminders.delivery.probing import SILENCE, answers
from reminders.people.chats import follow_chat, reopen_chat
from schedules.working_days import WorkingCalendar

AT_ONCE = 8
"""How many requests run side by side; python-telegram-bot scans its connections, so few are faster."""

LONGEST_PAUSE = timedelta(minutes=5)
log = structlog.get_logger()


async def dispatch(
    engine: Engine,
    channel: Channel,
    lane: Lane,
    *,
    now: datetime,
    calendar: WorkingCalendar,
    clock: Clock,
    held: Collection[int] = (),
    is_over: Callable[[], bool] = lambda: False,
) -> int:
    """Send what is due to as many chats as may be written to now and are not `held`; return how many messages left.

    `is_over`: nothing more is to be begun; what has not left then waits again, as it does when the platform is silent.
    """
    if lane.is_resting(now) or not await answers(channel, lane, clock):
        return 0
    parcels = await asyncio.to_thread(_collect, engine, channel.name, lane, now, calendar, held)
    gate = asyncio.Semaphore(AT_ONCE)

    async def deliver(parcel: Parcel) -> bool:
        async with gate:
            began_at = clock.now()
            if is_over() or lane.is_resting(began_at):
                await asyncio.to_thread(_put_back, engine, parcel)
                return False
            if not await asyncio.to_thread(_begin, engine, parcel, began_at):
                return False
            outcome = await _send(channel, parcel)
            # Inside of the gate: what a kill repeats is what has begun and is not settled, and that is no more.
            await _take_in(engine, lane, parcel, outcome, began_at=began_at, now=clock.now())
            return isinstance(outcome, str)

    results = await asyncio.gather(*[deliver(parcel) for parcel in parcels], return_exceptions=True)
    for trouble in (one for one in results if isinstance(one, BaseException)):
        # The rows stay claimed: when their lease ends they wait again, like after a crash.
        log.error("an outcome could not be recorded", action="settle_failed", error=type(trouble).__name__)
    return sum(one is True for one in results)


async def _take_in(
    engine: Engine, lane: Lane, parcel: Parcel, outcome: str | port.ChannelError, *, began_at: datetime, now: datetime
) -> None:
    """Have the lane and the rows know what became of a message."""
    asked = timedelta(seconds=outcome.retry_after_seconds) if isinstance(outcome, port.TooFast) else None
    lane.pace.record(parcel.binding_id, now, asked=asked)
    is_trusted = isinstance(outcome, str) and lane.is_probe(began_at)
    if await asyncio.to_thread(_settle, engine, parcel, outcome, now, is_trusted=is_trusted):
        lane.doubt(now)
    else:
        lane.heard(isinstance(outcome, SILENCE), now, is_trusted=is_trusted)


def _begin(engine: Engine, parcel: Parcel, now: datetime) -> bool:
    with writing(engine) as session:
        return claims.begin(session, parcel.notices, claim=parcel.claim, now=now)


def _put_back(engine: Engine, parcel: Parcel) -> None:
    with writing(engine) as session:
        claims.settle(session, parcel.notices, claim=parcel.claim, status=NoticeStatus.PENDING)


def _collect(
    engine: Engine, channel: str, lane: Lane, now: datetime, calendar: WorkingCalendar, held: Collection[int]
) -> list[Parcel]:
    """Claim the rows of as many chats as may be written to now, and word one message for each."""
    if lane.allowance(now) <= 0:
        return []
    claim = claims.named(lane.start)
    with writing(engine) as session:
        lane.is_doubted_since = doubted_since(session, channel)
        rows = claims.claim(session, now=now, claim=claim, channel=channel, chats=lane.allowance(now), held=held)
        free: dict[int, list[Notification]] = {}
        for binding_id, group in groupby(sorted(rows, key=lambda row: row.binding_id), lambda row: row.binding_id):
            if (free_at := lane.pace.chat_free_at(binding_id, now)) > now:
                _postpone(session, list(group), claim, free_at)
            else:
                free[binding_id] = list(group)
        return _packed(session, free, claim, now, calendar) if free else []


def _packed(
    session: Session, rows: dict[int, list[Notification]], claim: str, now: datetime, calendar: WorkingCalendar
) -> list[Parcel]:
    """Return the parcels of some chats; one that cannot be worded waits an hour and stops no other."""
    found: dict[int, list[Parcel]] = {}

    def pack_for(chats: Sequence[int]) -> None:
        parcels = pack(session, [row for chat in chats for row in rows[chat]], claim=claim, now=now, calendar=calendar)
        found.update({chat: [one for one in parcels if one.binding_id == chat] for chat in chats})

    for chat, error in resiliently(session, list(rows), pack_for):
        log.error("a message could not be worded", action="pack_failed", binding_id=chat)
        found[chat] = []
        _postpone(session, rows[chat], claim, now + timedelta(hours=1), f"{type(error).__name__}: {error}")
    return [parcel for chat in rows for parcel in found[chat]]


def _postpone(
    session: Session, rows: Sequence[Notification], claim: str, send_at: datetime, reason: str | None = None
) -> None:
    ids = [row.id for row in rows]
    claims.settle(session, ids, claim=claim, status=NoticeStatus.PENDING, send_at=send_at, reason=reason)


async def _send(channel: Channel, parcel: Parcel) -> str | port.ChannelError:
    """Return the platform's message id, or what it said instead."""
    try:
        if parcel.file and isinstance(channel, port.FileChannel):
            name, content = parcel.file.name, parcel.file.content
            return await channel.send_file(parcel.chat_id, name, content, parcel.text, thread=parcel.thread)
        return await channel.send(parcel.chat_id, parcel.text, parcel.buttons, thread=parcel.thread)
    except port.ChannelError as error:
        log.warning("a message was not delivered", action="send_failed", error=type(error).__name__, ids=parcel.notices)
        return error
    except Exception as error:  # whatever it was, the other chats are written to, and nobody knows about this one
        log.error("a channel failed", action="channel_failed", error=type(error).__name__, ids=parcel.notices)
        return port.Unanswered(type(error).__name__)


def _settle(
    engine: Engine, parcel: Parcel, outcome: str | port.ChannelError, now: datetime, *, is_trusted: bool
) -> bool:
    """Record what became of a message; return whether a refusal is not believed. `is_trusted`: it has arrived, and so
    shows that the channel works, which was doubted.
    """
    with writing(engine) as session:

        def to(status: NoticeStatus, **values: object) -> None:
            claims.settle(session, parcel.notices, claim=parcel.claim, status=status, **values)  # type: ignore[arg-type]

        binding = session.get_one(ChatBinding, parcel.binding_id)
        match outcome:
            case str():
                to(NoticeStatus.SENT, sent_at=now, message_id=outcome)
                reopen_chat(session, binding, now=now)
                binding.trouble = None
                if is_trusted:
                    trust(session, binding.channel, now=now)
            case port.TooFast(retry_after_seconds=seconds):
                to(NoticeStatus.PENDING, send_at=now + timedelta(seconds=seconds), reason="the platform asked to wait")
            case port.Unanswered():
                to(NoticeStatus.PENDING, send_at=now + _pause(session, parcel), reason=claims.LOST, is_lost=True)
            case port.ChatMoved(new_chat_id=new) if follow_chat(session, binding, new):
                to(NoticeStatus.PENDING, send_at=now, reason="the chat has a new address")
            case port.ChatGone() | port.ChatMoved():
                return _refused(session, parcel, binding, str(outcome), now)
            case port.Rejected() if _is_refused_again(session, parcel, str(outcome)):
                if parcel.is_notice:  # words on no list, about a chat that takes no reminder: others are told
                    return _refused(session, parcel, binding, str(outcome), now)
                to(NoticeStatus.FAILED, reason=str(outcome))
            case _:
                to(NoticeStatus.PENDING, send_at=now + _pause(session, parcel), reason=str(outcome), has_failed=True)
        return False


def _refused(session: Session, parcel: Parcel, binding: ChatBinding, words: str, now: datetime) -> bool:
    """Record that a chat refuses; return whether it is its channel that is doubted, and the message waits."""
    settle = partial(claims.settle, session, parcel.notices, claim=parcel.claim, reason=words)
    if doubted_since(session, binding.channel):
        binding.trouble = words
        settle(status=NoticeStatus.PENDING, send_at=now + _pause(session, parcel), has_failed=True)
        return True
    settle(status=NoticeStatus.FAILED)
    return close_or_doubt(session, binding, parcel.notices, reason=words, now=now)


def _is_refused_again(session: Session, parcel: Parcel, words: str) -> bool:
    """Return whether the message was refused before, in the same words."""
    return session.get_one(Notification, parcel.notices[0]).reason == words


def _pause(session: Session, parcel: Parcel) -> timedelta:
    """Return how long to wait after network trouble, longer each time."""
    return pause_after(session.get_one(Notification, parcel.notices[0]).attempts + 1, LONGEST_PAUSE)
