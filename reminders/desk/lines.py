"""Shell: items as the lines of a list: the late periods that an agency owes of one duty are one line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from db.queries import items, periods
from db.queries.items import Item
from reminders.items.debts import Debt, alert_number, debts_of
from reminders.items.facts import ItemFacts


@dataclass(frozen=True)
class Line:
    """An item, with the `debt` for which it stands and how many đôn đốc of that were sent; `has_ended`: it is late and
    chased no more.
    """

    item: Item
    debt: Debt | None = None
    alerts: int = 0
    has_ended: bool = False

    def told(self, fact: ItemFacts) -> ItemFacts:
        """Return the facts of the item as those of its line."""
        alert = self.alerts if self.debt else fact.alert
        return replace(fact, debt=self.debt, alert=alert, has_ended=self.has_ended)


def lines(session: Session, found: Sequence[Item], *, now: datetime) -> list[Line]:
    """Return the lines of a list of items, in its order; a debt is what of it is in the list, at the place of its
    newest period.
    """
    ids = {item.occurrence.id for item in found}
    late = periods.late(session, [item.occurrence for item in found], now=now)
    debts = debts_of(one for one in late if one.item.id in ids)
    heads = [item for item in found if item.occurrence.id not in debts.behind]
    of_each = {item.occurrence.id: debts.of(item.occurrence.id) for item in heads}
    sent = items.alerts_sent(session, [member for debt in of_each.values() if debt for member in debt.items])
    return [
        Line(
            item,
            debt := of_each[item.occurrence.id],
            alert_number(debt.items, sent, due_at=now) - 1 if debt else 0,
            item.occurrence.id in debts.ended,
        )
        for item in heads
    ]
