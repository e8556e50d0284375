"""Pure: is a duty one that is attended, a meeting, rather than one by which something is given?

Who has missed a meeting can't make up for it; what is to be given is owed until it is given. So only what is clearly a
meeting counts: what is not recognised is chased on.
"""

import re
import unicodedata

_HEAD = r"(?:(?:định kỳ|thường xuyên|h[àằ]ng (?:ngày|tuần|tháng|quý|năm)|duy trì|thực hiện|chế độ|đầy đủ|các) )*"
"""What may stand before the word that matters: how often, and that it is kept up."""

_MEETING = r"(?:cuộc |buổi |phiên |hội nghị )?(?:họp|giao ban)\b"
_EVENT = rf"(?:{_MEETING}|kỳ họp|hội nghị|hội thảo|hội ý|đại hội|tọa đàm|tập huấn|lớp|lễ|chào cờ|sinh hoạt)\b"
"""What one is present at; to hold it ("tổ chức hội nghị") is a duty of its own, unless it is a meeting."""

_ATTENDED = re.compile(rf"{_HEAD}(?:(?:(?:tổ chức|tham gia|chủ trì) )?{_HEAD}{_MEETING}|(?:tham )?dự {_HEAD}{_EVENT})")
_GIVEN = re.compile(
    r"\b(?:(?<!nghe )báo cáo|biên bản|gửi|nộp|(?:và|ubnd) trình|trình ubnd|ban hành|tổng hợp|cung cấp)\b"
)
_BOARD = re.compile(r"\bgiao ban (?:quản|chỉ|tổ chức|hành|biên|dân|tuyên|giám|tiếp|nhân|pháp|văn|kinh)\b")
"""A board to which something is given ("giao Ban Quản lý dự án …"), not a meeting; what its title writes in small
letters, too.
"""
_NAMED_BOARD = re.compile(r"\b[Gg]iao Ban\b")
_NOT_A_WORD = re.compile(r"[\W\d_]+")


def is_attended(title: str) -> bool:
    """Return whether a duty is a meeting by its title: "Họp …", "Tổ chức giao ban …", "Dự hội nghị …"; not where
    something is given, too. Marks count: "họp" is a meeting, "hợp" is none.
    """
    text = unicodedata.normalize("NFC", title)
    words = _NOT_A_WORD.sub(" ", text.lower()).strip()
    if not _ATTENDED.match(words) or _NAMED_BOARD.search(text):
        return False
    return not (_GIVEN.search(words) or _BOARD.search(words))
