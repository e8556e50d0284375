"""Shell: an agency gets its last day, and what stands in its place from then on; the cycle hands over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import Session

from db import audit
from db.audit import By
from db.tables import Agency


@dataclass(frozen=True)
class NotEnded:
    """Why nothing ends: an agency cannot become "itself", its successor has "ended" by then, or it is "younger" than
    that day.
    """

    why: Literal["itself", "ended", "younger"]
    agency: Agency


def end_agencies(
    session: Session, ended: Sequence[Agency], by: By, *, on: date, heir: Agency | None = None
) -> NotEnded | None:
    """Let agencies be no more from a day on, with a successor or without one; or say why not."""
    if heir and heir in ended:
        return NotEnded("itself", heir)
    if heir and heir.valid_until and heir.valid_until <= on:
        return NotEnded("ended", heir)
    if younger := next((one for one in ended if one.valid_from and one.valid_from >= on), None):
        return NotEnded("younger", younger)
    action, successor = ("agency_merged", heir.key) if heir else ("agency_ended", None)
    for agency in ended:
        agency.valid_until, agency.successor_id = on, heir.id if heir else None
        audit.record(session, by, action, agency, on=on.isoformat(), successor=successor)
    session.flush()
    return None
