"""Pure: dates that are no deadline: of a document, of a closing period of data, of a condition, of a comparison."""

import re

from schedules.phrases.patterns import any_of

BLANK = "~"

_DATE = r"\d{1,2}(?:[/.-]| thang )\d{1,2}(?:(?:[/.-]|,? nam )\d{4})?"
_WORD = r"[a-zA-Zư]+"
# Any words but those of a limit, at most so many.
_UNLIMITED = rf"(?:(?! (?:truoc|cham|muon|khong|den|trong|xong|vao|tu|hoan|gui|hang|dinh|han|ke|sau)\b) {_WORD})"
_TO_STOP = r"[^;,()]*"
_LAWS = any_of(
    "luat", "phap lenh", "nghi dinh", "thong tu", "quyet dinh", "nghi quyet", "cong van", "chi thi", "cong dien",
    "hop dong", "to trinh", "bien ban",
)  # fmt: skip
_PAPERS = any_of(
    "thong bao", "ket luan", "van ban", "phu luc", "ke hoach", "chuong trinh", "de an", "bao cao", "huong dan"
)
_NUMBER = (
    r"(?:\b(?:so:? )?\d+[a-z]?(?:/\d{4}|-[a-zA-Z]{2,})?/[a-zA-Z]{2,}[a-z\d]*(?:[-/][a-zA-Z\d&]+)*|\bso \d+(?:/\d{4})?)"
)
_PLACE = r"(?!thu |chu nhat|hoan |gui |xong |sang |chieu )[a-zA-Z]+(?: [a-zA-Z]+){0,4}"
_YEARLY_NAMES = any_of("ngan sach", "nha nuoc", "du toan", "kinh phi", "cchc", "chi so", "muc tieu", "chi tieu")
_PROGRAMMES = any_of("ke hoach", "chuong trinh", "de an", "chien luoc", "nhiem ky", "du toan", "chi tieu")
_CLOSING = any_of("so lieu", "chot", "thoi ky", "ky bao cao", "luy ke", "duoc tinh", "tinh", "ky han", "ky ke toan")
_PERIOD_BEFORE = r"(?:(?:thang|quy|nam|ky)(?: lien)? truoc|truoc (?:ky|thang|quy|nam)(?: bao cao)?)"
_LATE = any_of("cham", "tre", "qua han", "qua thoi han", "tre han", "cham nop", "nop cham", "cham tre")
# "sinh" is to be born behind a word for a person; in "học sinh", "vệ sinh", "tuyển sinh" it is a syllable.
_BORN = (
    r"(?:^|[,;(~] ?|\b(?:nguoi|tre|em|chau|con|dan|nien|nam|NAM|nu|be|duoc|da|lao|trai|gai|vien|chuc|sinh) )"
    r"sinh (?:con )?(?:vao )?"
)
_NOT_DONE = any_of(
    "dat duoi", "chua dat", "ma chua", "ma khong", "van chua", "chua thuc hien", "chua hoan thanh", "chua giai ngan"
)

_REFUSED = tuple(
    re.compile(pattern)
    for pattern in (
        # the number of a document and its date: "Quyết định số 641/QĐ-BNV ngày 25/5/2021"; the plan of a year
        rf"{_NUMBER}(?:,? cua{_UNLIMITED}{{1,8}})?(?:,? (?:ky )?ngay {_DATE})?",
        rf"\b{_LAWS}{_UNLIMITED}{{0,10}}? (?:(?:ky |KY )?ngay {_DATE}|nam \d{{4}})",
        rf"\b{_PAPERS}{_UNLIMITED}{{0,10}}? (?:(?:ky |KY )?ngay {_DATE})(?= cua| ve |\)|[,;.])",
        rf"\b{_PROGRAMMES}{_UNLIMITED}{{0,7}}?(?: giai doan| cho nam| nam| nhiem ky)? \d{{4}}(?: ?- ?\d{{4}})?",
        rf"(?:^|[|] ?){_PLACE}, ngay \d+ thang \d+ nam \d{{4}}[ .*]*$",
        # what happens in a year, and money of every year
        r"\b(?:duoc giao|da giao|phat sinh|tiep nhan|thanh lap moi)(?: \w+){0,3} trong (?:nam|thang|quy)[^,;()]*",
        rf"\b{_YEARLY_NAMES} hang nam(?! ?\(|,? (?:truoc|cham))",
        # a closing period of data: "số liệu từ ngày 15 tháng trước đến ngày 14"
        r"\(so lieu[^)]*\)?",
        rf"\b{_CLOSING}(?: \w+){{0,9}}? (?:ke )?tu (?:ngay )?\d[^;.()]*? den (?:het )?(?:ngay )?{_TO_STOP}",
        rf"\bky (?:bao cao|han|so lieu|thong ke){_TO_STOP}\btu ngay \d[^;.()]*? den (?:het )?ngay{_TO_STOP}",
        rf"\btu (?:ngay )?\d[^;,.()]*?{_PERIOD_BEFORE}[^;.()]*? den (?:het )?(?:ngay )?{_TO_STOP}",
        rf"\b(?:so lieu|luy ke)(?: {_WORD}){{0,5}}? (?:tinh )?(?:den|toi|truoc)(?: het| thoi diem| ngay)* {_DATE}",
        rf"\btinh den(?: het| thoi diem| ngay)* {_DATE}",
        r"\b(?:thoi (?:gian|diem|han|ky) )?(?:chot|lay|khoa) so lieu[^;()]*",
        # a comparison, and the period before
        r"\b(?:so|SO) voi (?:cung ky )?(?:nam|quy|thang|tuan)?(?: truoc)?(?: lien ke)?(?: ?\d{4})?",
        r"\bcung ky(?: nam| quy| thang)?(?: truoc| \d{4})?",
        r"(?<!\d )(?<!\d cua )(?<!\d thuoc )\b(?:thang|quy|nam|ky|tuan)(?: lien)? truoc(?: lien ke| do)?\b"
        r"(?! ngay| khi| \d| thu| chu nhat| m[uo]ng| han| thang \d| quy \d)",
        # the day one hopes for, where the last one stands beside it
        rf"\bdu kien:? (?:vao |la )*(?:ngay )?{_DATE}(?= ?[,(] ?(?:cham nhat|muon nhat|truoc|xong|hoan thanh))",
        rf"\btu (?:nam|ngay|thang) {_TO_STOP}den nay",
        r"\(?\bke ca [^;,()]*(?:, (?:ngay |thu |chu |cac )[^;,()]*)*\)?",
        # a condition
        r"\(?\b(?:neu|truong hop) [^;,.()]*?trung (?:vao |voi )?(?:cac )?(?:ngay (?:nghi|le)|thu bay)[^;()]*\)?",
        r"\(?\b(?:neu|truong hop|voi dieu kien|khi ma)\b(?:(?! thi )[^;,.()])*\)?",
        rf"{_BORN}ngay {_DATE}",
        r"^.*\btruoc ngay \d+ cua thang(?= duoc (?:tinh|huong|coi))",
        r"^.*\bthi(?= (?:duoc|thang|khong|phai|bi|coi|xem|se|moi|ap dung|tinh|huong|chi)\b)",
        rf"\b(?:den|sau|qua|truoc) (?:het )?(?:ngay|thang|nam|quy) [^;,()]*?{_NOT_DONE}[^;()]*",
        rf"\b(?:den |sau )?cuoi (?:nam|thang|quy) [^;,()]*?(?:khong het|chua het|{_NOT_DONE})[^;()]*",
        r"\b(?:ke )?tu ngay [^;,()]*? (?:ve sau|tro ve truoc|tro ve sau)",
        rf"{_BORN}(?:truoc|tu|sau|den)(?: het)? ngay[^;,()]*|\bphat sinh (?:truoc|tu|sau|den) ngay[^;,()]*",
        r"(?<!ngay )(?<!truoc )(?<!den )\b24/7\b(?!/)",
        # being late, and the fine for it
        rf"\b{_LATE}(?! nhat)(?: {_WORD}){{0,5}}? (?:tu )?(?:tren |hon |qua )?\d+ (?:ngay|thang|gio|nam)[^;]*",
        r"[^;.]*\bbi (?:xu )?phat\b[^;.]*",
        # what has been done already, or takes effect
        r"\b(?:co|het|phat sinh) hieu luc(?: (?:thi|THI) hanh| ap dung)?(?: ke tu| tu| sau| vao| truoc| den) [^;.]*",
        rf"\bda (?:duoc )?(?:{_WORD} ){{1,8}}?(?:tu |vao |truoc )?ngay {_DATE}",
        rf"\b(?:ky ket|KY ket|thanh lap|lap|cap|ket nap|bo nhiem|KY|ky)(?: vao)? ngay {_DATE}",
        # the earliest day, not the last one
        rf"\b(?:khong som hon|som nhat|khong truoc|khong duoc truoc)(?: la| vao| tu| sau)*(?: ngay)? \d{_TO_STOP}",
    )
)


def without_refused(plain: str) -> str:
    """Return the plain letters with every time that is no deadline blanked out."""
    for pattern in _REFUSED:
        plain = pattern.sub(lambda found: BLANK * len(found[0]), plain)
    return plain
