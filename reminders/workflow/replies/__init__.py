"""Pure: what a reply says. `read_reply` reads it whole; `understand` is what the workflow does about it."""

from reminders.workflow.replies.acts import Intent, ReplyAct, Understanding, reply_json
from reminders.workflow.replies.reading import read_reply
from reminders.workflow.replies.wishes import (
    Act,
    Ask,
    Confirm,
    Decide,
    Extend,
    Link,
    Note,
    Order,
    Reassign,
    Reply,
    Several,
    Unclear,
    Undo,
    Wish,
    button_command,
    understand,
    understand_button,
)

__all__ = [
    "Act",
    "Ask",
    "Confirm",
    "Decide",
    "Extend",
    "Intent",
    "Link",
    "Note",
    "Order",
    "Reassign",
    "Reply",
    "ReplyAct",
    "Several",
    "Unclear",
    "Understanding",
    "Undo",
    "Wish",
    "button_command",
    "read_reply",
    "reply_json",
    "understand",
    "understand_button",
]
