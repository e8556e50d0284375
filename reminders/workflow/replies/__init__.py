"""Pure: what a reply says. `read_reply` reads it whole; `understand` is what the workflow does about it."""

from reminders.workflow.replies.acts import Intent, ReplyAct, Understanding, reply_json
from reminders.workflow.replies.kinds import (
    Act,
    Ask,
    Confirm,
    Decide,
    Deputize,
    Extend,
    Link,
    Note,
    Order,
    Reassign,
    Reply,
    Several,
    Unclear,
    Undo,
    Unlink,
    Wish,
)
from reminders.workflow.replies.reading import read_reply
from reminders.workflow.replies.wishes import button_command, more_command, understand, understand_button

__all__ = [
    "Act",
    "Ask",
    "Confirm",
    "Decide",
    "Deputize",
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
    "Unlink",
    "Wish",
    "button_command",
    "more_command",
    "read_reply",
    "reply_json",
    "understand",
    "understand_button",
]
