"""Pure: for which agency somebody else reports: "xong 1 thay Ia Pnôn, gọi điện lúc 9h", and what an act for it is."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from reminders.replies.acts import COMPLETING, Asks, Behalf, Intent, ReplyAct, Understanding
from reminders.replies.clauses.clauses import Clause
from reminders.replies.clauses.details import agency_of
from reminders.replies.tokens.signs import Sign, signs
from reminders.replies.tokens.tokens import Token, tokens_of
from schedules.letters import plain
from schedules.spoken_days import Day, plain_days

_OPENER = re.compile(r"(?<!\w)(?P<how>thay|ho|giup)(?: (?:mat|cho|luon))*(?: (?:ben|phia|don vi|co quan|dong chi o))* ")
_WORDS = {"thay": ("thay",), "ho": ("hộ", "ho"), "giup": ("giúp", "giup")}
"""Each opener as it is typed: "thầy" and "họ" are others."""

_SOMEBODY = re.compile(r"(?:^|\W)(?:co quan|don vi|nguoi|can bo|dong chi|ban) $")
"""Before "thay": who takes somebody's place, not what is done in it."""

_I_SEE = re.compile(r"(?:^|[\n.,;:])(?: ?(?:em|e|chi|anh|toi|minh|da|a))* ?$")
"""Before a "thay" without marks that may be "thấy": "em thay xa Ia Pnon gui roi"."""

_HOUSEHOLDS = re.compile(r"\d $")
"""Before "hộ": "xong 12 hộ Ia Pnôn" may be twelve households."""

_LONGEST_NAME = 12
_WORD = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"\s*(?:[,;\n()]|\.(?=\s|$)| [–—-] )\s*")
_CALLED = re.compile(r"\b(?:goi|dien thoai|d?dt|alo|nhan tin|zalo|bao mieng|truc tiep|sdt)\b")
_SPOILS = signs(
    "NOT_YET NO FAIL IF WHEN WAIT PART TROUBLE DOING NEAR WILL ASK TAG MAY EXTEND CODE MAYBE_CODE QUERY EXCEPT LEFT "
    "BUT NIL NOT_OURS PASS TURN_TO HELP PERCENT"
)
_SAYING = frozenset({"noi", "bao", "nhac"})
_DONE = re.compile(
    r"(?:(?:bao|em|chi|anh|da|ghi|ghi nhan|danh dau) )*(?:xong|hoan thanh|(?:nop|gui) xong|(?:nop|gui))\b"
)
_ABLE = COMPLETING | {Intent.ACK, Intent.NOT_DONE, Intent.IN_PROGRESS, Intent.EXTENSION_REQUEST}


@dataclass(frozen=True)
class Spoken:
    """A message without the agency it speaks for, and that agency; `is_sure`: no other reading is likely."""

    rest: str
    behalf: Behalf
    is_sure: bool = True


def spoken_for(text: str, names: Collection[str], today: date) -> Spoken | None:
    """Return for which agency a cleaned text says something; None where it speaks for none.

    An agency is one of the folded `names`, or two words of one, or what follows "xã", "phòng" … as a name does.
    """
    flat = plain(text)
    if not ("thay" in flat or "ho " in flat or "giup" in flat):  # most messages speak for nobody
        return None
    for found in _OPENER.finditer(flat):
        if end := _name_end(text, flat, found, names, today):
            is_sure = found["how"] != "ho" or not _HOUSEHOLDS.search(flat[: found.start()])
            rest, note = _without_notes(text[: found.start()], text[end:], today)
            return Spoken(rest, Behalf(agency=text[found.end() : end], note=note), is_sure)
    return None


def _without_notes(head: str, tail: str, today: date) -> tuple[str, str]:
    """Return what is said before and after the name of the agency without how it is known, and that."""
    parts = [part for part in (*_PARTS.split(head), *_tail(tail)) if part.strip(" :.–-")]
    notes = [part for part in parts if _is_note(part, today)]
    kept = parts if len(notes) == len(parts) else [part for part in parts if part not in notes]
    return _joined(head, tail, kept), ", ".join(part for part in notes if part not in kept)


def may_speak_for(text: str) -> bool:
    """Return whether a text has a word before which an agency may be named: then its `names` are needed."""
    return bool(_OPENER.search(plain(text)))


def _tail(tail: str) -> list[str]:
    return _PARTS.split(tail.lstrip(" :"))


def _joined(head: str, tail: str, parts: list[str]) -> str:
    """Return the parts as one text: what the agency stood in the midst of is one part again."""
    before = _PARTS.split(head)[-1].strip(" :.–-")
    is_one = before and not _PARTS.match(tail)
    text = ", ".join(part.strip(" :.–-") for part in parts)
    return text.replace(f"{before}, ", f"{before} ", 1) if is_one else text


def _name_end(text: str, flat: str, found: re.Match[str], names: Collection[str], today: date) -> int:
    """Return where the name of an agency after an opener ends; 0 where there is none."""
    how, start = found["how"], found.end()
    typed = text[found.start() : found.start() + len(how)].lower()
    if typed not in _WORDS[how] or (typed == "ho" and not text.isascii()) or _SOMEBODY.search(flat[: found.start()]):
        return 0
    if (
        how == "thay"
        and text.isascii()
        and _I_SEE.search(flat[: found.start()])
        and flat[found.start() :][4:8] != " mat"
    ):
        return 0
    is_written_as_name = text[start].isupper() and not text.isupper()
    body = _body_end(text, start, today)
    if how != "thay" and not is_written_as_name and not body:
        return 0  # "hộ gia đình" is no agency, though the name of one may end so
    known, is_whole = _known_end(flat, start, names)
    return known if is_whole else max(known, body)


def _known_end(flat: str, start: int, names: Collection[str]) -> tuple[int, bool]:
    """Return where the longest part of a known name ends, and whether it is one as people call it: its end, or all."""
    words = [word.span() for word in _WORD.finditer(flat, start, start + 20 * _LONGEST_NAME)][:_LONGEST_NAME]
    for count in range(len(words), 0, -1):
        said = " ".join(flat[begin:end] for begin, end in words[:count])
        found = [name for name in names if said == name or (count > 1 and f" {said} " in f" {name} ")]
        if found:
            return words[count - 1][1], any(name.endswith(said) for name in found)
    return 0, False


def _body_end(text: str, start: int, today: date) -> int:
    """Return where a name that begins with what an agency is ends: "xã Ia Pnôn"; 0 for "xã em", "phòng"."""
    called = _CALLED.search(plain(text), start)
    rest = text[start : called.start() if called else len(text)]
    tokens = tokens_of(rest, plain_days(rest), today)
    if len(tokens) < 2 or tokens[0].sign is not Sign.BODY:
        return 0
    opener = Token(Sign.OF, 0, 0, "")
    named = agency_of(Clause((opener, *tokens)), rest, 0)
    return start + rest.index(named) + len(named) if named and " " in named else 0


def _is_note(part: str, today: date) -> bool:
    """Whether a part only says how one heard of it, and nothing that could deny it."""
    if not _CALLED.search(plain(part)):
        return False
    tokens = tokens_of(part, plain_days(part), today)
    return not any(
        token.sign in _SPOILS
        or (token.sign is Sign.DOUBT and token.plain not in _SAYING)
        or (isinstance(token.value, Day) and (token.value.on is None or token.value.on > today))
        for token in tokens
    )


def with_behalf(
    understood: Understanding, spoken: Spoken, known: Collection[int], *, today: date
) -> Understanding | None:
    """Return the acts that a text asks for, as done for the agency it speaks for; None where they cannot be.

    Without a number it is asked of which item of that agency it is said. `known`: the items that were shown here.
    """
    first, *others = understood.acts
    if not others and not first.items:
        return _of_no_item(first, spoken, today)
    if not all(act.intent in _ABLE or act.command == "lydo" for act in understood.acts):
        return None
    acts = tuple(replace(act, behalf=spoken.behalf) for act in understood.acts)
    is_sure = understood.sure and spoken.is_sure and all(act.items for act in acts)
    is_asked = not is_sure and not others and {*first.items} <= {*known}
    return Understanding(acts, is_sure, asks=Asks.WHETHER if is_asked else None)


def _of_no_item(act: ReplyAct, spoken: Spoken, today: date) -> Understanding | None:
    """Return an act whose item has to be asked; "xong kế hoạch khắc phục" may name it by words of its title."""
    if act.intent not in COMPLETING and _is_done(spoken.rest, today):
        act = ReplyAct(intent=Intent.DONE)
    if act.intent not in _ABLE:
        return None
    act = replace(act, behalf=spoken.behalf, argument=_named(spoken.rest))
    return Understanding((act,), sure=False, asks=Asks.WHICH)


def _named(rest: str) -> str:
    """Return the words that may name what is done."""
    done = _DONE.match(plain(rest))
    return rest[done.end() :].strip(" ,.:") if done else ""


def _is_done(rest: str, today: date) -> bool:
    """Whether a text begins with what says that something is done, and nothing in it speaks against it."""
    tokens = tokens_of(rest, plain_days(rest), today)
    return bool(_DONE.match(plain(rest))) and not any(token.sign in _SPOILS for token in tokens)
