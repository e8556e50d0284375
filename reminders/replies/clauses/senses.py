"""Pure: what follows from the signs of a clause and their order, before an intent is chosen."""

from itertools import pairwise

from reminders.replies.clauses.clauses import CODES, Clause
from reminders.replies.clauses.details import Details
from reminders.replies.tokens.signs import Sign, signs
from reminders.replies.tokens.tokens import Token

NEGATIVE = signs("NOT_YET NO FAIL")
FINISHED = signs("DONE COMPLETE")
HARMLESS = signs("MANNER PERSON BOSS NOUN OURS BODY REPORT PIECE THEN AND PAUSE STOP JOINT")
_DEEDS = signs("VERB REPORT DOCUMENT SEEN SIGNING FINE")
_TOLD = FINISHED | _DEEDS
_FREE_AFTER = signs("NOUN PIECE REPORT VERB BODY DOCUMENT COUNT")
_ADDRESSED = frozenset({"anh", "chi", "co", "chu", "bac", "sep"})
_LOOSE_ASK = frozenset({"dau", "gi", "ai", "nao", "mo"})


class Sense:
    """The signs of a clause, and what follows from their order."""

    def __init__(self, clause: Clause, details: Details) -> None:
        self.clause, self.details, self.tokens, self.signs = clause, details, clause.tokens, clause.signs
        self.is_finished = bool(self.signs & FINISHED)
        self.negatives = self.signs & NEGATIVE
        self.is_told_past = self._is_told_past()
        self.has_verb = Sign.VERB in self.signs or self._reports()
        self.is_future = details.until is not None and not details.is_past
        self.is_positive = self._is_positive()
        self.count, self.miscounts = self._counts()

    @property
    def is_polite(self) -> bool:
        """Whether the clause says no more than yes, or that something is on its way through the office."""
        told = self.signs - HARMLESS - {Sign.ALREADY}
        return bool(told) and told <= {Sign.YES, Sign.SIGNING}

    def has(self, *signs: Sign) -> bool:
        """Return whether any of these signs is there."""
        return not self.signs.isdisjoint(signs)

    def adjacent(self, left: frozenset[Sign], right: Sign, reach: int = 1) -> bool:
        """Return whether one of `left` stands at most `reach` words before `right`."""
        at = self.clause.first(right)
        return at < len(self.tokens) and any(t.sign in left for t in self.tokens[max(0, at - reach) : at])

    def last(self) -> Token | None:
        """Return the last token that says something."""
        told = [t for t in self.tokens if t.sign not in {Sign.MANNER, Sign.PERSON, Sign.FIGURE, Sign.STOP}]
        return told[-1] if told else None

    def is_asked(self) -> bool:
        """Whether it is a question: marked, worded, or ended like one ("xong chưa", "được không")."""
        if self.clause.is_asked or self.has(Sign.TAG, Sign.MAY) or self._asks_which():
            return True
        if Sign.ASK in self.signs and not self._asks_loosely():
            return True
        last = self.last()
        if last is None or len({t.sign for t in self.tokens} - HARMLESS - CODES) < 2:
            return False
        return last.sign is Sign.NOT_YET or (last.sign is Sign.NO and last.plain in ("khong", "ko", "k", "no"))

    def _asks_which(self) -> bool:
        """ "nộp bản cứng hay bản mềm"."""
        return Sign.DATE not in self.signs and any(token.plain == "hay" for token in self.tokens[1:-1])

    def _asks_loosely(self) -> bool:
        """ "chưa có gì", "chưa ai làm" deny; they do not ask."""
        denied = self.clause.first(*NEGATIVE, Sign.NIL)
        asks = [(at, t) for at, t in enumerate(self.tokens) if t.sign is Sign.ASK]
        is_later = bool(self.signs & {Sign.WILL, Sign.DOING, Sign.DATE})  # "để em hỏi lại" asks nothing here
        return all(
            (t.plain.split()[-1] in _LOOSE_ASK and at > denied) or (t.plain == "hoi" and is_later) for at, t in asks
        )

    def _reports(self) -> bool:
        """Whether "báo cáo" is a verb: "em báo cáo", "đã báo cáo", "báo cáo rồi"."""
        at = self.clause.first(Sign.REPORT)
        beside = {token.sign for token in self.tokens[max(0, at - 1) : at]}
        after = {token.sign for token in self.tokens[at + 1 : at + 2]}
        return bool(beside & signs("PERSON ALREADY OURS JUST")) or Sign.THEN in after

    def _is_told_past(self) -> bool:
        """ "đã", "rồi", a day that is past, or "mới" with no time before it: "chiều mới xong" is still to come."""
        deed = self.clause.first(*_TOLD)
        just = self.clause.first(Sign.JUST)
        is_just = just < deed and not {token.sign for token in self.tokens[:just]} - HARMLESS - CODES
        last = max((at for at, token in enumerate(self.tokens) if token.sign in _TOLD), default=-1)
        is_already = self.clause.first(Sign.ALREADY) < last
        return is_already or is_just or self._is_then(deed) or self.details.is_past

    def _is_then(self, deed: int) -> bool:
        """ "gửi rồi" is past; "rồi em gửi" and "làm rồi gửi" are to come."""
        then = max((at for at, token in enumerate(self.tokens) if token.sign is Sign.THEN), default=-1)
        follows = {token.sign for token in self.tokens[then + 1 :]}
        return then > deed and not follows & {Sign.VERB, Sign.TELL}

    def _is_positive(self) -> bool:
        if self.is_finished:
            return True
        if self.has_verb:
            return self.is_told_past
        if Sign.DOCUMENT in self.signs:  # "theo báo cáo số 45 ngày 4/10": its day is past, nobody says that it was sent
            return self.is_told_past and self.has(Sign.ALREADY, Sign.THEN, Sign.JUST)
        return Sign.FINE in self.signs and bool(self.clause.codes)

    def _counts(self) -> tuple[int | None, bool]:
        """Return n of "cả n việc", and whether another number of things is counted than has codes: "xong 3 việc"."""
        at = self.clause.first(Sign.COUNT)
        if at == len(self.tokens):
            return None, False
        number = self.tokens[at].value
        if isinstance(number, int) and at and self.tokens[at - 1].sign is Sign.ALL:
            return number, False
        return None, number != len(self.clause.codes)

    def verb_after_done(self) -> bool:
        """Whether something is still to come after it is done: "xong em gửi", "xong rồi báo anh"."""
        done = self.clause.first(*FINISHED)
        for at in range(done + 1, len(self.tokens)):
            before, token = self.tokens[at - 1], self.tokens[at]
            is_verb = token.sign in (Sign.VERB, Sign.TELL) or (token.sign is Sign.REPORT and before.sign is Sign.PERSON)
            is_verb |= token.sign is Sign.MANNER and "bao" in token.plain  # "xong rồi báo cáo anh"
            rest = {t.sign for t in self.tokens[at + 1 :]}
            is_verb = is_verb and before.sign is not Sign.ALREADY and Sign.THEN not in rest
            if is_verb or token.sign is Sign.JUST or token.plain == "thi":
                return True
        return False

    def is_hedged(self) -> bool:
        """Whether a small word makes it less than done: "xong đã", "ký là xong", "gửi thì báo", "vừa … vừa"."""
        pairs = list(pairwise(self.tokens))
        is_condition = any(t.plain in ("la", "cung") and n.sign in FINISHED for t, n in pairs)  # "ký là xong"
        deed = self.clause.first(*FINISHED)
        is_promise = any(token.plain == "la" for token in self.tokens[deed + 1 : -1])  # "xong 3 là em về"
        is_able = any(t.sign in FINISHED and n.sign is Sign.CAN for t, n in pairs)  # "xong được": it can be done
        return (
            sum(token.plain == "vua" for token in self.tokens) > 1
            or self._goes_on()
            or self._comes_first()
            or (is_condition and Sign.ALREADY not in self.signs)
            or is_promise
            or (is_able and not self.is_told_past)
        )

    def _goes_on(self) -> bool:
        """ "gửi thì báo", "xong báo anh"."""
        deed = self.clause.first(*FINISHED, Sign.VERB, Sign.REPORT)
        return any(t.sign in (Sign.TELL, Sign.JUST) or t.plain == "thi" for t in self.tokens[deed + 1 :])

    def _comes_first(self) -> bool:
        """ "làm xong đã": this first, then something else."""
        by_the_way = {Sign.PERSON, Sign.SOFT}
        told = [t for t in self.tokens if t.sign not in by_the_way and t.plain not in ("a", "nhe")]
        return len(told) > 1 and told[-1].plain == "da"

    def is_explained(self, *also: Sign) -> bool:
        """Whether every unknown word belongs to a thing named: "báo cáo giải ngân", "UBND xã Ia Dơk"."""
        is_free = is_over = False
        for before, token in zip((None, *self.tokens), self.tokens, strict=False):
            is_name = is_over and before is not None and before.plain in _ADDRESSED  # "gửi rồi chị Bình"
            if token.sign in _FREE_AFTER or token.sign in CODES or token.sign in also:
                is_free = token.sign not in CODES
            elif token.sign is Sign.UNKNOWN and not is_free and not is_name:
                return False
            elif token.sign in FINISHED or token.sign is Sign.THEN:  # "gửi rồi xóa": what follows is nothing sent
                is_free, is_over = False, token.sign is Sign.THEN
        return True
