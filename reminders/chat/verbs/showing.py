"""Shell: what an item has as evidence: the list, the newest first, and with each part of it the files themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bots.channel import File
from db.queries import evidence
from db.tables import Evidence, Officer
from reminders.chat.conversation import Answer, Conversation, to_self
from reminders.chat.naming import visible
from reminders.chat.pages import show_rows
from reminders.items.evidence.received import file_name, shown_size
from reminders.items.evidence.storage import stored
from reminders.messages import is_minimal, render
from reminders.replies import Ask
from schedules.zone import LOCAL

MOST = 5
"""So many files are listed and sent at once; each is a message of its own."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A file as a list shows it; `why` it is not sent: "too_large", "damaged"; "" when it is, or none is."""

    name: str
    size: str
    officer: str
    at: str
    why: str = ""


def show_evidence(talk: Conversation, ask: Ask) -> Answer:
    """Return the part asked for of what an item has as evidence, for whoever may see it.

    The files go with it where the channel takes them, but not with minimal content: they hold what must not leave.
    """
    meant = visible(talk, ask.about)
    if meant.item is None:
        return to_self(talk, "no_such_code", code=meant.code)
    rows = _distinct(evidence.of_item(talk.session, meant.item.occurrence.id))
    sends = talk.way.file_limit > 0 and not is_minimal()
    start = ask.after[0] if ask.after else MOST * max(ask.page - 1, 0)
    found = [_file(talk, row) for row in rows[start : start + MOST]] if sends else []
    shown = [_shown(talk, row) for row in rows]
    shown[start : start + len(found)] = [
        replace(one, why=file if isinstance(file, str) else "") for one, file in zip(shown[start:], found, strict=False)
    ]
    files = tuple(file for file in found if isinstance(file, File))
    item = talk.facts([meant.item])[0]
    caption = render("chat/evidence_file", item=item)
    ask = replace(ask, about=f"#{meant.item.occurrence.id}")
    is_all = len(files) == len(found) and sends
    answer = show_rows(talk, ask, "evidence", shown, size=MOST, item=item, sent=len(files), is_all=is_all)
    return replace(answer, files=tuple((caption, file) for file in files))


def _distinct(rows: Sequence[Evidence]) -> list[Evidence]:
    """Return each content once, as it first came, the newest first."""
    first = {row.sha256: row for row in reversed(rows)}
    return sorted(first.values(), key=lambda row: row.id, reverse=True)


def _file(talk: Conversation, row: Evidence) -> File | str:
    """Return a file as it lies on disk at this moment, or why it cannot be sent."""
    if row.size > talk.way.file_limit:
        return "too_large"
    content = stored(talk.way.data_dir, row.path, row.sha256)
    if content is None:
        return "damaged"
    return File(name=row.name or file_name(row.id, row.media_type, content), content=content)


def _shown(talk: Conversation, row: Evidence) -> Shown:
    officer = talk.session.get_one(Officer, row.officer_id).name
    at = f"{row.received_at.astimezone(LOCAL):%H:%M %d/%m/%Y}"
    return Shown(name=row.name, size=shown_size(row.size), officer=officer, at=at)
