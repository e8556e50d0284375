"""Pure: the names of agencies inside running text: a list taken apart, and the body a sentence is about."""

import re

from reminders.plans.documents.names import HEAD, HEADS, MOST_WORDS, STARTS, is_only_act, name_end
from schedules.letters import fold

_ADVERBIAL = re.compile(
    r"(?i)(?:trong|căn cứ|trên cơ sở|hàng|hằng|định kỳ|trước|sau|khi|nếu|để|nhằm|chậm nhất|từ|đến|vào|"
    r"đối với|theo|riêng|ngoài|với|tại|ngay|đồng thời|thường xuyên|quá trình|bên cạnh|giai đoạn|năm|quý|tháng)\b"
)
_COMMA = re.compile(rf"\s*(?:[;/\n]|(?<!H[ĐD]ND)[,.]?\s+(?:và|cùng với|cùng|hoặc)|,)\s*(?={HEAD})|\s*[;/\n]\s*")
_AFTER_COMMA = re.compile(r"[,:]\s+")
_WITHOUT_COMMA = re.compile(
    r"(?:(?<=tháng)|(?<=quý)|(?<=năm)|(?<=tuần)|(?<=\d)|(?<=mắc)|(?<=thực hiện))\s+"
    r"(?=(?:các|mỗi) (?:cơ quan|đơn vị|phòng|sở|ban|xã|địa phương)|(?:UBND|Sở|Phòng|Ủy ban|Văn phòng) )"
)
_MISSING_COMMA = re.compile(r"(?:(?<= huyện)|(?<= tỉnh)|(?<= phường)|(?<= thành phố)) (?=các )")
_INTRO = re.compile(
    r"(?i)^(?:(?:các )?đồng chí |đồng thời,? |riêng |đối với |do |cho |là |gồm:? |trách nhiệm:? )?"
    r"(?:(?:(?:chủ tịch )?(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân) (?:tỉnh|huyện|xã|phường|thành phố|quận|thị xã) )?"
    r"(?:giao|đề nghị|yêu cầu|phân công|chỉ đạo|giao cho|đôn đốc)(?: trách nhiệm)?(?: cho)?:? )?"
)
_NEXT = re.compile(
    rf"\s*[;/,]\s*(?={HEAD})|,?\s+(?:và|cùng với|cùng|hoặc)\s+(?={HEAD})|\s+(?=các (?:cơ quan|phòng|sở))"
)
_PLACE = r"[A-ZĐ]\w*(?: [A-ZĐ]\w*)*"
_PLACES = re.compile(rf":\s*({_PLACE}(?:(?:,| và) {_PLACE})+)\s*:")
_SEVERAL = re.compile(r"(?<= )các (?=\w+$)")
_BARE = re.compile(
    r"(?:Vụ|Cục|Sở|Ban|Phòng|Ngành|Chi cục|Trung tâm|Viện|Trường|Hội|Đoàn thể)(?:$| (?:thuộc|trực|có|liên))"
)
_PERSON = re.compile(
    r"(?i)^(?:đồng chí |các đồng chí )?(?:thủ trưởng|người đứng đầu|lãnh đạo|chủ tịch|phó chủ tịch|giám đốc|"
    r"trưởng|chánh)\s+(?=\w)"
)
_COMRADE = re.compile(r"(?i)^(?:các )?(?:đồng chí|đ/c)\s+")
_SHORT_COMRADE = re.compile(r"(?<!\w)đ/c(?!\w)")
_FIELD_OF_POST = re.compile(r",? phụ trách .*$")
_IN_CHARGE = re.compile(r"(?i)((?:^|đồng chí |đ/c )(?:phó |trưởng |chủ tịch |bí thư )[^,;]*?),? phụ trách .*$")
_ASSIGNED = re.compile(rf"(?i:(?:[,;:–-] ?|^)(?:và )?(?:giao|phân công)(?: cho)? )(?={HEAD})")
_BRACKETED = re.compile(rf"\s*\((?:do )?(?={HEAD})")
_BRACKETS = re.compile(r"\([^()]*\)")
_TRAILING = re.compile(r"[\s.,;:–/-]+$|(?i:\s+(?:chịu trách nhiệm|có trách nhiệm|làm đầu mối))$")
_TIDY = (
    (re.compile(r"\bHDND\b"), "HĐND"),
    (re.compile(r"\b([A-ZĐ]{3,}) ?[-–] ?([A-ZĐ]{3,})\b"), r"\1-\2"),
    (re.compile(r"(\w)- (\w)| \w -(\w)"), lambda m: f"{m[1]} – {m[2]}" if m[1] else m[0]),
    (re.compile(r"\b(Văn phòng) \1\b"), r"\1"),
)
# Small words that join what stands behind a name to it: no task begins with one.
_JOINS = re.compile(r"(?i)(?:và|hoặc|của|như|nêu)(?!\w)")
# A clause that only says that something ends, or until when: no task.
_NO_TASK = re.compile(
    r"(?i)\W*(?:(?:và|phải|cần|được|xong|là|dự kiến|hoàn (?:thành|tất)|kết thúc|thực hiện|triển khai|đợt \w+|"
    r"(?:trong )?khoảng|thời (?:gian|hạn)|hạn|nhiệm vụ|nội dung|công việc)(?!\w)\W*)*"
)
# What a cell says of a body behind its name: the part that it has in the task.
_PART = re.compile(
    r"(?i)(?:chủ trì|phối hợp|(?:có|chịu) trách nhiệm|tham mưu|(?:làm |là )?đầu mối|thực hiện|triển khai|tổ chức|"
    r"theo dõi|tổng hợp|báo cáo|hướng dẫn|căn cứ|phải|được giao|để)(?!\w)"
)
_TO_COLON = re.compile(r" [^:;,.()]{1,40}(?=:)")
_LONGEST_SUBJECT = 260
_LONGEST_HEADING = 150


def names_an_act(text: str) -> bool:
    """Say whether a text is more than the name of a body and words that only say that something ends."""
    rest = text
    if end := name_end(text, 0):
        rest = text[end.at :]
    return bool(_NO_TASK.sub("", rest, count=1).strip(" .,;:()–-"))


def split_bodies(text: str) -> tuple[str, ...]:
    """Return the bodies and groups a list names, each as tidied words, in order and once.

    "các phòng, ban, ngành" and "UBND các xã, thị trấn" stay one group; ";" and "/" always part, "," and "và" only
    before the head of another name: "Sở Văn hóa, Thể thao và Du lịch" is one body.
    """
    text = _SHORT_COMRADE.sub("đồng chí", text)
    pieces = [part for piece in _COMMA.split(text) if piece for part in _MISSING_COMMA.split(piece)]
    named: list[str] = []
    for name in filter(None, map(tidy_name, pieces)):
        if named and is_group(named[-1]) and _BARE.match(name):
            named[-1] += f", {name}"
        else:
            named.append(name)
    return tuple(dict.fromkeys(named))


def tidy_name(text: str) -> str:
    """Return a name without list marks, brackets and stops at its ends, with HĐND and dashes as they are spelt."""
    name = re.sub(r"\s+", " ", re.sub(r"^[-+•*\s]+", "", text)).strip()
    name = _BRACKETS.sub("", name).strip()
    while _TRAILING.search(name):
        name = _TRAILING.sub("", name)
    for pattern, tidied in _TIDY:
        name = pattern.sub(tidied, name)
    name = re.sub(r"(?i)^(?:và|gồm|do|là)\s+", "", name)
    return name[:1].upper() + name[1:]


def is_group(name: str) -> bool:
    """Say whether a name means several bodies that are not named: "các phòng, ban, ngành", "UBND các xã, thị trấn"."""
    words = f" {fold(_PERSON.sub('', name))} "
    several = (" cac ", " moi ", " tung ", " toan the ", " tat ca ", " phong ban nganh ", " so ban nganh ", " cap xa ")
    return any(word in words for word in several) or words.startswith((" phong ban ", " so nganh ", " chu dau tu "))


def without_person(name: str) -> str:
    """Return the body behind a post: "Chủ tịch UBND các xã" → "UBND các xã"; a post without a body stays."""
    post = _COMRADE.sub("", name)
    body = _PERSON.sub("", post)
    body = body[:1].upper() + body[1:]
    return _FIELD_OF_POST.sub("", body) if is_body(body) else post[:1].upper() + post[1:]


def is_body(text: str) -> bool:
    """Say whether a text begins as the name of a body or a group does."""
    return bool(STARTS.match(text.strip()))


def leading_bodies(text: str) -> tuple[tuple[str, ...], str]:
    """Return the bodies a sentence begins with and the rest of it; nothing where it does not begin with any.

    "Giao Sở Nội vụ tổng hợp …" → ("Sở Nội vụ",), "tổng hợp …".
    """
    intro = _INTRO.match(text)
    start = intro.end() if intro else 0
    end = _end_of_list(text, start)
    if end is None:
        return (), text
    if (named := _TO_COLON.match(text, end)) and _is_of_name(text[start:end], named[0]):
        end = named.end()
    if text[end : end + 1] == ":" and (places := _PLACES.match(text, end)):
        return _of_places(text[start:end], places[1]), text[places.end() :].lstrip(" ,:–-")
    doing = text[end:].lstrip(" ,:–-")
    if not (doing or text[end:].lstrip().startswith(":")) or _JOINS.match(doing) or text[end:].startswith((".", ";")):
        return (), text
    return split_bodies(text[start:end]), doing


def _is_of_name(name: str, rest: str) -> bool:
    """Say whether words between a name and a colon belong to the name: "Ban Quản lý" + "chợ Đồng Sen:"."""
    return is_only_act(name) or any(word[0].isupper() for word in rest.split())


def _of_places(group: str, places: str) -> tuple[str, ...]:
    """Return the bodies of a group whose places are told: "UBND các xã", "Tân Hòa, Phú Cường" → one each."""
    one = _SEVERAL.sub("", tidy_name(group))
    return tuple(f"{one} {place}" for place in re.split(r",\s*|\s+và\s+", places))


def _end_of_list(text: str, start: int) -> int | None:
    """Return where the list of names that begins at a place ends; brackets in it are passed over."""
    blank = _BRACKETS.sub(lambda found: " " * len(found[0]), text[: start + _LONGEST_SUBJECT])
    end = name_end(blank, start)
    if end is None:
        return None
    at = end.at
    while (gap := _NEXT.match(blank, at)) and (end := name_end(blank, gap.end())):
        at = end.at
    return at + len(blank[at:]) - len(blank[at:].lstrip()) if text[at : at + 2] == " (" else at


def subject_after(text: str) -> tuple[tuple[str, ...], str]:
    """Return the bodies named behind an adverbial: "Trước ngày 25 hằng tháng, các sở gửi …", and what they do."""
    if not _ADVERBIAL.match(text):
        return (), text
    for boundary in (_AFTER_COMMA, _WITHOUT_COMMA):
        for found in boundary.finditer(text[:_LONGEST_SUBJECT]):
            names, doing = leading_bodies(text[found.end() :])
            if names and HEADS.match(text, found.end()) and doing[:1].islower():
                return names, doing
    return (), text


def assigned_inside(text: str) -> tuple[tuple[str, ...], str]:
    """Return the bodies a clause gives its task to behind it, and the task: ", giao X …", "(X, trước ngày …)"."""
    if found := _BRACKETED.search(text):
        inside = text[found.end() :]
        if end := _end_of_list(inside, 0):
            is_named = inside[end : end + 1] == ","
            doing = f"{text[: found.start()]} ({inside[end + 1 :].lstrip()}"
            return (split_bodies(inside[:end]), doing) if is_named else ((), text)
    if found := _ASSIGNED.search(text):
        names, doing = leading_bodies(text[found.end() :])
        return names, doing if names_an_act(doing) else text
    return (), text


def heading_bodies(text: str) -> tuple[str, ...]:
    """Return the bodies a paragraph begins with or consists of: "Sở Tư pháp chủ trì …", "Phòng Nội vụ:", "Sở Y tế"."""
    names, _ = leading_bodies(text)
    if names or len(text) > _LONGEST_HEADING or not is_body(text) or text.endswith("."):
        return names
    return split_bodies(text)


def listed_bodies(text: str) -> tuple[str, ...]:
    """Return the bodies a cell or a labelled part names; what a sentence in it says about them is left out."""
    names: list[str] = []
    for piece in re.split(r"[;\n]", text):
        piece = _IN_CHARGE.sub(r"\1", piece.strip())
        found, doing = leading_bodies(piece.strip())
        is_name = found and _is_of_name(found[-1], doing) and len(piece.split()) <= MOST_WORDS
        names += found if found and (_PART.match(doing) or not is_name) else split_bodies(piece)
    return tuple(dict.fromkeys(names))


def cooperating_and_doing(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who cooperates and who carries out, of a part headed "phối hợp/thực hiện".

    Those before the slash cooperate, those behind it carry out; without a slash all carry out.
    """
    for slash in re.finditer(r"\s*/\s*", text):
        if is_body(text[slash.end() :]) or is_group(text[slash.end() :]):
            return listed_bodies(text[: slash.start()]), listed_bodies(text[slash.end() :])
    return (), listed_bodies(text)


def bodies_after(text: str, marker: str) -> tuple[str, ...]:
    """Return the bodies named behind some words: those behind "phối hợp với"."""
    at = text.lower().find(marker)
    return leading_bodies(text[at + len(marker) :].strip())[0] if at >= 0 else ()
