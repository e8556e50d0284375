"""Pure: clauses that ask for something: more time, another agency, an answer, help; and reports of nothing."""

from reminders.replies.acts import Intent
from reminders.replies.clauses.clauses import Clause
from reminders.replies.clauses.senses import FINISHED, NEGATIVE, Sense
from reminders.replies.tokens.signs import Sign, signs

Finding = tuple[Intent, bool] | None
"""An intent and whether it is sure, or None when the rule does not apply."""

_BODIES = signs("BODY SIDE")
_DENYING = signs("NO NOT_YET ALREADY")
_NIL_DOUBTS = signs(
    "DOUBT TROUBLE OTHERS LEAVE MORE SPAN HELP SOFT SEEN JUST UNTIL DOING NEAR WAIT PART WILL EXTEND EXCEPT TELL"
)
"""A report of nothing completes an item like any other: what could deny it is heard first."""

_UNTIL_SOME_TIME = signs("LEAVE UNTIL NOUN")  # "xin đến tháng 11"
_UNNAMED = signs("MANNER SOFT ASK TAG DATE SPAN PERSON MAY DONE THEN")


def nil_report(sense: Sense) -> Finding:
    """Nothing to report: "tháng này không phát sinh"."""
    if Sign.NIL not in sense.signs:
        return None
    if sense.is_asked() or sense.has(Sign.IF, Sign.WHEN):
        return Intent.QUESTION, not sense.has(Sign.IF, Sign.WHEN)
    if sense.negatives:
        return Intent.UNCLEAR, False
    is_so_far = sense.tokens[sense.clause.first(Sign.NIL)].plain.startswith("chua")
    asks = any(token.sign is Sign.ASK and " " in token.plain for token in sense.tokens)  # "thế nào", not "gì đâu"
    is_doubtful = asks or sense.has(*_NIL_DOUBTS) or sense.is_future or sense.details.percent is not None
    return Intent.NIL_REPORT, not is_so_far and not is_doubtful and sense.is_explained(Sign.NIL)


def not_ours(sense: Sense) -> Finding:
    """Another agency's: "không phải việc của phòng em", "việc này của bên Tài chính"."""
    if Sign.NOT_OURS in sense.signs:
        is_asked = sense.clause.is_asked or sense.has(Sign.TAG, Sign.IF)
        return (Intent.QUESTION, True) if is_asked else (Intent.REJECT_ASSIGNMENT, not sense.is_finished)
    at = min(sense.clause.first(Sign.OF), by_whom(sense.clause))
    rest = {token.sign for token in sense.tokens[at + 1 :]}
    if not rest & _BODIES or Sign.OURS in rest or sense.clause.is_asked or sense.has(Sign.ASK, Sign.TAG):
        return None
    if sense.is_finished or sense.negatives or sense.is_told_past:
        return None
    return Intent.REJECT_ASSIGNMENT, not sense.has(Sign.DOUBT, Sign.DOING, Sign.VERB, Sign.WAIT)


def by_whom(clause: Clause) -> int:
    """Return the place of a "do" that could name who does it: "do phòng Nội vụ chủ trì"."""
    at = clause.first(Sign.WHY)
    return at if at < len(clause.tokens) and clause.tokens[at].plain == "do" else len(clause.tokens)


def extension(sense: Sense) -> Finding:
    """More time: "gia hạn 12 đến 15/10", "mai nộp được không". Sure only with a day or a number of days."""
    is_news = sense.is_positive and not sense.is_future
    has_time = sense.has(Sign.DATE, Sign.SPAN) or sense.signs >= _UNTIL_SOME_TIME
    asks_time = has_time and sense.has(Sign.LEAVE, Sign.MAY, Sign.MORE) and not is_news
    if Sign.EXTEND not in sense.signs and not asks_time:
        return None
    is_denied = sense.adjacent(_DENYING, Sign.EXTEND, reach=2)
    if is_denied or (is_news and not has_time):
        return (Intent.QUESTION, True) if sense.is_asked() else (Intent.UNCLEAR, False)
    if not has_time and _asks_about(sense):
        return Intent.QUESTION, True
    is_sure = sense.details.has_time and sense.details.is_sure
    return Intent.EXTENSION_REQUEST, is_sure and not _is_no_request(sense)


def _asks_about(sense: Sense) -> bool:
    """ "gia hạn khi nào", "gia hạn thế nào"; "gia hạn được không" asks for it."""
    return Sign.WHEN in sense.signs or (sense.is_asked() and Sign.MAY not in sense.signs)


def _is_no_request(sense: Sense) -> bool:
    """ "gia hạn đến 15/10 à" asks back; "đã gửi đề nghị gia hạn" tells of a request made elsewhere."""
    asks_back = sense.has(Sign.ASK, Sign.TAG, Sign.IF) and Sign.MAY not in sense.signs
    return asks_back or Sign.ALREADY in sense.signs


def passing(sense: Sense) -> Finding:
    """To somebody else: "chuyển phòng Tư pháp", "hỏi anh Nam", "anh Hải phụ trách"."""
    if sense.is_finished or sense.clause.is_asked or Sign.TAG in sense.signs:
        return None
    if Sign.CHARGE in sense.signs and not _denies_charge(sense):
        return Intent.REDIRECT, not sense.has(Sign.OTHERS, Sign.ALREADY)
    at = sense.clause.first(Sign.PASS, Sign.TURN_TO)
    rest = {token.sign for token in sense.tokens[at + 1 :]}
    is_pass = Sign.PASS in sense.signs
    named = rest & (_BODIES | {Sign.UNKNOWN}) if is_pass else rest - _UNNAMED
    if not named or sense.adjacent(NEGATIVE, sense.tokens[at].sign):
        return None
    is_told = sense.has(*signs("ALREADY THEN DOING WAIT WILL IF")) or bool(sense.negatives)
    if is_told and is_pass and not rest & (_BODIES | {Sign.PERSON}):
        return None
    return Intent.REDIRECT, not is_told


def _denies_charge(sense: Sense) -> bool:
    return bool(sense.negatives) or sense.is_asked() or sense.has(Sign.DOING, Sign.WILL)


def help_wanted(sense: Sense) -> Finding:
    """How to use the bot: "hướng dẫn", "giúp em với"."""
    if Sign.HELP not in sense.signs or sense.negatives or sense.is_positive:
        return None
    return Intent.HELP, Sign.UNKNOWN not in sense.signs


def question(sense: Sense) -> Finding:
    """A question; "khi nào xong em báo" is none, it says that it is under way."""
    is_marked = sense.clause.is_asked or Sign.TAG in sense.signs
    if not is_marked and sense.clause.first(Sign.WHEN) < sense.clause.first(*FINISHED) < len(sense.tokens):
        last = sense.last()
        return (Intent.QUESTION, False) if last and last.sign in FINISHED else (Intent.IN_PROGRESS, True)
    asks_when = Sign.WHEN in sense.signs and not sense.is_finished and not sense.has_verb
    if not sense.is_asked() and not asks_when:
        return None
    is_later = Sign.ASK in sense.signs and not sense.clause.is_asked and sense.verb_after_done()
    return (Intent.IN_PROGRESS, False) if is_later else (Intent.QUESTION, True)
