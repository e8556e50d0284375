"""Pure: what a cell shows, by its value and its number format: 1.10, "10/2026", words that stand only in the format."""

import re
from datetime import date, datetime, time

from reminders.plans.documents.document import tidy

GENERAL = "General"
LOCAL_ORDER = {"mm-dd-yy", "m/d/yy h:mm"}
"""Excel's own formats, kept with the month first and shown in the order of the computer."""

_PIECES = re.compile(r'"(?P<words>[^"]*)"|\\(?P<letter>.)|\[[^\]]*\]|[_*].|(?P<code>[a-zA-Z0#?.,%/:-]+| +)')
_CLOCK = re.compile(r"h+[:.]?m*(?:[:.]s+)?(?:[ .]?am/pm)?|m+:s+")
_DIGITS = re.compile(r"[0#?,.]*[0#?]%?")


def shown(value: object, number_format: str = GENERAL) -> str:
    """Return a cell as people read it: dates as dd/mm/yyyy or mm/yyyy, numbers with the decimals that are shown."""
    match value:
        case None:
            return ""
        case bool():
            return "có" if value else "không"
        case date() | time():
            return _of_time(value, number_format)
        case int() | float():
            return _of_number(value, number_format)
        case _:
            return tidy(str(value))


def shows_month_first(number_format: str) -> bool:
    """Say whether a format puts the month first by its own words (m/d/yyyy), not by the order of the computer."""
    days = _CLOCK.sub("", _parts(number_format)[1])
    return number_format not in LOCAL_ORDER and days.startswith("m") and "d" in days


def _parts(number_format: str) -> tuple[str, str, str]:
    """Return the words before the code of a format, the code with words inside left out, and the words behind it."""
    pieces = [
        (piece["code"] or "", piece["words"] or piece["letter"] or "")
        for piece in _PIECES.finditer(number_format.split(";")[0])
    ]
    places = [at for at, (code, _) in enumerate(pieces) if code.strip()]
    if not places:
        return "", "", ""
    before = "".join(code + words for code, words in pieces[: places[0]])
    behind = "".join(code + words for code, words in pieces[places[-1] + 1 :])
    return before, "".join(code for code, _ in pieces[places[0] : places[-1] + 1]).lower(), behind


def _of_time(value: date | time, number_format: str) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    before, code, behind = _parts(number_format)
    days = _CLOCK.sub("", code)
    parts = [sign for letter, sign in (("d", "%d"), ("m", "%m"), ("y", "%Y")) if letter in days]
    day = value.strftime("/".join(parts) or "%d/%m/%Y")
    hour = f"{value:%H giờ %M ngày }" if isinstance(value, datetime) and value.time() != time(0) else ""
    return tidy(f"{before}{hour}{day}{behind}")


def _of_number(value: float, number_format: str) -> str:
    before, code, behind = _parts(number_format)
    digits = _DIGITS.search(code)
    if not digits:
        return f"{value:.15g}"
    places, is_percent = digits[0].rstrip("%"), digits[0].endswith("%")
    number = value * 100 if is_percent else value
    decimals = places.partition(".")[2].count("0")
    text = f"{number:.{decimals}f}" if decimals else f"{number:.15g}"
    least = len(places) if set(places) == {"0"} else 0
    return tidy(f"{before}{text.zfill(least)}{'%' if is_percent else ''}{behind}")
