"""Pure: debts: the late periods of one duty that one agency owes are shown as one line and chased as one.

Of a debt the newest period climbs its ladder; the older ones wait behind it, each on its own ladder in silence, so
that whichever is the newest at an instant is the one that speaks. Whose chase has ended is told no more; it is owed
all the same, in a line of its own.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

from db.queries.periods import LatePeriod
from reminders.items.ladder import chase_periods
from schedules.several_periods import several_label


@dataclass(frozen=True)
class Debt:
    """Two or more late periods of a duty that an agency owes, the oldest first: their items and their keys."""

    items: tuple[int, ...]
    periods: tuple[str, ...]

    @property
    def stands_for(self) -> int:
        """How many items its line stands for."""
        return len(self.items)

    @property
    def name(self) -> str:
        """What the periods are called: "tuần 39–50"."""
        return several_label(self.periods)


@dataclass(frozen=True)
class Debts:
    """What is late, as lines: the items of each, the oldest first, by its head, the newest; `ended`: those that are
    chased no more. What is in no line is not late.
    """

    lines: Mapping[int, tuple[LatePeriod, ...]]
    ended: frozenset[int] = frozenset()

    @cached_property
    def behind(self) -> frozenset[int]:
        """The items that are shown and chased with a newer one."""
        return frozenset(one.item.id for line in self.lines.values() for one in line[:-1])

    def is_chased(self, item: int) -> bool:
        """Return whether a late item is the one of its debt that is chased."""
        return item not in self.behind and item not in self.ended

    def of(self, item: int) -> Debt | None:
        """Return the debt whose newest period an item is; None where that is the only one."""
        line = self.lines.get(item, ())
        return Debt(self.members(item), tuple(one.item.period for one in line)) if len(line) > 1 else None

    def members(self, item: int) -> tuple[int, ...]:
        """Return the items of the line whose head an item is, the oldest first; alone where it heads none."""
        return tuple(one.item.id for one in self.lines.get(item, ())) or (item,)


NOTHING_LATE = Debts({})


def has_ended(period: LatePeriod) -> bool:
    """Return whether a late period is chased no more: so many of the next ones have passed as its ladder says."""
    limit = chase_periods(period.item.ladder)
    return limit is not None and period.later >= limit


def debts_of(late: Iterable[LatePeriod], *, is_over: Callable[[LatePeriod], bool] = has_ended) -> Debts:
    """Return what some agencies owe late, as lines. An item that can't be handled stands by itself: it must silence
    none of the others.
    """
    late = list(late)
    ended = frozenset(one.item.id for one in late if is_over(one))

    def line_of(one: LatePeriod) -> tuple[int, int, bool, int]:
        return *one.pair, one.item.id in ended, one.item.id if one.item.trouble else 0

    in_order = sorted(late, key=lambda one: (line_of(one), one.place))
    lines = (tuple(line) for _, line in groupby(in_order, line_of))
    return Debts({line[-1].item.id: line for line in lines}, ended)


def named(late: Iterable[LatePeriod], item: int) -> Debt | None:
    """Return what an item's number means where it is one of several late periods: the line that ends with it.

    What became late later, of a newer period, was not shown under this number.
    """
    late = list(late)
    own = next((one for one in late if one.item.id == item), None)
    if own is None:
        return None
    return debts_of(one for one in late if one.pair == own.pair and one.place <= own.place).of(item)


def alert_number(members: Iterable[int], sent: Mapping[int, Collection[datetime]], *, due_at: datetime) -> int:
    """Return which đôn đốc of a debt one is that is due at an instant, after those that were sent of its items.

    What was due of several of them at one instant was one; of a debt without end the numbers go on, so that the one
    from which it is told above is reached also where a new period is late each day.
    """
    return len({at for item in members for at in sent[item] if at < due_at}) + 1
