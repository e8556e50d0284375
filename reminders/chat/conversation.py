"""Shell: who talks with the bot in which chat, and the answers that leave for it and for others."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlmodel import Session

from bots.channel import Button, File
from db.audit import By
from db.queries import item_codes, items, people
from db.queries.items import Item
from db.tables import ChatBinding, Occurrence, Officer, Plan
from reminders.agencies.agencies import Agencies
from reminders.agencies.loading import load_agencies
from reminders.agencies.scope import coordinated, scope_of
from reminders.channels import group_call
from reminders.delivery.wording import SHOWN
from reminders.desk import overdue as desk
from reminders.items.evidence.received import Received
from reminders.items.facts import ItemFacts
from reminders.messages import LONGEST, render
from reminders.people.deputies import answering
from reminders.replies import Behalf
from reminders.replies.context import Question
from schedules.working_days import WorkingCalendar
from schedules.zone import LOCAL, local_date

Buttons = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Way:
    """How a message came.

    `files` is what became of its files, if they were wanted; `file_limit` the most bytes of a file that its channel
    can send, 0 where it sends none; `data_dir` where evidence lies; `code_link` the address that
    opens a bot with a code, "{code}" in its place, if there is one.
    """

    files: Sequence[Received] = ()
    file_limit: int = 0
    data_dir: Path = Path("data")
    code_link: str | None = None


@dataclass(frozen=True)
class Conversation:
    """Everything an answer needs: who asks, from which chat, when, and how the message came."""

    session: Session
    binding: ChatBinding
    officer: Officer
    inbound_id: int
    now: datetime
    calendar: WorkingCalendar
    way: Way = Way()
    shown: dict[int, list[int]] = field(default_factory=dict, compare=False)
    """The items that the answers name, by the chat that is told."""
    said: str = ""
    """The message, where one question may ask about it; "" where it says several things."""

    @property
    def chat_id(self) -> int:
        """The number of the chat's binding."""
        return self.binding.id

    @property
    def agency(self) -> str:
        """The name of the officer's agency."""
        return self.all_agencies[self.officer.agency_id].name

    @property
    def at(self) -> str:
        """The present time as it is written in answers: "08:00 08/10/2021"."""
        return f"{self.now.astimezone(LOCAL):%H:%M %d/%m/%Y}"

    @property
    def on(self) -> date:
        """The local day."""
        return local_date(self.now)

    @cached_property
    def all_agencies(self) -> Agencies:
        """Every agency there is; no answer changes any."""
        return load_agencies(self.session)

    @cached_property
    def officers(self) -> list[Officer]:
        """The officer, and whom they stand in for today."""
        return answering(self.session, self.officer, on=self.on, is_group=self.binding.is_group)

    @cached_property
    def agencies(self) -> list[int]:
        """The agencies for which this chat answers, the officer's own first."""
        return list(dict.fromkeys(one.agency_id for one in self.officers))

    @cached_property
    def scope(self) -> set[int]:
        """The agencies whose items may be seen here."""
        return scope_of(self.all_agencies, self.officers)

    @cached_property
    def coordinated(self) -> set[int]:
        """The agencies whose items are decided here; empty for who is no coordinator."""
        return coordinated(self.all_agencies, self.officers)

    def instead_of(self, occurrence: Occurrence, *, decides: bool = False) -> Officer | None:
        """In whose place something is done to an item; None: by the officer's own right."""

        def has_right(one: Officer) -> bool:
            found = coordinated(self.all_agencies, [one]) if decides else [one.agency_id]
            return occurrence.agency_id in found

        by_right = next((one for one in self.officers if has_right(one)), self.officer)
        return None if by_right is self.officer else by_right

    def by(self, occurrence: Occurrence | None = None, *, decides: bool = False, behalf: Behalf | None = None) -> By:
        """Who acts now by which message; of an item also in whose place, and whether for the agency that owes it."""
        absent = self.instead_of(occurrence, decides=decides or behalf is not None) if occurrence else None
        return By(
            actor=f"officer:{self.officer.id}",
            now=self.now,
            inbound_id=self.inbound_id,
            instead_of=absent.id if absent else None,
            for_agency=occurrence.agency_id if occurrence and behalf else None,
            heard=behalf.note if behalf else None,
        )

    def coordinator_of(self, plan: Plan) -> str:
        """Return who coordinates a plan, as an agency's officer knows them."""
        named = plan.coordinator_id
        if named is None:
            return render("words/coordinator")
        return self.all_agencies[self.all_agencies.heirs(self.on).get(named) or named].name

    def facts(
        self, found: Sequence[Item], *, chat: ChatBinding | None = None, most: int | None = None
    ) -> list[ItemFacts]:
        """The facts of items, with this chat's codes (or another's) for the first `most`, which are shown."""
        ids, chat_id = [item.occurrence.id for item in found[:most]], (chat or self.binding).id
        codes = item_codes.give(self.session, chat_id, ids, now=self.now)
        self.shown[chat_id] = list(dict.fromkeys([*self.shown.get(chat_id, ()), *ids]))
        return desk.with_facts(self.session, found, now=self.now, calendar=self.calendar, codes=codes)

    def listed(self, found: list[Item]) -> list[ItemFacts | None]:
        """The facts of what a list shows; the rest is only counted, so it gets no code."""
        return [*self.facts(found[:SHOWN]), *[None] * (len(found) - SHOWN)]


@dataclass(frozen=True)
class Answer:
    """A text for one chat, with the buttons under it.

    `more` is the command that goes on with the list shown; `files`, each with its caption, are messages of their own
    after this one. A secret text is not kept after it was sent. `question`: what is asked by it.
    """

    binding_id: int
    text: str
    buttons: Buttons = ()
    more: str = ""
    files: tuple[tuple[str, File], ...] = ()
    is_secret: bool = False
    question: Question | None = None


def one_text(texts: Iterable[str]) -> str:
    """Return distinct texts as one message; of hundreds of wrong codes only the first are told."""
    distinct = list(dict.fromkeys(texts))
    while len(distinct) > 1 and len("\n\n".join(distinct)) > LONGEST:
        distinct.pop()
    return "\n\n".join(distinct)


def button_of(verb: str, command: str) -> Button:
    """Return a button that says a verb and sends a command."""
    return Button(label=render("words/button", verb=verb, code=0), command=command)


def to_self(talk: Conversation, template: str, **facts: Any) -> Answer:
    """Return an answer to the chat that wrote."""
    return Answer(talk.chat_id, render(f"chat/{template}", **facts))


def about(talk: Conversation, item: Item, template: str, **facts: Any) -> Answer:
    """Return an answer about an item to the chat that wrote."""
    return to_self(talk, template, item=talk.facts([item])[0], **facts)


def to_agency(talk: Conversation, item: Item, template: str, **facts: Any) -> list[Answer]:
    """Return an answer about an item for each chat of the agency that owes it, but the one that wrote."""
    chats = people.recipients(talk.session, item.occurrence.agency_id, on=talk.on)
    return _to_others(talk, item, chats, template, (), facts)


def to_coordinators(talk: Conversation, item: Item, template: str, buttons: Buttons = (), **facts: Any) -> list[Answer]:
    """Return an answer about an item for each coordinator in whose subtree its agency lies, but the one that wrote."""
    above = talk.all_agencies.above(item.occurrence.agency_id)
    chats = people.coordinator_chats(talk.session, above, on=talk.on)
    return _to_others(talk, item, chats, template, buttons, facts)


def _to_others(
    talk: Conversation, item: Item, chats: Sequence[ChatBinding], template: str, buttons: Buttons, facts: dict[str, Any]
) -> list[Answer]:
    answers = []
    for chat in chats:
        if chat.id != talk.chat_id:
            item_there, group = talk.facts([item], chat=chat)[0], group_call(chat.channel, is_group=chat.is_group)
            text = render(f"chat/{template}", item=item_there, group=group, **facts)
            answers.append(Answer(chat.id, text, buttons))
    return answers


@dataclass(frozen=True)
class Named:
    """An item that was named in this chat, by its code there (0 for a button); `item` None: there is no such item.

    `old`: the item that had this code so long ago that an answer with it may mean another.
    """

    code: int
    item: Item | None
    old: Item | None = None


def named(talk: Conversation, codes: Sequence[int], ids: Sequence[int] = ()) -> list[Named]:
    """Return the items meant by codes of this chat, or by their own numbers (a button, what was asked about)."""
    if ids:
        known = items.by_ids(talk.session, ids)
        return [Named(0, known.get(key)) for key in ids]
    found = items.named(talk.session, talk.chat_id, codes)
    kept_since = talk.now - item_codes.CODE_KEPT
    lately = {code: item for code, (item, shown_at) in found.items() if shown_at > kept_since}
    return [
        Named(code, lately.get(code), None if code in lately or code not in found else found[code][0]) for code in codes
    ]


def unknown(talk: Conversation, one: Named) -> Answer:
    """Return why nothing was done to what was named: there is no such item, it is not theirs, its code is old."""
    if one.old and one.old.occurrence.agency_id in talk.scope:
        return about(talk, one.old, "old_code")
    if one.item and one.item.occurrence.agency_id in talk.scope:
        return about(talk, one.item, "not_yours")
    return to_self(talk, "no_such_code", code=one.code)


def of_each(
    talk: Conversation,
    codes: Sequence[int],
    agencies: Collection[int],
    answers: Callable[[Item], list[Answer]],
    ids: Sequence[int] = (),
) -> list[Answer]:
    """Return the answers about each item that was named (see `named`), which must be one of some agencies."""
    found: list[Answer] = []
    for one in named(talk, codes, ids):
        is_theirs = one.item and one.item.occurrence.agency_id in agencies
        found += answers(one.item) if one.item and is_theirs else [unknown(talk, one)]
    return found
