"""Pure: a message cut into clauses, each about one thing: "xong 3, 4 còn 5 chưa xong" is two."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from reminders.replies.tokens.codes import codes_of
from reminders.replies.tokens.signs import Sign, signs
from reminders.replies.tokens.tokens import Token

CODES = signs("CODE MAYBE_CODE")
PREDICATES = signs(
    "DONE COMPLETE VERB FINE TICK NOT_YET NO FAIL WAIT DOING NEAR WILL SIGNING SEEN YES ASK MAY HELP EXTEND LEAVE "
    "NOT_OURS PASS TURN_TO NIL OF PART TROUBLE IF WHEN DOUBT PERCENT EXCEPT WHY TAG DATE SPAN"
)
_TURNS = signs("NOT_YET FAIL NO DOING NEAR WILL WAIT EXTEND SIGNING LEAVE NOT_OURS PASS DONE COMPLETE PERCENT")
_SEPARATORS = signs("STOP QUERY PAUSE BUT LEFT AND")
_SOFT_SEPARATORS = signs("PAUSE AND")
_END = Token(Sign.STOP, 0, 0, "")
_TAILS = signs("THEN MANNER PERSON SOFT CAN ALL")
_DENYING = signs("NOT_YET NO FAIL")
_NEWS = CODES | signs("DONE COMPLETE")


@dataclass(frozen=True)
class Clause:
    """A stretch of tokens without separators; `opened_by` what stood before it, `is_asked`: a question mark follows."""

    tokens: tuple[Token, ...]
    opened_by: Sign | None = None
    is_asked: bool = False
    is_sure: bool = True
    signs: frozenset[Sign] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "signs", frozenset([token.sign for token in self.tokens]))

    def first(self, *signs: Sign) -> int:
        """Return the place of the first of these signs; past the end when there is none."""
        if self.signs.isdisjoint(signs):
            return len(self.tokens)
        return next(at for at, token in enumerate(self.tokens) if token.sign in signs)

    @property
    def reason(self) -> tuple[int, int] | None:
        """Where the reason's words begin and end (exclusive): after "vì", up to "nên"; also "mất mạng nên chưa gửi"."""
        resumes = next((n for n, token in enumerate(self.tokens) if token.plain == "nen"), len(self.tokens))
        begin = self.first(Sign.WHY) + 1
        if begin < len(self.tokens):
            return begin, resumes if resumes >= begin else len(self.tokens)
        begin = next((n for n, token in enumerate(self.tokens) if token.sign not in CODES), resumes)
        denies = resumes + 1 < len(self.tokens) and self.tokens[resumes + 1].sign in _DENYING
        tells = {token.sign for token in self.tokens[begin:resumes]}
        return (begin, resumes) if denies and tells and not tells & _NEWS else None

    @property
    def before_reason(self) -> "Clause":
        """The clause without its reason: "chưa xong vì mất điện" and "do mưa nên chưa xong" → "chưa xong"."""
        if self.reason is None:
            return self
        begin, end = self.reason
        kept = begin - 1 if begin and self.tokens[begin - 1].sign is Sign.WHY else begin
        return replace(self, tokens=self.tokens[:kept] + self.tokens[end + 1 :])

    @property
    def codes(self) -> tuple[int, ...]:
        """The codes the clause names, in order, each once."""
        return tuple(dict.fromkeys(code for token in self.tokens if token.sign in CODES for code in codes_of(token)))


def clauses_of(tokens: list[Token]) -> list[Clause]:
    """Return the clauses of a message."""
    return [part for clause in _joined(_separated(tokens)) for part in _by_codes(clause)]


def _separated(tokens: list[Token]) -> list[Clause]:
    """Cut at punctuation and at "nhưng", "còn", "và"; a question mark asks the clause before it."""
    clauses: list[Clause] = []
    held: list[Token] = []
    opened_by: Sign | None = None
    for token in [*tokens, _END]:
        if token.sign not in _SEPARATORS:
            held.append(_given(token, held))
            continue
        if held:
            clauses.append(Clause(tuple(held), opened_by, is_asked=token.sign is Sign.QUERY))
            held, opened_by = [], None
        elif token.sign is Sign.QUERY:
            asked = replace(clauses.pop(), is_asked=True) if clauses else Clause((token,), is_asked=True)
            clauses.append(asked)
        opened_by = token.sign if opened_by not in (Sign.BUT, Sign.LEFT) else opened_by
    return clauses


def _given(token: Token, before: list[Token]) -> Token:
    """Return "cho" after a verb as saying nothing ("gửi cho phòng"), the chief after it as a stage on the way."""
    if token.sign not in (Sign.BOSS, Sign.LEAVE):
        return token
    said = {t.sign for t in before}
    if token.sign is Sign.BOSS and Sign.VERB in said and Sign.THEN not in said and Sign.DONE not in said:
        return replace(token, sign=Sign.SIGNING)
    is_to = token.sign is Sign.LEAVE and token.plain.startswith("cho") and "xin" not in token.plain
    verbs = {Sign.VERB, Sign.REPORT, Sign.PASS}
    return replace(token, sign=Sign.MANNER) if is_to and said & verbs else token


def _joined(clauses: list[Clause]) -> list[Clause]:
    """Put back together what a comma or "và" parted although only one side says something: "gửi bảng, biểu rồi"."""
    joined: list[Clause] = []
    for clause in clauses:
        before = joined[-1] if joined else None
        is_rest = clause.opened_by in _SOFT_SEPARATORS and not clause.signs & PREDICATES
        is_rest = is_rest and not (clause.signs & CODES and before and before.signs & CODES)
        if before and is_rest and not before.is_asked and before.signs & PREDICATES:
            tokens = before.tokens + clause.tokens
            joined[-1] = Clause(tokens, before.opened_by, clause.is_asked, before.is_sure)
        else:
            joined.append(clause)
    return joined


def _by_codes(clause: Clause) -> Iterator[Clause]:
    """Cut where a second code has its own word: "3 xong 5 chưa xong", "xong 3 chưa xong 5"."""
    places = [at for at, token in enumerate(clause.tokens) if token.sign in CODES]
    if not places or not _says(clause.tokens):
        yield clause
        return
    is_code_first = not _says(clause.tokens[: places[0]])
    cuts = [0]
    for before, place in pairwise(places):
        gap = clause.tokens[before + 1 : place]
        if _says(gap):
            skipped = next(at for at, token in enumerate(gap) if token.sign not in _TAILS)
            cuts.append(place if is_code_first else before + 1 + skipped)
    is_sure = clause.is_sure and len(cuts) == len(places)
    for begin, end in pairwise([*cuts, len(clause.tokens)]):
        is_last = end == len(clause.tokens)
        opened_by = clause.opened_by if begin == 0 else Sign.PAUSE
        yield from _ungrouped(Clause(clause.tokens[begin:end], opened_by, clause.is_asked and is_last, is_sure))


def _ungrouped(clause: Clause) -> Iterator[Clause]:
    """Give the last code of a list to the word that turns after it: in "xong 3, 5 chưa xong" 5 is not done."""
    for at, token in enumerate(clause.tokens):
        codes, before, rest = codes_of(token), clause.tokens[:at], clause.tokens[at + 1 :]
        if len(codes) > 1 and _says(before) and _turns(before, rest):
            is_sure = len(codes) == 2 and any(token.sign not in {Sign.NOT_YET, *_TAILS} for token in rest)
            first, last = replace(token, value=codes[:-1]), replace(token, value=codes[-1:])
            yield replace(clause, tokens=(*before, first), is_asked=False, is_sure=is_sure)
            yield replace(clause, tokens=(last, *rest), opened_by=Sign.PAUSE, is_sure=is_sure)
            return
    yield clause


def _turns(before: tuple[Token, ...], rest: tuple[Token, ...]) -> bool:
    said = {token.sign for token in before}
    told = [token for token in rest if token.sign is not Sign.PERSON]
    if not told or Sign.EXTEND in said:
        return False
    return told[0].plain == "thi" or (told[0].sign in _TURNS and told[0].sign not in said)


def _says(tokens: tuple[Token, ...]) -> bool:
    return any(token.sign in PREDICATES for token in tokens)
