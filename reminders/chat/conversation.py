"""Shell: who talks with the bot in which chat, and the answers that leave for it and for others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlmodel import Session

from bots.channel import Button, File
from db.audit import By
from db.queries import bindings, item_codes, people
from db.queries.items import Item
from db.tables import ChatBinding, Occurrence, Officer, Plan
from reminders.agencies.agencies import Agencies
from reminders.agencies.loading import load_agencies
from reminders.agencies.scope import coordinated, scope_of
from reminders.channels import group_call
from reminders.chat.way import Way
from reminders.delivery.wording import SHOWN
from reminders.desk import overdue as desk
from reminders.desk.lines import lines
from reminders.items.debts import Debt
from reminders.items.facts import ItemFacts
from reminders.messages import LONGEST, render
from reminders.people.deputies import answering
from reminders.replies import Behalf, button_command
from reminders.replies.context import Question
from schedules.working_days import WorkingCalendar
from schedules.zone import LOCAL, local_date

Buttons = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Conversation:
    """Everything an answer needs: who asks, from which chat, when, and how the message came."""

    session: Session
    binding: ChatBinding
    officer: Officer
    inbound_id: int
    now: datetime
    calendar: WorkingCalendar
    way: Way = field(default_factory=Way)
    shown: dict[int, list[int]] = field(default_factory=dict, compare=False)
    """The items that the answers name, by the chat that is told."""
    also: Sequence[Officer] = ()
    """What whoever asks is in other agencies too."""
    said: str = ""
    """The message, where one question may ask about it; "" where it says several things."""
    _told: dict[int, set[str]] = field(default_factory=dict, compare=False)

    @property
    def chat_id(self) -> int:
        """The number of the chat's binding."""
        return self.binding.id

    @property
    def roles(self) -> list[Officer]:
        """What whoever asks is, the officer first."""
        return [self.officer, *self.also]

    def speaking_as(self, role: Officer) -> "Conversation":
        """Return the conversation as one of the roles leads it."""
        if role.id == self.officer.id:
            return self
        return replace(self, officer=role, also=[one for one in self.roles if one.id != role.id])

    @cached_property
    def own_agencies(self) -> list[int]:
        """The agencies of which whoever asks is an officer."""
        return list(dict.fromkeys(one.agency_id for one in self.roles))

    @property
    def agency(self) -> str:
        """The names of those agencies."""
        return render("words/agencies", names=[self.all_agencies[key].name for key in self.own_agencies])

    def agency_acting(self, occurrence: Occurrence, *, decides: bool = False) -> str:
        """The name of the agency for which something is done to an item."""
        return self.all_agencies[self.acting(occurrence, decides=decides).agency_id].name

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
        """The officer, what else they are, and whom they stand in for today."""
        return answering(self.session, self.roles, on=self.on, is_group=self.binding.is_group)

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

    def _by_right(self, occurrence: Occurrence, *, decides: bool) -> Officer:
        def has_right(one: Officer) -> bool:
            found = coordinated(self.all_agencies, [one]) if decides else [one.agency_id]
            return occurrence.agency_id in found

        return next((one for one in self.officers if has_right(one)), self.officer)

    def instead_of(self, occurrence: Occurrence, *, decides: bool = False) -> Officer | None:
        """In whose place something is done to an item; None: by an own right."""
        by_right = self._by_right(occurrence, decides=decides)
        return None if by_right.id in [one.id for one in self.roles] else by_right

    def acting(self, occurrence: Occurrence, *, decides: bool = False) -> Officer:
        """As what whoever asks does something to an item: that role which has the right to it, or stands in for it."""
        by_right = self._by_right(occurrence, decides=decides)
        return next((one for one in self.roles if one.id in (by_right.id, by_right.deputy_id)), self.officer)

    def by(self, occurrence: Occurrence | None = None, *, decides: bool = False, behalf: Behalf | None = None) -> By:
        """Who acts now by which message; of an item also in whose place, and whether for the agency that owes it."""
        decides = decides or behalf is not None
        absent = self.instead_of(occurrence, decides=decides) if occurrence else None
        acting = self.acting(occurrence, decides=decides) if occurrence else self.officer
        return By(
            actor=f"officer:{acting.id}",
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
        self,
        found: Sequence[Item],
        *,
        chat: ChatBinding | None = None,
        most: int | None = None,
        is_headed: bool = False,
    ) -> list[ItemFacts]:
        """The facts of items, with this chat's codes (or another's) for the first `most`, which are shown.

        `is_headed`: the text names the agency by itself.
        """
        ids, chat_id = [item.occurrence.id for item in found[:most]], (chat or self.binding).id
        codes = item_codes.give(self.session, chat_id, ids, now=self.now)
        self.shown[chat_id] = list(dict.fromkeys([*self.shown.get(chat_id, ()), *ids]))
        facts = desk.with_facts(self.session, found, now=self.now, calendar=self.calendar, codes=codes)
        several = set() if is_headed else self._several(chat_id)
        return [replace(fact, whose=fact.agency) if fact.agency in several else fact for fact in facts]

    def _several(self, chat_id: int) -> set[str]:
        """Return the names of the agencies that a chat answers for, if they are several: it is said which is meant."""
        if chat_id not in self._told:
            roles = self.roles if chat_id == self.chat_id else bindings.roles(self.session, [chat_id])[chat_id]
            found = {self.all_agencies[one.agency_id].name for one in roles}
            self._told[chat_id] = found if len(found) > 1 else set()
        return self._told[chat_id]

    def listed(self, found: list[Item]) -> list[ItemFacts | None]:
        """The facts of what a list shows; the rest is only counted, so it gets no code."""
        return [*self.facts(found[:SHOWN]), *[None] * (len(found) - SHOWN)]

    def lines(self, found: list[Item]) -> list[ItemFacts | Debt | None]:
        """The facts of the lines that a list shows, the late periods of one duty as one; the rest is only counted."""
        told = lines(self.session, found, now=self.now)
        shown = zip(told, self.facts([line.item for line in told[:SHOWN]]), strict=False)
        return [*(line.told(fact) for line, fact in shown), *(line.debt for line in told[SHOWN:])]


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


def yes_to(question: Question) -> Buttons:
    """Return the one button under a question that all it asks about is meant."""
    return ((button_of("yes", button_command("dung", question.number)),),)


def to_self(talk: Conversation, template: str, **facts: Any) -> Answer:
    """Return an answer to the chat that wrote."""
    return Answer(talk.chat_id, render(f"chat/{template}", **facts))


def about(talk: Conversation, item: Item, template: str, **facts: Any) -> Answer:
    """Return an answer about an item to the chat that wrote."""
    return to_self(talk, template, item=talk.facts([item])[0], **facts)


def to_agency(talk: Conversation, item: Item, template: str, **facts: Any) -> list[Answer]:
    """Return an answer about an item for each chat of the agency that owes it, but the one that wrote."""
    chats = people.recipients(talk.session, item.occurrence.agency_id, on=talk.on)
    return _to_others(talk, [([item], chat) for chat in chats], template, (), facts)


def to_agencies(talk: Conversation, found: Sequence[Item], template: str, **facts: Any) -> list[Answer]:
    """Return an answer about what a coordinator decided on items, for each chat of the agencies that owe them, but the
    one that wrote: in one message, however many they are.
    """
    told: dict[int, tuple[list[Item], ChatBinding]] = {}
    for agency, owed in _by_agency(found).items():
        for chat in people.recipients(talk.session, agency, on=talk.on):
            told.setdefault(chat.id, ([], chat))[0].extend(owed)
    facts["coordinator"] = talk.agency_acting(found[0].occurrence, decides=True)
    return _to_others(talk, told.values(), template, (), facts)


def to_coordinators(
    talk: Conversation, found: Sequence[Item], template: str, buttons: Buttons = (), **facts: Any
) -> list[Answer]:
    """Return an answer about items for each coordinator in whose subtree their agency lies, but the one that wrote;
    those of several agencies in a message each.
    """
    told: list[tuple[Sequence[Item], ChatBinding]] = []
    for agency, owed in _by_agency(found).items():
        above = talk.all_agencies.above(agency)
        told += [(owed, chat) for chat in people.coordinator_chats(talk.session, above, on=talk.on)]
    return _to_others(talk, told, template, buttons, facts)


def _by_agency(found: Sequence[Item]) -> dict[int, list[Item]]:
    owed: dict[int, list[Item]] = {}
    for item in found:
        owed.setdefault(item.occurrence.agency_id, []).append(item)
    return owed


def _to_others(
    talk: Conversation,
    told: Iterable[tuple[Sequence[Item], ChatBinding]],
    template: str,
    buttons: Buttons,
    facts: dict[str, Any],
) -> list[Answer]:
    answers = []
    for found, chat in told:
        if chat.id != talk.chat_id:
            items, group = talk.facts(found, chat=chat, most=SHOWN), group_call(chat.channel, is_group=chat.is_group)
            text = render(f"chat/{template}", item=items[0], items=items, group=group, shown=SHOWN, **facts)
            answers.append(Answer(chat.id, text, buttons))
    return answers
