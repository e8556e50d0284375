"""Shell: the table of the service itself: that it runs."""

from datetime import datetime

from sqlmodel import Field

from db.tables.table import Numbered
from db.types import UtcDateTime


class Heartbeat(Numbered, table=True):
    """When the service last looked for what is owed: one row, written every half minute."""

    beat_at: datetime = Field(sa_type=UtcDateTime)
