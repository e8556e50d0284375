"""Pure: commands: "/quahan Ia Pnôn", "/trảlại 4 thiếu phụ lục", and the few understood without a slash."""

import re

from reminders.workflow.replies.acts import Intent, ReplyAct
from reminders.workflow.replies.characters import plain
from reminders.workflow.replies.evidence import evidence_codes

LONGEST_ARGUMENT = 500
"""A longer argument is cut: no name and no reason is that long, and answers repeat it."""

_NAMES = """
    start help trogiup huongdan viec quahan saphan tiendo choduyet khonglienlac nhac giaoviec moviec visao duyet tralai
    tuchoi giaolai huy lydo capma tep minhchung
"""
NAMES = frozenset(_NAMES.split())
_ENGLISH = {"undo": "huy", "reason": "lydo", "approve": "duyet", "return": "tralai", "refuse": "tuchoi"}
_BARE = frozenset({"viec", "quahan", "qua han", "saphan", "sap han", "tiendo", "tien do"})
_WITH_CODES = frozenset({"duyet", "tralai", "tuchoi", "giaolai", "huy", "lydo", "visao", "nhac", "tep", "minhchung"})
_SLASH = re.compile(r"/ ?([a-z_]+(?: (?:viec|han|do|duyet|lac|lai|sao|ly do|giup|dan|chung)\b)?)(?:@\w+)?(?:[ :\n]+|$)")
_BARE_DECISION = re.compile(rf"(duyet|tra lai|tu choi|giao lai|huy|ly do|vi sao|{'|'.join(_ENGLISH)})[ :]+(?=\d|#)")
_CODES = re.compile(r"#?\d{1,4}(?:(?: ?, ?| va | and | )#?\d{1,4})*(?![\d/%:.]\d)(?=[ :,.\n]|$)")
_REASONED = frozenset({"tralai", "tuchoi", "giaolai", "lydo", "tep", "minhchung"})


def read_command(text: str) -> ReplyAct | None:
    """Return the command a cleaned message is, or None. A slash before a plain answer ("/xong 12") is no command."""
    folded = plain(text)
    if folded in _BARE:
        return _command(folded.replace(" ", ""), "")
    if codes := evidence_codes(folded):
        return _command("tep", ", ".join(str(code) for code in codes))
    found = _SLASH.match(folded) or _BARE_DECISION.match(folded)
    if found is None:
        return None
    name, end = _name(found, folded)
    if name not in NAMES:
        return None
    if not folded.startswith("/") and "?" in text:
        return None
    return _command(name, text[end:].strip())


def _name(found: re.Match[str], folded: str) -> tuple[str, int]:
    """Return the command's name and where its argument begins: "/trả lại 4" and "/tralai 4" are one command."""
    joined = found[1].replace(" ", "").replace("_", "")
    joined = _ENGLISH.get(joined, joined)
    if joined in NAMES:
        return joined, found.end()
    first = found[1].split(" ")[0]
    return first, folded.index(first) + len(first)


def _command(name: str, argument: str) -> ReplyAct:
    found = _CODES.match(plain(argument)) if name in _WITH_CODES else None
    items = tuple(dict.fromkeys(int(code) for code in re.findall(r"\d+", found[0]))) if found else ()
    rest = argument[found.end() :].strip(" ,:.\n") if found else ""
    reason = rest[:LONGEST_ARGUMENT] if name in _REASONED and rest else None
    said = argument[:LONGEST_ARGUMENT] or None
    return ReplyAct(intent=Intent.COMMAND, items=items, command=name, argument=said, reason=reason)
