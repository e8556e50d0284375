"""Pure: clauses that say how far it is: not done, under way, done, seen. Whatever could deny "done" is asked first."""

from itertools import pairwise

from reminders.replies.acts import Intent
from reminders.replies.clauses.clauses import CODES
from reminders.replies.clauses.requests import Finding
from reminders.replies.clauses.senses import FINISHED, HARMLESS, NEGATIVE, Sense
from reminders.replies.tokens.signs import Sign, signs
from reminders.replies.tokens.tokens import Token

_UNDER_WAY = signs("DOING NEAR WAIT PART")
_DOUBTS = signs("DOUBT TROUBLE OTHERS IF WHEN LEAVE ASK TAG MAY MORE SPAN HELP SOFT SEEN")
_VAGUE = signs("OF WHY NIL PASS EXTEND SIDE")
_URGING = ("nhe", "nha", "nghe", "nghen", "nhen", "hen")
_TO_COME = signs("PERSON THEN JUST TELL")
_AT_ONCE = ("ngay", "lien", "som", "luon")
_SEEN_DOUBTS = signs("DOUBT OTHERS IF EXTEND SOFT SPAN")


def denial(sense: Sense) -> Finding:
    """Not done: "chưa xong", "không kịp". "Đã trình chưa ký" is under way; a double negation is unclear."""
    if not sense.negatives:
        return None
    if _denies_denial(sense):
        return Intent.UNCLEAR, False
    if Sign.SIGNING in sense.signs or _is_begun(sense):
        return Intent.IN_PROGRESS, Sign.NO not in sense.signs
    if Sign.SEEN in sense.signs:
        return Intent.UNCLEAR, False
    if Sign.FAIL in sense.signs:
        return Intent.NOT_DONE, True
    if Sign.NOT_YET in sense.signs:
        return Intent.NOT_DONE, sense.has(*FINISHED, Sign.VERB, Sign.REPORT) or len(sense.signs - HARMLESS - CODES) == 1
    if sense.is_finished or sense.has_verb:
        return Intent.NOT_DONE, sense.is_finished and Sign.DOUBT not in sense.signs
    return Intent.UNCLEAR, False


def _denies_denial(sense: Sense) -> bool:
    """ "xong rồi không phải nhắc", "không phải chưa xong"."""
    if Sign.NO not in sense.signs:
        return False
    return len(sense.negatives) > 1 or sense.clause.first(Sign.NO) > sense.clause.first(*FINISHED, Sign.THEN)


def _is_begun(sense: Sense) -> bool:
    is_told_first = sense.clause.first(Sign.ALREADY, Sign.THEN) < sense.clause.first(*NEGATIVE)
    return is_told_first and not sense.has(Sign.DOUBT, Sign.SEEN)


def under_way(sense: Sense) -> Finding:
    """Not yet done, and being done: "đang làm 70%", "sắp xong", "mai xong", "xong em báo", "chờ ký"."""
    if Sign.IF in sense.signs:
        return Intent.IN_PROGRESS, False
    if _is_worked_on(sense):
        return Intent.IN_PROGRESS, _is_plainly_worked_on(sense)
    if Sign.SEEN in sense.signs and not sense.is_finished:
        return None
    if Sign.WILL in sense.signs and not sense.is_finished and (found := _promised(sense)):
        return found
    if sense.is_future and _names_deed(sense):
        return _to_come(sense)
    if sense.is_finished and (found := _finished_later(sense)):
        return found
    if Sign.SIGNING in sense.signs:
        return Intent.IN_PROGRESS, Sign.VERB not in sense.signs and not sense.is_finished
    return None


def _is_worked_on(sense: Sense) -> bool:
    percent = sense.details.percent
    return sense.has(*_UNDER_WAY) or (percent is not None and (percent < 100 or not sense.is_positive))


def _is_plainly_worked_on(sense: Sense) -> bool:
    is_by_others = Sign.OTHERS in sense.signs
    is_only_seen = Sign.SEEN in sense.signs and Sign.PART not in sense.signs
    return not (is_by_others or is_only_seen) and sense.details.is_sure and sense.details.percent != 100


def _promised(sense: Sense) -> Finding:
    """ "để em làm" says that it was seen; "em để trên bàn anh rồi" says nothing that can be told."""
    if sense.has(Sign.THEN, Sign.ALREADY, Sign.JUST):
        return Intent.UNCLEAR, False
    if sense.is_future:
        return None
    return (Intent.IN_PROGRESS, False) if Sign.SPAN in sense.signs else (Intent.ACK, Sign.OTHERS not in sense.signs)


def _names_deed(sense: Sense) -> bool:
    return sense.is_positive or sense.has_verb or sense.has(Sign.SIGNING, Sign.WILL)


def _finished_later(sense: Sense) -> Finding:
    if sense.has(Sign.WILL, Sign.WHEN):
        return Intent.IN_PROGRESS, True
    if sense.verb_after_done():
        return (Intent.DONE, False) if _may_name_what_is_done(sense) else (Intent.IN_PROGRESS, True)
    return (Intent.IN_PROGRESS, False) if Sign.SPAN in sense.signs else None


def _may_name_what_is_done(sense: Sense) -> bool:
    """ "xong gửi báo cáo" may say which item is done; "xong gửi ngay", "xong em gửi", "ký xong gửi" say what comes."""
    finished = sense.clause.first(*FINISHED)
    before, after = sense.tokens[:finished], sense.tokens[finished + 1 :]
    is_head = not {token.sign for token in before} - CODES - HARMLESS - {Sign.ALREADY}
    is_to_come = any(token.plain in (*_AT_ONCE, "thi") or token.sign in _TO_COME for token in after)
    return is_head and not is_to_come and not sense.clause.codes


def _to_come(sense: Sense) -> Finding:
    if sense.details.is_today and sense.is_told_past:
        return None
    is_since = Sign.SINCE in sense.signs and Sign.UNTIL not in sense.signs
    if is_since or _is_fraction(sense):
        return Intent.UNCLEAR, False
    is_vague = not sense.details.is_sure or sense.details.is_today
    return Intent.IN_PROGRESS, not is_vague and not sense.is_told_past


def done(sense: Sense) -> Finding:
    """Done, when it says so and nothing speaks against it; sure when every word of it is understood."""
    if Sign.TICK in sense.signs and not sense.signs - HARMLESS - CODES - {Sign.TICK, Sign.YES}:
        return (Intent.DONE, False) if sense.clause.codes else (Intent.ACK, False)
    if not sense.is_positive:
        return (Intent.NOT_DONE, False) if Sign.TROUBLE in sense.signs else None
    if sense.has(*_DOUBTS) or sense.is_hedged() or _is_fraction(sense) or _is_before_done(sense) or _is_partial(sense):
        return Intent.UNCLEAR, False
    return Intent.DONE, sense.is_explained() and not _is_vague(sense) and not _is_weak(sense)


def _is_partial(sense: Sense) -> bool:
    """ "xong trừ 5" leaves open what is done; "chiều xong" is to come."""
    if Sign.EXCEPT in sense.signs and not (Sign.ALL in sense.signs and sense.clause.codes):
        return True
    return Sign.DAYPART in sense.signs and not sense.is_told_past


def seen(sense: Sense) -> Finding:
    """Seen: "đã nhận", "vâng ạ", 👍. "Ok rồi" without a code could also mean done."""
    if Sign.FINE in sense.signs:
        return Intent.ACK, False
    if not sense.has(Sign.SEEN, Sign.YES):
        return None
    hurried = all(token.plain in _AT_ONCE for token in sense.tokens if token.sign in (Sign.DOUBT, Sign.SOFT))
    is_doubtful = sense.has(*(_SEEN_DOUBTS - signs("DOUBT SOFT" if hurried else ""))) and Sign.WILL not in sense.signs
    if is_doubtful and Sign.SEEN not in sense.signs:
        return Intent.UNCLEAR, False
    return Intent.ACK, not is_doubtful and sense.is_explained()


def _is_fraction(sense: Sense) -> bool:
    """ "xong 3/5", "được 2/3", "3/5 xong" may be three of five, not a day."""
    before = signs("DONE COMPLETE CAN VERB ALL")
    pairs = [*pairwise(sense.tokens)]
    is_told = any(t.sign in before and _is_short_date(n) for t, n in pairs)
    return is_told or (not sense.is_future and any(_is_short_date(t) and n.sign in FINISHED for t, n in pairs))


def _is_short_date(token: Token) -> bool:
    return token.sign is Sign.DATE and token.plain.replace("/", "").isdigit()


def _is_before_done(sense: Sense) -> bool:
    """ "17h xong", "xong trước 12h" are to come, "8 xã xong" is others' doing."""
    deed = sense.clause.first(*FINISHED, Sign.VERB)
    is_hour = sense.clause.first(Sign.FIGURE) < deed or sense.adjacent(signs("UNTIL"), Sign.FIGURE)
    is_count = sense.miscounts and sense.clause.first(Sign.COUNT) < deed
    return is_count or (is_hour and not sense.is_told_past)


def _is_order(sense: Sense) -> bool:
    """ "hoàn thành 3 nhé", "hoàn thành báo cáo", "xong 3 nhé em"."""
    if any(a.plain in _URGING and b.plain == "em" for a, b in pairwise(sense.tokens)):
        return True
    is_urged = any(token.plain in _URGING for token in sense.tokens)
    return Sign.COMPLETE in sense.signs and (is_urged or sense.has(Sign.UNKNOWN, Sign.NOUN, Sign.REPORT))


def _is_vague(sense: Sense) -> bool:
    if not sense.is_told_past:
        is_promise = any(token.plain.endswith(" han") for token in sense.tokens)  # "hoàn thành đúng hạn"
        if _is_order(sense) or is_promise or Sign.FIGURE in sense.signs:
            return True
    is_day_open = Sign.DATE in sense.signs and not sense.details.is_past and not sense.details.is_today
    is_since_open = Sign.SINCE in sense.signs and not sense.details.is_past
    return sense.has(*_VAGUE) or is_day_open or is_since_open or sense.miscounts


def _is_weak(sense: Sense) -> bool:
    """Whether it may be less than done."""
    pairs = [(before.plain, token) for before, token in pairwise(sense.tokens)]
    subject = sense.tokens[: sense.clause.first(*FINISHED, Sign.VERB, Sign.REPORT)]
    return (
        any(before == "co" and token.sign in FINISHED for before, token in pairs)  # "có xong" may be "cố xong"
        or any(before in ("vua", "moi") and token.plain == "lam" for before, token in pairs)  # "vừa làm", "mới làm"
        or (Sign.PIECE in sense.signs and sense.is_finished)  # "xong số liệu": the figures only
        # "tài chính xong rồi": another agency, or the part that is its
        or (any(token.sign is Sign.BODY for token in subject) and Sign.ALREADY not in sense.signs)
        or _is_day_short(sense)
    )


def _is_day_short(sense: Sense) -> bool:
    """ "nộp ngày 2", "nộp hôm thứ 2": the last one or the next."""
    days = [t.plain for t in sense.tokens if t.sign is Sign.DATE]
    is_short = any(day.startswith("hom t") or ("/" not in day and day[-1].isdigit()) for day in days)
    return is_short and not sense.has(Sign.ALREADY, Sign.THEN)
