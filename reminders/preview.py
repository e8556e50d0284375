"""Shell: every sentence of the product, rendered with the samples."""

from reminders.messages import render, speaking
from reminders.samples import SAMPLES

BETWEEN = "\n\n----\n\n"
"""Stands between two samples of one template."""


def previews(*, minimal: bool = False) -> dict[str, str]:
    """Return the texts of each template, by its name, in the order of the samples."""
    texts: dict[str, list[str]] = {}
    with speaking(minimal=minimal):
        for name, facts in SAMPLES:
            texts.setdefault(name, []).append(render(f"chat/{name}", **facts))
    return {name: BETWEEN.join(rendered) + "\n" for name, rendered in texts.items()}
