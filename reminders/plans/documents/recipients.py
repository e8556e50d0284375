"""Pure: to whom a duty is to be given: "gửi … về Phòng Nội vụ", "báo cáo UBND huyện (qua Phòng Nội vụ)"."""

import re
from collections.abc import Callable, Iterator

from reminders.plans.documents.bodies import is_body, is_group, leading_bodies, split_bodies

_GIVES = r"(?<!\w)(?:gửi|nộp|báo cáo|phản ánh)(?!\w)"
_BETWEEN = r"[^.;\n]{0,300}?(?<!\w)"
_THROUGH = re.compile(rf"(?i){_GIVES}{_BETWEEN}(?<!thông )qua\s+(?=\w)")
_TO = re.compile(rf"(?i){_GIVES}{_BETWEEN}về\s+(?=\w)")
_STRAIGHT = re.compile(r"(?i)(?<!\w)(?:gửi|nộp|báo cáo)\s+(?:(?:cho|đến|tới)\s+)?(?=\w)")
_END = re.compile(r"[.;()\n]|\s(?:về|kết quả|tình hình|tiến độ|số liệu)(?!\w)")
_SMALL = re.compile(r"[^\W\d_]+ (?=[A-ZĐ])")  # "(qua phòng Nội vụ)"
MOST_WORDS = 9
"""Of a name; a longer one is half a sentence."""


def recipients_in(text: str) -> list[str]:
    """Return the bodies that a text says something is to be given to, the likeliest first: through whom it goes, then
    who gets it. A group is none, nor what does not begin and end as a name does.
    """
    found = [*_named(_THROUGH, text, _has_end), *_named(_TO, text, _has_end), *_named(_STRAIGHT, text, _goes_on)]
    return list(dict.fromkeys(found))


def _has_end(_: str) -> bool:
    return True


def _goes_on(end: str) -> bool:
    """Say whether a name without a verb behind it ends here for sure: "báo cáo UBND tỉnh mức vốn" does not."""
    return end not in ("", ".", ";", ")", "\n")


def _named(pattern: re.Pattern[str], text: str, ends: Callable[[str], bool]) -> Iterator[str]:
    """Yield the name behind each match, up to a verb, else up to an end that `ends` takes for the name's."""
    for found in pattern.finditer(text):
        rest = text[found.end() :]
        end = _END.search(rest)
        piece = rest[: end.start()] if end else rest
        piece = piece[:1].upper() + piece[1:] if _SMALL.match(piece) else piece
        names, _ = leading_bodies(piece)
        if not names and is_body(piece) and ends(end[0] if end else ""):
            names = split_bodies(piece)
        if names and not is_group(names[0]) and len(names[0].split()) <= MOST_WORDS:
            yield names[0]
