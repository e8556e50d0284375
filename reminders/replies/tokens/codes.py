"""Pure: which figures of a message are codes of items, and which codes belong together."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from reminders.replies.tokens.signs import Sign, signs
from reminders.replies.tokens.tokens import Token
from schedules.spoken_days import next_day_of_month

Figures = tuple[int, ...]

_BETWEEN = signs("PAUSE AND JOINT")
_DAY_FOLLOWS = {"den", "toi", "sang", "qua", "truoc", "den ngay", "toi ngay", "sang ngay", "truoc ngay", "vao ngay"}
_PERIOD = re.compile(r"(?:tuan|thang|quy|ky) \d{1,2}")
_UP_TO = ("den", "toi")
_ITEM_WORDS = ("muc", "so")


def settle(tokens: list[Token], open_codes: Collection[int], today: date) -> list[Token]:
    """Return the tokens with every figure decided: days of the month, document numbers, and codes joined in groups.

    A group is one CODE token whose value is the tuple of its codes; MAYBE_CODE when another reading is possible.
    """
    tokens = _without_periods(tokens)
    decided = [_decide(token, tokens[at - 1] if at else None, open_codes, today) for at, token in enumerate(tokens)]
    return list(_grouped(_without_numbering(decided)))


def _without_periods(tokens: list[Token]) -> list[Token]:
    """Take the figures that go on with a period for no codes: "tuần 39-45"; after a comma they may be either."""
    kept: list[Token] = []
    for token in tokens:
        is_figure = token.sign is Sign.CODE and token.plain.isdigit()
        if is_figure and len(kept) > 1 and _PERIOD.fullmatch(kept[-2].plain):
            is_span = kept[-1].sign is Sign.JOINT or kept[-1].plain in _UP_TO
            if is_span:
                kept[-2:] = [replace(kept[-2], end=token.end)]
                continue
            if kept[-1].sign in _BETWEEN:
                token = replace(token, sign=Sign.MAYBE_CODE)
        kept.append(token)
    return kept


def _decide(token: Token, before: Token | None, open_codes: Collection[int], today: date) -> Token:
    if token.sign is Sign.CODE and isinstance(token.value, int):
        if before and before.sign is Sign.UNTIL and before.plain in _DAY_FOLLOWS and token.plain.isdigit():
            return replace(token, sign=Sign.DATE, value=next_day_of_month(token.value, today))
        return replace(token, value=(token.value,))
    if token.sign is Sign.MAYBE_CODE and isinstance(token.value, int):
        if token.value in open_codes or token.plain.startswith(_ITEM_WORDS):
            return replace(token, value=(token.value,))
        return replace(token, sign=Sign.DOCUMENT, value=f"số {token.value}")
    return token


def _without_numbering(tokens: list[Token]) -> list[Token]:
    """Drop the mark between a code and what is said of it: "việc 3: xong", and at the head of a line "5. chưa"."""
    kept: list[Token] = []
    for at, token in enumerate(tokens):
        is_bracket = token.plain in ("(", "[", ")", "]")
        beside = tokens[at - 1 if token.plain in ")]" else min(at + 1, len(tokens) - 1)]
        is_colon = token.plain == ":" and tokens[at - 1].sign is Sign.WHY
        if is_colon or (is_bracket and _is_code(beside)):
            continue
        is_between = 0 < at < len(tokens) - 1 and _is_code(tokens[at - 1]) and not _is_code(tokens[at + 1])
        is_head = at == 1 or tokens[max(0, at - 2)].plain.startswith("\n")
        if not (is_between and (token.plain == ":" or (is_head and token.plain in (".", "-", "–", "—", "/")))):
            kept.append(token)
    return kept


def _grouped(tokens: list[Token]) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        group, sign, after = tokens[at], tokens[at].sign, at + 1
        while _is_code(group) and (following := _next_code(tokens, after)):
            joint, code = following
            if any(mark.sign is Sign.JOINT and mark.plain not in "+&" for mark in tokens[after:code]):
                sign = Sign.MAYBE_CODE  # "3-5" may be a range, "3/5" a part or a day
            sign = Sign.MAYBE_CODE if tokens[code].sign is Sign.MAYBE_CODE else sign
            group = replace(group, end=tokens[code].end, value=codes_of(group) + codes_of(tokens[code]))
            after = joint + 1
        yield group if group.sign is sign else replace(group, sign=sign)
        at = after


def _next_code(tokens: list[Token], after: int) -> tuple[int, int] | None:
    """Return where the next code of the same group stands, at most one mark and one "cả" away."""
    for at in range(after, min(after + 3, len(tokens))):
        if _is_code(tokens[at]):
            return at, at
        is_semicolon = tokens[at].plain == ";"
        if not (tokens[at].sign in _BETWEEN or is_semicolon or tokens[at].plain in ("va ca", "ca")):
            return None
    return None


def codes_of(token: Token) -> Figures:
    """Return the codes of a group."""
    return token.value if isinstance(token.value, tuple) else ()


def _is_code(token: Token) -> bool:
    return token.sign in (Sign.CODE, Sign.MAYBE_CODE)
