"""Pure: the commands of the chat, a row for each: what is known of one stands here, and all else is derived."""

from collections.abc import Callable, Collection
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum

from db.statuses import Action, RemarkKind, Role
from reminders.replies.kinds import (
    AcceptAll,
    Act,
    Ask,
    Decide,
    Deputize,
    Link,
    Misread,
    Note,
    Order,
    Prove,
    Reassign,
    Reply,
    Undo,
    Unlink,
    Wish,
)
from reminders.replies.phrases import (
    lacking_asked,
    more_asked,
    ordered,
    overdue_asked,
    progress_asked,
    proof_named,
    soon_asked,
    unlinking,
    urging,
    waiting_asked,
)
from schedules.letters import plain


class Argument(StrEnum):
    """What follows a command: how it is read, and by `words/argument` how the help shows it."""

    NOTHING = "nothing"
    WORDS = "words"
    AGENCY = "agency"
    SPAN = "span"  # an agency, a span of days, or both; kept as it was written
    DUTY = "duty"  # words of a duty's title or its clause, and maybe a span of days; kept, too
    DAYS = "days"
    SWITCH = "switch"
    DEPUTY = "deputy"
    ORDER = "order"  # kept whole, as it was written; alone it asks what may be ordered, or how
    PERSON = "person"  # kept whole, too
    CODE = "code"
    CODES = "codes"
    CODES_OR_AGENCY = "codes_or_agency"
    CODE_AND_REASON = "code_and_reason"
    CODES_AND_REASON = "codes_and_reason"
    CODE_AND_AGENCY = "code_and_agency"
    AGENCY_OR_CODE = "agency_or_code"

    @property
    def has_reason(self) -> bool:
        """Whether it is codes, and words that must follow them."""
        return self in (Argument.CODE_AND_REASON, Argument.CODES_AND_REASON, Argument.CODE_AND_AGENCY)

    @property
    def has_codes(self) -> bool:
        """Whether it may begin with codes."""
        return self.has_reason or self in _WITH_CODES

    @property
    def is_needed(self) -> bool:
        """Whether the command means nothing without it; else a menu may offer the command."""
        return self.has_codes or self in (Argument.PERSON, Argument.DUTY)


_WITH_CODES = (Argument.CODE, Argument.CODES, Argument.CODES_OR_AGENCY, Argument.AGENCY_OR_CODE)


class Whom(StrEnum):
    """For whom a command is."""

    EVERYBODY = "everybody"
    READERS = "readers"  # of a digest
    OVERSEERS = "overseers"  # who sees other agencies, or stands in for who does
    DECIDERS = "deciders"  # who coordinates, or stands in for who does
    COORDINATORS = "coordinators"  # by their own right

    @property
    def roles(self) -> Collection[Role]:
        """The roles of those for whom it is."""
        every, readers = tuple(Role), (Role.COORDINATOR, Role.LEADER)
        wider = {Whom.EVERYBODY: every, Whom.OVERSEERS: (*readers, Role.ADMIN), Whom.READERS: readers}
        return wider.get(self, (Role.COORDINATOR,))


class Topic(StrEnum):
    """The helps of a coordinator, by the names of their templates; all others have one help."""

    FIRST = "coordinator"
    ORDERS = "orders"
    PEOPLE = "people"


@dataclass(frozen=True)
class Command:
    """A command. `wish` is what it asks for, before what follows it is filled in."""

    words: str  # how it is spelled; without marks and spaces that is its name
    argument: Argument
    wish: Wish | Link
    _: KW_ONLY
    whom: Whom = Whom.EVERYBODY
    topics: tuple[Topic, ...] = ()  # where the help tells of it; the last is what /help with its name shows
    also: tuple[str, ...] = ()  # other spellings
    is_bare: bool = False  # understood without a slash: before codes, or as a whole message where it takes none
    phrase: Callable[[str], str | None] | None = None  # reads its argument out of another folded whole message
    is_paged: bool = False
    is_own: bool = False  # of the own agency: the first in the help of who oversees no other

    @property
    def name(self) -> str:
        """What follows the slash: "quahan"."""
        return _joined(self.words)

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and those of its other spellings."""
        return (self.name, *(_joined(words) for words in self.also))


def _joined(words: str) -> str:
    return plain(words).replace(" ", "")


_FIRST, _ORDERS, _PEOPLE = (Topic.FIRST,), (Topic.ORDERS,), (Topic.PEOPLE,)
_DECIDERS, _COORDINATORS = Whom.DECIDERS, Whom.COORDINATORS

COMMANDS = (
    Command(
        "quá hạn", Argument.AGENCY, Ask("overdue"), topics=_FIRST, is_bare=True, phrase=overdue_asked, is_paged=True
    ),
    Command("sắp hạn", Argument.DAYS, Ask("due_soon"), topics=_FIRST, is_bare=True, phrase=soon_asked, is_paged=True),
    Command(
        "tiến độ", Argument.SPAN, Ask("progress"), topics=_FIRST, is_bare=True, phrase=progress_asked, is_paged=True
    ),
    Command("ai", Argument.DUTY, Ask("duty"), whom=Whom.OVERSEERS, topics=_FIRST, phrase=lacking_asked, is_paged=True),
    Command(
        "chờ duyệt",
        Argument.NOTHING,
        Ask("waiting"),
        whom=_DECIDERS,
        topics=_FIRST,
        phrase=waiting_asked,
        is_paged=True,
    ),
    Command("không liên lạc", Argument.NOTHING, Ask("unreachable"), whom=_DECIDERS, topics=_PEOPLE, is_paged=True),
    Command("nhắc", Argument.AGENCY_OR_CODE, Ask("urge"), whom=_DECIDERS, topics=_FIRST, phrase=urging),
    Command("giao lại", Argument.CODE_AND_AGENCY, Reassign(0, ""), whom=_DECIDERS, topics=_FIRST, is_bare=True),
    Command("vì sao", Argument.CODE, Ask("story"), topics=_FIRST, is_bare=True, is_paged=True),
    Command("xem tệp", Argument.CODE, Ask("evidence"), topics=_FIRST, is_bare=True, is_paged=True),
    Command("việc", Argument.NOTHING, Ask("items"), topics=_FIRST, is_bare=True, is_paged=True, is_own=True),
    Command("bản tin", Argument.SWITCH, Ask("digests"), whom=Whom.READERS, topics=_FIRST),
    Command("giao việc", Argument.ORDER, Order("giaoviec", ""), whom=_COORDINATORS, topics=_ORDERS, phrase=ordered),
    Command("mở việc", Argument.ORDER, Order("moviec", ""), whom=_COORDINATORS, topics=_ORDERS),
    Command("đặt ngày", Argument.ORDER, Order("datngay", ""), whom=_COORDINATORS, topics=_ORDERS),
    Command("thôi việc", Argument.CODES_AND_REASON, Act(Action.CANCEL), whom=_COORDINATORS, topics=_ORDERS),
    Command("cấp mã", Argument.ORDER, Order("capma", ""), whom=_COORDINATORS, topics=_PEOPLE),
    Command("thêm cán bộ", Argument.PERSON, Order("themcanbo", ""), whom=_COORDINATORS, topics=_PEOPLE),
    Command("ủy quyền", Argument.DEPUTY, Deputize(""), topics=_PEOPLE),
    Command("hủy liên kết", Argument.WORDS, Unlink(), topics=_PEOPLE, phrase=unlinking),
    Command("tiếp", Argument.NOTHING, Ask("more"), topics=_FIRST, also=("xem tiếp",), phrase=more_asked),
    Command("help", Argument.WORDS, Ask("help"), topics=_FIRST, also=("trợ giúp", "hướng dẫn")),
    Command("start", Argument.WORDS, Link("")),
    Command("duyệt", Argument.CODES_OR_AGENCY, Act(Action.ACCEPT), whom=_DECIDERS, is_bare=True),
    Command("trả lại", Argument.CODES_AND_REASON, Act(Action.RETURN), whom=_DECIDERS, is_bare=True),
    Command("từ chối", Argument.CODES_AND_REASON, Decide(is_granted=False), whom=_DECIDERS, is_bare=True),
    Command("hủy", Argument.CODES, Undo(()), is_bare=True),
    Command("lý do", Argument.CODE_AND_REASON, Note(kind=RemarkKind.EXPLANATION, codes=()), is_bare=True),
    Command("tệp", Argument.CODES, Prove(()), also=("minh chứng",), phrase=proof_named),
)
"""Every command, in the order in which the help and the menus tell of them."""

NAMED = {name: command for command in COMMANDS for name in command.names}


def command_of(wish: Reply) -> Command | None:
    """Return the command that asks for what a wish asks for, however it was asked: by words, by a button."""
    return NAMED[wish.command] if isinstance(wish, Misread) else _WISHED.get(_sort(wish))


def _sort(wish: Reply) -> object:
    match wish:
        case Ask(what=what) | Order(what=what):
            return what
        case Act(action=action):
            return action
        case AcceptAll():
            return Action.ACCEPT
        case Note(kind=kind):
            return kind
        case _:
            return type(wish)


_WISHED = {_sort(command.wish): command for command in COMMANDS}
PAGED = frozenset(command.wish.what for command in COMMANDS if isinstance(command.wish, Ask) and command.is_paged)
"""What is asked for and answered page by page."""
