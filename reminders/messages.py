"""Shell: the sentences of the product, from the templates beside this file. Plain text: nothing is escaped.

Whether chats are told no more than is needed is chosen once, where a process begins; nothing else knows it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reminders.filters import FILTERS
from reminders.minimal import is_withheld, told

LONGEST = 2000
"""No text is longer (characters): what a phone shows without scrolling for ever, and Zalo's limit."""

TEMPLATES = Path(__file__).parent / "templates"

_is_minimal = False


def speak(*, minimal: bool) -> None:
    """Choose, before the first text of this process, whether chats get minimal content."""
    global _is_minimal
    _is_minimal = minimal


@contextmanager
def speaking(*, minimal: bool) -> Iterator[None]:
    """Choose it meanwhile: for a preview, and for tests."""
    before = _is_minimal
    speak(minimal=minimal)
    try:
        yield
    finally:
        speak(minimal=before)


def is_minimal() -> bool:
    """Return whether chats get minimal content."""
    return _is_minimal


_CONTROLS = set(range(32)) - {ord("\n")} | set(range(0x7F, 0xA0))
_DIRECTIONS = {0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_UNSEEN = dict.fromkeys(_CONTROLS | _DIRECTIONS)
"""Control characters, and the signs that turn the direction of writing."""


def render(template: str, *, shown: int = 0, **facts: object) -> str:
    """Return the text of `<template>.txt.j2`; a fact that the template misses is an error.

    With minimal content the texts of chats (chat/…) are told less; words by themselves, which are also kept, are not.

    A list shows `shown` of its items, or as many as fit into LONGEST; its template says how many more there are.
    What people wrote and documents say comes through as it is, without signs that would change the order or the look
    of the words around them.
    """
    return fitted(template, shown=shown, **facts)[0]


def fitted(template: str, *, shown: int, **facts: object) -> tuple[str, int]:
    """Return a list's text as `render` does, and how many of its items are shown at most."""
    sentence = _environment().get_template(f"{template}.txt.j2")
    facts = told(template.removeprefix("chat/"), facts) if _is_minimal and template.startswith("chat/") else facts
    while len(text := sentence.render(shown=shown, **facts).translate(_UNSEEN).strip()) > LONGEST and shown > 1:
        shown -= 1
    return text, shown


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,  # chats get plain text; a title with "<" must stay as it is
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["withheld"] = is_withheld
    environment.filters |= FILTERS
    environment.filters["standing"] = lambda stand: render("words/standing", stand=stand)
    environment.filters["because"] = lambda cause: render("words/cause", cause=cause) if cause else ""
    environment.filters["wished"] = lambda wish: render("words/wish", wish=wish)
    environment.filters["reported"] = lambda wish: render("words/report", wish=wish)
    environment.filters["particulars"] = lambda wish, heard="": render("words/particulars", wish=wish, heard=heard)
    environment.filters["completed"] = lambda reported: render("words/completed", reported=reported)
    environment.filters["lacking"] = lambda item: render("words/lacking", item=item)
    environment.filters["asked"] = lambda item: render("words/asked", item=item)
    for words in ("trouble", "remedy"):
        environment.filters[words] = partial(_of_trouble, f"words/{words}")
    for part in ("lists", "groups"):
        environment.globals |= vars(environment.get_template(f"parts/{part}.txt.j2").module)  # their macros
    return environment


def _of_trouble(template: str, trouble: object) -> str:
    return render(template, trouble=trouble)
