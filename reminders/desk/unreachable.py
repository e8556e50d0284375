"""Shell: which agencies that owe something cannot be reached, and why."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from db.queries import people, register
from db.statuses import Role
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


def unreachable(session: Session, agency_ids: Collection[int], *, now: datetime) -> list[Unreachable]:
    """Return the agencies among these that lead a duty and cannot be reached or have been silent, in their order."""
    on = local_date(now)
    owing = {key for duty in register.obligations(session) for key in register.leads(session, duty, on=on)}
    names = {agency.id: agency.name for agency in register.agencies(session)}
    found = [_trouble(session, key, names[key], now) for key in names if key in owing and key in agency_ids]
    ended = [
        Unreachable(names[key], "ended", duties=n)
        for key, n in register.unled(session, on=on).items()
        if key in agency_ids
    ]
    return [*ended, *(one for one in found if one)]


def _trouble(session: Session, agency_id: int, name: str, now: datetime) -> Unreachable | None:
    chats = people.linked_chats(session, [agency_id], list(Role))
    if not chats:
        gone = people.unreachable_officers(session, agency_id)
        whom = tuple(officer.name for officer in gone or people.of_agency(session, agency_id))
        return Unreachable(name, "gone" if gone else "never_linked", officers=whom)
    last_at = people.last_written_at(session, [chat.id for chat in chats])
    linked_at = people.first_linked_at(session, agency_id)
    since = last_at or linked_at
    is_silent = since is not None and since < now - timedelta(days=SILENT_DAYS)
    whom = tuple(officer.name for officer in people.of_agency(session, agency_id))
    return Unreachable(name, "silent", last_at, officers=whom) if is_silent else None
