"""Shell: every table of the product; importing this package fills SQLModel.metadata."""

from db.tables.calendar import CalendarDay, CalendarYear, LadderPolicy
from db.tables.drafts import Draft
from db.tables.evidence import Evidence
from db.tables.items import Acknowledgement, AuditEntry, Completion, Extension, ItemCode, Occurrence, Remark
from db.tables.messages import InboundMessage, Notification, NotificationFile, UnreadableUpdate
from db.tables.people import ChatBinding, ChatRole, LinkCode, Officer, Responsible
from db.tables.register import (
    Agency,
    AgencyAlias,
    AgencyGroup,
    AgencyGroupMember,
    EventRecord,
    Obligation,
    ObligationParty,
    ObligationQuestion,
    ObligationSource,
    Plan,
)
from db.tables.service import Heartbeat, Trouble

__all__ = [
    "Acknowledgement",
    "Agency",
    "AgencyAlias",
    "AgencyGroup",
    "AgencyGroupMember",
    "AuditEntry",
    "CalendarDay",
    "CalendarYear",
    "ChatBinding",
    "ChatRole",
    "Completion",
    "Draft",
    "EventRecord",
    "Evidence",
    "Extension",
    "Heartbeat",
    "InboundMessage",
    "ItemCode",
    "LadderPolicy",
    "LinkCode",
    "Notification",
    "NotificationFile",
    "Obligation",
    "ObligationParty",
    "ObligationQuestion",
    "ObligationSource",
    "Occurrence",
    "Officer",
    "Plan",
    "Remark",
    "Responsible",
    "Trouble",
    "UnreadableUpdate",
]
