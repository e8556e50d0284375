"""Pure: what of a message is our own earlier text, forwarded or quoted back."""

import re

from schedules.letters import plain

_OURS = re.compile(
    r">|🔔|⚠|⏰|📌|tra loi(?: vi du| vao tin nay.*)?:|trong nhom, hay tra loi |"
    r"han(?: se la| truoc day| moi)?: |han van la |de nghi .*giai trinh ly do cham|"
    r"de nghi gia han .* khong con can nua|"
    r"ma \d+ [·:]|\d{1,4}\) .*[–-] |đa ghi|da ghi(?: nhan|:)|nham\? "
    r"|chua ro y nen"
    r"|khi xong, tra loi|can them thoi gian\?|xem them:|• |(?:con|qua han) \d+ ngay lam viec|.*<(?:ma|ngay|noi dung)>"
    r"|.*xong \d+ · "
)
_CODE = re.compile(r"ma (\d{1,4}) [·:]")


def unquoted(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the lines of a cleaned message that are not ours, and the codes of the items our lines were about."""
    if "\n" not in text and not _OURS.match(plain(text)):
        return text, ()
    lines = text.split("\n")
    ours = [plain(line) for line in lines if _OURS.match(plain(line))]
    codes = tuple(dict.fromkeys(int(code) for line in ours for code in _CODE.findall(line)))
    return "\n".join(line for line in lines if not _OURS.match(plain(line))), codes
