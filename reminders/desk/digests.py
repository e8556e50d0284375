"""Shell: what a coordinator is told each morning and a leader each week, worded for the moment."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from db.queries import counts, items
from db.queries.counts import Chased
from reminders.desk.overdue import with_facts
from reminders.items.facts import SOON_DAYS, ItemFacts
from reminders.items.ladder import escalates_from
from reminders.messages import render
from schedules.working_days import WorkingCalendar
from schedules.zone import LOCAL, local, local_date

NAMED = 3
"""How many items or agencies a digest names; the rest is counted."""

NOON = 12

NEWS_SHOWN = 10
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def morning(
    session: Session, scope: Collection[int], *, news: dict[str, Any], now: datetime, calendar: WorkingCalendar
) -> str | None:
    """Return the coordinator's digest with the `news` of this minute, whose items and agencies it does not name again
    itself; None when there is nothing to say (duties without a day alone are nothing new).
    """
    today, soon = local(local_date(now)), now + timedelta(days=SOON_DAYS)
    debts = counts.debts(session, scope, now=now)
    due_today = counts.due(session, scope, since=today, until=today + DAY, now=now)
    coming = counts.due(session, scope, since=today + DAY, until=soon, now=now)
    waiting = counts.waiting(session, scope)
    if not (debts or due_today or coming or waiting.total):
        return None
    told = [fact.id for fact in news["escalated"]]
    worst = counts.longest_late(session, scope, without=told, limit=NAMED, now=now)
    silent = counts.unreachable(session, scope, until=soon)
    return render(
        "chat/morning",
        **news,
        named=NAMED,
        shown=NEWS_SHOWN,
        day=f"{today:%d/%m/%Y}",
        is_morning=now.astimezone(LOCAL).hour < NOON,
        overdue=sum(count for _, count in debts),
        agencies=len(debts),
        worst=_items(session, worst, now, calendar),
        today=due_today,
        coming=coming,
        days=SOON_DAYS,
        waiting=waiting,
        silent=len(silent),
        silent_names=[name for name in silent if name not in [group["agency"] for group in news["unreachable"]]],
        undated=counts.undated(session, scope),
    )


def weekly(session: Session, scope: Collection[int], *, now: datetime, calendar: WorkingCalendar) -> str | None:
    """Return the leader's digest: what was done in the week before this one, and where everything stands now; None
    when nothing was done and nothing is or was late.
    """
    today = local_date(now)
    monday = local(today - timedelta(days=today.weekday()))
    on_time, late = counts.done_between(session, scope, since=monday - WEEK, until=monday)
    debts = counts.debts(session, scope, now=now)
    overdue = sum(count for _, count in debts)
    before = counts.overdue(session, scope, as_of=now - WEEK)
    if not (on_time or late or overdue or before):
        return None
    chased = often_chased(session, scope, now=now)
    return render(
        "chat/weekly",
        since=f"{monday - WEEK:%d/%m}",
        until=f"{monday - DAY:%d/%m/%Y}",
        on_time=on_time,
        late=late,
        overdue=overdue,
        before=before,
        debts=debts[:NAMED],
        chased=len(chased),
        escalates_from=min((least for _, least in chased), default=None),
        worst=_items(session, [one.item for one, _ in chased[:NAMED]], now, calendar),
        explained=counts.explained_between(session, scope, since=monday - WEEK, until=monday),
        coming=counts.due(session, scope, since=local(today), until=monday + WEEK, now=now),
    )


def often_chased(session: Session, agency_ids: Collection[int], *, now: datetime) -> list[tuple[Chased, int]]:
    """Return the late items chased so often that it is told above, the longest late first; each with the đôn đốc from
    which it is.
    """
    found = [(one, escalates_from(one.ladder)) for one in counts.chased(session, agency_ids, now=now)]
    return [(one, least) for one, least in found if least is not None and one.alerts >= least]


def _items(session: Session, ids: Sequence[int], now: datetime, calendar: WorkingCalendar) -> list[ItemFacts]:
    found = items.by_ids(session, ids)
    return with_facts(session, [found[key] for key in ids], now=now, calendar=calendar)
