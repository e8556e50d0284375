"""Pure: what "/giaoviec Ia Pnôn: báo cáo số liệu hộ nghèo, trước 15 giờ ngày 12/10" orders: who, what, until when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from reminders.agencies.directory import Directory, Party, Unknown
from reminders.chat.orders.timing import LONGEST as LONGEST_DEADLINE
from reminders.chat.orders.timing import Deadline, Unread, read_deadline
from schedules.letters import clean, plain
from schedules.working_days import WorkingCalendar

LONGEST_TITLE = 300
"""Letters of a title; reminders show 120 of them."""

_LONGEST_NAMES = 16
"""Words before the task in which agencies are looked for when there is no colon."""

_LONGEST_NAME = 4
"""Words of what is taken for a misspelt name after known ones: "Ia Dom, Ia Xa: …"."""

_WORD = re.compile(r"\S+")
_LABEL = re.compile(r"(?m)^ *(?:(co quan|don vi)|(viec|noi dung|nhiem vu)) *: *")
_COLON = re.compile(r"(?<!\d):|:(?!\d)")
_ENDS = " \n\t,;:.-–—"

_TIME_WORD = (
    r"(?:\d{1,4}(?:[/.-]\d{1,2}){1,2}(?:[/.-]\d{2,4})?|\d{1,2} ?(?:h|g|:) ?\d{0,2}p?'?|20\d\d|\d{1,3}|t[2-7]|cn"
    r"|truoc|trc|cham|muon|nhat|den|toi|het|trong|vong|sau|vao|luc|cua|la|ngay|mung|mong|hom|hnay|hn|thang|nam|quy|tuan|thu|hai|ba|tu|nam|sau"
    r"|bay|chu|mai|nay|kia|nua|lam|viec|han|chot|cuoi|dau|giua|thoi|deadline|dl|xong|hoan|thanh|gio|phut|sang|trua"
    r"|chieu|dem|hang|moi|dinh|ky|bon|mot|chin|tam|muoi|can|gap|[ivx]{1,4})"
)
_TIME_ONLY = re.compile(rf"{_TIME_WORD}(?:[ ,:]+{_TIME_WORD})*")
_BEGINS = re.compile(
    r"(?<![^ ,;:\n(])(?:xong|hoan thanh|han|thoi han|deadline|dl|truoc|trc|cham nhat|muon nhat|den|het|trong|vao"
    r"|luc|ngay|hom nay|hnay|hn|mai|sang|chieu|toi|thu (?:[2-7]|hai|ba|tu|nam|sau|bay)|t[2-7]|chu nhat|cuoi|dau"
    r"|hang|moi|dinh ky|mung|mong|\d{1,2} ?(?:h|gio|g|:)|\d{1,2}[/.-]\d{1,2}|\d{1,3} (?:ngay|tuan)"
    r"|tuan (?:nay|sau|toi))\b"
)
_GOES_BEFORE = re.compile(
    r"\b(?:truoc|trc|nhat|den|sang|trua|chieu|dem|(?<!tuan )(?<!thang )toi"
    r"|\d{1,2} ?(?:h|g|gio|phut|:)(?: ?\d\d)?)[ ,]*$"
)
"""What belongs to the day that follows it: of "trước 25 giờ mai" not only "mai" is the deadline."""

_STOPS = re.compile(r"[,;\n]| [-–—] |\.(?= |$)|$")


@dataclass(frozen=True)
class Order:
    """A duty to be given, as far as the message says it; `parties` or `deadline` say what is missing otherwise."""

    parties: tuple[Party, ...] | Unknown
    title: str
    deadline: Deadline | Unread
    phrase: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether nothing has to be asked."""
        has_deadline = isinstance(self.deadline, Deadline)
        return isinstance(self.parties, tuple) and has_deadline and 0 < len(self.title) <= LONGEST_TITLE


def read_order(text: str, directory: Directory, *, now: datetime, calendar: WorkingCalendar) -> Order:
    """Return what the message after the command orders; nothing is guessed, what is missing is said."""
    said = _without_labels(clean(text))
    parties, task = _parties(said, directory)
    title, phrase, deadline = _task(task, now, calendar)
    return Order(parties, title, deadline, phrase)


def _without_labels(text: str) -> str:
    """Drop "Cơ quan:", "Việc:" at the head of lines; the colon after the agencies is put where the task begins."""
    found = list(_LABEL.finditer(plain(text)))
    for label in reversed(found):
        head = text[: label.start()].rstrip(_ENDS)
        text = (f"{head}: " if label[2] and head else text[: label.start()]) + text[label.end() :]
    return text


def _parties(text: str, directory: Directory) -> tuple[tuple[Party, ...] | Unknown, str]:
    """Return who is named at the head, and what follows: up to a colon, a line end, or as far as names are known."""
    colon = _COLON.search(text)
    head = text[: colon.start()] if colon else ""
    named = directory.parties(head) if head.strip() else None
    if colon and isinstance(named, tuple):
        return named, text[colon.end() :]
    first, _, rest = text.partition("\n")
    if rest and isinstance(lines := directory.parties(first.strip(_ENDS)), tuple):
        return lines, rest
    found = _named_first(text, first, directory)
    if colon and isinstance(named, Unknown) and (found is None or _is_name_after(named, head, found[1])):
        return named, text[colon.end() :]
    if found is None:
        return _unknown_head(first, directory), text
    return found[0], text[found[1] :]


def _named_first(text: str, first: str, directory: Directory) -> tuple[tuple[Party, ...] | Unknown, int] | None:
    """Return who is named by the longest head of the first line that only names, and where it ends."""
    for word in reversed(list(_WORD.finditer(first))[:_LONGEST_NAMES]):
        head = text[: word.end()].strip(_ENDS)
        known = directory.parties(head)
        if isinstance(known, Unknown) and directory.is_foreign(head):
            return Unknown(head), word.end()
        if isinstance(known, tuple) and directory.is_sure(head):
            return known, word.end()
    return None


def _is_name_after(unknown: Unknown, head: str, end: int) -> bool:
    """Return whether the unknown part stands after known names before the colon, and is as short as a name."""
    return head.rfind(unknown.about) >= end and len(unknown.about.split()) <= _LONGEST_NAME


def _unknown_head(first: str, directory: Directory) -> Unknown:
    """Return whom the head may mean, if its first words are part of several names; else nobody."""
    for word in reversed(list(_WORD.finditer(first))[:_LONGEST_NAMES]):
        several = directory.named(first[: word.end()])
        if len(several) > 1:
            return Unknown(first[: word.end()], tuple(party.name for party in several), is_ambiguous=True)
    return Unknown("")


def _task(text: str, now: datetime, calendar: WorkingCalendar) -> tuple[str, str, Deadline | Unread]:
    """Return title, words of the deadline, deadline: the last words that are a deadline and nothing else."""
    missing: tuple[str, str, Deadline | Unread] | None = None
    for start, end in _candidates(text):
        words = text[start:end].strip(_ENDS)
        deadline = read_deadline(words, now=now, calendar=calendar)
        found = _title(text[:start], text[end:]), words, deadline
        if isinstance(deadline, Deadline):
            return found
        missing = missing or found
    return missing or (_title(text, ""), "", Unread("missing"))


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Yield what holds only words of time: the last part first, and of each part the longest piece first."""
    flat = plain(text)
    starts = sorted({found.start() for found in _BEGINS.finditer(flat)})
    for end in sorted({found.start() for found in _STOPS.finditer(flat)}, reverse=True):
        for start in starts:
            if _GOES_BEFORE.search(flat[max(0, start - 12) : start]):
                continue
            if 0 < end - start <= LONGEST_DEADLINE and _TIME_ONLY.fullmatch(flat[start:end].strip(_ENDS)):
                yield start, end


def _title(before: str, after: str) -> str:
    """Return what is left of the task as one line, its first letter a capital."""
    line = ", ".join(part for part in (_line(before), _line(after)) if part)
    return line[:1].upper() + line[1:]


def _line(text: str) -> str:
    return " ".join(text.strip(_ENDS).split())
