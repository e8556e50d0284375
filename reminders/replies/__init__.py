"""Pure: what a reply says. `read_reply` reads it whole; `understand` is what the workflow does about it."""

from reminders.replies.acts import Intent, ReplyAct, Understanding, reply_json
from reminders.replies.buttons import button_command, more_command, understand_button
from reminders.replies.kinds import (
    Act,
    Ask,
    Confirm,
    Decide,
    Deputize,
    Extend,
    Link,
    Note,
    Order,
    Prove,
    Reassign,
    Reply,
    Several,
    Tell,
    Unclear,
    Undo,
    Unlink,
    Wish,
)
from reminders.replies.reading import read_reply
from reminders.replies.wishes import items_meant, understand

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
    "Prove",
    "Reassign",
    "Reply",
    "ReplyAct",
    "Several",
    "Tell",
    "Unclear",
    "Understanding",
    "Undo",
    "Unlink",
    "Wish",
    "button_command",
    "items_meant",
    "more_command",
    "read_reply",
    "reply_json",
    "understand",
    "understand_button",
]
