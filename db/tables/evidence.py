"""Shell: the table of evidence: the files that officers sent to show that something was done."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from db.tables.table import Numbered
from db.types import UtcDateTime


class Evidence(Numbered, table=True):
    """A file that an officer sent, as evidence of one item; a file that shows several items has a row for each.

    `occurrence_id` is None as long as nobody has said of which item. `name` is the sender's, made fit to be shown, ""
    where there was none; the file itself lies below the data directory at `path`, which is named after its content,
    never by the sender. `album`: the platform's mark of files that were sent together.
    """

    __table_args__ = (Index("ix_evidence_binding_id_received_at", "binding_id", "received_at"),)

    occurrence_id: int | None = Field(default=None, foreign_key="occurrence.id", index=True)
    officer_id: int = Field(foreign_key="officer.id")
    binding_id: int = Field(foreign_key="chat_binding.id")
    inbound_id: int = Field(foreign_key="inbound_message.id")
    received_at: datetime = Field(sa_type=UtcDateTime)
    album: str | None = None
    name: str
    media_type: str | None = None
    size: int  # bytes
    sha256: str  # of the content, in hexadecimal digits
    path: str  # relative to the data directory, with "/"
