"""Pure: a message read as a command: "/quahan Ia Pnôn", "/trảlại 4 thiếu phụ lục", "hủy 3"; and what it asks for."""

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from reminders.replies.acts import Intent, ReplyAct
from reminders.replies.commands import COMMANDS, NAMED, Argument, Command, Whom
from reminders.replies.kinds import (
    AcceptAll,
    Act,
    Ask,
    Decide,
    Deputize,
    Link,
    Misread,
    Note,
    Order,
    Prove,
    Reassign,
    Reply,
    Unclear,
    Undo,
    Unlink,
)
from schedules.letters import fold, plain

LONGEST_ARGUMENT = 500
"""A longer argument is cut: no name and no reason is that long, and answers repeat it. An order is kept whole."""

_BARE = [command for command in COMMANDS if command.is_bare]
_ALONE = {way: one for one in _BARE if not one.argument.has_codes for way in (one.name, plain(one.words))}
_BEFORE_CODES = {plain(one.words): one.name for one in _BARE if one.argument.has_codes}

_SLASH = re.compile(r"/ ?([a-z_]+)(?: ([a-z]+))?(?: ([a-z]+))?")
_NAME_ENDS = re.compile(r"(?:@\w+)?(?:[ :\n]+|$)")
_NUMBER = r"#?\d{1,4}(?: ?[-–] ?#?\d{1,4})?"
_WIDEST = 200
_BODY = re.compile(r"(?:phong|ubnd|uy ban|xa|thi tran|phuong|ban|trung tam|truong|cong an|van phong|so) .{2,}")
_ITEM = r"(?:(?:viec|ma) (?:so )?)?"
_BARE_DECISION = re.compile(rf"({'|'.join(_BEFORE_CODES)})[ :]+{_ITEM}(?=\d|#)")
_CODES = re.compile(_ITEM + rf"{_NUMBER}(?:(?: ?, ?| va | ){_NUMBER})*(?![\d/%:.]\d)(?=[ :,.\n]|$)")
_ALONE_DECISION = re.compile(rf"({'|'.join(_BEFORE_CODES)})(?: |$)")  # "Lý do: …" is a line of ours
_MISTAKEN = re.compile(r"(?:(?:ua|oi|ui|chet|em|da|xin loi|thoi)[ ,]+)*nham(?: roi| viec)?[ ,.!]+(?=huy )")
_ALL = re.compile(r"(?:het|tat ca|toan bo|ca)(?: (?:ca|hai|ba|bon|may|\d|viec|trang nay))*")
_COURTESY = r"(?:(?:nhe|nha|a|di|luon|giup|em|anh|chi|co|thay|ok|please|roi) ?)*"
_POLITE = re.compile(_COURTESY)
_DAYS = re.compile(rf"(?:(\d{{1,3}})(?: ngay(?: toi| nua)?)?(?: |$))?{_COURTESY}")
_CODE = re.compile(rf"{_ITEM}#?(\d{{1,4}})(?: {_COURTESY})?")
_PAGE = re.compile(r"(?:^| )trang (\d{1,3})$", re.IGNORECASE)


def read_command(text: str, about: Collection[int] = ()) -> ReplyAct | None:
    """Return the command a cleaned message is, or None. A slash before a plain answer ("/xong 12") is no command.

    `about`: the items that a message without a number is about; where there are any, "hủy" alone is a command too.
    """
    folded = plain(text)
    if mistaken := _MISTAKEN.match(folded):
        text, folded = text[mistaken.end() :], folded[mistaken.end() :]
    if folded in _ALONE:
        return _called(_ALONE[folded].name, "")
    for command in COMMANDS:
        if command.phrase and (argument := command.phrase(folded)) is not None:
            if command.argument is Argument.ORDER:  # its title is kept as it was written
                begin = folded.rindex(argument)
                argument = text[begin : begin + len(argument)]
            return replace(_called(command.name, argument), is_spoken=True)
    if decision := _BARE_DECISION.match(folded):
        return None if "?" in text else _called(_BEFORE_CODES[decision[1]], text[decision.end() :].strip())
    return _slashed(text, folded) or _of_what_was_shown(text, folded, has_shown=bool(about))


def _of_what_was_shown(text: str, folded: str, *, has_shown: bool) -> ReplyAct | None:
    """Return a decision that names no item: "hủy", "hủy hết", "lý do mất điện"."""
    found = _ALONE_DECISION.match(folded)
    if found is None or "?" in text:
        return None
    name, said = _BEFORE_CODES[found[1]], text[found.end() :].strip(" :,")
    is_whole = not said or _POLITE.fullmatch(plain(said)) or _all_meant(said)
    if NAMED[name].argument.has_reason:
        return _called(name, said) if said and not is_whole and has_shown else None
    is_body = NAMED[name].argument is Argument.CODES_OR_AGENCY and _BODY.fullmatch(plain(said))
    return _called(name, said) if is_whole or is_body or plain(said) == "trang nay" else None


def _all_meant(said: str) -> bool:
    found = _ALL.match(plain(said))
    return bool(found and _POLITE.fullmatch(plain(said)[found.end() :].strip()))


def fitted(act: ReplyAct, about: tuple[int, ...], shown: tuple[int, ...]) -> tuple[ReplyAct, bool]:
    """Return a command that names no item with the items it is about, and whether they are surely meant: several that
    would be changed at once are not.
    """
    argument = NAMED[act.command or ""].argument if act.command else None
    if act.items or argument is None or not argument.has_codes or argument is Argument.AGENCY_OR_CODE:
        return act, True
    said = act.argument or ""
    if plain(said) == "trang nay" or (_all_meant(said) and argument is Argument.CODES):
        items, reason = shown, None
    elif argument.has_reason and said:
        items, reason = about, said
    elif not said or _POLITE.fullmatch(plain(said)):
        items, reason = about, None
    else:
        return act, True
    return replace(act, items=items, reason=reason), len(items) < 2


def _slashed(text: str, folded: str) -> ReplyAct | None:
    """Return the command of one to three words: "/trả lại 4", "/tra_lai 4" and "/tralai@bot 4" are one command."""
    found = _SLASH.match(folded)
    if found is None:
        return None
    words = [word for word in found.groups() if word]
    for count in range(len(words), 0, -1):
        name = "".join(words[:count]).replace("_", "")
        ends = _NAME_ENDS.match(folded, found.end(count))
        if name in NAMED and ends:
            return _called(name, text[ends.end() :].strip())
    return None


def _called(name: str, said: str) -> ReplyAct:
    argument = NAMED[name].argument
    found = _CODES.match(plain(said)) if argument.has_codes else None
    items = _numbers(found[0]) if found else ()
    rest = said[found.end() :].strip(" ,:.\n") if found else ""
    is_told = argument.has_reason or not _POLITE.fullmatch(plain(rest))  # "duyệt 3 chưa", "hủy 3 sau" are not sure
    reason = rest[:LONGEST_ARGUMENT] if is_told and rest else None
    kept = said if argument in (Argument.ORDER, Argument.PERSON) else said[:LONGEST_ARGUMENT]
    return ReplyAct(intent=Intent.COMMAND, items=items, command=name, argument=kept or None, reason=reason)


def _numbers(said: str) -> tuple[int, ...]:
    """Return the codes of "18-22, 25", each once; none when a range runs backwards or is too wide to be meant."""
    found: dict[int, None] = {}
    for first, last in re.findall(r"(\d+)(?: ?[-–] ?#?(\d+))?", said):
        span = range(int(first), int(last or first) + 1)
        if not 0 < len(span) <= _WIDEST:
            return ()
        found |= dict.fromkeys(span)
    return tuple(found)


def wish_of(act: ReplyAct) -> Reply:
    """Return what a command asks for, with what follows it filled in; `Unclear` when that does not fit."""
    command, argument = NAMED[act.command or ""], act.argument or ""
    match command.wish:
        case Link():
            return Link(argument) if argument else Ask("help")
        case Unlink():
            return _unlinking(argument)
        case Deputize():
            return Deputize(argument)
        case Order(what=what):
            return Order(what, argument)
        case Ask(what=what):
            about = argument or " ".join(str(code) for code in act.items)  # "vì sao" in reply to a message of one item
            return _question(command, what, about, is_doubtful=act.is_spoken and command.whom is not Whom.EVERYBODY)
        case _:
            return _all_of(command, act) or _decision(command, act.items, act.reason or "")


def _all_of(command: Command, act: ReplyAct) -> AcceptAll | None:
    """Return the acceptance of all that waits, of an agency or of everybody; None where items are named."""
    said = act.argument or ""
    is_named = said[:1].isalpha() and plain(said) != "trang nay"  # no page was shown
    if command.argument is not Argument.CODES_OR_AGENCY or act.items or not is_named:
        return None
    return AcceptAll(about="" if _all_meant(said) else said)


def _unlinking(said: str) -> Reply:
    agreed = _AGREED.fullmatch(fold(said))
    whose = agreed["whose"] or "" if agreed else said
    return Unlink(is_confirmed=bool(agreed), said="" if _POLITE.fullmatch(fold(whose)) else whose)


def _question(command: Command, what: str, argument: str, *, is_doubtful: bool) -> Reply:
    """Return a question with what it is about; `Misread` where that is nothing it could be about.

    `is_doubtful`: a sentence asks what is not for everybody; others may have meant something else by it.
    """
    ask = _paged(Ask(what, argument)) if command.is_paged or what == "more" else Ask(what, argument)
    if command.argument.has_codes and not ask.about:
        return Unclear()
    about = _ABOUT[command.argument](ask.about)
    if about is None:  # "tiếp tục làm" is no command
        return Unclear() if what == "more" else Misread(command.name, ask.about)
    return replace(ask, about=about, is_spoken=is_doubtful)


def _days(said: str) -> str | None:
    found = _DAYS.fullmatch(plain(said))
    return (found[1] or "") if found else None


def _code(said: str) -> str | None:
    found = _CODE.fullmatch(plain(said))
    return found[1] if found else None


def _topic(said: str) -> str | None:
    name = fold(said).lstrip("/")
    return name if _POLITE.fullmatch(name) or name.replace(" ", "") in NAMED else None


_AGREED = re.compile(r"dong y(?: (?P<whose>.+))?")
_ABOUT: dict[Argument, Callable[[str], str | None]] = {
    Argument.NOTHING: lambda said: "" if _POLITE.fullmatch(plain(said)) else None,
    Argument.AGENCY: fold,
    Argument.SPAN: str,
    Argument.DUTY: str,
    Argument.DAYS: _days,
    Argument.SWITCH: lambda said: fold(said) if fold(said).split(" ")[0] in ("", "bat", "tat") else None,
    Argument.WORDS: _topic,
    Argument.CODE: _code,
    Argument.AGENCY_OR_CODE: lambda said: said.lstrip("#"),
}
"""What a question is about, read from what follows its command; None: that means nothing there."""


def _paged(ask: Ask) -> Ask:
    """Return a question with the page that its argument ends with: "/quahan Ia Pnôn trang 2"."""
    found = _PAGE.search(ask.about)
    return replace(ask, about=ask.about[: found.start()], page=int(found[1])) if found else ask


def _decision(command: Command, codes: tuple[int, ...], reason: str) -> Reply:
    is_many = command.argument in (Argument.CODES, Argument.CODES_OR_AGENCY, Argument.CODES_AND_REASON)
    if not codes or bool(reason) != command.argument.has_reason or (len(codes) > 1 and not is_many):
        return Unclear()
    match command.wish:
        case Act() | Decide() as wish:
            return replace(wish, codes=codes, reason=reason)
        case Note() as wish:
            return replace(wish, codes=codes, text=reason)
        case Undo() | Prove() as wish:
            return replace(wish, codes=codes)
        case Reassign():
            return Reassign(codes[0], reason)
        case _:
            return Unclear()
