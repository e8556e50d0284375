"""Shell: "/ai kế hoạch khắc phục": of a duty and one of its periods, how many have given it, and who has not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from db.queries import counts, items, register
from db.queries.counts import DONE, DutyPeriod
from db.tables import Obligation, Plan
from reminders.chat.conversation import Answer, Conversation, to_self
from reminders.chat.pages import has_file, show_rows, with_file
from reminders.chat.verbs.misreading import misread
from reminders.delivery.wording import SHOWN
from reminders.desk.duties import duties_meant, nearest, periods_meant
from reminders.desk.overdue import with_facts
from reminders.items.facts import ItemFacts
from reminders.minimal import shortened
from reminders.replies import Ask
from schedules.periods import period_label
from schedules.spoken_periods import Period, take_period

LONGEST_TITLE = 70
NAMES_SHOWN = 40
Duties = Mapping[int, tuple[Obligation, Plan]]


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A duty and one of its periods ("" for what is due once), with how many have given it."""

    clause: str
    plan: str
    duty: str
    period: str = ""
    due: int = 0
    done: int = 0
    done_late: int = 0


def survey(talk: Conversation, ask: Ask) -> Answer:
    """Return who has not given what is meant; the duties or periods to choose from where it is several."""
    if ask.about.startswith("#"):
        return _shown_before(talk, ask)
    if not ask.about:
        return misread(talk, "ai", "")
    known = {duty.id: (duty, plan) for duty, plan in register.with_items(talk.session, talk.scope)}
    duties, period, words = _meant(talk, ask.about, known)
    if not duties:
        return _unknown(talk, words or ask.about, [known[key] for key in nearest(words, _names(known))])
    found = counts.duty_periods(talk.session, talk.scope, duties)
    of_each = [list(periods) for _, periods in groupby(found, lambda one: one.duty)]
    chosen = [one for periods in of_each for one in periods_meant(periods, now=talk.now, named=period)]
    if not chosen:
        return _unknown(talk, words, [known[key] for key in duties], period)
    if len(chosen) > 1:
        return _several(talk, ask.about, chosen, known)
    return _one(talk, ask, chosen[0].item)


def _names(known: Duties) -> dict[int, tuple[str, ...]]:
    return {
        key: (duty.clause, duty.title, f"{duty.clause} {plan.short}", f"{duty.title} {plan.short}")
        for key, (duty, plan) in known.items()
    }


def _meant(talk: Conversation, about: str, known: Duties) -> tuple[list[int], Period | None, str]:
    """Return the duties and the period that are meant, and the words for the duty; a title may name a month, too."""
    names = _names(known)
    if found := duties_meant(about, names, in_any_order=False):
        return found, None, about
    period, words = take_period(about, talk.on)
    if not words:
        return list(names), period, ""
    return duties_meant(words, names), period, words


def _unknown(
    talk: Conversation, about: str, near: Sequence[tuple[Obligation, Plan]], period: Period | None = None
) -> Answer:
    rows = [
        Counted(clause=duty.clause, plan=plan.short, duty=shortened(duty.title, LONGEST_TITLE)) for duty, plan in near
    ]
    return to_self(talk, "no_such_duty", about=about, near=rows, period=period, shown=SHOWN)


def _several(talk: Conversation, about: str, chosen: Sequence[DutyPeriod], known: Duties) -> Answer:
    rows = [
        Counted(
            clause=known[one.duty][0].clause,
            plan=known[one.duty][1].short,
            duty=shortened(known[one.duty][0].title, LONGEST_TITLE),
            period=period_label(one.period),
            due=one.due,
            done=one.done,
            done_late=one.done_late,
        )
        for one in sorted(chosen, key=lambda one: one.done - one.due)
    ]
    has_plans = len({row.plan for row in rows}) > 1
    example = rows[0].clause if len({one.duty for one in chosen}) > 1 else f"{rows[0].clause} {rows[0].period}"
    return to_self(
        talk, "duties", about=about, rows=rows, has_plans=has_plans, example=example, at=talk.at, shown=SHOWN
    )


def _shown_before(talk: Conversation, ask: Ask) -> Answer:
    """Return the next part of a list, which names one of the items it is about."""
    number = ask.about.removeprefix("#")
    item = items.by_ids(talk.session, [int(number)]).get(int(number)) if number.isascii() and number.isdigit() else None
    is_theirs = item is not None and item.occurrence.agency_id in talk.scope
    return _one(talk, ask, int(number)) if is_theirs else misread(talk, "ai", ask.about)


def _one(talk: Conversation, ask: Ask, item_id: int) -> Answer:
    meant = items.by_ids(talk.session, [item_id])[item_id]
    duty, period = meant.obligation, meant.occurrence.period
    found = items.of_period(talk.session, duty.id, period, talk.scope)
    facts = with_facts(talk.session, found, now=talk.now, calendar=talk.calendar)
    missing = [fact for fact in facts if fact.status not in DONE]
    given = [fact.reported for fact in facts if fact.status in DONE]
    answer = show_rows(
        talk,
        replace(ask, about=f"#{item_id}"),
        "duty",
        missing,
        size=NAMES_SHOWN,
        has_file=has_file(talk, found),
        item=_usual(facts),
        due=len(facts),
        done=len(given),
        late=sum(bool(reported and reported.is_late) for reported in given),
        at=talk.at,
    )
    return with_file(talk, ask, answer, found, facts) if ask.page <= 1 and not ask.after else answer


def _usual(facts: Sequence[ItemFacts]) -> ItemFacts:
    """Return an item with the deadline that most agencies have."""
    [(nominal, _)] = Counter(fact.first_nominal or fact.due.nominal for fact in facts).most_common(1)
    return next(fact for fact in facts if (fact.first_nominal or fact.due.nominal) == nominal)
