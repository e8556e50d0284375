"""Shell: the sentences of the product, from the templates beside this file. Plain text: nothing is escaped."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

LONGEST = 2000
"""No text is longer (characters): what a phone shows without scrolling for ever, and Zalo's limit."""


_CONTROLS = set(range(32)) - {ord("\n")} | set(range(0x7F, 0xA0))
_DIRECTIONS = {0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_UNSEEN = dict.fromkeys(_CONTROLS | _DIRECTIONS)
"""Control characters, and the signs that turn the direction of writing."""


def render(template: str, *, shown: int = 0, **facts: object) -> str:
    """Return the text of `templates/vi/<template>.txt.j2`; a fact that the template misses is an error.

    A list shows `shown` of its items, or as many as fit into LONGEST; its template says how many more there are.
    What people wrote and documents say comes through as it is, without signs that would change the order or the look
    of the words around them.
    """
    text = _environment().get_template(f"{template}.txt.j2").render(shown=shown, **facts).translate(_UNSEEN).strip()
    return render(template, shown=shown - 1, **facts) if len(text) > LONGEST and shown > 1 else text


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates" / "vi"),
        undefined=StrictUndefined,
        autoescape=False,  # chats get plain text; a title with "<" must stay as it is
        trim_blocks=True,
        lstrip_blocks=True,
    )
