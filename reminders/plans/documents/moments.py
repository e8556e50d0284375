"""Pure: where in a sentence a deadline phrase begins and ends; what it means is read in schedules.phrases."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What makes a phrase one of time."""

    RECURRING = "recurring"  # hàng tháng (trước ngày 20)
    DATED = "dated"  # trước ngày 06/10/2021
    EVENT = "event"  # ngay sau khi …, trong 05 ngày kể từ …
    STANDING = "standing"  # thường xuyên
    PROMPT = "prompt"  # kịp thời báo cáo: handed over without a day
    PERIODIC = "periodic"  # định kỳ, without saying how often


@dataclass(frozen=True)
class Moment:
    """A deadline phrase in a sentence: its words, its place, and how sure it is that it is one."""

    start: int
    end: int
    sort: Sort


_EVERY = r"(?:hàng|hằng|hang|mỗi|từng)"
_UNIT = r"(?:ngày|tuần|tháng|quý|quí|(?:0?6|sáu) tháng|(?:0?9|chín) tháng|năm)(?!\w)"
_MORE_UNITS = (
    rf"(?:(?:,| và|/| hoặc|;)? ?(?:{_EVERY} )?{_UNIT}(?= *[,;.)(/]| và| hoặc| trước| cả| tình| kết| gửi| về|$))*"
)
_DAY = r"\d{1,2} ?[/.-] ?\d{1,2}(?: ?[/.-] ?\d{4})?"
_LATER = r"(?:[ ,([]*(?:của )?năm (?:sau|tới|nay|kế tiếp|tiếp theo|ngoái)(?!\w)[)\]]?)?"
_MUNG = r"(?:mùng |mồng )"
_MONTH_WORDS = (
    r"(?:(?:của )?(?:tháng|quý)(?: \d{1,2}| đầu| cuối| sau| tiếp theo| kế tiếp| thứ \w+|"
    r" [ivIV]+)*(?: (?:của )?(?:quý|năm|kỳ)(?: sau| tiếp theo)?)?)"
)
_LIMIT = (
    r"(?:chậm nhất|muộn nhất|không quá|trước|đến hết|đến|tới|hết|trong|vào|hạn chót|hạn cuối|thời hạn|"
    r"bắt đầu từ|kể từ|từ)"
)
_HAPPENED = r"(?:kết thúc|ban hành|được ban hành|hoàn thành|có hiệu lực|thông qua|phê duyệt|được phê duyệt)"
_PATTERNS = (
    (
        "recur",
        r"(?:\d{1,2}|một|mỗi|hai) (?:tháng|quý|tuần|năm) (?:một|1|01|\d{1,2}) lần|mỗi (?:tuần|tháng|quý|"
        r"năm)(?: ít nhất| tối thiểu)? (?:một|\d+) lần",
    ),
    ("recur", rf"(?:định kỳ,? )?(?:(?:vào|trong) )?{_EVERY} {_UNIT}{_MORE_UNITS}"),
    ("recur", rf"định kỳ,? (?:báo cáo )?{_UNIT}{_MORE_UNITS}"),
    (
        "recur",
        r"(?:0?6|sáu) tháng(?:,| và|/)? ?(?:1|01|một)? ?(?:lần|năm)(?!\w)|\d{1,2} lần ?/ ?(?:tuần|tháng|quý|năm)",
    ),
    ("recur", rf"báo cáo (?:định kỳ )?(?:tháng|quý|(?:0?6|sáu) tháng|năm)(?!\w)(?! (?:\d|[IV]+\b)){_MORE_UNITS}"),
    ("event", rf"(?:ngay )?sau khi (?:[^;.()]{{1,90}}? {_HAPPENED}(?=,)|[^,;.()]+)"),
    (
        "event",
        r"(?:(?:chậm nhất|không quá|tối đa)(?: là)? |trong (?:thời hạn|vòng|"
        r"thời gian) )?(?:chậm nhất )?(?:là )?\d{1,3} (?:ngày|giờ|tháng|tuần)(?: làm việc)?,? (?:kể từ|"
        r"tính từ|từ|sau|trước) (?:khi|ngày)(?! \d)[^,;.()]*",
    ),
    (
        "event",
        r"(?:trong (?:thời hạn|vòng)|chậm nhất(?: là)?(?: sau| trước)?|không quá) \d{1,3} (?:ngày|giờ|tháng|"
        r"tuần)(?: làm việc)?(?:,? (?:kể từ|tính từ|từ|sau|trước|tính đến) [^,;.()]*)?",
    ),
    ("event", r"(?:ít nhất|tối thiểu) trước \d{1,3} ngày(?: làm việc)?(?!\w)"),
    ("when", r"khi có [^,;.()]+?(?= về | thì |[,;.()]|$)"),
    (
        "limit",
        rf"{_LIMIT}(?: là| hạn| thời hạn)?"
        r"(?=[ “\"«\[(]+(?:ngày|\d|thứ|chủ nhật|mùng|mồng|tháng|quý|quí|năm \d|cuối|đầu|giữa|hết|hạn|trước|vào|thời"
        r"|là))",
    ),
    (
        "hour",
        r"\d{1,2}(?: ?(?:giờ(?: rưỡi| ?\d{1,2})?(?: phút)?|[hg] ?\d{0,2}'?)|:\d\d)"
        r"(?: (?:buổi )?(?:sáng|trưa|chiều|tối|đêm))?(?!\w)",
    ),
    (
        "weekday",
        r"(?:ngày )?(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật)(?!\w)(?: và (?:thứ )?(?:hai|ba|tư|"
        r"năm|sáu|bảy|[2-7])(?!\w))*",
    ),
    ("date", rf"(?:ngày )?(?:{_MUNG}?{_DAY}(?![\d/%-])|[“\"«\[(](?:ngày )?{_DAY}[”\"»\])]){_LATER}"),
    ("date", rf"(?:ngày {_MUNG}?|{_MUNG})\d{{1,2}} ?tháng ?\d{{1,2}}(?:,? năm \d{{4}})?{_LATER}"),
    (
        "day",
        rf"(?:ngày {_MUNG}?|{_MUNG})\d{{1,2}}(?: {_MONTH_WORDS})?(?![\d/])(?: hoặc ngày \d{{1,2}}|"
        rf" và ngày \d{{1,2}}| và \d{{1,2}}(?= hàng| hằng))?",
    ),
    ("day", r"ngày (?:làm việc )?(?:cuối cùng|đầu tiên|cuối)(?: (?:của )?(?:tháng|quý|tuần|năm))?"),
    ("span", r"(?:tháng \d{1,2}(?: ?/ ?\d{4}|,? năm \d{4})?|quý (?:[ivIV]+|\d)(?: ?/ ?\d{4}|,? năm \d{4})?)(?![\w/])"),
    ("span", r"(?:6 tháng (?:đầu|cuối) năm|(?:đầu|giữa|cuối) (?:tháng|quý|năm)(?: \d{1,4}(?:/\d{4})?)?)(?!\w)"),
    ("year", r"năm \d{4}(?: và (?:các|những) năm (?:tiếp theo|sau))?"),
    ("standing", r"(?<!chi )(?<!giáo dục )(?<!không )thường xuyên(?!, lâu dài| của)"),
    ("prompt", r"kịp thời(?= (?:báo cáo|phản ánh|giải trình|kiến nghị|cập nhật|cấp|gửi|thông báo))"),
    ("prompt", r"(?<=báo cáo )kịp thời|(?<=giải trình )kịp thời|(?<=cung cấp )kịp thời|(?<=báo cáo )đột xuất"),
    ("periodic", r"định kỳ(?! (?:hàng|hằng|mỗi|tháng|quý|năm|\d))"),
)
_ATOM = re.compile("|".join(f"(?P<{name}{at}>{pattern})" for at, (name, pattern) in enumerate(_PATTERNS)))
_GLUE = re.compile(r"[ ,([“\"«]*(?:(?:và|của|vào|trong|các|các ngày|là|,) )?\(?")
_REPORT = re.compile(
    r"báo cáo|tổng kết|sơ kết|đánh giá|họp|giao ban|tổng hợp|công bố|kiểm tra|rà soát|gửi|xây dựng|lập|"
    r"tổ chức|cập nhật|hội nghị|thống kê|đối thoại|khảo sát|ban hành|triển khai"
)
_CLAUSE_START = re.compile(r"(?:^|[;:.(–-]|,? và)\s*(?:[-+]\s*)?$")
_CLAUSE_END = re.compile(r"\s*(?:$|[.;)])")
# Nouns that a month or a quarter behind them belongs to, at the end of a clause too: "kết quả trong quý III".
_DESCRIBED = re.compile(r"(?:kết quả|tình hình|số liệu|chỉ tiêu|kinh phí|sự kiện|diễn biến|phát sinh|số) ?$")
_FINISH = re.compile(r"hoàn thành|xong|kết thúc|ban hành|trình|gửi|nộp|báo cáo|phê duyệt|tổ chức|triển khai")


def moments(sentence: str) -> list[Moment]:
    """Return the deadline phrases of a sentence in order; words of time that only describe a thing are left out."""
    text = sentence.lower()
    found = [moment for chain in _chains(text) if (moment := _moment(text, chain))]
    recurs = any(moment.sort is Sort.RECURRING for moment in found)
    return [
        moment
        for moment in found
        # "thường xuyên cập nhật khi có thay đổi" is one: the second phrase only adds to the first
        if len(found) == 1 or not (text.startswith("khi có", moment.start) or (recurs and moment.sort is Sort.PERIODIC))
    ]


def _chains(text: str) -> list[list[tuple[str, int, int]]]:
    """Put pieces that stand side by side together; a second frequency with a day of its own begins anew."""
    chains: list[list[tuple[str, int, int]]] = []
    for atom in _ATOM.finditer(text):
        name = (atom.lastgroup or "").rstrip("0123456789")
        piece = (name, atom.start(), atom.end())
        if chains and _goes_on(text, chains[-1], piece):
            chains[-1].append(piece)
        else:
            chains.append([piece])
    return chains


_POINTS = ("date", "day", "weekday", "span", "hour", "year")
_LONGEST_CHAIN = 40
"""Pieces of one phrase; a longer row is none, and would be read in the square of its length."""
_ALONE = ("standing", "prompt", "periodic", "event", "when")


def _goes_on(text: str, chain: list[tuple[str, int, int]], piece: tuple[str, int, int]) -> bool:
    if len(chain) == _LONGEST_CHAIN:
        return False
    names = [name for name, _, _ in chain]
    name, start, _ = piece
    between = text[chain[-1][2] : start]
    if not _GLUE.fullmatch(between) or name in _ALONE or names[-1] in ("standing", "prompt", "event"):
        return False
    has_point = any(known in _POINTS for known in names)
    if name == "recur" and "recur" in names:
        return not has_point
    if name == "recur" and has_point:
        return "," not in between
    if name == "limit" and has_point:
        return text[chain[0][1] : chain[0][2]] in ("từ", "kể từ", "bắt đầu từ", "trong") or names[-1] == "hour"
    return True


def _moment(text: str, chain: list[tuple[str, int, int]]) -> Moment | None:
    names = [name for name, _, _ in chain]
    start, end = chain[0][1], chain[-1][2]
    while names and names[-1] == "limit":
        names.pop()
        chain = chain[:-1]
        end = chain[-1][2] if chain else start
    if not names:
        return None
    if "(" in text[start:end] and text[end : end + 1] == ")":
        end += 1
    sort = _sort(text, names, start, end)
    return Moment(start, end, sort) if sort else None


def _sort(text: str, names: list[str], start: int, end: int) -> Sort | None:
    has_point = any(name in ("date", "day", "weekday", "hour") for name in names)
    if "recur" in names:
        return Sort.RECURRING if has_point or _is_rhythm_of_work(text, start, end) else None
    if names[0] in _ALONE:
        return Sort.EVENT if names[0] == "when" else Sort(names[0])
    if has_point and "limit" in names:
        return Sort.DATED
    return Sort.DATED if "limit" in names and _ends_work(text, names, start, end) else None


def _ends_work(text: str, names: list[str], start: int, end: int) -> bool:
    """Say whether a month, a quarter or a year is the time by which something is done, and not what it is about."""
    if "span" in names:
        before = _clause_before(text, start)
        ends_clause = _CLAUSE_END.match(text, end) and not _DESCRIBED.search(before)
        is_opening = _CLAUSE_START.search(text, max(0, start - 400), start)
        return bool(_FINISH.search(before) or is_opening or ends_clause)
    return "year" in names and bool(re.search(r"(?:hoàn thành|xong)\s*$", text[max(0, start - 400) : start]))


def _clause_before(text: str, start: int) -> str:
    return re.split(r"[;.]", text[max(0, start - 400) : start])[-1]


def _is_rhythm_of_work(text: str, start: int, end: int) -> bool:
    """Say whether a frequency without a day says when to work, and does not describe a thing ("ngân sách hàng năm")."""
    words = text[start:end]
    before = _clause_before(text, start)
    if "định kỳ" in words or " lần" in words or _CLAUSE_START.search(text, max(0, start - 400), start):
        return True
    if re.search(r"định kỳ(?: \S+){0,12} $", before):
        return True
    if re.search(r"từng (?:năm|quý|tháng|tuần)", words):
        return bool(re.search(r"(?:xây dựng|lập) kế hoạch", before))
    if re.search(r"(?:ngân sách|dự toán|kinh phí)(?: nhà nước)? $", before) and "năm" in words and "tháng" not in words:
        return False
    if "năm" in words and not re.search(r"tháng|quý|tuần", words):
        return bool(re.search(r"(?:báo cáo|tổng kết|sơ kết)(?: \S+)* (?:kết quả|tình hình)(?: \S+){0,4} $", before))
    return bool(_REPORT.search(before)) or bool(_REPORT.search(words))
