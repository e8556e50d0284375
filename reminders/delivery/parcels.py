"""Shell: what each chat is sent now: its claimed notices, checked once more and worded as one message."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import chain, groupby
from typing import Any

import structlog
from sqlmodel import Session

from bots.channel import Button, File
from db import claims, outbox
from db.queries import counts, item_codes, items, people
from db.queries.items import Item
from db.queries.lately import Chased, digests_before
from db.statuses import NoticeKind, NoticeStatus, Role
from db.tables import Notification, Occurrence
from reminders.agencies.agencies import Agencies
from reminders.agencies.loading import load_agencies
from reminders.agencies.scope import coordinated, scope_of
from reminders.channels import group_call
from reminders.delivery.changes import changes_message
from reminders.delivery.choosing import Fate, choose
from reminders.delivery.claimed import Claimed, read_claimed
from reminders.delivery.recheck import NOT_HERE, NOT_OVERSEEN, readers
from reminders.delivery.slots import reader_of
from reminders.delivery.undecided import announced
from reminders.delivery.wording import SHOWN, agencies_message, agency_message, by_urgency
from reminders.desk.digests import morning, often_chased, weekly
from reminders.items.debts import alert_number
from reminders.items.facts import ItemFacts, item_facts
from reminders.items.waking import look_again
from reminders.messages import render
from reminders.notices.kinds import TO_DESK, TO_OVERSEERS
from schedules.working_days import WorkingCalendar

Buttons = tuple[tuple[Button, ...], ...]
_CHASING = (NoticeKind.OVERDUE, NoticeKind.ESCALATED)
RETRY_AFTER = timedelta(hours=1)
log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """One message to one chat, and the outbox rows it settles."""

    binding_id: int
    chat_id: str
    text: str
    buttons: Buttons
    notices: tuple[int, ...]
    claim: str
    file: File | None = None
    thread: str | None = None
    is_notice: bool = True
    """Whether it tells of items, and is no answer."""


def pack(
    session: Session, rows: Sequence[Notification], *, claim: str, now: datetime, calendar: WorkingCalendar
) -> list[Parcel]:
    """Return the message for each chat that is sent one, from claimed rows; the fate of the others is settled."""
    known = read_claimed(session, rows, now=now)
    choices = {
        key: choose(list(group), known, now=now, calendar=calendar)
        for key, group in groupby(sorted(rows, key=lambda row: row.binding_id), lambda row: row.binding_id)
    }
    fates = {row.id: fate for row in rows if (fate := choices[row.binding_id].fates.get(row.id))}
    _settle(session, fates, claim)
    moved = [row for row in rows if row.id in fates and fates[row.id].reason in (NOT_HERE, NOT_OVERSEEN)]
    # Whoever answers for them now is told instead.
    look_again([item.occurrence for row in moved if (item := known.item(row))], now=now)
    told = {key: choice.told for key, choice in choices.items() if choice.told}
    look_again(_beside_the_first(chain(*told.values()), known), now=now)
    facts = _facts(session, told, known, now=now, calendar=calendar)
    owing = {known.items[item].agency.id for items_of_chat in facts.values() for item in items_of_chat}
    packing = _Packing(session, claim, now, calendar, known, counts.late_of_each(session, owing, now=now))
    return [parcel for key, chosen in told.items() if (parcel := packing.parcel(key, chosen, facts[key]))]


def _settle(session: Session, fates: Mapping[int, Fate], claim: str) -> None:
    """Write the fates down, those that are alike in one statement."""
    alike: dict[Fate, list[int]] = {}
    for row_id, fate in fates.items():
        alike.setdefault(fate, []).append(row_id)
    for fate, ids in alike.items():
        status = NoticeStatus.CANCELLED if fate.send_at is None else NoticeStatus.PENDING
        claims.settle(session, ids, claim=claim, status=status, send_at=fate.send_at, reason=fate.reason)


def _beside_the_first(rows: Iterable[Notification], known: Claimed) -> list[Occurrence]:
    """Return the items that others are told of now than who is responsible: that person may not have been told yet."""
    found = [(row, item) for row in rows if row.kind not in TO_OVERSEERS and (item := known.item(row))]
    named = [(row, item) for row, item in found if (item.obligation.id, item.agency.id) in known.told.responsible]
    return [
        item.occurrence
        for row, item in named
        if row.binding_id not in {chat.id for chat in known.told.first(item.obligation.id, item.agency.id)}
    ]


@dataclass(frozen=True)
class _Packing:
    """Words the parcels of one claim; `late` says of each agency how many items it is late with, told now or not."""

    session: Session
    claim: str
    now: datetime
    calendar: WorkingCalendar
    known: Claimed
    late: Mapping[int, int]

    @cached_property
    def agencies(self) -> Agencies:
        return load_agencies(self.session)

    @cached_property
    def often_chased(self) -> list[Chased]:
        """What was chased so often that it is told above, of all agencies."""
        return [one for one, _ in often_chased(self.session, self.agencies.by_id, now=self.now)]

    def parcel(self, chat: int, rows: Sequence[Notification], facts: dict[int, ItemFacts]) -> Parcel | None:
        """Return the message to a chat, None when none of its rows can be worded or has something to say."""
        file, buttons, binding = None, Buttons(), self.known.bindings[chat]
        if rows[0].text is not None:
            text, buttons, file = rows[0].text, _stored_buttons(rows[0]), _stored_file(self.session, rows[0])
        else:
            rows, text, buttons = self._worded(chat, rows, facts)
            if not rows:
                return None
            rows[0].shown = [item for item, fact in facts.items() if fact.code]
        return Parcel(
            binding_id=binding.id,
            chat_id=binding.chat_id,
            text=text,
            buttons=buttons,
            notices=tuple(row.id for row in rows),
            claim=self.claim,
            file=file,
            is_notice=rows[0].text is None,
            thread=binding.thread if rows[0].thread is None else rows[0].thread,
        )

    def _worded(
        self, chat: int, rows: Sequence[Notification], facts: dict[int, ItemFacts]
    ) -> tuple[Sequence[Notification], str, Buttons]:
        """Return what the notices of items say, and the rows that are told so; what cannot be worded comes later."""
        bad = {row.id for row in rows if row.occurrence_id and row.occurrence_id not in facts}
        later = Fate("the item cannot be worded (see nhachan doctor)", self.now + RETRY_AFTER)
        _settle(self.session, dict.fromkeys(bad, later), self.claim)
        rows = [row for row in rows if row.id not in bad]
        if any(row.kind in TO_OVERSEERS for row in rows):
            return *self._overseers_text(chat, rows, facts), ()
        if not rows:
            return rows, "", ()
        binding = self.known.bindings[chat]
        group = group_call(binding.channel, is_group=binding.is_group)
        of_each: dict[int, list[ItemFacts]] = {}
        for item, fact in facts.items():
            of_each.setdefault(self.known.items[item].agency.id, []).append(fact)
        if rows[0].kind is NoticeKind.CHANGED:
            return rows, changes_message(self.session, rows, facts, group), ()
        if len(of_each) > 1:
            return rows, agencies_message(of_each, overdue=self.late), ()
        [(agency, found)] = of_each.items()
        return rows, *agency_message(found, group, overdue=self.late.get(agency, 0))

    def _overseers_text(
        self, chat: int, rows: Sequence[Notification], facts: dict[int, ItemFacts]
    ) -> tuple[Sequence[Notification], str]:
        """Return the digest with the news of its minute, or the news alone, and the rows that are told so; a digest
        that has nothing to say is cancelled.
        """
        digest = next((row for row in rows if row.kind is NoticeKind.DIGEST), None)
        news = self._news(chat, [row for row in rows if row is not digest], facts)
        if digest is None:
            return rows, render("chat/desk", **news, shown=SHOWN)
        scope = scope_of(self.agencies, readers(digest, self.known.officers[chat]))
        earlier = digests_before(self.session, digest)
        before = next((row.due_at for row in earlier if reader_of(row) is reader_of(digest)), None)
        if reader_of(digest) is Role.LEADER:
            text = weekly(self.session, scope, since=before, now=self.now, calendar=self.calendar)
        else:
            text = morning(self.session, scope, since=before, news=news, now=self.now, calendar=self.calendar)
        if text is None:
            _settle(self.session, {digest.id: Fate("nothing to say")}, self.claim)
            rows = [row for row in rows if row is not digest]
        return rows, text or render("chat/desk", **news, shown=SHOWN)

    def _news(self, chat: int, rows: Sequence[Notification], facts: dict[int, ItemFacts]) -> dict[str, Any]:
        escalated = {row.occurrence_id for row in rows if row.kind is NoticeKind.ESCALATED}
        accepting = {row.occurrence_id for row in rows if row.kind is NoticeKind.ACCEPTING} & facts.keys()
        waiting = [self.known.items[item] for item in facts if item in accepting]
        untold: dict[int, list[int]] = {}
        for item in facts:
            if item not in escalated | accepting:
                untold.setdefault(self.known.items[item].agency.id, []).append(item)
        gone = people.unreachable_officers(self.session, untold)
        groups = [
            {
                "agency": facts[first].agency,
                "item": facts[first],
                "others": len(others),
                "gone": [officer.name for officer in gone.get(agency_id, ())],
                "is_told_to_others": bool(self.known.told.recipients(agency_id)),
            }
            for agency_id, (first, *others) in untold.items()
        ]
        told = [facts[item] for item in facts if item in escalated]
        return {
            "unreachable": groups,
            "escalated": told,
            "chased": self._chased(chat, told),
            "accepting": announced(waiting, now=self.now, calendar=self.calendar),
        }

    def _chased(self, chat: int, told: Sequence[ItemFacts]) -> int:
        """Return how many items are chased so often where a chat's officers coordinate, those that are told now too."""
        if not told:
            return 0
        scope = coordinated(self.agencies, self.known.officers[chat])
        return len({fact.id for fact in told} | {one.item for one in self.often_chased if one.agency in scope})


def _facts(
    session: Session,
    told: Mapping[int, Sequence[Notification]],
    known: Claimed,
    *,
    now: datetime,
    calendar: WorkingCalendar,
) -> dict[int, dict[int, ItemFacts]]:
    """Return for each chat the facts of its rows' items by occurrence id, the most urgent first; those that its agency
    is shown have codes.

    An item that cannot be worded is left out and its trouble is written down: it must not silence the others.
    """
    due_at = {(chat, row.occurrence_id): row.due_at for chat, rows in told.items() for row in rows if row.occurrence_id}
    in_order = sorted(due_at, key=lambda place: (_place(known.items[place[1]]), place[0]))
    named, debts = {item for _, item in in_order}, known.debts
    sent = items.alerts_sent(session, {member for item in named for member in debts.members(item)})
    explained = items.explanations(session, named)
    chased = {(chat, row.occurrence_id) for chat, rows in told.items() for row in rows if row.kind in _CHASING}
    facts: dict[int, dict[int, ItemFacts]] = {chat: {} for chat in told}
    for chat, item in in_order:
        alert = alert_number(debts.members(item), sent, due_at=due_at[chat, item])
        if fact := _fact(known.items[item], alert=alert, now=now, calendar=calendar):
            debt = debts.of(item) if (chat, item) in chased else None
            facts[chat][item] = replace(fact, explanation=explained.get(item, ""), debt=debt)
    return _with_codes(session, facts, told, now=now)


def _with_codes(
    session: Session,
    facts: Mapping[int, dict[int, ItemFacts]],
    told: Mapping[int, Sequence[Notification]],
    *,
    now: datetime,
) -> dict[int, dict[int, ItemFacts]]:
    """Return the facts with codes for what a chat of an agency is shown; the coordinator is told without."""
    ordered = {chat: {fact.id: fact for fact in by_urgency(found.values())} for chat, found in facts.items()}
    to_desk = {chat for chat, rows in told.items() if any(row.kind in TO_DESK for row in rows)}
    wanted = {chat: _first_of_each(found) for chat, found in ordered.items() if found and chat not in to_desk}
    for chat, codes in item_codes.give_in_each(session, wanted, now=now).items():
        ordered[chat] |= {item: replace(ordered[chat][item], code=code) for item, code in codes.items()}
    return ordered


def _first_of_each(found: Mapping[int, ItemFacts]) -> list[int]:
    """Return the items that are listed, of each agency the first."""
    of_each: dict[str, list[int]] = {}
    for item, fact in found.items():
        of_each.setdefault(fact.agency, []).append(item)
    return [item for items_of_one in of_each.values() for item in items_of_one[:SHOWN]]


def _fact(item: Item, *, alert: int, now: datetime, calendar: WorkingCalendar) -> ItemFacts | None:
    try:
        fact = item_facts(item, code=0, alert=alert, now=now, calendar=calendar)
    except Exception as error:  # one bad row must not stop the others
        log.error("an item could not be worded", action="word_failed", occurrence_id=item.occurrence.id)
        item.occurrence.trouble = f"{type(error).__name__}: {error}"
        return None
    item.occurrence.trouble = None
    return fact


def _place(item: Item) -> tuple[datetime, datetime, int]:
    return item.occurrence.act_by_at, item.occurrence.nominal_at, item.occurrence.id


def _stored_file(session: Session, row: Notification) -> File | None:
    stored = outbox.file_of(session, row)
    return File(name=stored.name, content=stored.content) if stored else None


def _stored_buttons(row: Notification) -> Buttons:
    return tuple(tuple(Button(**button) for button in line) for line in row.buttons or [])
