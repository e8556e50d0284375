"""Pure: the kinds of wishes that a reply may hold, each with what it names."""

from dataclasses import dataclass, field
from datetime import date

from db.statuses import Action, RemarkKind
from reminders.replies.acts import Behalf
from reminders.replies.context import Question


@dataclass(frozen=True)
class Act:
    """Do something to the items with these codes: "xong 12", "nhận 3 và 5", "/tralai 4 thiếu phụ lục".

    A button names its item by the occurrence's id in `items`: its message may be old, and codes are used again.
    `document` and `is_nil` ("không phát sinh") belong to a completion, `agency` (whose it is) to a rejection;
    `is_redirect`: only that somebody else is to be asked was said. `behalf`: it is done for an agency, by another.
    `is_chosen`: they were chosen from the late periods that were asked about; so much is not asked again. `said_in`:
    the message whose words were asked about (its number; 0: none was), with its files.
    """

    action: Action
    codes: tuple[int, ...] = ()
    reason: str = ""
    items: tuple[int, ...] = ()
    document: str | None = None
    is_nil: bool = False
    agency: str | None = None
    is_redirect: bool = False
    behalf: Behalf | None = None
    is_chosen: bool = field(default=False, compare=False)
    said_in: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class Note:
    """Write down what is said of items; where they stand stays: "12 được 70%", "LÝ DO 12 mất điện"."""

    kind: RemarkKind
    codes: tuple[int, ...]
    text: str | None = None
    percent: int | None = None
    until: date | None = None
    behalf: Behalf | None = None


@dataclass(frozen=True, kw_only=True)
class Extend:
    """Ask for more time: up to a day (inclusive) or by a number of days after the deadline; neither: ask which."""

    codes: tuple[int, ...]
    until: date | None = None
    days: int | None = None
    reason: str | None = None
    behalf: Behalf | None = None


@dataclass(frozen=True, kw_only=True)
class Decide:
    """Grant or refuse a request for more time: of items by their code, or one request by its number (a button)."""

    is_granted: bool
    codes: tuple[int, ...] = ()
    request: int | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class AcceptAll:
    """Accept all that waits for a decision (of an agency, named as people call it); `ids`: just these, as confirmed."""

    about: str = ""
    ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Undo:
    """Take back what the agency itself did last to these items."""

    codes: tuple[int, ...]


@dataclass(frozen=True)
class Tell:
    """Say what these items are and by when: "việc 3 là việc gì", "hạn là ngày nào?"."""

    codes: tuple[int, ...]


@dataclass(frozen=True)
class Prove:
    """The files that were sent are evidence of these items: "TỆP 3", "minh chứng 3 và 5"."""

    codes: tuple[int, ...]


@dataclass(frozen=True)
class Reassign:
    """Give an item to another agency, named as people call it."""

    code: int
    agency: str


@dataclass(frozen=True)
class Entrust:
    """Have one person of its agency be responsible for the duty of each item: by `who`, a name or number as it was
    written, "" the writer; None: nobody any more.
    """

    codes: tuple[int, ...]
    who: str | None


@dataclass(frozen=True, kw_only=True)
class Unlink:
    """Give this chat up, of several roles the one that was `said`; a button names the `chat` (its binding) that it was
    made for, or the `role` (its officer).
    """

    is_confirmed: bool = False
    chat: int | None = None
    said: str = ""
    role: int | None = None


@dataclass(frozen=True)
class Deputize:
    """Name who stands in, as it was `said`; "" shows it, "thôi" ends it."""

    said: str


@dataclass(frozen=True)
class Ask:
    """Show something: `what` is a key of the workflow's QUESTIONS; `about` narrows it, "#12" by a number of ours.

    Of a list: the part that follows the row with the key `after`, else `page`, from 1 (0: none was named).
    `is_spoken`: a sentence asked it that somebody else may mean otherwise.
    """

    what: str
    about: str = ""
    page: int = 0
    after: tuple[int, ...] = ()
    is_spoken: bool = False


@dataclass(frozen=True)
class Misread:
    """What was `said` after a command, named by its `command`, means nothing there."""

    command: str
    said: str


@dataclass(frozen=True)
class Order:
    """Something a coordinator orders in words: `what` is the command's name, `text` all that follows it."""

    what: str
    text: str


@dataclass(frozen=True)
class Confirm:
    """Answer a draft: by its number in the chat, or by its own (a button). `verb`: "giao", "ghi", "them", "thoi"."""

    verb: str
    number: int = 0
    draft: int | None = None


@dataclass(frozen=True)
class Link:
    """Bind this chat to the officer of a one-time code."""

    code: str


@dataclass(frozen=True)
class Join:
    """Have this chat answer for whom the link code of this number was given, too; `is_move`: and for nobody else."""

    code: int
    is_move: bool = False


@dataclass(frozen=True)
class Unclear:
    """Not understood; nothing may change."""


@dataclass(frozen=True)
class AskAgain:
    """The bot's question was answered with what may mean two things, or was not in the list."""

    question: Question


@dataclass(frozen=True)
class Forget:
    """The bot's question was answered with no: nothing is recorded."""


Wish = (
    Act
    | Note
    | Extend
    | Decide
    | AcceptAll
    | Undo
    | Tell
    | Prove
    | Reassign
    | Entrust
    | Unlink
    | Join
    | Deputize
    | Ask
    | Misread
    | Order
    | Confirm
)


@dataclass(frozen=True)
class Several:
    """Several wishes of one message, in its order: "xong 3, 4 còn 5 chưa xong"."""

    wishes: tuple[Wish, ...]


@dataclass(frozen=True, kw_only=True)
class Check:
    """Ask before anything changes: of which of these items something was `said`, or (`is_all`) whether of all of them.

    `wish` is what would be done to them. `left_out`: items that were shown too, whose period has not begun. `about`:
    words that may name the item, of those of the agency for which the wish speaks.
    """

    wish: Wish
    said: str
    codes: tuple[int, ...]
    is_all: bool
    left_out: tuple[int, ...] = ()
    about: str = ""


Reply = Wish | Several | Link | Unclear | Check | AskAgain | Forget
