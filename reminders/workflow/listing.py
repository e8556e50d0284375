"""Shell: a list page by page: what fits into one message, and the command that shows what follows."""

from collections.abc import Sequence
from dataclasses import replace

from bots.channel import Button
from db.queries.items import Item
from reminders.delivery.parcels import SHOWN
from reminders.desk import overdue as desk
from reminders.messages import fitted, render
from reminders.workflow.replies import Ask, more_command
from reminders.workflow.talk import Answer, Conversation, to_self

LONGEST_CODE = 9999
"""What a code is taken for while a page is measured, so that where it ends hangs on nobody's codes."""

MOST_ROWS = 5000
"""Of a longer list only these are shown; it is counted whole."""

Key = tuple[int, ...]
"""A row's place in its list, which it keeps when others come or go: rows are in the order of their keys."""


def show_items(talk: Conversation, ask: Ask, template: str, found: Sequence[Item], **facts: object) -> Answer:
    """Return the part of a list of items that is asked for. Only what it shows gets codes."""
    kept = found[:MOST_ROWS]
    rows = desk.with_facts(talk.session, kept, now=talk.now, calendar=talk.calendar)
    keys = [_key(item) for item in kept]
    measured = [replace(row, code=LONGEST_CODE) for row in rows]
    start, count = _part(ask, template, measured, keys, SHOWN, facts)
    shown = talk.facts(kept[start : start + count])
    return _answer(talk, ask, template, [*rows[:start], *shown, *rows[start + count :]], keys, start, count, facts)


def show_rows(talk: Conversation, ask: Ask, template: str, rows: Sequence[object], **facts: object) -> Answer:
    """Return the part of a list of something else that is asked for; its rows have nothing but their places."""
    keys = [(place,) for place in range(1, len(rows) + 1)]
    start, count = _part(ask, template, rows, keys, 2 * SHOWN, facts)
    return _answer(talk, ask, template, rows, keys, start, count, facts)


def _key(item: Item) -> Key:
    occurrence = item.occurrence
    return int(occurrence.act_by_at.timestamp()), int(occurrence.nominal_at.timestamp()), occurrence.id or 0


def _part(
    ask: Ask, template: str, rows: Sequence[object], keys: Sequence[Key], size: int, facts: dict[str, object]
) -> tuple[int, int]:
    """Return where the part begins and how many rows fit; a page begins where the pages before it end."""

    def fits(start: int) -> int:
        left = rows[start:]
        return min(fitted(f"chat/{template}", items=left, before=start, shown=size, **facts)[1], len(left))

    start = sum(key <= ask.after for key in keys)
    for _ in range(1, ask.page):
        start += fits(start) if start < len(rows) else 0
    return start, fits(start)


def _answer(
    talk: Conversation,
    ask: Ask,
    template: str,
    rows: Sequence[object],
    keys: Sequence[Key],
    start: int,
    count: int,
    facts: dict[str, object],
) -> Answer:
    if rows and start >= len(rows):
        return replace(to_self(talk, "no_more", count=len(rows)), more=more_command(ask, keys[-1]))
    text = render(f"chat/{template}", items=rows[start:], before=start, shown=count, **facts)
    more = more_command(ask, keys[start + count - 1] if rows else (0,))
    is_last = start + count >= len(rows)
    return Answer(talk.chat_id, text, () if is_last else ((Button(label="Xem tiếp", command=more),),), more=more)
