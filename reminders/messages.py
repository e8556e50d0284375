"""Shell: the sentences of the product, from the templates beside this file. Plain text: nothing is escaped."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def render(template: str, **facts: object) -> str:
    """Return the text of `templates/<template>.txt.j2`; a fact that the template misses is an error."""
    return _environment().get_template(f"{template}.txt.j2").render(**facts).strip()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        autoescape=False,  # chats get plain text; a title with "<" must stay as it is
        trim_blocks=True,
        lstrip_blocks=True,
    )
