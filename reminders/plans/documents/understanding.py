"""Pure: a document read as a plan: its head, every duty with its lead and deadline, and what must be asked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from reminders.plans.documents.bodies import tidy_name, without_person
from reminders.plans.documents.document import Document, Paragraph, Table, texts
from reminders.plans.documents.duties import Duty, NewName, PlanHead, ReadPlan, doubted
from reminders.plans.documents.head import read_head
from reminders.plans.documents.labels import Role
from reminders.plans.documents.ledger import ledger
from reminders.plans.documents.merging import abbreviations, same_duties
from reminders.plans.documents.names import Names, doubts, names_used
from reminders.plans.documents.prose import Item, PlacedTable, walk
from reminders.plans.documents.recipients import recipients_in
from reminders.plans.documents.spellings import AgencyBook, spelling_key
from reminders.plans.documents.stated import Draft, named_sentences, of_parts, stated_duties
from reminders.plans.documents.tables import assignments
from reminders.plans.documents.titles import one_line, short, without_deadline
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
    drafts.sort(key=lambda draft: draft.at)
    duties, new = _named(
        _keyed(drafts, head.issued_on), known or AgencyBook({}), head.issuer, names_used(texts(document.blocks))
    )
    same = same_duties(duties, abbreviations(texts(document.blocks)))
    duties = [_doubted(_joined(duty, same.get(duty.key, []), duties)) for duty in duties]
    return ReadPlan(
        head=head,
        duties=tuple(duties),
        new_names=new,
        questions=tuple(dict.fromkeys(question for duty in duties for question in duty.questions)),
        warnings=(*document.warnings, *_missing(head, duties)),
        ledger=ledger(document, head, duties),
    )


def _cut(document: Document) -> Document:
    """Return the document with overlong pieces cut, and a warning for each kind: no plan has them, an attack may."""
    if all(len(text) <= LONGEST_PIECE for text in texts(document.blocks)):
        return document
    blocks = tuple(
        replace(block, text=block.text[:LONGEST_PIECE])
        if isinstance(block, Paragraph)
        else Table(tuple(replace(row, cells=tuple(cell[:LONGEST_PIECE] for cell in row.cells)) for row in block.rows))
        for block in document.blocks
    )
    warning = f"Có đoạn dài hơn {LONGEST_PIECE} chữ cái; chỉ đọc phần đầu của đoạn đó. Tách đoạn ra rồi thử lại."
    return replace(document, blocks=blocks, warnings=(*document.warnings, warning))


def _of_tables(tables: Sequence[tuple[int, PlacedTable]], issued_on: date | None) -> Iterator[Draft]:
    order = {id(row.source): at for at, piece in tables for row in piece.table.rows}
    for row in assignments([(piece.table, piece.clause) for _, piece in tables]):
        at = order.get(id(row.source), 0)
        duty = Duty(source=row.source, section=row.clause, in_annex=row.clause.startswith("PL"))
        title, goal = row.cell(Role.TITLE), row.cell(Role.GOAL)
        yield from of_parts(replace(duty, heading=one_line(title), goal=goal), row.cells, at=at, issued_on=issued_on)
        for text in (title, goal):
            yield from named_sentences(text, duty, at=at, issued_on=issued_on)


def _keyed(drafts: Sequence[Draft], issued_on: date | None) -> Iterator[Duty]:
    used: Counter[str] = Counter()
    for draft in drafts:
        duty, key = draft.duty, _key(draft, used)
        reading = duty.reading or read_phrase(duty.phrase, issued_on=issued_on, context=duty.sentence)
        questions = tuple(f"Mục {key}: {question}" for question in (*duty.questions, *_asked(duty, reading)))
        title = short(without_deadline(duty.heading, reading, issued_on=issued_on))
        yield replace(duty, key=key, title=title, reading=reading, questions=questions)


def _doubted(duty: Duty) -> Duty:
    doubt = duty.source.doubt
    if not doubt or duty.reading is None:
        return duty
    questions = (f"Mục {duty.key}: {doubt}", *duty.questions)
    return replace(duty, reading=doubted(duty.reading, doubt), questions=questions)


def _key(draft: Draft, used: Counter[str]) -> str:
    """Return the clause; a further duty of the same clause gets a number: "II.1.8.b1", "III.1-2"."""
    clause = draft.duty.section or "0"
    used[clause] += 1
    if draft.is_sentence and clause[-1].isalpha() and clause[-1].islower():
        return f"{clause}{used[clause]}"
    return clause if used[clause] == 1 else f"{clause}-{used[clause]}"


def _asked(duty: Duty, reading: Reading) -> Iterator[str]:
    if not duty.phrase:
        yield "không ghi thời hạn. Ấn định hạn nào?"
    elif reading.status is Status.AMBIGUOUS:
        why = f" ({reading.why})" if reading.why else ""
        yield f"“{duty.phrase}” chưa rõ{why}. Hạn là ngày nào?"
    elif reading.status in (Status.NEEDS_DATE, Status.NOT_A_DEADLINE):
        yield f"“{duty.phrase}” không nêu ngày. Ấn định hạn nào?"


def _named(
    duties: Iterable[Duty], known: AgencyBook, issuer: str, sure: Names
) -> tuple[list[Duty], tuple[NewName, ...]]:
    """Give every body its known name, else the first spelling of the document; "UBND huyện" is the issuer's own."""
    names: dict[str, str] = {}
    new: dict[str, NewName] = {}

    def name_of(written: str) -> str:
        name = tidy_name(without_person(written))
        key = spelling_key(name)
        if key not in names:
            if f"{spelling_key(issuer)} ".startswith(f"{key} "):
                name = issuer
            match = known.match(name)
            names[key] = match.known or name
            if not match.known:
                new[key] = NewName(name=name, nearest=match.nearest)
        return names[key]

    def once(written: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(name_of, written)))

    def recipient_of(duty: Duty, lead: tuple[str, ...]) -> str:
        found = map(name_of, recipients_in(duty.goal) or recipients_in(duty.heading))
        return next((name for name in found if (name,) != lead), "")

    named = []
    for duty in duties:
        lead, cooperating, implementing = map(once, (duty.lead, duty.cooperating, duty.implementing))
        doubt = doubts([name for name in duty.lead if not known.match(name).known], duty.key, sure)
        parties = replace(
            duty, questions=(*duty.questions, *doubt), lead=lead, cooperating=cooperating, implementing=implementing
        )
        named.append(replace(parties, recipient=recipient_of(duty, lead)))
    return named, tuple(new.values())


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
