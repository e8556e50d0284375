"""Shell: a plan file read into its duties; the one door for the command line, the web and the tests."""

from reminders.plans.documents.duties import ReadPlan
from reminders.plans.documents.readers.opening import read_document
from reminders.plans.documents.spellings import AgencyBook
from reminders.plans.documents.understanding import understand


def read_plan(content: bytes, filename: str, *, known: AgencyBook | None = None) -> ReadPlan:
    """Return the plan in a file: .docx, .xlsx, .pdf, .csv, .html, .md or .txt, told by its content.

    `known` are the register's names. PlanUnreadable (readers.refusals) where nothing can be read.
    """
    return understand(read_document(content, filename), known)
