"""Shell: how an agency is told of its items: the text and the buttons."""

from collections.abc import Iterable, Mapping, Sequence

from bots.channel import Button
from db.statuses import ItemStatus
from reminders.items.facts import ItemFacts
from reminders.messages import render
from reminders.replies import button_command

SHOWN = 10
"""How many items one message lists; the rest is counted."""


def agency_message(
    facts: Sequence[ItemFacts], group: str = "", *, overdue: int
) -> tuple[str, tuple[tuple[Button, ...], ...]]:
    """Return the text and the buttons that tell an agency of one or several of its items, in the order of `by_urgency`.

    `overdue` counts all that the agency is late with, whether it is told now or not. `group`: how an answer must begin
    in this chat to be heard, "" in a private one.
    """
    if len(facts) > 1:
        told = {"agency": facts[0].agency, "items": facts, "overdue": overdue}
        return render("chat/digest", **told, group=group, shown=SHOWN), ()
    item = facts[0]
    buttons = [
        Button(label=render("words/button", verb="done", code=item.code), command=button_command("xong", item.id))
    ]
    if item.status is ItemStatus.OPEN:
        label = render("words/button", verb="seen", code=item.code)
        buttons.append(Button(label=label, command=button_command("nhận", item.id)))
    return render("chat/reminder", item=item, besides=overdue - item.late, group=group), (tuple(buttons),)


def agencies_message(facts: Mapping[int, Sequence[ItemFacts]], *, overdue: Mapping[int, int]) -> str:
    """Return the text that tells whoever is an officer of several agencies of the items of each, by the agency;
    `overdue` as in `agency_message`.
    """
    parts = [
        {"agency": of_one[0].agency, "facts": of_one, "overdue": overdue.get(agency, 0)}
        for agency, of_one in facts.items()
    ]
    return render("chat/digests", parts=parts, shown=SHOWN)


def by_urgency(facts: Iterable[ItemFacts]) -> list[ItemFacts]:
    """Return items as one message tells them, the most urgent first."""
    return sorted(facts, key=_urgency)


def _urgency(item: ItemFacts) -> tuple[int, int]:
    """What is due today comes first, then what is late, the newest debt first, then what is to come."""
    if item.is_overdue:
        return 1, item.days_overdue
    return (0, 0) if item.is_last_day else (2, 0)
