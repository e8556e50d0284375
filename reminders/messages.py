"""Shell: the sentences of the product, from the templates beside this file. Plain text: nothing is escaped.

Whether they hold no more than is needed is chosen once, where a process begins; nothing else knows it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

LONGEST = 2000
"""No text is longer (characters): what a phone shows without scrolling for ever, and Zalo's limit."""

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Catalogue:
    """Whether the texts tell a foreign platform no more than code, short title and deadline."""

    is_minimal: bool = False

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where a template is looked for, in this order. What is minimal lies over the rest, and may include it."""
        return (TEMPLATES / "minimal", TEMPLATES, TEMPLATES.parent) if self.is_minimal else (TEMPLATES,)

    @property
    def longest_title(self) -> int:
        """Longer titles are cut, at a word where there is one."""
        return 40 if self.is_minimal else 120


_spoken = Catalogue()


def speak(catalogue: Catalogue) -> None:
    """Choose the catalogue of this process, before its first text."""
    global _spoken
    _spoken = catalogue


@contextmanager
def speaking(catalogue: Catalogue) -> Iterator[None]:
    """Speak another catalogue meanwhile: for a preview, and for tests."""
    before = _spoken
    speak(catalogue)
    try:
        yield
    finally:
        speak(before)


def spoken() -> Catalogue:
    """Return the catalogue of this process."""
    return _spoken


_CONTROLS = set(range(32)) - {ord("\n")} | set(range(0x7F, 0xA0))
_DIRECTIONS = {0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_UNSEEN = dict.fromkeys(_CONTROLS | _DIRECTIONS)
"""Control characters, and the signs that turn the direction of writing."""


def render(template: str, *, shown: int = 0, **facts: object) -> str:
    """Return the text of the catalogue's `<template>.txt.j2`; a fact that the template misses is an error.

    A list shows `shown` of its items, or as many as fit into LONGEST; its template says how many more there are.
    What people wrote and documents say comes through as it is, without signs that would change the order or the look
    of the words around them.
    """
    return fitted(template, shown=shown, **facts)[0]


def fitted(template: str, *, shown: int, **facts: object) -> tuple[str, int]:
    """Return a list's text as `render` does, and how many of its items are shown at most."""
    sentence = _environment(_spoken).get_template(f"{template}.txt.j2")
    while len(text := sentence.render(shown=shown, **facts).translate(_UNSEEN).strip()) > LONGEST and shown > 1:
        shown -= 1
    return text, shown


@cache
def _environment(catalogue: Catalogue) -> Environment:
    return Environment(
        loader=FileSystemLoader(catalogue.folders),
        undefined=StrictUndefined,
        autoescape=False,  # chats get plain text; a title with "<" must stay as it is
        trim_blocks=True,
        lstrip_blocks=True,
    )
