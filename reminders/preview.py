"""Shell: every sentence of the product, rendered with the samples."""

from reminders.messages import Catalogue, render, speaking
from reminders.samples import SAMPLES

BETWEEN = "\n\n----\n\n"
"""Stands between two samples of one template."""


def previews(catalogue: Catalogue) -> dict[str, str]:
    """Return the texts of each template of a catalogue, by its name, in the order of the samples."""
    texts: dict[str, list[str]] = {}
    with speaking(catalogue):
        for name, facts in SAMPLES:
            texts.setdefault(name, []).append(render(f"chat/{name}", **facts))
    return {name: BETWEEN.join(rendered) + "\n" for name, rendered in texts.items()}
