"""Pure: rules and deadlines in Vietnamese, as officers write them.

One rule has one `sentence` and no other rule has it, so that the sentence can be read back.
"""

from datetime import date, datetime, time
from typing import assert_never

from schedules.occurrences import LAST_SECOND, Due
from schedules.periods import half_key, month_key, period_span, quarter_key
from schedules.periods import period_label as period_label
from schedules.rules import (
    LAST_DAY,
    LAST_WORKING_DAY,
    Bound,
    Daily,
    Event,
    HalfYearly,
    Monthly,
    OnDate,
    Quarterly,
    Rule,
    Standing,
    Undated,
    Unit,
    Weekly,
    Window,
    Year,
    YearDay,
    Yearly,
)
from schedules.working_days import WorkingCalendar
from schedules.zone import LOCAL

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
UNITS = {Unit.HOUR: "giờ", Unit.DAY: "ngày", Unit.WORKING_DAY: "ngày làm việc", Unit.MONTH: "tháng"}
MONTHS_OF_QUARTER = ("đầu quý", "giữa quý", "cuối quý", "đầu quý sau")


def sentence(rule: Rule) -> str:
    """Return the canonical sentence of a rule that `notation` accepts; distinct rules have distinct sentences."""
    match rule:
        case OnDate():
            return _limit(rule.bound, rule.at, f"ngày {rule.on:%d/%m/%Y}")
        case Window():
            return _window(rule)
        case Daily():
            return _daily(rule)
        case Weekly():
            return _limit(rule.bound, rule.at, f"{_listed(rule)} hàng tuần") if rule.weekdays else "hàng tuần"
        case Monthly():
            return _monthly(rule)
        case Quarterly():
            return _quarterly(rule)
        case HalfYearly():
            return _half_yearly(rule)
        case Yearly():
            return _yearly(rule)
        case Year():
            return f"trong năm {rule.year}{_following(rule)}"
        case Standing():
            return f"thường xuyên trong năm {rule.year}{_following(rule)}" if rule.year else "thường xuyên"
        case Event():
            return _event(rule)
        case Undated():
            return f"chưa ấn định hạn ({rule.reason})"
        case _:
            assert_never(rule)


def deadline(rule: Rule, due: Due) -> str:
    """Return the deadline of one due: "trước ngày 06/10/2021", "trước 15 giờ thứ Năm 07/10/2021".

    Read from `due.nominal`, so a day moved by the terms, given by an event or extended is said as it is.
    """
    nominal = due.nominal.astimezone(LOCAL)
    if isinstance(rule, Standing):
        return f"trong {period_label(due.period)}"
    if nominal.time() == time.min:
        return f"trước ngày {nominal:%d/%m/%Y}"
    if nominal.time() == LAST_SECOND:
        return f"{'trong' if isinstance(rule, Daily) else 'đến hết'} ngày {nominal:%d/%m/%Y}"
    bound = getattr(rule, "bound", Bound.BY)
    return _limit(bound, nominal.time(), f"{weekday_name(nominal)} {nominal:%d/%m/%Y}")


def bound(nominal: datetime) -> str:
    """Return a deadline by itself: "trước ngày 06/10/2021", "hết ngày 15/10/2021", "15 giờ ngày 07/10/2021"."""
    nominal = nominal.astimezone(LOCAL)
    if nominal.time() == time.min:
        return f"trước ngày {nominal:%d/%m/%Y}"
    word = "hết" if nominal.time() == LAST_SECOND else hour(nominal.time())
    return f"{word} ngày {nominal:%d/%m/%Y}"


def short_deadline(due: Due, today: date) -> str:
    """Return the deadline as an item of a list begins: "Hôm nay 15 giờ", "Thứ Hai 11/10, 14 giờ", "Trước 20/10"."""
    nominal = due.nominal.astimezone(LOCAL)
    on, at = nominal.date(), nominal.time()
    if at == time.min:
        return f"Trước {_numbers(on, today)}"
    if at == LAST_SECOND:
        return "Hết hôm nay" if on == today else f"Hết {_numbers(on, today)}"
    if on == today:
        return f"Hôm nay {hour(at)}"
    words = f"{short_day(on, today)}, {hour(at)}"
    return words[0].upper() + words[1:]


def full_deadline(rule: Rule, due: Due, calendar: WorkingCalendar, *, remark: str = "") -> str:
    """Return the deadline and, in brackets, the last moment to act as far as it says more, and a remark."""
    return deadline(rule, due) + _in_brackets(_last_moment(rule, due, calendar), remark)


def recurring_deadline(rule: Rule, due: Due, calendar: WorkingCalendar, *, remark: str = "") -> str:
    """Return a recurring deadline and the day of its first due: "hàng tháng; kỳ đầu: 31/10/2021 (chậm nhất …)"."""
    nominal = due.nominal.astimezone(LOCAL)
    return f"{sentence(rule)}; kỳ đầu: {nominal:%d/%m/%Y}{_in_brackets(_last_moment(rule, due, calendar), remark)}"


def _in_brackets(*said: str) -> str:
    """Return what is said, with a blank before: " (a, b)"; "" for nothing."""
    words = ", ".join(filter(None, said))
    return f" ({words})" if words else ""


def _last_moment(rule: Rule, due: Due, calendar: WorkingCalendar) -> str:
    """Return the last moment to act without what the deadline beside it has said; "" where it is the deadline."""
    act_by, nominal = due.act_by.astimezone(LOCAL), due.nominal.astimezone(LOCAL)
    if isinstance(rule, Standing) or act_by.date() != nominal.date():
        return act_by_words(act_by, calendar)
    if act_by == nominal:
        return ""
    words = f"chậm nhất {_moment(act_by, calendar)}"
    return f"{words} {weekday_name(act_by)}" if nominal.time() == LAST_SECOND else words


def act_by_words(act_by: datetime, calendar: WorkingCalendar) -> str:
    """Return the last moment to act: "chậm nhất hết giờ làm việc thứ Ba 05/10", "chậm nhất 15 giờ thứ Năm 07/10"."""
    act_by = act_by.astimezone(LOCAL)
    return f"chậm nhất {_moment(act_by, calendar)} {weekday_name(act_by)} {act_by:%d/%m}"


def _moment(act_by: datetime, calendar: WorkingCalendar) -> str:
    return "hết giờ làm việc" if act_by.time() == calendar.closes else hour(act_by.time())


def weekday_name(day: date) -> str:
    """Return the weekday as it stands inside a sentence: "thứ Hai" … "Chủ nhật". Of an instant: in its own zone."""
    return WEEKDAYS[day.weekday()]


def short_day(day: date, today: date) -> str:
    """Return "hôm nay", "thứ Hai 11/10", or with its year when that is not this year: "thứ Hai 03/01/2022"."""
    return "hôm nay" if day == today else f"{weekday_name(day)} {_numbers(day, today)}"


def hour(at: time) -> str:
    """Return an hour as officers say it: "15 giờ", "7 giờ 30"."""
    return f"{at.hour} giờ {at.minute:02}" if at.minute else f"{at.hour} giờ"


def _numbers(day: date, today: date) -> str:
    return f"{day:%d/%m}" if day.year == today.year else f"{day:%d/%m/%Y}"


def _limit(bound: Bound, at: time | None, day: str) -> str:
    word = "trước" if bound is Bound.BEFORE else "chậm nhất"
    return f"{word} {day}" if at is None else f"{word} {hour(at)} {day}"


def _day(day: int) -> str:
    return {LAST_DAY: "ngày cuối cùng", LAST_WORKING_DAY: "ngày làm việc cuối cùng"}.get(day, f"ngày {day:02}")


def _listed(rule: Weekly) -> str:
    *others, last = (WEEKDAYS[weekday] for weekday in rule.weekdays)
    return f"{', '.join(others)} và {last}" if others else last


def _window(rule: Window) -> str:
    span = rule.starts_on, rule.ends_on
    for key in (month_key(rule.starts_on), quarter_key(rule.starts_on), half_key(rule.starts_on)):
        if period_span(key) == span:
            return f"trong {period_label(key)}"
    return f"từ ngày {rule.starts_on:%d/%m/%Y} đến hết ngày {rule.ends_on:%d/%m/%Y}"


def _daily(rule: Daily) -> str:
    day = "mỗi ngày làm việc" if rule.working_days_only else "hàng ngày"
    return day if rule.at is None else _limit(rule.bound, rule.at, day)


def _monthly(rule: Monthly) -> str:
    if rule.months_after == 0:
        if rule.day and rule.start_day is not None:
            return f"từ ngày {rule.start_day:02} đến hết {_day(rule.day)} hàng tháng"
        return _limit(rule.bound, rule.at, f"{_day(rule.day)} hàng tháng") if rule.day else "hàng tháng"
    month = "tháng sau" if rule.months_after == 1 else f"tháng thứ {rule.months_after} sau đó"
    if rule.day is None:
        return f"hàng tháng, trong {month}"
    if rule.start_day is not None:
        return f"hàng tháng, từ ngày {rule.start_day:02} đến hết {_day(rule.day)} của {month}"
    return "hàng tháng, " + _limit(rule.bound, rule.at, f"{_day(rule.day)} của {month}")


def _quarterly(rule: Quarterly) -> str:
    if not rule.day:
        return "hàng quý"
    return _limit(rule.bound, rule.at, f"{_day(rule.day)} của tháng {MONTHS_OF_QUARTER[rule.month - 1]}")


def _half_yearly(rule: HalfYearly) -> str:
    first, second = (f" ({_year_day(rule, due)})" if due else "" for due in (rule.first, rule.second))
    if rule.second and rule.second.month <= 6 and not rule.second.years_after:
        second = f"{second[:-1]} năm báo cáo)"  # without these words it is the year after
    return f"định kỳ 6 tháng{first}, năm{second}"


def _yearly(rule: Yearly) -> str:
    if rule.due is None:
        return "hàng năm"
    due = _year_day(rule, rule.due)
    return f"hàng năm, {due}" if rule.due.years_after else f"{due} hàng năm"


def _year_day(rule: HalfYearly | Yearly, due: YearDay) -> str:
    day = f"{_day(due.day)}/{due.month:02}" if due.day > 0 else f"{_day(due.day)} của tháng {due.month:02}"
    later = {0: "", 1: " năm sau"}.get(due.years_after, f" của năm thứ {due.years_after} sau đó")
    return _limit(rule.bound, rule.at, day + later)


def _following(rule: Year | Standing) -> str:
    return " và những năm tiếp theo" if rule.and_following else ""


def _event(rule: Event) -> str:
    if rule.offset == 0:
        return f"trước thời điểm {rule.trigger}" if rule.before else f"sau khi {rule.trigger}"
    span = f"{rule.offset:02} {UNITS[rule.unit]}"
    match rule.before, rule.bound:
        case False, Bound.BY:
            return f"chậm nhất {span} kể từ {rule.trigger}"
        case False, Bound.BEFORE:
            return f"trước khi tròn {span} kể từ {rule.trigger}"
        case True, Bound.BY:
            return f"chậm nhất trước {span} tính đến {rule.trigger}"
        case _:
            return f"trước khi còn {span} tính đến {rule.trigger}"
