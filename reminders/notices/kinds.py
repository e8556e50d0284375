"""Pure: the kinds of notices, as the stage of an outbox row names them."""

UNREACHABLE = "unreachable"
"""The stage that tells the coordinator that nobody can be reminded of an item."""

GONE = "gone:"
"""Begins the stage that tells the coordinator that a chat (by its binding) refuses the bot."""

CHANGED = "changed:"
"""Begins the stage that tells an agency of a change it did not make, by its entry in the audit log."""


def changed(entry_id: int) -> str:
    """Return the stage that tells of one change."""
    return f"{CHANGED}{entry_id}"


def is_change(stage: str) -> bool:
    """Return whether a stage tells an agency of a change."""
    return stage.startswith(CHANGED)


def change_of(stage: str) -> int:
    """Return the entry of the audit log that a stage tells of."""
    return int(stage.removeprefix(CHANGED))


def is_desk(stage: str) -> bool:
    """Return whether a stage is told to the coordinator and not to the agency."""
    return stage == UNREACHABLE or stage.startswith((GONE, "escalated:"))
