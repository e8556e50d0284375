"""Shell: which agencies that owe something cannot be reached, and why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from db.queries import bindings, register
from db.statuses import BindingStatus
from db.tables import ChatBinding, Officer
from reminders.agencies.agencies import Agencies
from schedules.zone import local_date

WithChat = tuple[Officer, ChatBinding | None]
SILENT_DAYS = 14
"""An agency whose chats wrote nothing for so long is "silent"."""


@dataclass(frozen=True)
class Unreachable:
    """An agency and why: "never_linked", "gone" (its chats refuse the bot), "silent" (since `last_at`, None: ever),
    "ended" (dissolved without a successor while `duties` name it). `officers` are the people to ask.
    """

    agency: str
    why: str
    last_at: datetime | None = None
    duties: int = 0
    officers: tuple[str, ...] = ()


def unreachable(
    session: Session, agencies: Agencies, agency_ids: Collection[int], *, now: datetime
) -> list[Unreachable]:
    """Return the agencies among these that lead a duty and cannot be reached or have been silent, in their order."""
    on, duties = local_date(now), register.obligations(session)
    parties = register.lead_parties(session, duties)
    leads = {key for duty in duties for key in agencies.leads(duty, parties[duty.id], on=on)}
    owing = [key for key in agencies.by_id if key in leads and key in agency_ids]
    people_of: dict[int, list[WithChat]] = {key: [] for key in owing}
    for officer, chat in (rows := bindings.with_chats(session, owing)):
        people_of[officer.agency_id].append((officer, chat))
    written = bindings.last_written(session, [chat.id for _, chat in rows if chat and bindings.is_linked(chat)])
    found = [_trouble(agencies[key].name, people_of[key], written, now) for key in owing]
    ended = [
        Unreachable(agencies[key].name, "ended", duties=n)
        for key, n in agencies.unled(parties.values(), on=on).items()
        if key in agency_ids
    ]
    return [*ended, *(one for one in found if one)]


def _trouble(name: str, rows: Sequence[WithChat], written: Mapping[int, datetime], now: datetime) -> Unreachable | None:
    here = tuple(dict.fromkeys(officer.id for officer, _ in rows if officer.left_at is None))
    names = {officer.id: officer.name for officer, _ in rows}
    chats = [(chat, officer) for officer, chat in rows if chat]
    linked = [chat for chat, _ in chats if bindings.is_linked(chat)]
    if not linked:
        gone = [(chat.id, officer.name) for chat, officer in chats if chat.status is BindingStatus.GONE]
        whom = tuple(name for _, name in sorted(gone)) or tuple(names[key] for key in here)
        return Unreachable(name, "gone" if gone else "never_linked", officers=whom)
    last_at = max((written[chat.id] for chat in linked if chat.id in written), default=None)
    since = last_at or min((chat.linked_at for chat, _ in chats if chat.linked_at), default=None)
    is_silent = since is not None and since < now - timedelta(days=SILENT_DAYS)
    return Unreachable(name, "silent", last_at, officers=tuple(names[key] for key in here)) if is_silent else None
