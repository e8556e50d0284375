"""Shell: evidence: the files of a message become an item's, or wait until it is said of which item they are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bots.channel import Incoming
from db import audit, outbox
from db.queries import evidence, items
from db.queries.items import Item
from db.statuses import Action
from db.tables import Evidence, Occurrence
from reminders.chat.conversation import Answer, Conversation, one_text
from reminders.chat.named import named
from reminders.chat.verbs.settling import debts_meant
from reminders.delivery.wording import SHOWN
from reminders.items.evidence.received import Kept, Lost
from reminders.messages import render
from reminders.replies import Act, Check, Prove, Reply, Several, Unclear, items_meant

WAITS_FOR = timedelta(hours=24)
"""How long "TỆP 3" is taken to be about a file that came before."""

JUST_NOW = timedelta(minutes=10)
"""How long a file without words is taken to belong to what was spoken of, and a code alone to answer the question."""

DUE_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Proof:
    """The files of one message: the rows of those that were kept, those that were not, and of which items they are.

    `is_told`: another message of the same album has been answered already.
    """

    rows: Sequence[Evidence]
    lost: Sequence[Lost]
    items: Sequence[Item]
    is_told: bool


def keep(talk: Conversation, message: Incoming, reply: Reply) -> Proof:
    """Store the rows of a message's files, and give them to the items that the message means, if it says so."""
    earlier = _officers(talk, evidence.of_album(talk.session, talk.chat_id, message.album))
    rows = [_row(talk, message, file) for file in talk.way.files if isinstance(file, Kept)]
    talk.session.add_all(rows)
    talk.session.flush()
    meant = _meant(talk, message, reply, earlier) if rows else []
    if meant:
        _give(talk, [*rows, *(row for row in earlier if row.occurrence_id is None)], meant)
    lost = [file for file in talk.way.files if isinstance(file, Lost)]
    return Proof(rows, lost, meant, is_told=bool(earlier) and not message.text)


def prove(talk: Conversation, wish: Prove) -> list[Answer]:
    """ "TỆP 3": give the files of this message, or those that wait in this chat, to the items that were named."""
    rows = _waiting(talk)
    found = [(one.code, one.item) for one in named(talk, wish.codes)]
    meant = [item for _, item in found if item and _is_own(talk, item)]
    unknown = [code for code, item in found if item is None or not _is_own(talk, item)]
    texts = [render("chat/no_such_code", code=code) for code in unknown]
    if meant:
        _give(talk, rows, meant)
        texts.insert(0, _kept(talk, rows, meant))
    return [Answer(talk.chat_id, one_text(texts))]


def give_again(talk: Conversation, messages: Collection[int], reply: Reply) -> list[str]:
    """The files of an edited message are of the items that it means now; return the question of which, if none are."""
    rows = _officers(talk, evidence.of_messages(talk.session, messages))
    files = {(row.inbound_id, row.sha256): row for row in reversed(rows)}
    for row in rows:
        if row not in files.values():
            talk.session.delete(row)
        row.occurrence_id = None
    meant = [one.item for one in named(talk, items_meant(reply)) if one.item and _is_own(talk, one.item)]
    if files and meant:
        _give(talk, list(files.values()), meant)
    return [_question(talk, is_unclear=isinstance(reply, Unclear))] if files and not meant else []


def give_waiting(talk: Conversation, wish: Act, done: Sequence[Item]) -> None:
    """The files of a message whose words were asked about are of the own items that were then reported done."""
    own = [item for item in done if _is_own(talk, item)]
    if wish.action is not Action.COMPLETE or not wish.said_in or not own:
        return
    came = _officers(talk, evidence.of_messages(talk.session, [wish.said_in]))
    if rows := [row for row in came if row.occurrence_id is None]:
        _give(talk, rows, own)


def told(talk: Conversation, message: Incoming, reply: Reply, proof: Proof, *, is_asked: bool) -> list[str]:
    """Return what is to be said of the files of a message besides the answer to its words; `is_asked`: that is a
    question, whose answer says of which items they are if it is what was done.
    """
    texts = []
    if proof.lost:
        platform = message.channel.capitalize()
        texts.append(render("chat/evidence_lost", files=proof.lost, platform=platform, has_words=bool(message.text)))
    waiting = [row for row in proof.rows if row.occurrence_id is None]
    for row in waiting:
        _record(talk, row)
    if proof.is_told:
        return texts
    if proof.items and not _is_completion(reply):
        texts.append(_kept(talk, proof.rows, proof.items))
    if waiting and is_asked and _is_completion(reply):
        texts.append(render("chat/evidence_waits", count=len(waiting)))
    elif waiting:
        texts.append(_question(talk, is_unclear=bool(message.text) and isinstance(reply, Unclear)))
    return texts


def _row(talk: Conversation, message: Incoming, file: Kept) -> Evidence:
    return Evidence(
        officer_id=talk.officer.id,
        binding_id=talk.chat_id,
        inbound_id=talk.inbound_id,
        received_at=talk.now,
        album=message.album,
        **vars(file),
    )


def _meant(talk: Conversation, message: Incoming, reply: Reply, earlier: Sequence[Evidence]) -> list[Item]:
    """Return the officer's own items that a message with files is about; none when it has to be asked."""
    if codes := items_meant(reply):
        found = [one.item for one in named(talk, codes) if one.item and _is_own(talk, one.item)]
        is_asked = any(debts_meant(talk, wish, [item.occurrence for item in found]) for wish in _acts(reply))
        return [] if is_asked else found
    if message.text:
        return []
    if given := {row.occurrence_id for row in earlier if row.occurrence_id}:
        return _own(talk, given)
    since = talk.now - JUST_NOW
    found = _own(
        talk,
        outbox.shown_by(talk.session, talk.chat_id, message.reply_to)
        or evidence.completed_in_chat(talk.session, talk.chat_id, since=since)
        or evidence.told_in_chat(talk.session, talk.chat_id, since=since),
    )
    return found if len(found) == 1 else []


def _own(talk: Conversation, ids: Collection[int]) -> list[Item]:
    return [item for item in items.by_ids(talk.session, ids).values() if _is_own(talk, item)]


def _is_own(talk: Conversation, item: Item) -> bool:
    return item.occurrence.agency_id in talk.agencies


def _is_completion(reply: Reply) -> bool:
    """Return whether the answer to the words is about what was reported done, and so counts the files."""
    return any(wish.action is Action.COMPLETE for wish in _acts(reply))


def _acts(reply: Reply) -> list[Act]:
    """Return what is to be done, also what is to be checked first."""
    wishes = reply.wishes if isinstance(reply, Several) else (reply.wish if isinstance(reply, Check) else reply,)
    return [wish for wish in wishes if isinstance(wish, Act)]


def _waiting(talk: Conversation) -> list[Evidence]:
    """Return the files of this message and its album; where it has none, all that wait in this chat."""
    rows = _officers(talk, evidence.waiting(talk.session, talk.chat_id, since=talk.now - WAITS_FOR))
    albums = {row.album for row in rows if row.inbound_id == talk.inbound_id and row.album}
    own = [row for row in rows if row.inbound_id == talk.inbound_id or row.album in albums]
    return own or rows


def _officers(talk: Conversation, rows: Sequence[Evidence]) -> list[Evidence]:
    """Return what the officer of this chat has sent: it may have been linked to somebody else before."""
    return [row for row in rows if row.officer_id in [one.id for one in talk.roles]]


def _give(talk: Conversation, rows: Sequence[Evidence], meant: Sequence[Item]) -> None:
    for row in rows:
        row.officer_id = talk.acting(meant[0].occurrence).id
        first, *others = (item.occurrence.id for item in meant)
        row.occurrence_id = first
        copies = [Evidence(**row.model_dump(exclude={"id"}) | {"occurrence_id": key}) for key in others]
        talk.session.add_all([row, *copies])
        for item in meant:
            _record(talk, row, item.occurrence)
    talk.session.flush()


def _record(talk: Conversation, row: Evidence, occurrence: Occurrence | None = None) -> None:
    by, of = talk.by(occurrence), occurrence or row
    audit.record(talk.session, by, "evidence", of, name=row.name, size=row.size, sha256=row.sha256)


def _kept(talk: Conversation, rows: Sequence[Evidence], meant: Sequence[Item]) -> str:
    facts = talk.facts(meant)
    if not rows:
        return render("chat/evidence_none", item=facts[0])
    return render("chat/evidence_kept", item=facts[0], items=facts, count=len(rows), shown=SHOWN)


def _question(talk: Conversation, *, is_unclear: bool) -> str:
    done = _own(talk, evidence.completed_in_chat(talk.session, talk.chat_id, since=talk.now - JUST_NOW))
    found = items.owed_by(talk.session, talk.agencies, act_by_until=talk.now + DUE_WITHIN)
    return render("chat/evidence_which", items=talk.lines([*done, *found]), is_unclear=is_unclear, shown=SHOWN)
