"""Pure: commands: "/quahan Ia Pnôn", "/trảlại 4 thiếu phụ lục", and the few understood without a slash."""

import re

from reminders.replies.acts import Intent, ReplyAct
from reminders.replies.evidence import evidence_codes
from schedules.letters import plain

LONGEST_ARGUMENT = 500
"""A longer argument is cut: no name and no reason is that long, and answers repeat it. An order is kept whole."""

_NAMES = """
    start help trogiup huongdan viec quahan saphan tiendo choduyet khonglienlac nhac giaoviec moviec visao duyet tralai
    tuchoi giaolai huy lydo capma bantin tiep xemtiep datngay themcanbo thoiviec huylienket uyquyen
    tep minhchung xemtep
"""
NAMES = frozenset(_NAMES.split())
_BARE = frozenset({"viec", "quahan", "qua han", "saphan", "sap han", "tiendo", "tien do"})
_UNLINK = {"huy lien ket": "", "thoi nhan tin": "", "dong y huy lien ket": "đồng ý"}
_CODED = "duyet tralai tuchoi giaolai huy lydo visao nhac thoiviec tep minhchung xemtep"
_WITH_CODES = frozenset(_CODED.split())
ORDERS = frozenset({"giaoviec", "moviec", "datngay", "capma", "themcanbo"})
"""What a coordinator orders in words: all that follows the name is kept as it was written."""

_SLASH = re.compile(r"/ ?([a-z_]+)(?: ([a-z]+))?(?: ([a-z]+))?")
_NAME_ENDS = re.compile(r"(?:@\w+)?(?:[ :\n]+|$)")
_MORE = re.compile(
    r"(?:tiep(?: theo)?|xem (?:tiep|them)|trang (?:sau|tiep)|(trang \d{1,3}))"
    r"(?: (?:a|nhe|di))?[.! ]*"
)
"""What asks for the next part of a list, as the whole message: "tiếp tục làm" is none of it."""
_ITEM = r"(?:(?:viec|ma) (?:so )?)?"
_BARE_DECISION = re.compile(rf"(duyet|tra lai|tu choi|giao lai|huy|ly do|vi sao|xem tep)[ :]+{_ITEM}(?=\d|#)")
_CODES = re.compile(_ITEM + r"#?\d{1,4}(?:(?: ?, ?| va | )#?\d{1,4})*(?![\d/%:.]\d)(?=[ :,.\n]|$)")
_POLITE = re.compile(r"(?:(?:nhe|nha|a|di|luon|giup|em|anh|chi|co|thay|ok|please|roi) ?)*")
_REASONED = frozenset({"tralai", "tuchoi", "giaolai", "lydo", "thoiviec", "tep", "minhchung"})


def read_command(text: str) -> ReplyAct | None:
    """Return the command a cleaned message is, or None. A slash before a plain answer ("/xong 12") is no command."""
    folded = plain(text)
    if folded in _BARE:
        return _command(folded.replace(" ", ""), "")
    if folded in _UNLINK:
        return _command("huylienket", _UNLINK[folded])
    if codes := evidence_codes(folded):
        return _command("tep", ", ".join(str(code) for code in codes))
    if more := _MORE.fullmatch(folded):
        return _command("tiep", more[1] or "")
    if decision := _BARE_DECISION.match(folded):
        return None if "?" in text else _command(decision[1].replace(" ", ""), text[decision.end() :].strip())
    return _slashed(text, folded)


def _slashed(text: str, folded: str) -> ReplyAct | None:
    """Return the command of one to three words: "/trả lại 4", "/tra_lai 4" and "/tralai@bot 4" are one command."""
    found = _SLASH.match(folded)
    if found is None:
        return None
    words = [word for word in found.groups() if word]
    for count in range(len(words), 0, -1):
        name = "".join(words[:count]).replace("_", "")
        ends = _NAME_ENDS.match(folded, found.end(count))
        if name in NAMES and ends:
            return _command(name, text[ends.end() :].strip())
    return None


def _command(name: str, argument: str) -> ReplyAct:
    found = _CODES.match(plain(argument)) if name in _WITH_CODES else None
    items = tuple(dict.fromkeys(int(code) for code in re.findall(r"\d+", found[0]))) if found else ()
    rest = argument[found.end() :].strip(" ,:.\n") if found else ""
    is_told = name in _REASONED or not _POLITE.fullmatch(plain(rest))  # "duyệt 3 chưa", "hủy 3 sau" are not sure
    reason = rest[:LONGEST_ARGUMENT] if is_told and rest else None
    said = (argument if name in ORDERS else argument[:LONGEST_ARGUMENT]) or None
    return ReplyAct(intent=Intent.COMMAND, items=items, command=name, argument=said, reason=reason)
