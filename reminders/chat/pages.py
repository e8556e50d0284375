"""Shell: a list page by page: what fits into one message, the command that shows what follows, the file of it all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bots.channel import File
from db.queries import item_codes
from db.queries.items import Item
from reminders.chat.conversation import Answer, Conversation, button_of, to_self
from reminders.delivery.wording import SHOWN
from reminders.desk import overdue as desk
from reminders.desk.lines import Line, lines
from reminders.desk.workbook import MOST_ROWS, list_workbook
from reminders.items.facts import ItemFacts
from reminders.messages import fitted, is_minimal, render
from reminders.replies import Ask, more_command
from schedules.letters import fold
from schedules.zone import LOCAL

LONGEST_CODE = 9999
"""What a code is taken for while a page is measured, so that where it ends hangs on nobody's codes."""

Key = tuple[int, ...]
"""A row's place in its list, which it keeps when others come or go: rows are in the order of their keys."""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A list to be shown in parts of `size` rows, or as many as fit; rows beyond those with a key are only counted."""

    template: str
    rows: Sequence[object]
    keys: Sequence[Key]
    facts: Mapping[str, object]
    size: int = SHOWN
    has_file: bool = False

    def facts_of(self, start: int) -> dict[str, object]:
        """Return what the template is told of the part that begins at `start`."""
        return {**self.facts, "items": self.rows[start:], "before": start, "has_file": self.has_file and start == 0}

    def fits(self, start: int) -> int:
        """Return how many rows of the part that begins at `start` fit into one message."""
        if start >= len(self.keys):
            return 0
        _, shown = fitted(f"chat/{self.template}", shown=self.size, **self.facts_of(start))
        return min(shown, len(self.keys) - start)

    def start(self, ask: Ask) -> int:
        """Return where the part asked for begins; a page begins where the pages before it end."""
        start = sum(key <= ask.after for key in self.keys)
        for _ in range(1, ask.page):
            start += self.fits(start)
        return start


def show_items(
    talk: Conversation, ask: Ask, template: str, found: Sequence[Item], *, has_debts: bool = False, **facts: object
) -> Answer:
    """Return the part of a list of items that is asked for. Only what it shows gets codes.

    `has_debts`: the late periods of one duty are one line of it; its file has a row for each.
    """
    kept, counted = found[:MOST_ROWS], [None] * len(found[MOST_ROWS:])
    of_each = desk.with_facts(talk.session, kept, now=talk.now, calendar=talk.calendar)
    fact_of = {fact.id: fact for fact in of_each}
    told = lines(talk.session, kept, now=talk.now) if has_debts else [Line(item) for item in kept]
    rows = [line.told(fact_of[line.item.occurrence.id]) for line in told]
    listing = Listing(
        template=template,
        rows=[*(replace(row, code=LONGEST_CODE) for row in rows), *counted],
        keys=[_key(line.item) for line in told],
        facts={**facts, "total": len(found)},
        has_file=has_file(talk, found),
    )
    start = listing.start(ask)
    count = listing.fits(start)
    part = told[start : start + count]
    coded = talk.facts([line.item for line in part], is_headed=True)
    shown = [line.told(fact) for line, fact in zip(part, coded, strict=True)]
    answer = _answer(talk, ask, replace(listing, rows=[*rows[:start], *shown, *rows[start + count :], *counted]), start)
    return answer if start else with_file(talk, ask, answer, found, of_each)


def has_file(talk: Conversation, found: Sequence[Item]) -> bool:
    """Return whether a list of items comes as a file too."""
    return talk.way.file_limit > 0 and len(found) > 2 * SHOWN and not is_minimal()


def with_file(talk: Conversation, ask: Ask, answer: Answer, found: Sequence[Item], rows: Sequence[ItemFacts]) -> Answer:
    """Return an answer with the file of a list, if there is one; `rows` are the facts of its first items."""
    if not has_file(talk, found):
        return answer
    caption = render("chat/list_file", title=render("words/list_name", list=ask.what), count=len(found), at=talk.at)
    file = _file(talk, ask, found[: len(rows)], rows, len(found) - len(rows))
    return replace(answer, files=((caption, file),))


def show_rows(
    talk: Conversation,
    ask: Ask,
    template: str,
    rows: Sequence[object],
    *,
    size: int = 2 * SHOWN,
    has_file: bool = False,
    **facts: object,
) -> Answer:
    """Return the part of a list of something else that is asked for; its rows have nothing but their places."""
    keys = [(place,) for place in range(1, len(rows) + 1)]
    listing = Listing(template=template, rows=rows, keys=keys, facts=facts, size=size, has_file=has_file)
    return _answer(talk, ask, listing, listing.start(ask))


def _key(item: Item) -> Key:
    occurrence = item.occurrence
    return int(occurrence.act_by_at.timestamp()), int(occurrence.nominal_at.timestamp()), occurrence.id


def _answer(talk: Conversation, ask: Ask, listing: Listing, start: int) -> Answer:
    keys = listing.keys
    if keys and start >= len(keys):
        return replace(
            to_self(talk, "no_more", count=listing.facts.get("total", len(listing.rows))),
            more=more_command(ask, keys[-1]),
        )
    count = listing.fits(start)
    text = render(f"chat/{listing.template}", shown=count, **listing.facts_of(start))
    more = more_command(ask, keys[start + count - 1] if keys else (0,))
    is_last = start + count >= len(keys)
    return Answer(talk.chat_id, text, () if is_last else ((button_of("more", more),),), more=more)


def _file(talk: Conversation, ask: Ask, found: Sequence[Item], rows: Sequence[ItemFacts], left_out: int) -> File:
    codes = item_codes.of_chat(talk.session, talk.chat_id)
    lines = [(item, replace(row, code=codes.get(row.id, 0))) for item, row in zip(found, rows, strict=True)]
    title = render("words/list_name", list=ask.what)
    content = list_workbook(title, lines, left_out=left_out)
    name = f"{fold(title).replace(' ', '-')}-{talk.now.astimezone(LOCAL):%Y-%m-%d-%Hh%M}.xlsx"
    return File(name=name, content=content)
