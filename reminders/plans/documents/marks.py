"""Pure: the five marks of a duty: is it clear what is done, by whom, who answers for it, by when, with what result."""

from reminders.plans.documents.duties import Duty
from reminders.plans.documents.stated import NOBODY
from schedules.phrases import Status
from schedules.rules import Event

MARKS = ("rõ việc", "rõ người", "rõ trách nhiệm", "rõ thời gian", "rõ kết quả")
"""In the order in which they are shown."""

DISAGREE = "Áp dụng thời hạn nào?"
"""What is asked where two places give a duty another time."""


def marks(duty: Duty) -> dict[str, bool]:
    """Return each mark of a duty.

    Responsibility is clear when one body leads, and does not only cooperate with itself. Time is clear when the rule
    names days, or counts them from an event; "thường xuyên" names none. The result is the aim or the product.
    """
    one_body = len(duty.lead) == 1 and duty.lead[0] not in duty.cooperating
    values = (
        bool(duty.title),
        bool(duty.lead) and not any(NOBODY in question for question in duty.questions),
        one_body and "liên quan" not in duty.lead[0],
        _has_time(duty) and not any(DISAGREE in question for question in duty.questions),
        bool(duty.goal),
    )
    return dict(zip(MARKS, values, strict=True))


def _has_time(duty: Duty) -> bool:
    rule = duty.reading.rule if duty.reading else None
    return duty.status is Status.UNDERSTOOD or (isinstance(rule, Event) and rule.offset > 0)
