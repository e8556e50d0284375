"""Shell: one-time codes that bind a chat to an officer."""

import hashlib
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlmodel import Session, col, select, update

from db import audit
from db.audit import By
from db.queries import bindings, people
from db.statuses import BindingStatus, Role
from db.tables import ChatBinding, ChatRole, LinkCode, Officer
from reminders.agencies.agencies import AgencyFacts
from reminders.agencies.loading import load_agencies
from reminders.agencies.scope import OVERSEERS, coordinated
from reminders.items.waking import look_again_at_agencies
from reminders.people.deputies import answering
from reminders.people.sameness import by_person
from schedules.zone import local_date

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No I, O, 0, 1: the code is read aloud and typed on phones."""

CODE_LENGTH = 8
VALID_FOR = timedelta(minutes=15)
LINKABLE = (Role.OFFICER, Role.HEAD)
"""Whom a coordinator may add and give codes: not those who see as much as they do, or more."""

CODES = 60
CODES_WITHIN = timedelta(hours=1)
GUESSES = 5
GUESSES_WITHIN = timedelta(minutes=15)
"""After five wrong codes a chat has to wait; 32**8 codes cannot be tried at that pace."""


@dataclass(frozen=True)
class NotLinked:
    """Why a code binds no chat: it is "wrong", used or expired; the chat has sent "too many" wrong ones, and waits so
    many `minutes`; who sees several agencies may not link a "group", as whoever joins it would see them too.
    """

    why: Literal["wrong", "too many", "group"]
    minutes: int = 0


@dataclass(frozen=True)
class Codes:
    """The codes of an agency's officers, each with whose it is; so many `others` have none yet."""

    given: tuple[tuple[Officer, str], ...]
    others: int


@dataclass(frozen=True)
class NoCodes:
    """Why no code is given: the agency is not where who asks coordinates, has "nobody", or there were "too_many"."""

    why: Literal["not_theirs", "nobody", "too_many"]


def issue_codes(session: Session, agency: AgencyFacts, by: By, *, asker: Officer, most: int) -> Codes | NoCodes:
    """Give a code to each officer of an agency, to the first `most`; within an hour nobody gives more than `CODES`."""
    if agency.id not in coordinated(load_agencies(session), [asker]):
        return NoCodes("not_theirs")
    officers = people.of_agency(session, agency.id, LINKABLE)
    if not officers:
        return NoCodes("nobody")
    issued = audit.counted(session, actor=by.actor, action="link_code_issued", since=by.now - CODES_WITHIN)
    if issued + min(len(officers), most) > CODES:
        return NoCodes("too_many")
    chosen = officers[:most]
    given = tuple(zip(chosen, issue_each(session, chosen, by, valid_for=VALID_FOR), strict=True))
    return Codes(given, others=len(officers) - len(given))


def to_link(session: Session, *, within: AgencyFacts | None, with_linked: bool) -> list[Officer]:
    """Return who is to be given a code, agency by agency: who has no chat yet, or everybody too (`with_linked`),
    of one agency and all below it, or of all (None).
    """
    agencies, linked = load_agencies(session), bindings.linked_officers(session)
    wanted = agencies.subtree(within.id) if within else set(agencies.by_id)
    found = [one for one in people.present(session) if one.agency_id in wanted]
    place = {key: at for at, key in enumerate(agencies.by_id)}
    return sorted(
        (one for one in found if with_linked or one.id not in linked), key=lambda one: (place[one.agency_id], one.id)
    )


def issue_code(session: Session, officer: Officer, by: By) -> str:
    """Return a new code for an officer, valid once and for 15 minutes, as `issue_each` gives it."""
    [code] = issue_each(session, [officer], by, valid_for=VALID_FOR)
    return code


def issue_personal(session: Session, officer: Officer, by: By) -> tuple[list[Officer], str]:
    """Return all that an officer surely is, and a new code for it, as `issue_to_each` gives it for 15 minutes."""
    person = next(one for one in by_person(people.present(session)) if officer.id in [role.id for role in one])
    [code] = issue_to_each(session, [person], by, valid_for=VALID_FOR)
    return person, code


def issue_each(session: Session, officers: Sequence[Officer], by: By, *, valid_for: timedelta) -> list[str]:
    """Return a new code for each of some officers, as `issue_to_each` gives it."""
    return issue_to_each(session, [[one] for one in officers], by, valid_for=valid_for)


def issue_to_each(session: Session, persons: Sequence[Sequence[Officer]], by: By, *, valid_for: timedelta) -> list[str]:
    """Return a new code for each of some persons, valid once and for so long: it links a chat to all that they are in
    several agencies. Only its hash is kept. A coordinator may not give one: it would open other agencies' items.

    Whatever code they had before ends now: of the sheets that lie about, the last one counts.
    """
    officers = [one for person in persons for one in person]
    is_theirs = col(LinkCode.officer_id).in_([one.id for one in officers])
    is_good = col(LinkCode.used_at).is_(None), col(LinkCode.expires_at) > by.now
    session.exec(update(LinkCode).where(is_theirs, *is_good).values(expires_at=by.now))
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)) for _ in persons]
    until, given = by.now + valid_for, zip(persons, codes, strict=True)
    rows = [(one.id, _hash(code)) for person, code in given for one in person]
    session.add_all([LinkCode(officer_id=key, code_hash=hashed, expires_at=until) for key, hashed in rows])
    audit.record_each(session, by, "link_code_issued", [(one, {}) for one in officers])
    return codes


def redeem(
    session: Session, binding: ChatBinding, code: str, *, now: datetime, inbound_id: int | None
) -> Officer | NotLinked:
    """Bind the chat to the code's officer and return them, or why it is not bound; a code for no group stays good."""
    found = good_code(session, binding, code, now=now)
    return found if isinstance(found, NotLinked) else link(session, binding, found, now=now, inbound_id=inbound_id)


def good_code(session: Session, binding: ChatBinding, code: str, *, now: datetime) -> list[LinkCode] | NotLinked:
    """Return the rows of a code that may link a chat now, locked, or why it may not; a wrong one counts as a guess."""
    if minutes := _waits(binding, now):
        return NotLinked("too many", minutes)
    # Locked, so that of two chats which send it at one instant the second finds it used.
    found = _good(session, LinkCode.code_hash == _hash(code), now)
    if not found:
        binding.wrong_codes += 1
        binding.wrong_codes_from = binding.wrong_codes_from or now
        return NotLinked("wrong")
    if binding.is_group and any(one.role in OVERSEERS for one in whose_code(session, found)):
        return NotLinked("group")
    return found[:1] if binding.is_group else found  # a group is one agency's


def _waits(binding: ChatBinding, now: datetime) -> int:
    """Return how many minutes a chat has to wait that has sent too many wrong codes; after that it begins anew."""
    if binding.wrong_codes_from and now >= binding.wrong_codes_from + GUESSES_WITHIN:
        binding.wrong_codes, binding.wrong_codes_from = 0, None
    if binding.wrong_codes < GUESSES or binding.wrong_codes_from is None:
        return 0
    return -(-(binding.wrong_codes_from + GUESSES_WITHIN - now) // timedelta(minutes=1))


def still_good(session: Session, code_id: int, *, now: datetime) -> list[LinkCode]:
    """Return the rows of a code, of which one is given, as far as it may still be used, locked."""
    same = select(LinkCode.code_hash).where(LinkCode.id == code_id).scalar_subquery()
    return _good(session, col(LinkCode.code_hash) == same, now)


def _good(session: Session, which: Any, now: datetime) -> list[LinkCode]:
    present = col(LinkCode.officer_id).in_(select(Officer.id).where(col(Officer.left_at).is_(None)))
    query = select(LinkCode).where(which, present).order_by(col(LinkCode.id)).with_for_update()
    return [one for one in session.exec(query).all() if one.used_at is None and now < one.expires_at]


def whose_code(session: Session, code: Sequence[LinkCode]) -> Sequence[Officer]:
    """Return the officers for whom a code was given."""
    query = select(Officer).where(col(Officer.id).in_([one.officer_id for one in code]))
    return session.exec(query.order_by(col(Officer.id))).all()


def link(
    session: Session, binding: ChatBinding, code: Sequence[LinkCode], *, now: datetime, inbound_id: int | None
) -> Officer:
    """Bind a chat to whom a code was given for, beside those it is bound to; return them, of several roles the first.

    The first channel that an officer links is the preferred one, until they are asked. A digest comes from the next
    morning on.
    """
    officers = whose_code(session, code)
    held = {one.id for one in bindings.roles(session, [binding.id])[binding.id]}
    for row in code:
        row.used_at = now
    binding.wrong_codes, binding.wrong_codes_from, binding.trouble = 0, None, None
    for officer in officers:
        if officer.id in held:
            continue
        if binding.officer_id is None:
            binding.officer_id, binding.status, binding.linked_at = officer.id, BindingStatus.LINKED, now
        else:
            session.add(ChatRole(binding_id=binding.id, officer_id=officer.id, linked_at=now))
            officer.digested_at = now
        officer.preferred_channel = officer.preferred_channel or binding.channel
        session.flush()
        audit.record(session, By(actor=f"officer:{officer.id}", now=now, inbound_id=inbound_id), "chat_linked", binding)
        wake_the_untold(session, officer, {binding.id}, now=now)
    return officers[0]


def wake_the_untold(session: Session, officer: Officer, chats: Collection[int | None], *, now: datetime) -> None:
    """What nobody could be told before these chats came is told now: stages do not wait for people to link."""
    on = local_date(now)
    officers = answering(session, [officer], on=on)
    agencies = coordinated(load_agencies(session), officers) | {one.agency_id for one in officers}
    told = people.told(session, agencies, on=on)
    untold = [key for key in agencies if all(chat.id in chats for chat in told.recipients(key))]
    look_again_at_agencies(session, untold, now=now)


def _hash(code: str) -> str:
    return hashlib.sha256("".join(filter(str.isalnum, code)).upper().encode()).hexdigest()
