"""Pure: a whole reply read: its clauses put together, and each act given its items."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from reminders.replies.acts import ASKABLE, COMPLETING, Asks, Intent, ReplyAct, Understanding
from reminders.replies.calling import fitted, read_command
from reminders.replies.clauses.behalf import spoken_for, with_behalf
from reminders.replies.clauses.clauses import clauses_of
from reminders.replies.clauses.meaning import Reading, read_clause
from reminders.replies.context import NOTHING, Context
from reminders.replies.tokens.codes import settle
from reminders.replies.tokens.quotes import unquoted
from reminders.replies.tokens.tokens import tokens_of
from schedules.letters import clean, is_disguised
from schedules.spoken_days import plain_days
from schedules.zone import local_date

LONGEST = 2000
"""A longer text is no reply: what it says at the end could undo what it says at the head."""

UNCLEAR = Understanding((ReplyAct(intent=Intent.UNCLEAR),), sure=False)
_MANY = {Intent.DONE, Intent.QUESTION, Intent.HELP, Intent.UNCLEAR}
_ITEMLESS = {Intent.HELP, Intent.COMMAND, Intent.UNCLEAR, Intent.QUESTION}
_PASSED_ON = {
    (Intent.REJECT_ASSIGNMENT, Intent.REJECT_ASSIGNMENT),
    (Intent.REJECT_ASSIGNMENT, Intent.REDIRECT),
    (Intent.REDIRECT, Intent.REJECT_ASSIGNMENT),
}
"""What two clauses say of one item that is another agency's."""


def read_reply(
    text: str, *, open_codes: Collection[int] = (), context: Context = NOTHING, now: datetime
) -> Understanding:
    """Return what a reply says. Unless it is sure, ask and change nothing.

    `open_codes` are the codes of the items open in this chat; empty means not known, and then only the words decide
    `sure`. A reply without a code is about what it replies to, else about the one item that was named last, else about
    the one that is open; else it has no items and is not sure.
    """
    cleaned = clean(text[: 4 * LONGEST])
    if len(cleaned) > LONGEST:
        return UNCLEAR
    said, quoted_codes = unquoted(cleaned)
    context = replace(context, replied=quoted_codes) if quoted_codes else context
    today = local_date(now)
    if spoken := spoken_for(said, context.names, today):
        alone = replace(context, last=(), names=frozenset())
        understood, known = read_reply(spoken.rest, context=alone, now=now), {*open_codes, *context.shown}
        if (found := with_behalf(understood, spoken, known, today=today)) is not None:
            return replace(found, sure=found.sure and not is_disguised(text))
    if command := read_command(said, context.about(open_codes) or context.shown):
        return _called(command, open_codes, context)
    tokens = settle(tokens_of(said, plain_days(said), today), open_codes, today)
    readings = [read_clause(clause, said, today) for clause in clauses_of(tokens)]
    kept = _merged(readings, said)
    if not kept:
        return UNCLEAR
    acts, has_items = _with_items(kept, open_codes, context)
    understood = _checked(acts, sure=all(r.is_sure for r in kept) and has_items, open_codes=open_codes)
    if is_disguised(text):
        return replace(understood, sure=False)
    return understood if understood.sure else _asked(understood, open_codes, context)


def _called(command: ReplyAct, open_codes: Collection[int], context: Context) -> Understanding:
    """Return a command; what it would do to several items at once that it does not name is asked first."""
    act, is_told = fitted(command, context.about(open_codes), context.shown)
    understood = _checked((act,), sure=command.command != "" and is_told, open_codes=open_codes)
    return understood if is_told else replace(understood, asks=Asks.WHETHER)


def _asked(understood: Understanding, open_codes: Collection[int], context: Context) -> Understanding:
    """Return with what it is not sure of what can be asked: of which item it is said, or whether it is meant."""
    act, *others = _promised(understood.acts)
    if act.intent not in ASKABLE or not all(other.items for other in others):
        return understood
    if act.items:
        is_known = {code for one in understood.acts for code in one.items} <= {*open_codes, *context.shown}
        return replace(understood, asks=Asks.WHETHER) if is_known else understood
    found = context.candidates(open_codes)
    if act.intent in COMPLETING:
        found = tuple(code for code in found if code not in context.early) or found
    if others or not found:
        return understood
    if len(found) > 1:
        return replace(understood, asks=Asks.WHICH, candidates=found)
    return replace(understood, acts=(replace(act, items=found),), asks=Asks.WHETHER)


def _promised(acts: tuple[ReplyAct, ...]) -> tuple[ReplyAct, ...]:
    """Return "chưa xong, mai em gửi" of no item as the one act that it is."""
    is_one = [(one.intent, one.items) for one in acts] == [(Intent.NOT_DONE, ()), (Intent.IN_PROGRESS, ())]
    return (replace(acts[0], until=acts[1].until, days=acts[1].days),) if is_one else acts


def _merged(readings: list[Reading], text: str) -> list[Reading]:
    """Return the readings that stand for themselves, particulars joined to what they are about."""
    merged: list[Reading] = []
    for reading in _without_courtesy(readings):
        before = merged[-1] if merged else None
        if before and (joined := _join(before, reading, text)):
            merged[-1] = joined
        else:
            merged.append(_alone(reading, before) if reading.intent is None else reading)
    return _against(merged)


def _without_courtesy(readings: list[Reading]) -> list[Reading]:
    """Drop what is said by the way: "vâng" before anything else, "xong 12, xem giúp em với"."""
    told = [reading for reading in readings if not reading.is_empty]
    if any(not reading.is_polite for reading in told):
        told = [reading for reading in told if not reading.is_polite or reading.codes]
    if any(reading.intent not in (Intent.HELP, None) for reading in told):
        told = [reading for reading in told if reading.intent is not Intent.HELP]
    return told


def _alone(reading: Reading, before: Reading | None) -> Reading:
    """Return particulars as a wish of their own: "gia hạn 12 đến 15/10, 14 đến 20/10" asks twice."""
    goes_on = before is not None and before.intent is Intent.EXTENSION_REQUEST and bool(reading.codes)
    has_time = reading.details.has_time and not reading.details.document
    is_sure = goes_on and has_time and reading.is_sure and reading.details.is_sure
    return replace(reading, intent=Intent.EXTENSION_REQUEST if has_time else Intent.UNCLEAR, is_sure=is_sure)


def _join(before: Reading, reading: Reading, text: str) -> Reading | None:
    """Return both as one when the second only adds to the first: "gia hạn 12, đến 20/10", "…, vì mất điện"."""
    if _goes_on_with_reason(before, reading):
        return replace(before, reason=f"{before.reason}{text[before.end : reading.end]}", end=reading.end)
    if (before.intent, reading.intent) in _PASSED_ON and not reading.codes:
        return replace(before, agency=before.agency or reading.agency)
    if before.intent is reading.intent is Intent.QUESTION and not before.codes:
        return replace(before, codes=reading.codes, is_sure=before.is_sure and reading.is_sure, end=reading.end)
    if not _only_adds(before, reading):
        return None
    if reading.codes or (before.details.has_time and reading.details.has_time):
        return replace(before, is_sure=False)
    return _with_particulars(before, reading)


def _goes_on_with_reason(before: Reading, reading: Reading) -> bool:
    is_unclear = reading.intent is Intent.UNCLEAR and not reading.codes
    return is_unclear and bool(before.reason) and before.intent not in COMPLETING


def _only_adds(before: Reading, reading: Reading) -> bool:
    """Whether a clause has no intent of its own, or says once more what the one before it says of its items."""
    if reading.intent is None:  # "gia hạn 12 đến 15/10, 14 đến 20/10" asks twice
        is_other_request = before.intent is Intent.EXTENSION_REQUEST and bool(reading.codes)
        return not (is_other_request and reading.details.has_time)
    if reading.codes or reading.is_all or not _is_same(before, reading):
        return False
    is_done_again = before.intent in COMPLETING and bool(before.codes) and reading.is_sure
    return is_done_again or before.intent not in _MANY


def _with_particulars(before: Reading, reading: Reading) -> Reading:
    more, details = reading.details, before.details.filled_from(reading.details)
    is_late = before.intent in COMPLETING and more.has_time and not more.is_past
    is_asked = before.intent is Intent.EXTENSION_REQUEST and details.has_time and more.is_sure
    return replace(
        before,
        details=details,
        intent=Intent.IN_PROGRESS if is_late else before.intent,
        is_sure=(before.is_sure or is_asked) and not is_late and (more.is_sure or more.is_past),
        reason=before.reason or reading.reason,
        excluded=before.excluded + reading.excluded,
        end=reading.end,
    )


def _is_same(before: Reading, reading: Reading) -> bool:
    """Whether both want one thing: "5 chưa xong, mai em gửi" only adds by when the fifth will be done."""
    is_promise = reading.intent is Intent.IN_PROGRESS and reading.details.has_time and reading.is_sure
    is_promised = is_promise and before.intent is Intent.NOT_DONE and bool(before.codes)
    return reading.intent is before.intent or is_promised


def _against(readings: list[Reading]) -> list[Reading]:
    """Return the readings with every "done" taken back that another clause denies."""
    readings = _doubted(readings)
    denials = [r for r in readings if r.is_against and not r.codes]
    if not denials or not any(r.intent in COMPLETING for r in readings):
        return readings
    denial = next((r for r in denials if r.intent in (Intent.NOT_DONE, Intent.IN_PROGRESS)), denials[0])
    if denial.intent is Intent.QUESTION:
        return [replace(r, is_sure=False) for r in readings]
    kept = [r for r in readings if r not in denials]
    return [_taken_back(r, denial.intent) if r.intent in COMPLETING else r for r in kept]


def _doubted(readings: list[Reading]) -> list[Reading]:
    """Take back a "done" of no named item beside a question or something that was not understood."""
    if not any(r.intent in (Intent.UNCLEAR, Intent.QUESTION) for r in readings):
        return readings
    return [_taken_back(r, Intent.UNCLEAR) if r.intent in COMPLETING and not r.codes else r for r in readings]


def _taken_back(done: Reading, intent: Intent | None) -> Reading:
    return replace(done, intent=intent, is_sure=False, is_all=False)


def _with_items(
    readings: list[Reading], open_codes: Collection[int], context: Context
) -> tuple[tuple[ReplyAct, ...], bool]:
    """Return the acts with their items, and whether each has the items it needs."""
    acts: list[ReplyAct] = []
    has_items = True
    named = {code for reading in readings for code in reading.codes + reading.excluded}
    for reading in readings:
        intent, codes, is_found = _meant(reading, acts, open_codes, named, context)
        has_items &= is_found
        acts.append(_act(reading, intent, codes))
        if reading.excluded and reading.intent is Intent.DONE:
            acts.append(ReplyAct(intent=Intent.NOT_DONE, items=reading.excluded))
    return tuple(acts), has_items


def _meant(
    reading: Reading, before: list[ReplyAct], open_codes: Collection[int], named: set[int], context: Context
) -> tuple[Intent, tuple[int, ...], bool]:
    """Return the intent, its items, and whether it surely is about them; "xong" beside named items needs its own."""
    intent = reading.intent or Intent.UNCLEAR
    if reading.is_all:
        codes = _all_but(reading, intent, context.shown or tuple(open_codes), named, context)
        return intent, codes, _are_surely_all(intent, codes, open_codes)
    if reading.codes or intent in (Intent.HELP, Intent.UNCLEAR):
        return intent, reading.codes, True
    if named and intent is Intent.DONE:
        return Intent.UNCLEAR, (), False
    if codes := _inherited(before, intent):
        return intent, codes, True
    if not (codes := () if named else context.about(open_codes)):
        return intent, (), intent in _ITEMLESS or not (open_codes or named)
    is_sure = _are_surely_meant(intent, codes) and not _early(intent, context) & {*codes}
    return intent, codes if is_sure else (), is_sure


def _all_but(
    reading: Reading, intent: Intent, whole: tuple[int, ...], named: set[int], context: Context
) -> tuple[int, ...]:
    """Return what "all" means: what was shown, but what is named and what has not begun; none if it was miscounted."""
    rest = tuple(code for code in whole if code not in named | _early(intent, context))
    return rest if reading.all_count in (None, len(rest)) else ()


def _early(intent: Intent, context: Context) -> frozenset[int]:
    return context.early if intent in COMPLETING else frozenset()


def _are_surely_all(intent: Intent, codes: tuple[int, ...], open_codes: Collection[int]) -> bool:
    """Of what is done "all" is never one of several that are open."""
    is_everything = intent is Intent.ACK or {*codes} >= {*open_codes}
    return is_everything and _are_surely_meant(intent, codes)


def _are_surely_meant(intent: Intent, codes: tuple[int, ...]) -> bool:
    """Several items that no number names may all have been seen; all else is asked."""
    return len(codes) == 1 or (bool(codes) and intent is Intent.ACK)


def _inherited(acts: list[ReplyAct], intent: Intent) -> tuple[int, ...]:
    """A clause without a code is about what was spoken of just before; completion never is."""
    return acts[-1].items if acts and intent is not Intent.DONE and acts[-1].intent is not Intent.DONE else ()


def _act(reading: Reading, intent: Intent, codes: tuple[int, ...]) -> ReplyAct:
    details = reading.details
    has_day = intent in (Intent.EXTENSION_REQUEST, Intent.IN_PROGRESS, Intent.NOT_DONE, Intent.ACK)
    return ReplyAct(
        intent=intent,
        items=codes,
        until=details.until if has_day else None,
        days=details.days if has_day else None,
        percent=details.percent,
        document=details.document,
        reason=reading.reason,
        agency=reading.agency,
    )


def _checked(acts: tuple[ReplyAct, ...], *, sure: bool, open_codes: Collection[int]) -> Understanding:
    """Return the acts, not sure when a code is not open, or when two acts contradict each other over one item."""
    wanted: dict[int, set[Intent]] = {}
    for act in acts:
        for code in act.items:
            wanted.setdefault(code, set()).add(act.intent)
    disputed = {c for c, intents in wanted.items() if intents & COMPLETING and len(intents - {Intent.ACK}) > 1}
    is_open = not open_codes or all(code in open_codes for code in wanted)
    kept = tuple(_without(act, disputed) for act in acts)
    kept = tuple(act for act in kept if act.intent is not Intent.UNCLEAR) or kept[:1]
    return Understanding(kept, sure and is_open and not disputed)


def _without(act: ReplyAct, disputed: set[int]) -> ReplyAct:
    is_disputed = act.intent in COMPLETING and disputed.intersection(act.items)
    return replace(act, intent=Intent.UNCLEAR) if is_disputed else act
