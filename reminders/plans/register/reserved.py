"""Pure: the keys of the plans that hold what was given in the chat; no register may be imported under them."""

PREFIX = "giao-viec-"


def given_key(agency_key: str, year: int) -> str:
    """Return the key of the plan that holds what an agency gave in a year."""
    return f"{PREFIX}{agency_key}-{year}"


def is_given(plan_key: str) -> bool:
    """Return whether a plan holds duties that were given in the chat."""
    return plan_key.startswith(PREFIX)
