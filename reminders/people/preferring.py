"""Shell: what officers choose: the channel on which they are told, and whether they get digests."""

from sqlmodel import Session

from db import audit
from db.audit import By
from db.statuses import Role
from db.tables import Officer

READERS = (Role.COORDINATOR, Role.LEADER)
"""Who gets digests."""


def prefer_channel(session: Session, officer: Officer, channel: str, by: By) -> None:
    """Tell an officer with chats on several channels on this one from now on."""
    officer.preferred_channel = channel
    audit.record(session, by, "channel_preferred", officer, after=channel)


def turn_digests(session: Session, officer: Officer, by: By, *, is_on: bool) -> bool:
    """Turn an officer's digests on, from the next morning that has one, or off; False when the role gets none."""
    if officer.role not in READERS:
        return False
    if officer.wants_digest != is_on:
        officer.wants_digest, officer.digested_at = is_on, by.now
        audit.record(session, by, "digest_turned_on" if is_on else "digest_turned_off", officer)
    return True
