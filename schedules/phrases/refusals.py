"""Pure: dates that are no deadline: of a document, of a closing period of data, of a condition, of a comparison."""

import re

from schedules.phrases.patterns import any_of

BLANK = "~"

_DATE = r"\d{1,2}(?:[/.-]| thang )\d{1,2}(?:(?:[/.-]|,? nam )\d{4})?"
_WORD = r"[a-zA-Zư]+"
# Any words but those of a limit, at most so many.
_UNLIMITED = rf"(?:(?! (?:truoc|cham|muon|khong|den|trong|xong|vao|tu|hoan|gui|hang|dinh|han|ke|sau)\b) {_WORD})"
_TO_STOP = r"[^;,()]*"
_LAW_WORDS = (
    "luat", "phap lenh", "nghi dinh", "thong tu", "quyet dinh", "nghi quyet", "cong van", "chi thi", "cong dien",
    "hop dong", "to trinh", "bien ban",
)  # fmt: skip
_LAWS = any_of(*_LAW_WORDS)
_PAPER_WORDS = (
    "thong bao", "ket luan", "van ban", "phu luc", "ke hoach", "chuong trinh", "de an", "bao cao", "huong dan",
)  # fmt: skip
_PAPERS = any_of(*_PAPER_WORDS)
_NUMBER = (
    r"(?:\b(?:so:? )?\d+[a-z]?(?:/\d{4}|-[a-zA-Z]{2,})?/[a-zA-Z]{2,}[a-z\d]*(?:[-/][a-zA-Z\d&]+)*|\bso \d+(?:/\d{4})?)"
)
_PLACE = r"(?!thu |chu nhat|hoan |gui |xong |sang |chieu )[a-zA-Z]+(?: [a-zA-Z]+){0,4}"
_YEARLY_NAMES = any_of("ngan sach", "nha nuoc", "du toan", "kinh phi", "cchc", "chi so", "muc tieu", "chi tieu")
_PROGRAMME_WORDS = (
    "ke hoach", "chuong trinh", "de an", "chien luoc", "nhiem ky", "du toan", "chi tieu",
)  # fmt: skip
_PROGRAMMES = any_of(*_PROGRAMME_WORDS)
_CLOSING = any_of("so lieu", "chot", "thoi ky", "ky bao cao", "luy ke", "duoc tinh", "tinh", "ky han", "ky ke toan")
_PERIOD_BEFORE = r"(?:(?:thang|quy|nam|ky)(?: lien)? truoc|truoc (?:ky|thang|quy|nam)(?: bao cao)?)"
_BEFORE_WORDS = (
    "thang truoc", "quy truoc", "nam truoc", "ky truoc", "tuan truoc", "lien truoc", "truoc ky", "truoc thang",
    "truoc quy", "truoc nam",
)  # fmt: skip
_LATE = any_of("cham", "tre", "qua han", "qua thoi han", "tre han", "cham nop", "nop cham", "cham tre")
# "sinh" is to be born behind a word for a person; in "học sinh", "vệ sinh", "tuyển sinh" it is a syllable.
_BORN = (
    r"(?:^|[,;(~] ?|\b(?:nguoi|tre|em|chau|con|dan|nien|nam|NAM|nu|be|duoc|da|lao|trai|gai|vien|chuc|sinh) )"
    r"sinh (?:con )?(?:vao )?"
)
_NOT_DONE = any_of(
    "dat duoi", "chua dat", "ma chua", "ma khong", "van chua", "chua thuc hien", "chua hoan thanh", "chua giai ngan"
)

# Each with words one of which it needs: to look for them is ten times as fast as to search for the pattern.
_REFUSED: tuple[tuple[tuple[str, ...], str], ...] = (
    # the number of a document and its date: "Quyết định số 641/QĐ-BNV ngày 25/5/2021"; the plan of a year
    (("/", "so "), rf"{_NUMBER}(?:,? cua{_UNLIMITED}{{1,8}})?(?:,? (?:ky )?ngay {_DATE})?"),
    (_LAW_WORDS, rf"\b{_LAWS}{_UNLIMITED}{{0,10}}? (?:(?:ky |KY )?ngay {_DATE}|nam \d{{4}})"),
    (_PAPER_WORDS, rf"\b{_PAPERS}{_UNLIMITED}{{0,10}}? (?:(?:ky |KY )?ngay {_DATE})(?= cua| ve |\)|[,;.])"),
    (
        _PROGRAMME_WORDS,
        rf"\b{_PROGRAMMES}{_UNLIMITED}{{0,7}}?(?: giai doan| cho nam| nam| nhiem ky)? \d{{4}}(?: ?- ?\d{{4}})?",
    ),
    ((", ngay",), rf"(?:^|[|] ?){_PLACE}, ngay \d+ thang \d+ nam \d{{4}}[ .*]*$"),
    # what happens in a year, and money of every year
    (
        ("trong nam", "trong thang", "trong quy"),
        r"\b(?:duoc giao|da giao|phat sinh|tiep nhan|thanh lap moi)(?: \w+){0,3} trong (?:nam|thang|quy)[^,;()]*",
    ),
    (("hang nam",), rf"\b{_YEARLY_NAMES} hang nam(?! ?\(|,? (?:truoc|cham))"),
    # a closing period of data: "số liệu từ ngày 15 tháng trước đến ngày 14"
    (("(so lieu",), r"\(so lieu[^)]*\)?"),
    ((" den ",), rf"\b{_CLOSING}(?: \w+){{0,9}}? (?:ke )?tu (?:ngay )?\d[^;.()]*? den (?:het )?(?:ngay )?{_TO_STOP}"),
    (("ky ",), rf"\bky (?:bao cao|han|so lieu|thong ke){_TO_STOP}\btu ngay \d[^;.()]*? den (?:het )?ngay{_TO_STOP}"),
    (_BEFORE_WORDS, rf"\btu (?:ngay )?\d[^;,.()]*?{_PERIOD_BEFORE}[^;.()]*? den (?:het )?(?:ngay )?{_TO_STOP}"),
    (
        ("so lieu", "luy ke"),
        rf"\b(?:so lieu|luy ke)(?: {_WORD}){{0,5}}? (?:tinh )?(?:den|toi|truoc)(?: het| thoi diem| ngay)* {_DATE}",
    ),
    (("tinh den",), rf"\btinh den(?: het| thoi diem| ngay)* {_DATE}"),
    (("so lieu",), r"\b(?:thoi (?:gian|diem|han|ky) )?(?:chot|lay|khoa) so lieu[^;()]*"),
    # a comparison, and the period before
    (
        (" voi ", "so voi", "SO voi"),
        r"\b(?:so|SO) voi (?:cung ky )?(?:nam|quy|thang|tuan)?(?: truoc)?(?: lien ke)?(?: ?\d{4})?",
    ),
    (("cung ky",), r"\bcung ky(?: nam| quy| thang)?(?: truoc| \d{4})?"),
    (
        _BEFORE_WORDS,
        r"(?<!\d )(?<!\d cua )(?<!\d thuoc )\b(?:thang|quy|nam|ky|tuan)(?: lien)? truoc(?: lien ke| do)?\b"
        r"(?! ngay| khi| \d| thu| chu nhat| m[uo]ng| han| thang \d| quy \d)",
    ),
    # the day one hopes for, where the last one stands beside it
    (
        ("du kien",),
        rf"\bdu kien:? (?:vao |la )*(?:ngay )?{_DATE}(?= ?[,(] ?(?:cham nhat|muon nhat|truoc|xong|hoan thanh))",
    ),
    (("den nay",), rf"\btu (?:nam|ngay|thang) {_TO_STOP}den nay"),
    (("ke ca",), r"\(?\bke ca [^;,()]*(?:, (?:ngay |thu |chu |cac )[^;,()]*)*\)?"),
    # a condition
    (
        ("trung ",),
        r"\(?\b(?:neu|truong hop) [^;,.()]*?trung (?:vao |voi )?(?:cac )?(?:ngay (?:nghi|le)|thu bay)[^;()]*\)?",
    ),
    (
        ("neu", "truong hop", "voi dieu kien", "khi ma"),
        r"\(?\b(?:neu|truong hop|voi dieu kien|khi ma)\b(?:(?! thi )[^;,.()])*\)?",
    ),
    (("sinh ",), rf"{_BORN}ngay {_DATE}"),
    (("cua thang duoc",), r"^.*\btruoc ngay \d+ cua thang(?= duoc (?:tinh|huong|coi))"),
    (("thi ",), r"^.*\bthi(?= (?:duoc|thang|khong|phai|bi|coi|xem|se|moi|ap dung|tinh|huong|chi)\b)"),
    (
        ("dat duoi", "chua", "ma khong"),
        rf"\b(?:den|sau|qua|truoc) (?:het )?(?:ngay|thang|nam|quy) [^;,()]*?{_NOT_DONE}[^;()]*",
    ),
    (("cuoi ",), rf"\b(?:den |sau )?cuoi (?:nam|thang|quy) [^;,()]*?(?:khong het|chua het|{_NOT_DONE})[^;()]*"),
    (("ve sau", "tro ve"), r"\b(?:ke )?tu ngay [^;,()]*? (?:ve sau|tro ve truoc|tro ve sau)"),
    (("sinh ",), rf"{_BORN}(?:truoc|tu|sau|den)(?: het)? ngay[^;,()]*|\bphat sinh (?:truoc|tu|sau|den) ngay[^;,()]*"),
    (("24/7",), r"(?<!ngay )(?<!truoc )(?<!den )\b24/7\b(?!/)"),
    # being late, and the fine for it
    (
        ("cham", "tre", "qua han", "qua thoi han"),
        rf"\b{_LATE}(?! nhat)(?: {_WORD}){{0,5}}? (?:tu )?(?:tren |hon |qua )?\d+ (?:ngay|thang|gio|nam)[^;]*",
    ),
    (("phat",), r"[^;.]*\bbi (?:xu )?phat\b[^;.]*"),
    # what has been done already, or takes effect
    (
        ("hieu luc",),
        r"\b(?:co|het|phat sinh) hieu luc(?: (?:thi|THI) hanh| ap dung)?(?: ke tu| tu| sau| vao| truoc| den) [^;.]*",
    ),
    (("da ",), rf"\bda (?:duoc )?(?:{_WORD} ){{1,8}}?(?:tu |vao |truoc )?ngay {_DATE}"),
    (
        ("ky ", "KY ", "lap ", "cap ", "nap ", "nhiem "),
        rf"\b(?:ky ket|KY ket|thanh lap|lap|cap|ket nap|bo nhiem|KY|ky)(?: vao)? ngay {_DATE}",
    ),
    # the earliest day, not the last one
    (
        ("som hon", "som nhat", "khong truoc", "duoc truoc"),
        rf"\b(?:khong som hon|som nhat|khong truoc|khong duoc truoc)(?: la| vao| tu| sau)*(?: ngay)? \d{_TO_STOP}",
    ),
)
_PATTERNS = tuple((hints, re.compile(pattern)) for hints, pattern in _REFUSED)


def without_refused(plain: str) -> str:
    """Return the plain letters with every time that is no deadline blanked out."""
    for hints, pattern in _PATTERNS:
        if any(hint in plain for hint in hints):
            plain = pattern.sub(lambda found: BLANK * len(found[0]), plain)
    return plain
