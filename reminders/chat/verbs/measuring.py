"""Shell: "/tiendo": how far the agencies are, or one of them, in all or with what falls due in a span of days."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from reminders.chat.conversation import Answer, Conversation
from reminders.chat.naming import agency_meant, and_below, scope_name
from reminders.chat.pages import show_rows
from reminders.chat.verbs.misreading import misread
from reminders.desk.progress import incomplete_from, progress, total
from reminders.replies import Ask
from schedules.spoken_periods import Period, take_period

_MARK = re.compile(r"#(\d+)(?:\.(\d+)\.(\d+))?")


@dataclass(frozen=True)
class Measured:
    """Whose progress is meant (0: of all that the officer may see), and with what falls due when (None: in all)."""

    agency: int = 0
    period: Period | None = None

    @property
    def mark(self) -> str:
        """It as a question's `about`, which `marked` reads; "" where everything is meant."""
        days = (self.period.first, self.period.last) if self.period else ()
        numbers = (self.agency, *(day.toordinal() for day in days))
        return "#" + ".".join(map(str, numbers)) if any(numbers) else ""


def measure(talk: Conversation, ask: Ask) -> Answer:
    """Return the counts of each agency that is meant; what is not understood is said."""
    meant = marked(ask.about) or _said(talk, ask.about)
    if isinstance(meant, Answer):
        return meant
    scope = and_below(talk, meant.agency) if meant.agency else talk.scope
    name = talk.all_agencies[meant.agency].name if meant.agency in scope else scope_name(talk)
    rows = progress(talk.session, scope, now=talk.now, period=meant.period)
    facts: dict[str, Any] = {"scope": name, "period": meant.period, "at": talk.at}
    facts |= {"total": total(rows), "until": incomplete_from(meant.period, now=talk.now)}
    return show_rows(talk, replace(ask, about=meant.mark), "progress", rows, **facts)


def marked(about: str) -> Measured | None:
    """Return what the mark of a list's next part means; None where there is none."""
    found = _MARK.fullmatch(about)
    if found is None:
        return None
    try:
        days = [date.fromordinal(int(number)) for number in found.groups()[1:] if number]
    except (ValueError, OverflowError):
        return None
    return Measured(int(found[1]), Period(*days) if days else None)


def _said(talk: Conversation, about: str) -> Measured | Answer:
    period, rest = take_period(about, talk.on)
    if not rest:
        return Measured(period=period)
    if not talk.all_agencies.meant(rest, on=talk.on, within=talk.scope):
        return misread(talk, "tiendo", rest)
    agency = agency_meant(talk, rest, "/tiendo")
    return Answer(talk.chat_id, agency) if isinstance(agency, str) else Measured(agency.id, period)
