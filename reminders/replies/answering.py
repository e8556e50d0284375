"""Pure: whether a message answers the question that the bot asked last: a number, yes, no, all of them."""

import re
from dataclasses import dataclass

from reminders.replies.context import Question
from reminders.replies.evidence import codes_alone
from reminders.replies.which_periods import chosen
from schedules.letters import clean, is_disguised, plain

_TAIL = r"(?:[ ,]*(?:roi|vay|the|day|luon|a|nhe|nha|em|anh|chi|bot|viec nay|ca|het|that))*[ .!]*"
_YES = re.compile(rf"(?:(?:vang|da)[ ,]+)?(?:dung|phai|chinh xac|vang|u|uh|ok|oke|okay|yes|xac nhan|dong y){_TAIL}")
_PLAIN_YES = re.compile(rf"(?:(?:vang|da)[ ,]+)?(?:dung|xac nhan){_TAIL}")
_NO = re.compile(rf"(?:khong|ko|k|khong phai|sai|nham|thoi|chua|khoan|no){_TAIL}")
_MOVE = re.compile(rf"chuyen{_TAIL}")
_STOP = ("đừng", "dừng")
_COUNTS = {"hai": "2", "ba": "3", "bon": "4", "nam": "5"}
_ALL = re.compile(
    rf"(?:ca|het|tat ca|toan bo|tat)(?: (?:ca|may|(?P<count>{'|'.join(_COUNTS)}|\d{{1,3}})|viec|ky|roi))*{_TAIL}"
)


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What is meant by an answer: these items, all of the question's (`is_yes`), or all, to be confirmed (`is_all`); of
    a link code, that the chat is given to the other office (`is_move`). `is_unclear`: it is asked once more.
    """

    codes: tuple[int, ...] = ()
    is_yes: bool = False
    is_all: bool = False
    is_move: bool = False
    is_unclear: bool = False


def answer_to(question: Question, text: str) -> Answered | None:
    """Return what a message answers, None when it is about something else.

    A "yes" that is not the very word asked for counts only while no other message has come in between.
    """
    if is_disguised(text):
        return None
    said = plain(clean(text))
    if question.link:
        return _about_link(question, said)
    return _lines_of(question, text) or _yes_or_no(question, text, said)


def _lines_of(question: Question, text: str) -> Answered | None:
    """Return which of the items that were asked about are named by their numbers, or by their periods."""
    if not question.periods:
        codes = codes_alone(text)
        return Answered(codes=codes) if codes else None
    found = chosen(text, question.codes, question.periods, is_last=question.is_last)
    return Answered(codes=found.codes, is_unclear=found.is_unclear) if found else None


def _yes_or_no(question: Question, text: str, said: str) -> Answered | None:
    if any(word in text.lower() for word in _STOP) or (question.is_last and _NO.fullmatch(said)):
        return Answered() if question.is_last else None
    if question.is_all and (_YES if question.is_last else _PLAIN_YES).fullmatch(said):
        return Answered(codes=question.codes, is_yes=True)
    if question.is_last and _is_all(question, said):
        return Answered(codes=question.codes, is_yes=question.is_all, is_all=not question.is_all)
    return None


def _is_all(question: Question, said: str) -> bool:
    """Return whether all that was asked about is meant: "cả 3 việc" only where it was three."""
    found = _ALL.fullmatch(said)
    if found is None or found["count"] is None:
        return found is not None
    return _COUNTS.get(found["count"], found["count"]) == str(len(question.codes or question.ids))


def _about_link(question: Question, said: str) -> Answered | None:
    if _MOVE.fullmatch(said):
        return Answered(is_move=True)
    if (_YES if question.is_last else _PLAIN_YES).fullmatch(said):
        return Answered(is_yes=True)
    return Answered() if question.is_last and _NO.fullmatch(said) else None
