"""Pure: the kinds of notices, as the stage of an outbox row names them."""

UNREACHABLE = "unreachable"
"""The stage that tells the coordinator that nobody can be reminded of an item."""

GONE = "gone:"
"""Begins the stage that tells the coordinator that a chat (by its binding) refuses the bot."""


def is_desk(stage: str) -> bool:
    """Return whether a stage is told to the coordinator and not to the agency."""
    return stage == UNREACHABLE or stage.startswith((GONE, "escalated:"))
