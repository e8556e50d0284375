"""Pure: phrases that, as a whole message without a slash, mean a command; each read for the command's argument."""

import re

from reminders.replies.evidence import evidence_codes

_UNLINK = {"huy lien ket": "", "thoi nhan tin": "", "dong y huy lien ket": "đồng ý"}
_UNLINK_ROLE = re.compile(r"dong y huy lien ket (.+)")
_BODIES = r"(?:(?:xa|phuong|thi tran|phong|ban|nganh|don vi|co quan|noi|ben)(?:,? )?)+"
_LACKING = re.compile(
    rf"(?:(?:hien|hien nay|con|nhung|cac|xem) )*(?:ai|{_BODIES} nao|danh sach {_BODIES})"
    r"(?: (?:la|van|con|hien|hien nay|dang))* chua (?:nop|gui|bao cao|hoan thanh|lam|xong)(?: (?P<what>[^,;:\n]+?))??"
    r"(?: (?:vay|the|nhi|a|ha|nhe|roi|em|anh|chi|day|thoi))*[?. ]*"
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
    found = _LACKING.fullmatch(folded)
    what = (found["what"] or "") if found else ""
    return None if found is None or _ABOUT_ONESELF.search(what) else what


def proof_named(folded: str) -> str | None:
    """Return the codes of the items of which a file is said to be evidence: "tệp 3 và 5" names "3, 5"."""
    return ", ".join(str(code) for code in evidence_codes(folded)) or None
