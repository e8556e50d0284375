"""Shell: which agencies that owe something cannot be reached, and why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from db.queries import bindings, register
from db.statuses import BindingStatus
from db.tables import ChatBinding, Officer
from reminders.agencies.agencies import Agencies
from schedules.zone import local_date

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
    leads = agencies.owing(duties, parties, on=on)
    here = {key: _Here(one.name) for key, one in agencies.by_id.items() if key in leads and key in agency_ids}
    for officer, chat in bindings.with_chats(session, here):
        here[officer.agency_id].add(officer, chat)
    linked = [chat.id for one in here.values() for chat in one.linked]
    written = bindings.last_written(session, linked)
    ended = agencies.unled(parties.values(), on=on)
    return [
        *(Unreachable(agencies[key].name, "ended", duties=n) for key, n in ended.items() if key in agency_ids),
        *(found for one in here.values() if (found := _trouble(one, written, now))),
    ]


@dataclass(frozen=True)
class _Here:
    """The name of an agency, its officers who have not left, and the chats of everybody who was one."""

    name: str
    officers: dict[int, str] = field(default_factory=dict)
    chats: list[tuple[ChatBinding, str]] = field(default_factory=list)

    def add(self, officer: Officer, chat: ChatBinding | None) -> None:
        """Take an officer with one chat."""
        if officer.left_at is None:
            self.officers[officer.id] = officer.name
        if chat:
            self.chats.append((chat, officer.name))

    @property
    def linked(self) -> list[ChatBinding]:
        """The chats that take messages."""
        return [chat for chat, _ in self.chats if chat.status is BindingStatus.LINKED]


def _trouble(here: _Here, written: Mapping[int, datetime], now: datetime) -> Unreachable | None:
    whom = tuple(here.officers.values())
    if not here.linked:
        gone = sorted((chat.id, name) for chat, name in here.chats if chat.status is BindingStatus.GONE)
        why = "gone" if gone else "never_linked"
        return Unreachable(here.name, why, officers=tuple(name for _, name in gone) or whom)
    last_at = max((written[chat.id] for chat in here.linked if chat.id in written), default=None)
    since = last_at or min((chat.linked_at for chat, _ in here.chats if chat.linked_at), default=None)
    is_silent = since is not None and since < now - timedelta(days=SILENT_DAYS)
    return Unreachable(here.name, "silent", last_at, officers=whom) if is_silent else None
