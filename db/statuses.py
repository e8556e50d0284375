"""Pure: the words that status columns hold, each with its meaning."""

from enum import StrEnum


class ItemStatus(StrEnum):
    """Where an occurrence stands. Late is never stored: it follows from `overdue_from` and the completion's time."""

    OPEN = "open"  # owed, nobody has answered
    ACKNOWLEDGED = "acknowledged"  # the agency has seen it ("đã nhận"); not the same as done
    SUBMITTED = "submitted"  # the officer says it is done; the coordinator has not decided
    RETURNED = "returned"  # the coordinator sent it back with a reason; owed again
    ACCEPTED = "accepted"  # done and accepted
    CANCELLED = "cancelled"  # no longer owed: the duty ended or was changed
    NOT_OURS = "not_ours"  # the agency says it is another's; waits for the coordinator


class Action(StrEnum):
    """What changes an item; the audit log names it so."""

    ACKNOWLEDGE = "acknowledge"  # the agency has seen it
    COMPLETE = "complete"  # the agency says it is done
    ACCEPT = "accept"  # the coordinator agrees, or says nothing in time; or the register says that nobody has to
    RETURN = "return"  # the coordinator sends it back, with a reason: a completion, or "not ours"
    REJECT = "reject"  # the agency says it is another's
    CANCEL = "cancel"  # the coordinator takes it back, or another agency has it now
    UNDO = "undo"  # the agency takes its own last act back
    EXTEND = "extension_granted"  # the coordinator gives more time
    MOVE = "deadline_moved"  # the plan, the calendar or an event gives it another deadline
    DROP = "dropped"  # the plan, the calendar or an event does not ask for it any more
    RESTORE = "restored"  # what was dropped is asked for again
    DISSOLVE = "dissolved"  # its agency has ended without a successor


class Cause(StrEnum):
    """Why an item changed by itself, as its agency is told."""

    PLAN = "plan"  # the plan came again, with something else in it
    CALENDAR = "calendar"  # a day off or a make-up day was announced
    EVENT = "event"  # the day of an event was recorded or taken back
    DATE = "date"  # the coordinator gave the duty a deadline
    END = "end"  # the plan has ended
    SILENCE = "silence"  # nobody decided on its completion in the days that its plan gives


OWED = (ItemStatus.OPEN, ItemStatus.ACKNOWLEDGED, ItemStatus.RETURNED)
"""Statuses in which the agency still has to act, so that it is reminded."""

CLOSED = (ItemStatus.ACCEPTED, ItemStatus.CANCELLED)
"""Statuses in which nothing more happens, so that the item's code becomes free in time."""


class NoticeStatus(StrEnum):
    """Where an outbox row stands."""

    PENDING = "pending"  # waits for its time (or for a retry)
    TAKEN = "taken"  # claimed by a process; nothing has left
    SENDING = "sending"  # the request may be under way
    SENT = "sent"  # the platform confirmed it
    FAILED = "failed"  # will never be sent; the reason is kept
    CANCELLED = "cancelled"  # became needless before it left; the reason is kept
    UNKNOWN = "unknown"  # became needless after a request without an answer: it may have arrived


class NoticeKind(StrEnum):
    """What an outbox row says; its stage begins with it."""

    BEFORE = "before"  # a reminder some working days before the deadline
    SAME_DAY = "same-day"  # the reminder of the last day to act
    OVERDUE = "overdue"  # a đôn đốc, of the ladder or asked for
    ASKED = "asked"  # a reminder that the coordinator asked for before the item was late
    CHANGED = "changed"  # of an item, by itself; its number is that of the entry in the audit log
    UNREACHABLE = "unreachable"  # to the coordinator: nobody can be reminded of the item
    GONE = "gone"  # to the coordinator: a chat refuses the bot
    ESCALATED = "escalated"  # to the coordinator: the item was chased often
    ACCEPTING = "accepting"  # to the coordinator: the item will be accepted by itself; it names the day it is told
    DIGEST = "digest"  # of a morning or a week
    ANSWER = "answer"  # a text of its own
    LIST = "list"  # an answer that shows a part of a list


class TroubleKind(StrEnum):
    """What the service found wrong with itself or its surroundings; the admin is told when it begins and ends."""

    CHANNEL_SILENT = "channel_silent"  # a platform does not answer
    CHANNEL_DOUBTED = "channel_doubted"  # many chats refuse at once: the channel is at fault, not the chats
    TOKEN_REFUSED = "token_refused"  # a platform does not accept the bot's token any more
    OTHER_READER = "other_reader"  # another program takes what people write to the bot, by polling or a webhook
    UPDATE_UNREADABLE = "update_unreadable"  # what came in could not be read; it was kept and passed over
    NOTICES_STUCK = "notices_stuck"  # what should have left has not
    CYCLE_FAILING = "cycle_failing"  # the service looks for what is owed and does not succeed
    CLOCK_JUMPED = "clock_jumped"  # the machine's clock went forward or back against its running time
    CLOCK_HELD = "clock_held"  # it leapt so far that it is not followed until it is confirmed
    CLOCK_WRONG = "clock_wrong"  # it says another time than the platforms do
    DISK_LOW = "disk_low"  # the disk of the database is nearly full
    BACKUP_OLD = "backup_old"  # there is no recent backup


class Role(StrEnum):
    """What an officer may do."""

    OFFICER = "officer"  # answers for the agency
    HEAD = "head"  # the agency's head: told from the đôn đốc that escalates on, or when no officer can be reached
    COORDINATOR = "coordinator"  # asks, decides, is told what cannot be delivered
    LEADER = "leader"  # looks
    ADMIN = "admin"  # installs


class BindingStatus(StrEnum):
    """What a chat is to us."""

    STRANGER = "stranger"  # wrote to the bot, belongs to nobody yet
    LINKED = "linked"  # an officer's address
    GONE = "gone"  # the platform refuses it for good: blocked, kicked, deleted


class Part(StrEnum):
    """What an agency or a group has to do with an obligation."""

    LEAD = "lead"
    COOPERATING = "cooperating"
    IMPLEMENTING = "implementing"


class Decision(StrEnum):
    """What the coordinator said to a completion or an extension."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"  # taken back by the agency, or made needless by what it did since


class DraftKind(StrEnum):
    """What a coordinator's draft would do once it is confirmed."""

    DUTY = "duty"  # give a new duty
    EVENT = "event"  # record the day that arms a duty
    DATE = "date"  # give an undated duty its deadline
    OFFICER = "officer"  # add an officer to an agency


class RemarkKind(StrEnum):
    """What an agency said of an item without changing where it stands."""

    NOT_DONE = "not_done"
    IN_PROGRESS = "in_progress"
    NIL_REPORT = "nil_report"  # done, for there was nothing to report
    EXPLANATION = "explanation"  # "giải trình": why it is late
