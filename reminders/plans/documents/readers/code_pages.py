"""Pure: bytes that are no Unicode and yet certain: in the code page a page declares, or Windows' Vietnamese one."""

import codecs
import re
import unicodedata

_DECLARED = re.compile(rb"""(?:charset|encoding)=\s*["']?([\w-]+)""", re.IGNORECASE)
_FREQUENT = re.compile(r"\b(?:của|và|các|ngày|nhân dân|kế hoạch|thực hiện|nhiệm vụ|trước|phòng|việc|báo cáo)\b")
_CERTAIN = 3
"""Different frequent words that read right in Windows-1258 are no accident."""


def in_code_page(content: bytes) -> str | None:
    """Return the text of bytes that are not UTF-8, None where no code page is certain."""
    if declared := _DECLARED.search(content[:2048]):
        name = declared[1].decode()
        try:
            return content.decode(codecs.lookup(name).name, errors="replace")
        except LookupError:
            return None
    try:
        text = unicodedata.normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    return text if len(set(_FREQUENT.findall(text.lower()))) >= _CERTAIN else None
