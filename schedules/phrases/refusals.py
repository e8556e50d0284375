"""Pure: dates that are no deadline: of a document, of a closing period of data, of a condition, of a comparison."""

import re

BLANK = "~"

_DATE = r"\d{1,2}(?:[/.-]| thang )\d{1,2}(?:(?:[/.-]|,? nam )\d{4})?"
_PAPER = (
    r"(?:luat|phap lenh|nghi dinh|thong tu|quyet dinh|nghi quyet|cong van|chi thi|cong dien|thong bao|hop dong|to trinh|"
    r"ket luan|bien ban|van ban|phu luc|ke hoach|chuong trinh|de an|bao cao|huong dan|quy che)"
)
_LETTERS = r"[a-zA-Zư]+"
_NO_LIMIT = rf"(?! (?:truoc|cham|den|trong|xong|vao|tu|hoan|gui|hang|dinh|han|ke|sau)\b) {_LETTERS}"
_TO_STOP = r"[^;,()]*"
_CLOSING = r"(?:so lieu|chot|thoi ky|ky bao cao|luy ke|duoc tinh|tinh|ky han|ky ke toan)"
_BEFORE_PERIOD = r"(?:thang|quy|nam|ky)(?: lien)? truoc|truoc (?:ky|thang|quy|nam)(?: bao cao)?"

_REFUSED = tuple(
    re.compile(pattern)
    for pattern in (
        # the number of a document, and its date: "Quyết định số 641/QĐ-BNV ngày 25/5/2021 của …"
        rf"(?:\b(?:so )?\d+[a-z]?(?:/\d{{4}})?/[a-z]{{2,}}[a-z\d]*(?:[-/][a-zA-Z\d&]+)*|\bso \d+(?:/\d{{4}})?)(?:,? cua{_NO_LIMIT}{{0,8}})?"
        rf"(?:,? (?:ky )?ngay {_DATE})?".replace(f"cua{_NO_LIMIT}{{0,8}}", f"cua(?:{_NO_LIMIT}){{1,8}}"),
        rf"\b{_PAPER}(?:{_NO_LIMIT}){{0,10}}? (?:ky )?ngay {_DATE}(?= cua| ve |\)|$|[,;.])",
        rf"\b(?:luat|phap lenh|nghi dinh|thong tu|hop dong|cong van|quyet dinh|nghi quyet)(?:{_NO_LIMIT}){{0,10}}? (?:ngay {_DATE}|nam \d{{4}})",
        rf"\b(?:ke hoach|chuong trinh|de an|chien luoc|nhiem ky|du toan|chi tieu|nghi quyet)(?:{_NO_LIMIT}){{0,7}}?"
        r"(?: giai doan| cho nam| nam| nhiem ky)? \d{4}(?: ?- ?\d{4})?",
        # a closing period of data
        rf"\(so lieu[^)]*\)?|\b{_CLOSING}(?: {_LETTERS}){{0,8}}? (?:ke )?tu (?:ngay )?\d[^;.()]*? den (?:het )?(?:ngay )?{_TO_STOP}",
        rf"\bky{_TO_STOP}\btu ngay \d[^;.()]*? den (?:het )?ngay{_TO_STOP}",
        rf"\btu (?:ngay )?\d[^;,.()]*?(?:{_BEFORE_PERIOD})[^;.()]*? den (?:het )?(?:ngay )?{_TO_STOP}",
        rf"\b(?:so lieu|luy ke|chot so lieu|tinh den)(?: {_LETTERS}){{0,5}}? (?:tinh )?(?:den|toi|truoc)(?: het)?(?: thoi diem)? (?:ngay )?{_DATE}",
        r"\bchot so lieu(?: bao cao)?(?: den| vao)*(?: het)? ngay \d+[^;,()]*",
        # a comparison, and the period before
        r"\b(?:so|SO) voi (?:cung ky )?(?:nam|quy|thang|tuan)?(?: truoc)?(?: lien ke)?(?: ?\d{4})?|\bcung ky(?: nam| quy| thang)?(?: truoc| \d{4})?",
        r"(?:cua |trong )?\b(?:thang|quy|nam|ky|tuan)(?: lien)? truoc(?: lien ke| do)?\b(?! ngay| khi)",
        rf"\btu (?:nam|ngay|thang) {_TO_STOP}den nay",
        # a condition
        r"\b(?:neu|truong hop|voi dieu kien|khi (?:ma|thay))\b[^;,.()]*",
        r"^.*\bthi(?= (?:duoc|thang|khong|phai|bi|coi|xem|se|moi|ap dung|tinh)\b)",
        r"\b(?:den|sau|qua) ngay [^;,()]*?(?:dat duoi|chua dat|ma chua|ma khong|van chua|chua thuc hien|chua hoan thanh)[^;()]*",
        r"\b(?:ke )?tu ngay (?:\d+ )?(?:cua )?(?:thang )?[^;,()]*? (?:ve sau|tro ve truoc|tro ve sau)",
        # being late, and the fine for it
        rf"\b(?:cham|tre|qua han|qua thoi han|tre han|cham nop|nop cham|cham tre)(?! nhat)(?: {_LETTERS}){{0,5}}? (?:tu )?(?:tren |hon )?\d+ (?:ngay|thang|gio|nam)[^;]*",
        r".*\b(?:xu phat|bi phat|phat tien|tien cham nop)\b.*",
        # what has already been done, or takes effect
        rf"\b(?:co|het|phat sinh) hieu luc(?: thi hanh| ap dung)?(?: ke)?(?: tu| vao)? ngay (?:ky|{_DATE})",
        rf"\bda (?:duoc )?(?:{_LETTERS} ){{1,8}}?(?:tu |vao |truoc )?ngay {_DATE}",
        rf"\b(?:ky ket|thanh lap|sinh|lap|cap|ket nap|bo nhiem|KY|ky)(?: vao)? ngay {_DATE}",
        # the earliest day, not the last one
        rf"\b(?:khong som hon|som nhat|khong truoc|khong duoc truoc)(?: la| vao| tu| sau)*(?: ngay)? \d{_TO_STOP}",
    )
)


def without_refused(plain: str) -> tuple[str, bool]:
    """Return the plain letters with every time that is no deadline blanked out, and whether there was one."""
    kept = plain
    for pattern in _REFUSED:
        kept = pattern.sub(_blanked, kept)
    return kept, kept != plain


def _blanked(found: re.Match[str]) -> str:
    return BLANK * len(found[0])
