"""Pure: every template with facts as they occur, for the preview and for the tests; a file per room."""

from reminders.samples.answers import ANSWERS
from reminders.samples.digests import DIGESTS
from reminders.samples.evidence import EVIDENCE
from reminders.samples.facts import Sample
from reminders.samples.linking import LINKING
from reminders.samples.lists import LISTS
from reminders.samples.notices import NOTICES
from reminders.samples.orders import ORDERS
from reminders.samples.pages import PAGES
from reminders.samples.people import PEOPLE
from reminders.samples.troubles import TROUBLES
from reminders.samples.workflow import WORKFLOW

__all__ = ["SAMPLES", "Sample"]

SAMPLES = [*NOTICES, *ANSWERS, *LISTS, *PAGES, *LINKING, *WORKFLOW, *EVIDENCE, *DIGESTS, *ORDERS, *PEOPLE, *TROUBLES]
