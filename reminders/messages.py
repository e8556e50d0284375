"""Shell: the sentences of the product, from the templates beside this file. Plain text: nothing is escaped."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

LONGEST = 2000
"""No message is longer: it is read on a phone, and every platform takes it in one piece."""


def render(template: str, **facts: object) -> str:
    """Return the text of `templates/<template>.txt.j2`; a fact that the template misses is an error.

    A list that would be too long lists fewer than `shown`; the template counts the rest.
    """
    text = _environment().get_template(f"{template}.txt.j2").render(**facts).strip()
    shown = facts.get("shown")
    if len(text) > LONGEST and isinstance(shown, int) and shown > 1:
        return render(template, **facts | {"shown": shown - 1})
    return text


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        autoescape=False,  # chats get plain text; a title with "<" must stay as it is
        trim_blocks=True,
        lstrip_blocks=True,
    )
