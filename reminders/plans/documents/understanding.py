"""Pure: a document read as a plan: its head, every duty with its lead and deadline, and what must be asked."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from reminders.plans.documents.bodies import cooperating_and_doing, listed_bodies, tidy_name, without_person
from reminders.plans.documents.document import Document, Paragraph, Table
from reminders.plans.documents.duties import Duty, NewName, PlanHead, ReadPlan
from reminders.plans.documents.head import read_head
from reminders.plans.documents.labels import Role
from reminders.plans.documents.merging import abbreviations, same_duties
from reminders.plans.documents.prose import Item, PlacedTable, walk
from reminders.plans.documents.spellings import AgencyBook, spelling_key
from reminders.plans.documents.stated import (
    NOBODY,
    Draft,
    deadlines_of_part,
    named_sentences,
    one_line,
    short,
    stated_duties,
)
from reminders.plans.documents.tables import Assignment, assignments
from schedules.phrases import Reading, Status, read_phrase

LONGEST_PIECE = 10_000
"""Letters of a paragraph or cell that are read."""


def understand(document: Document, known: AgencyBook | None = None) -> ReadPlan:
    """Return the plan a document states. Nothing is invented: what is not said is "" or a question."""
    document = _cut(document)
    head = read_head(document)
    placed = list(enumerate(walk(document)))
    tables = [(at, piece) for at, piece in placed if isinstance(piece, PlacedTable)]
    items = [(at, piece) for at, piece in placed if isinstance(piece, Item)]
    drafts = stated_duties(items, issued_on=head.issued_on)
    drafts += _of_tables(tables, head.issued_on)
    duties = _keyed(sorted(drafts, key=lambda draft: draft.at), head.issued_on)
    duties, new = _named(duties, known or AgencyBook({}))
    same = same_duties(duties, abbreviations(_texts(document)))
    duties = [_joined(duty, same.get(duty.key, []), duties) for duty in duties]
    return ReadPlan(
        head=head,
        duties=tuple(duties),
        new_names=new,
        questions=tuple(dict.fromkeys(question for duty in duties for question in duty.questions)),
        warnings=(*document.warnings, *_missing(head, duties)),
    )


def _cut(document: Document) -> Document:
    """Return the document with overlong pieces cut, and a warning for each kind: no plan has them, an attack may."""
    cut = False

    def short_of(text: str) -> str:
        nonlocal cut
        cut = cut or len(text) > LONGEST_PIECE
        return text[:LONGEST_PIECE]

    blocks = tuple(
        replace(block, text=short_of(block.text))
        if isinstance(block, Paragraph)
        else Table(tuple(replace(row, cells=tuple(map(short_of, row.cells))) for row in block.rows))
        for block in document.blocks
    )
    warning = f"Có đoạn dài hơn {LONGEST_PIECE} chữ cái; chỉ đọc phần đầu của đoạn đó. Tách đoạn ra rồi thử lại."
    return Document(blocks, (*document.warnings, warning) if cut else document.warnings)


def _of_tables(tables: Sequence[tuple[int, PlacedTable]], issued_on: date | None) -> Iterator[Draft]:
    order = {id(row.source): at for at, piece in tables for row in piece.table.rows}
    for row in assignments([(piece.table, piece.clause) for _, piece in tables]):
        at = order.get(id(row.source), 0)
        draft = _of_row(row, at)
        for phrase, reading in deadlines_of_part(row.cell(Role.TIME), issued_on):
            yield replace(draft, phrase=phrase, sentence=phrase, reading=reading)
        for drafts in (
            named_sentences(row.cell(role), row.source, at=at, clause=row.clause, issued_on=issued_on)
            for role in (Role.TITLE, Role.GOAL)
        ):
            yield from (replace(inner, in_annex=draft.in_annex) for inner in drafts)


def _of_row(row: Assignment, at: int) -> Draft:
    lead, doing = listed_bodies(row.cell(Role.LEAD)), listed_bodies(row.cell(Role.DOER))
    before, behind = cooperating_and_doing(row.cell(Role.COOPERATING_OR_DOING))
    cooperating = listed_bodies(row.cell(Role.COOPERATING))
    if not lead:
        lead, doing = doing, ()
    return Draft(
        at=at,
        source=row.source,
        clause=row.clause,
        heading=one_line(row.cell(Role.TITLE)),
        goal=row.cell(Role.GOAL),
        lead=lead,
        cooperating=cooperating + before,
        implementing=doing + behind,
        phrase="",
        in_annex=row.clause.startswith("PL"),
        questions=() if lead else (f"{NOBODY}. Cơ quan nào chủ trì?",),
    )


def _keyed(drafts: Sequence[Draft], issued_on: date | None) -> list[Duty]:
    used: Counter[str] = Counter()
    duties = []
    for draft in drafts:
        reading = draft.reading or read_phrase(draft.phrase, issued_on=issued_on, context=draft.sentence)
        key = _key(draft, used)
        duties.append(
            Duty(
                key=key,
                source=draft.source,
                section=draft.clause,
                title=short(draft.heading),
                heading=draft.heading,
                goal=draft.goal,
                lead=tuple(dict.fromkeys(_body(name) for name in draft.lead)),
                cooperating=tuple(dict.fromkeys(_body(name) for name in draft.cooperating)),
                implementing=tuple(dict.fromkeys(_body(name) for name in draft.implementing)),
                phrase=draft.phrase,
                sentence=draft.sentence,
                in_annex=draft.in_annex,
                reading=reading,
                questions=tuple(f"Mục {key}: {question}" for question in (*draft.questions, *_asked(draft, reading))),
            )
        )
    return duties


def _key(draft: Draft, used: Counter[str]) -> str:
    """Return the clause; a further duty of the same clause gets a number: "II.1.8.b1", "III.1-2"."""
    clause = draft.clause or "0"
    used[clause] += 1
    if draft.is_sentence and clause[-1].isalpha() and clause[-1].islower():
        return f"{clause}{used[clause]}"
    return clause if used[clause] == 1 else f"{clause}-{used[clause]}"


def _body(name: str) -> str:
    return tidy_name(without_person(name))


def _asked(draft: Draft, reading: Reading) -> Iterator[str]:
    if not draft.phrase:
        yield "không ghi thời hạn. Ấn định hạn nào?"
    elif reading.status is Status.AMBIGUOUS:
        why = f" ({reading.why})" if reading.why else ""
        yield f"“{draft.phrase}” chưa rõ{why}. Hạn là ngày nào?"
    elif reading.status in (Status.NEEDS_DATE, Status.NOT_A_DEADLINE):
        yield f"“{draft.phrase}” không nêu ngày. Ấn định hạn nào?"


def _named(duties: Sequence[Duty], known: AgencyBook) -> tuple[list[Duty], tuple[NewName, ...]]:
    """Give every body its known name, else the first spelling of the document."""
    names: dict[str, str] = {}
    new: dict[str, NewName] = {}

    def name_of(written: str) -> str:
        key = spelling_key(written)
        if key not in names:
            match = known.match(written)
            names[key] = match.known or written
            if not match.known:
                new[key] = NewName(name=written, nearest=match.nearest)
        return names[key]

    named = [
        replace(
            duty,
            lead=_once(map(name_of, duty.lead)),
            cooperating=_once(map(name_of, duty.cooperating)),
            implementing=_once(map(name_of, duty.implementing)),
        )
        for duty in duties
    ]
    return named, tuple(new.values())


def _once(names: "Iterator[str] | map[str]") -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell for row in block.rows for cell in row.cells)


def _joined(duty: Duty, same: list[str], duties: Sequence[Duty]) -> Duty:
    """Link a duty to its other places; where the body and the annex disagree on the time it is a question."""
    if not same:
        return duty
    others = [other for other in duties if other.key in same]
    differ = [other for other in others if not _agree(duty, other)]
    asked = tuple(
        f"Mục {duty.key} ghi “{duty.phrase}”, mục {other.key} ghi “{other.phrase}”. Áp dụng thời hạn nào?"
        for other in differ
        if not duty.in_annex
    )
    return replace(duty, same_as=tuple(same), questions=(*duty.questions, *asked))


def _agree(left: Duty, right: Duty) -> bool:
    if left.reading is None or right.reading is None:
        return left.phrase == right.phrase
    return left.reading.rule == right.reading.rule and [one.kind for one in left.reading.also] == [
        one.kind for one in right.reading.also
    ]


def _missing(head: PlanHead, duties: Sequence[Duty]) -> Iterator[str]:
    if not duties:
        yield (
            "Không thấy bảng phân công nào và không thấy câu nào có thời hạn. Kiểm tra xem đây có phải là kế hoạch; "
            "nếu phải, chép các việc vào tệp mẫu (nhachan plan template) rồi nhập tệp đó."
        )
    if not head.number:
        yield "Không thấy số, ký hiệu ở phần đầu văn bản. Điền số khi nhập."
    if head.issued_on is None:
        yield "Không thấy ngày ban hành ở phần đầu văn bản nên hạn không ghi năm chưa tính được. Điền ngày khi nhập."
