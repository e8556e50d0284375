"""Pure: phrases that, as a whole message without a slash, mean a command; each read for the command's argument."""

import re
from functools import lru_cache

from reminders.replies.evidence import evidence_codes

_UNLINK = {"huy lien ket": "", "thoi nhan tin": "", "dong y huy lien ket": "đồng ý"}
_UNLINK_ROLE = re.compile(r"dong y huy lien ket (.+)")
_BODIES = r"(?:(?:xa|phuong|thi tran|phong|ban|nganh|don vi|co quan|noi|ben)(?:,? )?)+"
_LACKING = re.compile(
    rf"(?:(?:hien|hien nay|con|nhung|cac|xem) )*(?:ai|{_BODIES} nao|danh sach {_BODIES})"
    r"(?: (?:la|van|con|hien|hien nay|dang))* chua (?:nop|gui|bao cao|hoan thanh|lam|xong)(?: (?P<what>[^,;:\n]+?))??"
    r"(?: (?:vay|the|nhi|a|ha|nhe|roi|em|anh|chi|day|thoi))*[?. ]*"
)
_LONGEST = 500
"""Letters of a message that may be a question; an order may be as long."""

_YOU = r"(?:chi|anh|co|chu|bac|em|minh|toi)"
_POLITE_HEAD = re.compile(
    r"(?:(?:(?:em|bot|ad|ban|chau) (?:oi|a)|oi|alo|da|vang|chao (?:em|bot)|hien(?: nay| tai| gio)?"
    rf"|(?:tinh )?den (?:nay|gio)|cho {_YOU} (?:hoi|xem|biet)|xin hoi|{_YOU} (?:hoi|(?:muon|can) (?:hoi|xem|biet))"
    rf"|(?:kiem tra|xem)(?: giup| ho)?(?: {_YOU})?(?: xem)?|giup {_YOU}(?: xem)?|nho (?:em|bot)"
    r"|em|bot|the|vay|the con|la|ti|chut|cai|voi)"
    r"(?:[ ,:.!]+|$))*"
)
_POLITE_TAIL = re.compile(
    rf"(?:[ ,]+(?:a|nhe|nha|nhi|vay|ha|day|voi|di|oi|em|bot|cai|luon|ngay|xem|thoi|(?:giup|ho|cho)(?: {_YOU})?"
    r"|hien nay|den nay|bay gio|hien gio))*[?.! ]*$"
)
_ONE_ITEM = re.compile(r"\b(?:viec|ma|so) (?:so )?#?\d|%")
_I_URGE = re.compile(r"em (?:nhac|don doc|giuc|hoi thuc)")
_URGED = re.compile(r" (?:di|giup|ho|nhe|nha|voi|luon|ngay|gap)(?: |$|[.!])")

_WORK = r"(?:viec|nhiem vu|cong viec|dau viec|bao cao|muc|cai|vu)"
_MANY = r"(?:bao nhieu|may|nhung|cac)"
_COUNTED = r"(?:bao nhieu|may)"
_STILL = r"(?:(?:co|con|dang|bi|da|hien|hien dang|tong|tong cong) )*"
_LATE = rf"{_STILL}(?:qua han|tre han|tre|cham han|cham)"
_WHO = r"(?P<who>[a-z][a-z –-]{0,60}?)"
_OF = rf"(?: (?:cua|o|ben|tai|thuoc) {_WHO})?"
_SHOWN = r"(?:danh sach|ds|liet ke|thong ke|tong hop)(?: (?:cac|nhung))?"
_OVERDUE = [
    re.compile(one)
    for one in (
        rf"{_STILL}{_MANY} {_WORK}(?: nao)? {_LATE}(?: roi)?{_OF}(?: khong)?",
        rf"{_STILL}(?:{_WORK} )?(?:nao|gi) {_LATE}(?: roi)?{_OF}(?: khong)?",
        rf"{_SHOWN} (?:{_WORK} )?{_LATE}{_OF}",
        rf"{_STILL}(?:{_WORK} )?{_LATE}{_OF} (?:con |la |co |dang )*{_COUNTED}(?: {_WORK})?(?: roi)?",
        rf"(?:(?:nhung|cac) )?(?:ai|{_BODIES} nao) {_LATE}(?: (?:nhieu|nhat|nhieu nhat))?",
        rf"{_WHO} {_STILL}{_COUNTED} {_WORK} {_LATE}(?: roi)?",
        rf"{_WHO} {_LATE} {_COUNTED}(?: {_WORK})?(?: roi)?",
        rf"{_WHO} (?:co |con )+(?:{_WORK} )?(?:nao |gi )?{_LATE}(?: nao| gi)? khong",
    )
]
_HOW = r"(?:the nao|ra sao|nhu the nao|den dau|toi dau|(?<!ra )sao|thi sao|duoc bao nhieu|bao nhieu phan tram)(?: roi)?"
_WHAT = r"(?P<who>[a-z0-9][\w /.–-]{0,80}?)"
_PROGRESS = [
    re.compile(one)
    for one in (
        rf"tien do(?: (?:cong viec|thuc hien|chung))?(?: (?:cua|o|ben|cho|ve))?(?: {_WHAT})? {_HOW}",
        rf"tinh hinh(?: (?:thuc hien|cong viec|nop bao cao|bao cao))?(?: (?:cua|o|ben|cho|ve))? {_WHAT} {_HOW}",
        rf"{_WHO} (?:tien do|lam|thuc hien|trien khai|lam an) {_HOW}",
        r"tien do(?: (?:cua|o|ben))? "
        r"(?P<who>(?:ubnd|xa|phuong|thi tran|phong|ban|quy|thang|tuan|nam) [\w /.–-]{1,80}?)",
    )
]
_DECIDED = rf"(?:(?:cho|doi|can|phai)(?: {_YOU})? )+(?:duyet|xac nhan|phe duyet|quyet dinh)"
_WAITING = [
    re.compile(one)
    for one in (
        rf"{_STILL}(?:bao nhieu|may|{_SHOWN}) (?:{_WORK} )?(?:nao )?{_STILL}{_DECIDED}",
        rf"{_STILL}(?:{_WORK} )?(?:nao|gi) {_STILL}{_DECIDED}(?: khong)?",
        rf"(?:{_WORK} )?{_STILL}{_DECIDED} {_STILL}{_COUNTED}(?: {_WORK})?(?: (?:nua|roi))?",
        rf"{_SHOWN} (?:{_WORK} )?{_DECIDED}",
    )
]
_SOON = [
    re.compile(one)
    for one in (
        rf"{_STILL}{_MANY} {_WORK}(?: nao)? {_STILL}(?:sap|gan) (?:den |toi )?han",
        rf"{_STILL}(?:{_WORK} )?(?:nao|gi) {_STILL}(?:sap|gan) (?:den |toi )?han(?: khong)?",
        rf"(?:{_WORK} )?(?:sap|gan) (?:den |toi )?han (?:con |co |la )*(?:{_COUNTED}|nhung|{_WORK})"
        rf"(?: {_WORK})?(?: nao| gi)?",
        rf"tuan nay (?:co |con )*(?:{_WORK} )?(?:nao |gi )(?:den |toi )?han(?: khong)?",
        rf"tuan nay (?:co |con )*{_COUNTED} {_WORK} (?:den |toi )?han",
    )
]
_URGE = re.compile(
    rf"(?:nhac nho|nhac|don doc|giuc|hoi thuc)(?: (?:giup|ho|cho)(?: {_YOU})?| ngay| gap| lai)* "
    r"(?P<who>[a-z][a-z –-]{1,60}?)"
    r"(?:(?: (?:som|gap|khan truong|phai|mau))* (?:nop|gui|bao cao|lam|hoan thanh|thuc hien|xu ly|giai quyet|ve|vu)"
    r"(?: (?P<what>[^,;:?]{1,100}?))?)?"
)
_ORDER = re.compile(
    r"(?:giao|phan cong)(?: (?P<work>viec|nhiem vu|cong viec))?(?: moi)?(?: cho| toi| den)? (?P<what>[^?]+)", re.DOTALL
)
_DUE = re.compile(r"\b(?:truoc|han|den ngay|den het|cham nhat|trong ngay|trong tuan|trong thang|xong trong)\b")
_TOLD = re.compile(r"(?:\b(?:roi|chua|khong|nham|da|neu|dung)\b|\?)")
_OURSELVES = re.compile(
    r"(?:(?:ben|xa|phong|don vi|co quan|ban|truong|uy ban|thi tran|phuong) )?"
    r"(?:em|minh|toi|ta|chung (?:em|toi|minh|ta))"
)
_SPAN = re.compile(r"(?:quy|thang|tuan|nam|6 thang|tu (?:ngay )?\d)")
_NOBODY = re.compile(
    r"\b(?:em|toi|minh|ta|anh|chi|nhau|lai|ai|nao|gi|bao nhieu|may|nhieu|mai|hom|ngay|sau|viec|ma|nay|do|kia|day|neu"
    r"|thi|vi|khong|chua|da|roi|dung|ho|nguoi|no|giup|hay|bao|noi|xong|them|nua|qua|truoc|khi|can|tu|con|co|bi|dang"
    r"|lien tuc|suot)\b"
)


_ABOUT_ONESELF = re.compile(r"\b(?:em|toi|minh|chung toi|thi|neu|(?:viec|ma) (?:so )?#?\d+)\b|^#?\d+$")
_MORE = re.compile(r"(?:tiep(?: theo)?|xem (?:tiep|them)|trang (?:sau|tiep)|(trang \d{1,3}))(?: (?:a|nhe|di))?[.! ]*")


def unlinking(folded: str) -> str | None:
    """Return whether it is agreed that a chat is given up ("đồng ý" or ""), and for which agency; None when that is not
    spoken of.
    """
    agreed = _UNLINK_ROLE.fullmatch(folded)
    return f"đồng ý {agreed[1]}" if agreed else _UNLINK.get(folded)


def more_asked(folded: str) -> str | None:
    """Return which page of a list is asked for ("trang 3"), "" for the next; "tiếp tục làm" asks for none."""
    found = _MORE.fullmatch(folded)
    return (found[1] or "") if found else None


def lacking_asked(folded: str) -> str | None:
    """Return of what it is asked who has not given it: "ai chưa nộp kế hoạch khắc phục?"; of an item named by its code,
    or beside what the writer says of themselves, it is not.
    """
    if not _has(folded, "chua"):
        return None
    found = _LACKING.fullmatch(folded) or _LACKING.fullmatch(_without_courtesy(folded))
    what = (found["what"] or "") if found else ""
    return None if found is None or _ABOUT_ONESELF.search(what) else what


def overdue_asked(folded: str) -> str | None:
    """Return of which agency it is asked what is late ("" for all): "Ia Pnôn có mấy việc quá hạn"."""
    return _about(_OVERDUE, _without_courtesy(folded)) if _has(folded, "qua han", "tre", "cham") else None


def progress_asked(folded: str) -> str | None:
    """Return of what it is asked how far it is: an agency, a span of days, "" for all; not of an item by its number."""
    if not _has(folded, "tien do", "tinh hinh", "den dau", "toi dau", "ra sao", "the nao"):
        return None
    said = _without_courtesy(folded)
    return None if _ONE_ITEM.search(said) else _about(_PROGRESS, said)


def waiting_asked(folded: str) -> str | None:
    """Return "" where it is asked what waits for a decision: "chờ duyệt còn bao nhiêu"."""
    is_meant = _has(folded, "duyet", "xac nhan", "quyet dinh")
    return "" if is_meant and any(one.fullmatch(_without_courtesy(folded)) for one in _WAITING) else None


def soon_asked(folded: str) -> str | None:
    """Return "" where it is asked what is due soon: "việc nào sắp đến hạn"."""
    is_meant = _has(folded, "sap", "gan", "tuan nay")
    return "" if is_meant and any(one.fullmatch(_without_courtesy(folded)) for one in _SOON) else None


def urging(folded: str) -> str | None:
    """Return whom it is wished to remind, and after " / " of what, if that is said: "nhắc xã Ia Pnôn nộp báo cáo đi".

    What somebody has done ("nhắc xã rồi") or wants for themselves ("nhắc em nhé") is no such wish.
    """
    if not _has(folded, "nhac", "don doc", "giuc", "hoi thuc"):
        return None
    said = _without_courtesy(folded)
    if _TOLD.search(said) or (_I_URGE.match(folded) and not _URGED.search(folded)):
        return None
    found = _URGE.fullmatch(said)
    if found is None or _NOBODY.search(found["who"]) or " " not in found["who"]:
        return None
    what = found["what"] or ""
    return None if _ABOUT_ONESELF.search(what) else f"{found['who']} / {what}".removesuffix(" / ")


def ordered(folded: str) -> str | None:
    """Return the order in "giao việc cho Ia Dom: báo cáo số liệu hộ nghèo trước 15/12": who, a colon or a deadline."""
    if not _has(folded, "giao", "phan cong"):
        return None
    said = _without_courtesy(folded)
    found = _ORDER.fullmatch(said)
    if found is None or _TOLD.search(re.split(r"[:\n]", said)[0]) or _TOLD.search(said[-6:]):
        return None
    who, colon, _ = found["what"].partition(":")
    is_order = bool(colon) or (found["work"] and _DUE.search(found["what"]))
    return found["what"] if is_order and not _NOBODY.match(who) else None


def _has(folded: str, *words: str) -> bool:
    return any(word in folded for word in words)


@lru_cache(maxsize=64)
def _without_courtesy(folded: str) -> str:
    """Return what is asked without whom it is asked of and how politely: "em ơi cho chị hỏi … ạ?"; "" where it is too
    long.
    """
    if len(folded) > _LONGEST:
        return ""
    tail = _POLITE_TAIL.search(folded)
    said = folded[: tail.start()] if tail else folded
    head = _POLITE_HEAD.match(said)
    return said[head.end() :] if head else said


def _about(patterns: list[re.Pattern[str]], said: str) -> str | None:
    """Return who or what is asked about ("" for nobody in particular, and for oneself); None where nothing is asked."""
    for found in filter(None, (one.fullmatch(said) for one in patterns)):
        who = (found.groupdict().get("who") or "").strip()
        if not who or _OURSELVES.fullmatch(who):
            return ""
        if _SPAN.match(who) or not _NOBODY.search(who):
            return who
    return None


def proof_named(folded: str) -> str | None:
    """Return the codes of the items of which a file is said to be evidence: "tệp 3 và 5" names "3, 5"."""
    return ", ".join(str(code) for code in evidence_codes(folded)) or None
