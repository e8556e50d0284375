"""Pure: phrases that, as a whole message without a slash, mean a command; each read for the command's argument."""

import re

from reminders.replies.evidence import evidence_codes

_UNLINK = {"huy lien ket": "", "thoi nhan tin": "", "dong y huy lien ket": "đồng ý"}
_MORE = re.compile(r"(?:tiep(?: theo)?|xem (?:tiep|them)|trang (?:sau|tiep)|(trang \d{1,3}))(?: (?:a|nhe|di))?[.! ]*")


def unlinking(folded: str) -> str | None:
    """Return whether it is agreed that a chat is given up ("đồng ý" or ""); None when that is not spoken of."""
    return _UNLINK.get(folded)


def more_asked(folded: str) -> str | None:
    """Return which page of a list is asked for ("trang 3"), "" for the next; "tiếp tục làm" asks for none."""
    found = _MORE.fullmatch(folded)
    return (found[1] or "") if found else None


def proof_named(folded: str) -> str | None:
    """Return the codes of the items of which a file is said to be evidence: "tệp 3 và 5" names "3, 5"."""
    return ", ".join(str(code) for code in evidence_codes(folded)) or None
