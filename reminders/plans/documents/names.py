"""Pure: where the name of a body ends, by a grammar of noun phrases and no list of verbs.

head (a kind of body) + fields of administration, joined by "và", "," or "-" + level and place. The first small word
outside ends it; a capital syllable that no list knows makes the end doubtful ("Trung tâm Khuyến công …").
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

Names = frozenset[str]
"""Names whose ends are certain, as printed."""

# What the name of a body begins with: the kinds of bodies that the law and the offices know, a closed class.
# Capitals matter: "Ban Chỉ huy Quân sự" is a body, "các phòng, ban" goes on.
_NAMED = (
    r"Phòng(?!,? chống)|Sở(?! hữu)|Ban(?! hành)|Văn phòng|VP|Ủy ban|Uỷ ban|UBND|UBMTTQ|HĐND|HDND|"
    r"Hội đồng(?! thi)|Chi [Cc]ục|"
    r"Cục|Tổng cục|Kho bạc|KBNN|Trung tâm|Công an|Bộ(?= [A-ZĐ])|Bảo hiểm|BHXH|Bưu điện|Viễn thông|Điện lực|"
    r"Hội(?! nghị| thảo| thi)|Hiệp [Hh]ội|Liên minh|Đoàn(?! kết)|Liên đoàn|"
    r"Thanh tra(?= [Ss]ở| tỉnh| huyện| thành| nhà| Chính| Bộ)|"
    r"Trường(?! hợp)|Bệnh viện|Trạm|Tổ(?! chức)|Viện|Tòa án|Toà án|Ngân hàng|Đài|Báo(?! cáo)|Cổng thông tin|Hạt|Quỹ|"
    r"Mặt trận|MTTQ|Huyện [ủu]y|Huyện đoàn|Tỉnh đoàn|Thị đoàn|Thành đoàn|Tỉnh ủy|Thành ủy|Đảng ủy|Chi bộ|Học viện|"
    r"Công ty|Tổng công ty|Tập đoàn|Thư viện|Bảo tàng|Vườn quốc gia|Lãnh đạo|Bộ phận|Đội(?! ngũ)|Đồn|Hải quan|"
    r"Thuế(?= tỉnh| huyện| cơ sở| khu vực| thành)|Thường trực(?= [A-ZĐ])|TT\.|Đảng bộ|Cơ quan|Đơn vị|Trưởng|Chánh|"
    r"Đại học|Vụ(?= [A-ZĐ]|,)|Xã(?= [A-ZĐ])|Phường(?= [A-ZĐ])|Thị trấn|Đặc khu|Ngành(?= [A-ZĐ])|Hợp tác xã|Câu lạc bộ|"
    r"Phó(?= (?:[Cc]hủ tịch|[Gg]iám đốc|[Tt]rưởng))"
)
# What several bodies or people are called behind "các", "mỗi", "toàn thể".
_MEMBERS = (
    r"cơ quan|đơn vị|phòng|sở|ban quản lý|ban|bộ phận|bộ|ngành|xã|phường|thị trấn|huyện|tỉnh|thành phố|địa phương|"
    r"tổ chức|đoàn thể|chủ đầu tư|trường|doanh nghiệp|cấp|hội|ubnd|ủy ban nhân dân|ủy ban|trung tâm|cơ sở|bệnh viện|"
    r"tổ dân phố|tổ|đảng ủy|đảng bộ|đảng|chi bộ|chi|thôn|công ty|đài|cục|thành viên|đồng chí|ủy viên|lực lượng|"
    r"nhà thầu|đội|trạm|hợp tác xã|cá nhân|cán bộ|làng|bản|ấp|khu phố"
)
# Posts and members that stand for a body in any case of letters.
_ANY_CASE = (
    rf"(?:các|toàn thể|tất cả(?: các)?|mỗi|từng)(?= (?:{_MEMBERS})(?!\w))|thủ trưởng|người đứng đầu|chủ tịch|giám đốc|"
    r"trưởng phòng|trưởng các|hiệu trưởng|chánh văn phòng|ban quản lý|chủ đầu tư|cấp ủy"
)
HEAD = rf"(?:(?:{_NAMED})(?!\w)|(?i:{_ANY_CASE})(?!\w))"
HEADS = re.compile(HEAD)
STARTS = re.compile(rf"{HEAD}|(?i:phòng, ban|sở, (?:ban|ngành)|(?:đơn vị|cơ quan|địa phương)(?= \w))")
_GROUP = re.compile(rf"(?i)(?:các|toàn thể|tất cả(?: các)?|mỗi|từng) (?:{_MEMBERS})(?!\w)|(?:phòng|sở), (?:ban|ngành)")
_MEMBER = re.compile(rf"(?i)(?:{_MEMBERS})(?!\w)")
_SHORT_MEMBER = re.compile(r"(?i)(?:phòng|ban|ngành|sở|đơn vị)(?!\w)")
# Heads that are a name without anything behind them.
_WHOLE = re.compile(
    r"(?i)(?:Văn phòng|VP|Ủy ban|Uỷ ban|UBND|UBMTTQ|HĐND|HDND|Công an|KBNN|BHXH|MTTQ|Mặt trận|Bưu điện|Điện lực|"
    r"Viễn thông|Huyện [ủu]y|Huyện đoàn|Tỉnh đoàn|Thị đoàn|Thành đoàn|Tỉnh ủy|Thành ủy|Đảng ủy|Chi bộ|Đảng bộ|"
    rf"Hải quan|Lãnh đạo|Kho bạc|Hội đồng|{_ANY_CASE})$"
)
# Fields of administration: what bodies are named after in the laws on their organisation. These are nouns only and
# are part of a name in small letters too ("Giáo dục và đào tạo", "phát triển nông thôn").
_FIELDS = (
    r"phát triển nông thôn|"
    r"kinh tế(?: hạ tầng| đối ngoại)?|nội vụ|y tế|văn hóa|văn hoá|xã hội|giáo dục|tư pháp|tài chính|"
    r"tài nguyên|môi trường|nông nghiệp|nông thôn|nông dân|phụ nữ|thanh niên|thiếu niên|nhi đồng|cựu chiến binh|"
    r"chữ thập đỏ|người cao tuổi|khuyến học|luật gia|dân tộc|tôn giáo|công thương|giao thông|"
    r"thương binh|du lịch|thể thao|thể dục|khoa học|công nghệ|hạ tầng|đô thị|quân sự|quốc phòng|an ninh|"
    r"biên phòng|ngoại vụ|tuyên giáo|dân vận|mầm non|mẫu giáo|tiểu học|trung học(?: cơ sở| phổ thông)?|thcs|thpt|"
    r"hành chính(?: công)?|nhà nước|nhân dân|mặt trận|tổ quốc|việt nam|công đoàn|khuyến nông|thú y|bảo vệ thực vật|"
    r"lâm nghiệp|thủy sản|thủy lợi|thuỷ lợi|kiểm lâm|kiểm sát|pháp chế|chính trị(?: - xã hội)?|"
    r"(?:các )?dự án(?: đầu tư)?(?: xây dựng)?|đất đai|thị trường|việc làm|cộng sản|hồ chí minh|liên ngành|"
    r"bảo trợ xã hội|hành chính công|cải cách hành chính|dịch vụ(?: nông nghiệp| công)?|tín dụng|liên hiệp|"
    r"văn thư|phổ thông|quốc gia|hiến pháp|dân quân|chiến lược|chính phủ|di sản|nghệ thuật|điện tử|doanh nghiệp"
)
# Fields that are also what somebody does: part of a name with a capital, behind its head or behind "và".
_ACTS = (
    r"chỉ đạo|chỉ huy|kiểm tra(?: liên ngành)?|nghiên cứu|quản lý|phát triển|tổ chức|tuyên giáo|tiếp công dân|đăng ký|"
    r"hỗ trợ|bảo vệ|giám sát|điều hành|thanh tra|thông tin|truyền thông|phát thanh|truyền hình|thường trực|thường vụ|"
    r"công tác|bầu cử|phục vụ|kiểm soát|kiểm toán|đầu tư|đấu giá|bồi dưỡng|giúp việc|trợ giúp|tư vấn|xúc tiến|"
    r"đại diện|chấp hành|cứu hộ|phòng cháy|chữa cháy|chuyên trách|giải phóng mặt bằng|quan trắc|khuyến công|"
    r"vận động|chuyên môn|tín ngưỡng|bảo hiểm|dự phòng|khai thác|thi hành án|thi đua|khen thưởng|biên tập|kế toán|"
    r"xây dựng|đào tạo|kế hoạch|lưu trữ|thống kê|lao động|vận tải|chính sách|chuyển đổi số|nhân sự"
)
_FIELD = re.compile(rf"(?i)(?:{_FIELDS})(?!\w)")
_ACT = re.compile(rf"(?i)(?:{_ACTS})(?!\w)")
_ONLY_ACT = re.compile(rf"(?:{_NAMED}) (?i:{_ACTS})")
"""A body named after what it does, and not what with: "Ban Quản lý". A small word behind it may belong to it."""

_LEVELS = (
    r"(?:cấp )?(?:tỉnh|thành phố|huyện|quận|thị xã|xã(?! hội)|phường|thị trấn|đặc khu|thôn|khu phố|ấp|làng|"
    r"bản(?= [A-ZĐ])|khu vực|trung ương|cơ sở|tp\.?)"
)
_LEVEL = re.compile(rf"(?i)(?:(?:các|của|thuộc|cho) )?{_LEVELS}(?!\w)(?:(?:,| và| hoặc|/) ?(?:các )?{_LEVELS}(?!\w))*")
# What says of which bodies a group consists.
_QUALIFIER = re.compile(
    r"(?i)(?:(?:có )?liên quan|chuyên môn|trực thuộc|thuộc(?: bộ| sở)?|nêu trên|nói trên|sự nghiệp(?: công lập)?|"
    r"công lập|ngoài công lập|quần chúng|đoàn thể|cùng cấp|các cấp|(?:trên|tại) địa bàn|được giao|"
    r"được (?:kiểm toán|thanh tra|kiểm tra)|phụ trách(?: lĩnh vực)?|"
    r"chủ trì soạn thảo|đảng|đoàn|hành chính|thành viên)(?!\w)|"
    r"(?-i:của(?= [A-ZĐ]))"
)
_GAP = re.compile(r"\s*[-–&]\s*|\s*[,/]\s*|\s+và\s+|\s+")
_WORD = re.compile(r"[^\W_]+(?:\.(?=\w))?")
_SPACED = re.compile(r" ([^\W_]+)")
_NUMBER = re.compile(r"(?:số )?\d{1,2}(?![\w/.-])")
_SHORT_PLACE = re.compile(r" (?:Huế|Vinh|Pleiku|\d+)(?!\w)")  # places of one word
_JOINERS = (",", "và", "/")
LONGEST_NAME = 150
MOST_WORDS = 16
"""Of a name that a document is believed to use as one."""


class _Step(NamedTuple):
    """A part of a name: where it ends, what it is ("head", "field" or something else), and whether that is certain."""

    at: int
    kind: str = ""
    is_sure: bool = True


class NameEnd(NamedTuple):
    """Where a name ends, and whether that is certain."""

    at: int
    is_sure: bool


def name_end(text: str, start: int) -> NameEnd | None:
    """Return the end of the name that begins at a place, as the grammar says; None where no name begins there."""
    head = _GROUP.match(text, start) or STARTS.match(text, start)
    if not head:
        return None
    step, is_sure = _Step(head.end(), "head"), True
    while (gap := _GAP.match(text, step.at)) and (further := _further(text, gap, text[start : step.at], step.kind)):
        step, is_sure = further, is_sure and further.is_sure
    name = text[start : step.at]
    is_whole = step.kind != "head" or _WHOLE.search(name) or _GROUP.search(name)
    return None if not is_whole and _small(text, step.at) else NameEnd(step.at, is_sure)


def is_doubtful(name: str, known: Names = frozenset()) -> bool:
    """Say whether a name is one whose end nothing in the document makes sure."""
    end = name_end(name, 0)
    return name not in known and (is_only_act(name) or bool(end and not end.is_sure))


def is_only_act(name: str) -> bool:
    """Say whether a body is named only after what it does: "Ban Quản lý", to which "chợ Đồng Sen" may belong."""
    return bool(_ONLY_ACT.fullmatch(name))


def names_used(texts: Iterable[str]) -> Names:
    """Return the names a document uses with certain ends: cells, lines of "Nơi nhận", labels "X:", headings."""
    pieces = (piece.strip(" -–+•.\t") for text in texts for line in text.split("\n") for piece in line.split(";"))
    parts = (part.strip() for piece in pieces for part in (*piece.split(":")[:2], piece) if len(part) < LONGEST_NAME)
    return frozenset(part for part in parts if HEADS.match(part) and len(part.split()) <= MOST_WORDS)


def doubts(leads: Iterable[str], key: str, sure: Names) -> tuple[str, ...]:
    """Return a question for each lead whose name may end elsewhere."""
    return tuple(
        f"Mục {key}: chưa chắc tên cơ quan “{lead}” kết thúc ở đâu. Đọc là cơ quan nào chủ trì?"
        for lead in leads
        if is_doubtful(lead, sure)
    )


def _further(text: str, gap: re.Match[str], name: str, kind: str) -> _Step | None:
    """Return the part that a name goes on with behind a gap; None where it ends before it."""
    joiner, at = gap[0].strip(), gap.end()
    word = _WORD.match(text, at)
    if not word:
        return None
    is_group = bool(_GROUP.search(name))
    if joiner in _JOINERS and HEADS.match(text, at):
        is_office_of_both = joiner == "và" and name.endswith(("HĐND", "HDND"))
        return _Step(word.end(), "head") if is_office_of_both else None
    if joiner in _JOINERS and is_group and (member := _MEMBER.match(text, at)):
        return _Step(member.end())
    is_name_needed = kind == "head" and not is_group and not _WHOLE.search(name)
    if end := _field_end(text, word, joiner, kind, is_name_needed=is_name_needed):
        return _Step(end, "field")
    return None if joiner in (",", "/") else _loose(text, word, joiner, kind, is_group=is_group)


def _field_end(text: str, word: re.Match[str], joiner: str, kind: str, *, is_name_needed: bool) -> int:
    """Return where the field of administration that stands at a word ends; 0 where none does.

    In small letters one that is also an act is a field only where the name is no name without it, or behind "và".
    """
    at, is_capital = word.start(), word[0][0].isupper()
    act = _ACT.match(text, at) if is_capital or joiner == "và" or (is_name_needed and not joiner) else None
    field = _FIELD.match(text, at) if is_capital or joiner or kind in ("head", "field") else None
    return max(field.end() if field else 0, act.end() if act else 0)


def _loose(text: str, word: re.Match[str], joiner: str, kind: str, *, is_group: bool) -> _Step | None:
    """Return a level with its place, a body inside the name, what qualifies a group, a number or capital syllables."""
    at = word.start()
    if joiner:
        return _capitals(text, word, joiner) if word[0][0].isupper() else None
    if level := _LEVEL.match(text, at):
        return _Step(_place_end(text, level.end()), "level")
    if nested := HEADS.match(text, at):
        group = _GROUP.match(text, at)
        return _Step((group or nested).end(), "" if group else "head")
    if found := _QUALIFIER.match(text, at) or (_SHORT_MEMBER.match(text, at) if is_group else None):
        return _Step(found.end(), "field")
    if number := _NUMBER.match(text, at):
        return _Step(number.end())
    return _capitals(text, word, joiner) if word[0][0].isupper() and kind != "level" else None


def _small(text: str, at: int) -> re.Match[str] | None:
    """Return the space and the small word that stand at a place."""
    found = _SPACED.match(text, at)
    return found if found and found[1][0].islower() else None


def _place_end(text: str, at: int) -> int:
    """Return where the place behind a level ends; one capital syllable before a small one begins something else."""
    end = _capitals_end(text, at)
    is_one = len(text[at:end].split()) == 1 and not _SHORT_PLACE.match(text, at)
    return at if is_one and _small(text, end) else end


def _capitals_end(text: str, at: int) -> int:
    while found := _SPACED.match(text, at):
        if not (found[1][0].isupper() or found[1].isdigit()) or HEADS.match(text, at + 1):
            break
        at = found.end()
    return at


def _capitals(text: str, word: re.Match[str], joiner: str) -> _Step:
    """Take capital syllables that no list knows; one alone is completed by the small one behind it, in doubt."""
    end = word.end() if joiner else _capitals_end(text, word.start() - 1)
    small = _small(text, end)
    is_certain = not small or word[0].isupper() or len(text[word.start() : end].split()) > 1
    if not small or is_certain or _LEVEL.match(text, end + 1) or _QUALIFIER.match(text, end + 1):
        return _Step(end, "field")
    return _Step(small.end(), "field", is_sure=False)
