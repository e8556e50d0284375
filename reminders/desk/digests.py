"""Shell: what a coordinator is told each morning and a leader each week, worded for the moment."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from db.queries import counts, items, lately, periods
from db.queries.lately import Chased
from db.queries.periods import Pair
from reminders.desk.overdue import with_facts
from reminders.items.debts import debts_of
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
    session: Session,
    scope: Collection[int],
    *,
    since: datetime | None,
    news: dict[str, Any],
    now: datetime,
    calendar: WorkingCalendar,
) -> str | None:
    """Return the coordinator's digest; None when there is nothing to say (duties without a day alone are nothing new).

    It says where everything stands in its first line, then what is new `since` the last one: late, done, asked for. On
    the first morning of a week, and with no digest before it, also what has stood for longest. The `news` of this
    minute stand below; their items and agencies are not named twice.
    """
    today, soon = local(local_date(now)), now + timedelta(days=SOON_DAYS)
    state = _state(session, scope, today=today, soon=soon, now=now)
    if not (state["overdue"] or state["today"] or state["coming"] or state["waiting"].total):
        return None
    is_whole = since is None or since < today - today.weekday() * DAY
    return render(
        "chat/morning",
        **news,
        **state,
        **_new(session, scope, since=since or now, today=today, now=now),
        **(_standing(session, scope, news=news, soon=soon, now=now, calendar=calendar) if is_whole else {}),
        is_whole=is_whole,
        named=NAMED,
        shown=NEWS_SHOWN,
        day=f"{today:%d/%m/%Y}",
        is_morning=now.astimezone(LOCAL).hour < NOON,
        days=SOON_DAYS,
    )


def _state(
    session: Session, scope: Collection[int], *, today: datetime, soon: datetime, now: datetime
) -> dict[str, Any]:
    """Return where everything stands now, in numbers."""
    debts = counts.debts(session, scope, now=now)
    return {
        "overdue": sum(count for _, count in debts),
        "agencies": len(debts),
        "today": counts.due(session, scope, since=today, until=today + DAY, now=now),
        "coming": counts.due(session, scope, since=today + DAY, until=soon, now=now),
        "waiting": counts.waiting(session, scope),
        "silent": len(counts.unreachable(session, scope, until=soon)),
    }


def _new(
    session: Session, scope: Collection[int], *, since: datetime, today: datetime, now: datetime
) -> dict[str, Any]:
    """Return what happened since the last digest, and what is due today, by duty."""
    return {
        "new_late": lately.late_since(session, scope, since=since, until=now),
        "due_today": lately.due(session, scope, since=now, until=today + DAY),
        "new_done": lately.done_since(session, scope, since=since, until=now),
        "new_asked": lately.asked_since(session, scope, since=since, until=now),
    }


def _standing(
    session: Session,
    scope: Collection[int],
    *,
    news: dict[str, Any],
    soon: datetime,
    now: datetime,
    calendar: WorkingCalendar,
) -> dict[str, Any]:
    """Return what has stood for longest, without what the news of this minute name."""
    told = [fact.id for fact in news["escalated"]]
    worst = counts.longest_late(session, scope, without=told, limit=NAMED, now=now)
    named = [group["agency"] for group in news["unreachable"]]
    silent = counts.unreachable(session, scope, until=soon)
    return {
        "worst": _items(session, worst, now, calendar),
        "silent_names": [name for name in silent if name not in named],
        "undated": counts.undated(session, scope),
    }


def weekly(
    session: Session, scope: Collection[int], *, since: datetime | None, now: datetime, calendar: WorkingCalendar
) -> str | None:
    """Return the leader's digest; None when nothing was done in the week before this one and nothing is or was late.

    It says where everything stands in its first line, then what that week brought beside what falls due each week, and
    of what this week brings. The first one of a month, and with none before it `since`, also says who owes most.
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
    fresh = _newly_chased(session, chased, since=monday - WEEK)
    is_whole = since is None or local_date(since).month != today.month
    return render(
        "chat/weekly",
        since=f"{monday - WEEK:%d/%m}",
        until=f"{monday - DAY:%d/%m/%Y}",
        on_time=on_time,
        late=late,
        overdue=overdue,
        before=before,
        debts=debts[:NAMED] if is_whole else [],
        named=NAMED,
        done=lately.done_since(session, scope, since=monday - WEEK, until=monday, is_rare=True),
        new_late=lately.late_since(session, scope, since=monday - WEEK, until=now, is_rare=True),
        chased=len(chased),
        fresh=len(fresh),
        escalates_from=min((least for _, least in chased), default=None),
        worst=_items(session, [one.item for one in fresh[:NAMED]], now, calendar),
        explained=counts.explained_between(session, scope, since=monday - WEEK, until=monday),
        coming=counts.due(session, scope, since=local(today), until=monday + WEEK, now=now),
        rarely=lately.due(session, scope, since=now, until=monday + WEEK, is_rare=True),
    )


def _newly_chased(session: Session, chased: Sequence[tuple[Chased, int]], *, since: datetime) -> list[Chased]:
    """Return the often chased that became so since an instant, one of each duty as an agency owes it."""
    recent = lately.alerts_since(session, [one.item for one, _ in chased], since=since)
    before = Counter[Pair]()
    for one, _ in chased:
        before[one.pair] += one.alerts - recent.get(one.item, 0)
    fresh = (one for one, least in chased if before[one.pair] < least)
    return list({one.pair: one for one in reversed([*fresh])}.values())[::-1]


def often_chased(session: Session, agency_ids: Collection[int], *, now: datetime) -> list[tuple[Chased, int]]:
    """Return the late items chased so often that it is told above, the longest late first, the periods of a duty
    together; each with the đôn đốc from which it is.
    """
    found = lately.chased(session, agency_ids, now=now)
    alerts = Counter[Pair]()
    for one in found:
        alerts[one.pair] += one.alerts
    leasts = ((one, escalates_from(one.ladder)) for one in found)
    return [(one, least) for one, least in leasts if least is not None and alerts[one.pair] >= least]


def _items(session: Session, ids: Sequence[int], now: datetime, calendar: WorkingCalendar) -> list[ItemFacts]:
    """Return the facts of late items, each as the line in which it stands."""
    found = items.by_ids(session, ids)
    late = debts_of(periods.late(session, [item.occurrence for item in found.values()], now=now))
    debts = {member: debt for head in late.lines if (debt := late.of(head)) for member in debt.items}
    facts = with_facts(session, [found[key] for key in ids], now=now, calendar=calendar)
    return [replace(fact, debt=debts.get(fact.id)) for fact in facts]
