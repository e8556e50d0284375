"""Pure: what a reply says. `read_reply` reads it whole; `understand` is what the workflow does about it."""

from reminders.workflow.replies.acts import Intent, ReplyAct, Understanding, reply_json
from reminders.workflow.replies.reading import read_reply
from reminders.workflow.replies.wishes import (
    Act,
    Ask,
    Decide,
    Extend,
    Link,
    Note,
    Prove,
    Reassign,
    Reply,
    Several,
    Unclear,
    Undo,
    Wish,
    button_command,
    items_meant,
    understand,
    understand_button,
)

__all__ = [
    "Act",
    "Ask",
    "Decide",
    "Extend",
    "Intent",
    "Link",
    "Note",
    "Prove",
    "Reassign",
    "Reply",
    "ReplyAct",
    "Several",
    "Unclear",
    "Understanding",
    "Undo",
    "Wish",
    "button_command",
    "items_meant",
    "read_reply",
    "reply_json",
    "understand",
    "understand_button",
]
