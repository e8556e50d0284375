"""Shell: a plan file read into its duties; the one door for the command line, the web and the tests."""

from datetime import date

from reminders.plans.documents.duties import PhraseReader, PhraseReading, ReadPlan
from reminders.plans.documents.readers.opening import read_document
from reminders.plans.documents.spellings import AgencyBook
from reminders.plans.documents.understanding import understand
from schedules.phrases import read_phrase as read_deadline


def read_plan(
    content: bytes, filename: str, *, known: AgencyBook | None = None, read_phrase: PhraseReader | None = None
) -> ReadPlan:
    """Return the plan in a file: .docx, .xlsx, .pdf with text, .md or .txt, told by its content.

    `known` are the register's names. PlanUnreadable (readers.refusals) where nothing can be read.
    """
    document = read_document(content, filename)
    return understand(document, read_phrase=read_phrase or deadline_reader, known=known)


def deadline_reader(text: str, issued_on: date | None, context: str) -> PhraseReading:
    """Return what a phrase says, read by schedules.phrases."""
    return read_deadline(text, issued_on=issued_on, context=context)
