"""Shell: the tables of the service itself: that it runs, and what is wrong with it."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from db.statuses import TroubleKind
from db.tables.table import Numbered
from db.types import UtcDateTime, by_value

IS_OPEN = "ended_at IS NULL"


class Heartbeat(Numbered, table=True):
    """When the service last looked for what is owed: one row, written every half minute. `accepted_at`: when somebody
    last confirmed that the machine's clock is right, by that clock.
    """

    beat_at: datetime = Field(sa_type=UtcDateTime)
    accepted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Trouble(Numbered, table=True):
    """What was found wrong, with what (`subject`: a channel, "" for the whole), since when and until when. One of a
    kind and subject is open at a time.
    """

    __table_args__ = (
        Index(
            "ix_trouble_kind_subject_open",
            "kind",
            "subject",
            unique=True,
            sqlite_where=text(IS_OPEN),
            postgresql_where=text(IS_OPEN),
        ),
    )

    kind: TroubleKind = Field(sa_type=by_value(TroubleKind))
    subject: str = ""
    detail: str = ""
    began_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
