"""Pure: whether a message answers the question that the bot asked last: a number, yes, no, all of them."""

import re
from dataclasses import dataclass

from reminders.replies.context import Question
from reminders.replies.evidence import codes_alone
from schedules.letters import clean, is_disguised, plain

_TAIL = r"(?:[ ,]*(?:roi|vay|the|day|luon|a|nhe|nha|em|anh|chi|bot|viec nay|ca|het|that))*[ .!]*"
_YES = re.compile(rf"(?:(?:vang|da)[ ,]+)?(?:dung|phai|chinh xac|vang|u|uh|ok|oke|okay|yes|xac nhan|dong y){_TAIL}")
_PLAIN_YES = re.compile(rf"(?:(?:vang|da)[ ,]+)?(?:dung|xac nhan){_TAIL}")
_NO = re.compile(rf"(?:khong|ko|k|khong phai|sai|nham|thoi|chua|khoan|no){_TAIL}")
_MOVE = re.compile(rf"chuyen{_TAIL}")
_STOP = ("đừng", "dừng")
_ALL = re.compile(rf"(?:(?:ca|het|tat ca|toan bo|tat)(?: (?:ca|hai|ba|bon|nam|may|\d|viec|roi))*){_TAIL}")


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What is meant by an answer: these items, all of the question's (`is_yes`), or all, to be confirmed (`is_all`); of
    a link code, that the chat is given to the other office (`is_move`).
    """

    codes: tuple[int, ...] = ()
    is_yes: bool = False
    is_all: bool = False
    is_move: bool = False


def answer_to(question: Question, text: str) -> Answered | None:
    """Return what a message answers, None when it is about something else.

    A "yes" that is not the very word asked for counts only while no other message has come in between.
    """
    if is_disguised(text):
        return None
    said = plain(clean(text))
    if question.link:
        return _about_link(question, said)
    if codes := codes_alone(text):
        return Answered(codes=codes)
    if any(word in text.lower() for word in _STOP) or (question.is_last and _NO.fullmatch(said)):
        return Answered() if question.is_last else None
    if question.is_all and (_YES if question.is_last else _PLAIN_YES).fullmatch(said):
        return Answered(codes=question.codes, is_yes=True)
    if question.is_last and _ALL.fullmatch(said):
        return Answered(codes=question.codes, is_yes=question.is_all, is_all=not question.is_all)
    return None


def _about_link(question: Question, said: str) -> Answered | None:
    if _MOVE.fullmatch(said):
        return Answered(is_move=True)
    if (_YES if question.is_last else _PLAIN_YES).fullmatch(said):
        return Answered(is_yes=True)
    return Answered() if question.is_last and _NO.fullmatch(said) else None
