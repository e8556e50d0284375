"""Deadline phrases put together from parts that know what they mean, drawn with a fixed seed.

A phrase is a lead-in (words of a task), a bound, an hour, a day with the period it comes back in, and a tail of words
that change no time. The lead-ins and tails are everyday words that no rule of the grammar was written for.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from random import Random

from schedules.phrases import Reading, Status
from schedules.rules import (
    LAST_DAY,
    Bound,
    Daily,
    Monthly,
    OnDate,
    Quarterly,
    Rule,
    Weekday,
    Weekly,
    Window,
    YearDay,
    Yearly,
)

ISSUED = date(2026, 1, 5)


@dataclass(frozen=True)
class Made:
    """A phrase, the part it was made to try, and every rule its words may mean ("của năm sau" leaves two)."""

    lead: str
    body: str
    tail: str
    sort: str
    meant: tuple[Rule, ...]

    @property
    def text(self) -> str:
        return f"{self.lead} {self.body}".strip() + self.tail


Timed = OnDate | Daily | Weekly | Monthly | Quarterly | Yearly

_LEADS = (
    "", "hoàn thành", "gửi báo cáo về Sở Nội vụ", "cấp thẻ cho học sinh", "tổ chức dọn vệ sinh", "tuyển sinh",
    "Các thôn nạo vét kênh mương", "phát quang bụi rậm ven đường,", "nộp 02 bản giấy", "Thời hạn:", "xong",
    "chốt danh sách hộ nghèo", "lắp camera ở 03 điểm trường", "khai giảng lớp xóa mù chữ", "sơn lại vạch kẻ đường",
)  # fmt: skip
_TAILS = (
    "", "", ".", " để tổng hợp", " để kịp in ấn", ", báo cáo Chủ tịch UBND xã", " (qua Phòng Kinh tế)",
    " về Văn phòng HĐND và UBND xã", "; gửi kèm danh sách", " theo mẫu gửi kèm", " bằng văn bản", " trên phần mềm",
    " tại nhà văn hóa thôn", ", kèm ảnh chụp",
)  # fmt: skip
_BOUNDS = {
    "trước": Bound.BEFORE,
    "xong trước": Bound.BEFORE,
    "chậm nhất trước": Bound.BEFORE,
    "Trước": Bound.BEFORE,
    "chậm nhất": Bound.BY,
    "chậm nhất là": Bound.BY,
    "chậm nhất vào": Bound.BY,
    "muộn nhất": Bound.BY,
    "hạn chót là": Bound.BY,
    "không quá": Bound.BY,
    "đến hết": Bound.BY,
}
_HOURS = {
    "{h} giờ": (0, 0),
    "{h}h": (0, 0),
    "{h}h00": (0, 0),
    "{h}g30": (30, 0),
    "{h}h30": (30, 0),
    "{h}h30'": (30, 0),
    "{h}:15": (15, 0),
    "{h} giờ 30": (30, 0),
    "{h} giờ 30 phút": (30, 0),
    "{h} giờ 45 phút sáng": (45, 0),
    "{h} giờ sáng": (0, 0),
    "{h} giờ chiều": (0, 12),
    "{h}h30 chiều": (30, 12),
    "{h} giờ 15 phút chiều": (15, 12),
    "{h} giờ tối": (0, 12),
}
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ 7", "Chủ nhật")
_INVISIBLE = ("\u200b", "\u00a0", " \u2060", "\ufeff ")
_ROUNDS = {"quarter end": "của tháng cuối quý", "next quarter": "tháng đầu quý sau"}


def made(count: int, seed: int) -> Iterator[Made]:
    """Yield so many phrases, the same for the same seed."""
    random = Random(seed)
    for _ in range(count):
        yield _made(random)


def _made(random: Random) -> Made:
    sort, day, rules = random.choice(_DAYS)(random)
    said, bound = random.choice(list(_BOUNDS.items()))
    if isinstance(rules[0], Window):
        return _framed(random, f"trong {day}", sort, rules)
    timed = [replace(rule, bound=bound) for rule in rules if not isinstance(rule, Window)]
    hour, at = _hour(random) if sort == "daily" or random.random() < 0.4 else ("", None)
    if at is not None and said not in ("không quá", "đến hết"):
        timed = [replace(rule, at=at) for rule in timed]
        body = f"{said} {hour} {day}" if random.random() < 0.7 or sort == "daily" else f"{said} {day}, {hour}"
        sort += ", hour"
    else:
        body = f"{said} {day}"
    if sort == "daily":
        body, timed = f"trước 16 giờ {day}", [Daily(at=time(16), bound=Bound.BEFORE)]
    return _framed(random, body, sort, tuple(timed))


def _framed(random: Random, body: str, sort: str, rules: tuple[Rule, ...]) -> Made:
    if random.random() < 0.05:
        at = body.index(" ")
        body = f"{body[:at]}{random.choice(_INVISIBLE)}{body[at + 1 :]}"
    return Made(random.choice(_LEADS), body, random.choice(_TAILS), sort, rules)


def _hour(random: Random) -> tuple[str, time]:
    words, (minutes, later) = random.choice(list(_HOURS.items()))
    hour = random.randint(1, 5) if later == 12 and "chiều" in words else random.randint(6, 10)
    return words.format(h=hour), time(hour + later, minutes)


Day = tuple[str, str, tuple[Timed | Window, ...]]


def _date(random: Random) -> Day:
    on = date(2026, random.randint(2, 12), random.randint(1, 28))
    words = (
        f"ngày {on:%d/%m/%Y}", f"{on:%d/%m/%Y}", f"ngày {on.day}/{on.month}/2026", f"ngày {on:%d-%m-%Y}",
        f"ngày {on:%d} tháng {on:%m} năm 2026", f"ngày “{on:%d/%m/%Y}”", f"ngày [{on:%d/%m/%Y}]",
        f'"ngày {on:%d/%m/%Y}"',
        f"({on:%d/%m/%Y})", f"hạn {on:%d/%m/%Y}", f"thời hạn ngày {on:%d/%m/%Y}", f"{on:%d.%m.%Y}",
        f"{_WEEKDAYS[on.weekday()]}, ngày {on:%d/%m/%Y}", f"{_WEEKDAYS[on.weekday()]} ({on:%d/%m/%Y})",
    )  # fmt: skip
    return "date", random.choice(words), (OnDate(on=on),)


def _mung(random: Random) -> Day:
    on = date(2026, random.randint(2, 12), random.randint(1, 9))
    mung = random.choice(("mùng", "mồng", "Mùng"))
    words = (f"ngày {mung} {on.day}/{on.month}/2026", f"{mung} {on.day} tháng {on.month} năm 2026")
    return "mùng", random.choice(words), (OnDate(on=on),)


def _day_and_month(random: Random) -> Day:
    on = date(2026, random.randint(2, 8), random.randint(1, 28))
    words = (f"ngày {on.day}/{on.month}", f"ngày {on.day} tháng {on.month}", f"ngày {on:%d/%m} năm nay")
    return "day and month", random.choice(words), (OnDate(on=on),)


def _next_year(random: Random) -> Day:
    on = date(2027, random.randint(1, 12), random.randint(1, 28))
    later = random.choice((" năm sau", ", năm sau", " (năm sau)", " của năm sau", " (của năm kế tiếp)", " năm tới"))
    rules = (OnDate(on=on), Yearly(due=YearDay(month=on.month, day=on.day, years_after=1)))
    return "next year", f"ngày {on.day}/{on.month}{later}", rules


def _week(random: Random) -> Day:
    number = random.randrange(7)
    every = random.choice(("hàng tuần", "hằng tuần", "mỗi tuần"))
    day = random.choice(("", "ngày ")) + _WEEKDAYS[number]
    return "weekly", f"{day} {every}", (Weekly(weekdays=(Weekday(number),)),)


def _month(random: Random) -> Day:
    number = random.randint(1, 28)
    day = random.choice((f"ngày {number}", f"ngày {number:02}", f"mùng {number}" if number < 10 else f"ngày {number}"))
    period, after = random.choice((("hàng tháng", 0), ("hằng tháng", 0), ("mỗi tháng", 0), ("của tháng sau", 1)))
    return "monthly", f"{day} {period}", (Monthly(day=number, months_after=after),)


def _last_day(random: Random) -> Day:
    period = random.choice(("của tháng", "hàng tháng", "mỗi tháng"))
    return "last day", f"ngày cuối cùng {period}", (Monthly(day=LAST_DAY),)


def _quarter(random: Random) -> Day:
    number = random.randint(1, 28)
    sort = random.choice(list(_ROUNDS))
    month = 3 if sort == "quarter end" else 4
    return sort, f"ngày {number} {_ROUNDS[sort]}", (Quarterly(day=number, month=month),)


def _year(random: Random) -> Day:
    on = date(2026, random.randint(1, 12), random.randint(1, 28))
    day = random.choice((f"ngày {on:%d/%m}", f"ngày {on.day} tháng {on.month}"))
    every = random.choice(("hàng năm", "hằng năm", "mỗi năm"))
    return "yearly", f"{day} {every}", (Yearly(due=YearDay(month=on.month, day=on.day)),)


def _day(random: Random) -> Day:
    return "daily", random.choice(("hàng ngày", "hằng ngày", "mỗi ngày")), (Daily(),)


def _span(random: Random) -> Day:
    month = random.randint(2, 11)
    if random.random() < 0.5:
        last = date.fromordinal(date(2026, month + 1, 1).toordinal() - 1)
        words = (f"tháng {month}/2026", f"tháng {month} năm 2026")
        return "month", random.choice(words), (Window(starts_on=date(2026, month, 1), ends_on=last),)
    quarter = random.randint(1, 3)
    last = date.fromordinal(date(2026, 3 * quarter + 1, 1).toordinal() - 1)
    names = (f"quý {'I' * quarter}/2026", f"quí {'I' * quarter}/2026", f"quý {quarter} năm 2026")
    return "quarter", random.choice(names), (Window(starts_on=date(2026, 3 * quarter - 2, 1), ends_on=last),)


_DAYS = (
    _date, _date, _date, _mung, _day_and_month, _next_year, _week, _month, _month, _last_day, _quarter, _year, _day,
    _span,
)  # fmt: skip


def judged(phrase: Made, reading: Reading) -> str:
    """Return "right", "asked", "wrong" (another rule, or a further one, without a question) or "none"."""
    if reading.status is Status.NOT_A_DEADLINE:
        return "none"
    if reading.status in (Status.AMBIGUOUS, Status.NEEDS_DATE):
        return "asked"
    return "right" if reading.rule in phrase.meant and not reading.also else "wrong"


def tally(judgements: list[tuple[str, str]]) -> dict[str, Counter[str]]:
    """Return how often each judgement fell for each sort of phrase, from pairs of sort and judgement."""
    counted: dict[str, Counter[str]] = {}
    for sort, judgement in judgements:
        counted.setdefault(sort, Counter())[judgement] += 1
    return counted
