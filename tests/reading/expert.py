"""Pure: the real plan against its register, counted as the other documents are."""

from reminders.plans.documents.duties import ReadPlan
from tests.plans.documents.comparing import compare, register
from tests.reading.tallies import Tally


def expert_tally(plan: ReadPlan) -> Tally:
    """Return the counts of Kế hoạch 135; titles are not judged and count as right."""
    result = compare(plan, register())
    found, lost, wrong = (sum(counts.values()) for counts in (result.found, result.missed, result.wrong))
    asked = sum(result.asked.values())
    leads = sum(note.startswith("lead ") for note in result.notes)
    rules = sum(note.startswith("rule ") for note in result.notes)
    return Tally(
        expected=found + lost + wrong,
        found=found + wrong,
        lead=found + wrong - leads,
        deadline=found + wrong - rules,
        title=found + wrong,
        right=found - asked,
        asked=asked,
        wrong=wrong,
        lost=lost,
        extra=len(result.extra),
    )
