"""Pure: what a duty is called: the words of the plan without the deadline, which is told beside it."""

import re
from datetime import date

from reminders.plans.documents.bodies import names_an_act
from reminders.plans.documents.moments import Moment, Sort, moments
from schedules.phrases import Reading, Status, read_phrase

LONGEST_TITLE = 160
SHORTEST_TITLE = 8
FEWEST_WORDS = 3
DATED_SORTS = (Sort.DATED, Sort.RECURRING)

# The words that lead to a deadline at the end of a clause: ", phải hoàn thành xong", "(thời gian hoàn thành:".
# Behind "tỷ lệ", "chưa" … they are what the clause is about.
_ABOUT = "".join(rf"(?<!{word} )" for word in ("tỷ lệ", "mức độ", "kết quả", "tiến độ", "chưa", "không", "đã", "việc"))
_DONE = rf"{_ABOUT}(?:hoàn thành|hoàn tất|kết thúc|thực hiện xong|tiến hành xong|xong)"
_LEADING = re.compile(
    r"(?i)(?:[\s,;:(–-]+|(?<!\w)(?:và|phải|cần|được|sẽ|dự kiến|yêu cầu|(?:bảo|đảm) bảo|bảo đảm|đảm bảo|"
    r"(?:trong )?khoảng thời gian|trong khoảng|thời (?:gian|hạn|điểm)(?: thực hiện| hoàn thành)?|hạn(?: cuối| chót)?|"
    rf"định kỳ|vào|trong|trước|chậm nhất(?: là)?|{_DONE})(?!\w))+$"
)
_LEADING_INSIDE = re.compile(r"(?i)(?:\s+(?:vào|(?:trong )?khoảng(?: thời gian)?))?\s*\(?$")
_ENDS = re.compile(r"\s*(?:$|[,.;:)–])")
_EXPLAINED = re.compile(r"(?i)^\s*\((?:tức|tính|trước|sau)(?!\w)[^()]*(?:\)|$)")
_NEEDED_BEFORE = re.compile(r"(?i)(?<!\w)(?:cho|của|về|với|bằng|theo) $")
_NEEDED_BEHIND = re.compile(
    r"\s*(?:(?:phải|tối thiểu|ít nhất) )?(?:đạt|có|còn|là|thì|mà|của|so với|trở (?:đi|lên)|được|tăng|giảm|hoặc)(?!\w)|"
    r"\s*\(\w+\) (?:ngày|giờ|tháng)"
)
_GOES_ON = re.compile(r"\s*(?:về|của|đối với|cho)(?!\w)")
_TIDY = ((r"\s+", " "), (r"\(\s*[,;]?\s*\)", ""), (r"\s+([,;:.)])", r"\1"), (r"([,;:])[,;](?=\s|$)", r"\1"))


def title_of(doing: str, phrase: str) -> str:
    """Return what is to be done, without the deadline and those of other duties in the same clause.

    "từ ngày … đến ngày …" stays where it is not the deadline: it is what a report is about.
    """
    text = doing
    others = (doing[one.start : one.end] for one in moments(doing) if one.sort in DATED_SORTS)
    for words in (phrase, *(other for other in others if not other.lower().startswith("từ "))):
        at = text.find(words)
        text = _cut(text, at, at + len(words)) if words and at >= 0 else text
    text = re.sub(r"(?i)^\W*thời (?:gian|hạn) (?=gửi|nộp|báo cáo|trình|hoàn thành)", "", text)
    task = one_line(re.sub(r"^\W*(?:(?:và|hoặc|đồng thời) )*", "", text))
    return task if _is_title(task) else one_line(doing)


def without_deadline(heading: str, reading: Reading, *, issued_on: date | None) -> str:
    """Return a heading without the phrase that states the very deadline read of its duty; others stay."""
    for one in reversed(moments(heading)):
        if one.sort in DATED_SORTS and _is_deadline(heading, one, reading, issued_on):
            task = one_line(_cut(heading, one.start, one.end))
            heading = task if _is_title(task) else heading
    return heading


def _is_deadline(heading: str, moment: Moment, reading: Reading, issued_on: date | None) -> bool:
    found = read_phrase(heading[moment.start : moment.end], issued_on=issued_on, context=heading)
    return found.status is Status.UNDERSTOOD and found.rule == reading.rule


def _cut(text: str, start: int, end: int) -> str:
    """Return a text without the words of time in it, where they end a clause or stand loosely inside one."""
    before, after = text[:start], _EXPLAINED.sub("", text[end:], count=1)
    is_end = bool(_ENDS.match(after))
    if not is_end and _is_needed(before, after):
        return text
    kept = (_LEADING if is_end else _LEADING_INSIDE).sub("", before)
    if kept.count("(") < kept.count(")") + after.count(")") - after.count("("):
        after = after.replace(")", "", 1)
    cut = f"{kept}{after}" if is_end else f"{kept} {after}"
    for pattern, instead in _TIDY:
        cut = re.sub(pattern, instead, cut)
    return cut


def _is_needed(before: str, after: str) -> bool:
    """Say whether a sentence that goes on behind words of time would be broken without them."""
    if not before.strip():
        return bool(_GOES_ON.match(after) or _NEEDED_BEHIND.match(after))
    return bool(_NEEDED_BEFORE.search(before) or _NEEDED_BEHIND.match(after))


def _is_title(text: str) -> bool:
    return len(text) >= SHORTEST_TITLE and len(text.split()) >= FEWEST_WORDS and names_an_act(text)


def short(text: str) -> str:
    """Return a text as a title: one line, no stop at its end, cut between words."""
    line = one_line(text).strip(" .:;,–-")
    line = line[:1].upper() + line[1:]
    return line if len(line) <= LONGEST_TITLE else line[: line.rfind(" ", 0, LONGEST_TITLE)].rstrip(" ,;") + "…"


def one_line(text: str) -> str:
    """Return a text without line breaks and marks of a list."""
    return re.sub(r"\s+", " ", re.sub(r"(?m)^\s*[-+•]\s+", "", text)).strip(" .;/")
