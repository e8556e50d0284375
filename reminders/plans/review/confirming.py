"""Pure: a review workbook that people have filled in becomes a register, or all that is wrong, each with its cell."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from reminders.plans.documents.duties import PlanHead
from reminders.plans.register.consistency import inconsistencies
from reminders.plans.register.register import ObligationEntry, PlanEntry, Register, RegisterError, SourceEntry
from reminders.plans.review.known import Known
from reminders.plans.review.naming import Names, text
from reminders.plans.review.reviewing import UNSTATED, WHAT_IS_IT, key_of
from reminders.plans.review.sheets import AGENCIES, DUTIES, GROUPS, PLAN, PLAN_LABELS, Cell, Decision, Line, Sheets
from schedules.fields import read_date
from schedules.letters import fold
from schedules.notation import rule_to_dict
from schedules.phrases import Reading, Status, read_phrase
from schedules.rules import Rule, Undated
from schedules.wording import sentence

_DATE_QUESTION = "Ấn định hạn nào?"
_OPTIONAL = ("key", "short", "coordinator")
_SOURCE = re.compile(r"(?P<clause>.+?)(?: \(dòng (?P<line>\d{1,6})\))?: (?P<phrase>.+)")


@dataclass(frozen=True)
class Confirmed:
    """The register of a workbook, the clauses that are to be left out, and those that nobody has read yet."""

    register: Register
    left_out: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def plan_key(sheets: Sheets) -> str:
    """Return the key under which a workbook's plan is imported; "" where it does not say enough."""
    cells = _plan_cells(sheets)
    number, issued = (cells[name].text if name in cells else "" for name in ("number", "issued_on"))
    written = cells["key"].text if "key" in cells else ""
    try:
        return written or key_of(PlanHead(number=number, issued_on=read_date(issued)))
    except ValueError:
        return ""


def confirmed(sheets: Sheets, known: Known, before: Register | None) -> Confirmed:
    """Return the register of a workbook. RegisterError with every problem.

    `known` are the agencies and groups of earlier plans, `before` the plan as it was imported last: what a workbook
    has no column for stays as it was.
    """
    work = _Confirming(sheets, known, before)
    if problems := [*sheets.problems, *work.problems, *work.names.problems, *work.inconsistencies()]:
        raise RegisterError(list(dict.fromkeys(problems)))
    register = Register(
        plan=PlanEntry(**work.plan),
        agencies=tuple(work.names.agencies.values()),
        groups=tuple(work.names.groups.values()),
        obligations=tuple(entry for _, entry in work.duties),
    )
    return Confirmed(register, tuple(work.left_out), tuple(work.unread))


def _plan_cells(sheets: Sheets) -> dict[str, Cell]:
    labels = {fold(label): name for name, label in PLAN_LABELS.items()}
    return {
        labels[fold(line["label"].text)]: line["value"]
        for line in sheets.rows[PLAN]
        if fold(line["label"].text) in labels
    }


class _Confirming:
    """One pass over a workbook that collects every problem before it gives up."""

    def __init__(self, sheets: Sheets, known: Known, before: Register | None) -> None:
        self.problems: list[str] = []
        self.left_out: list[str] = []
        self.unread: list[str] = []
        self.names = Names(sheets.rows[AGENCIES], sheets.rows[GROUPS], known)
        self._before = {entry.clause: entry for entry in before.obligations} if before else {}
        self._clauses: dict[str, str] = {}
        self.plan = self._plan(sheets)
        issued_on = self.plan.get("issued_on")
        found = [(line, self._duty(line, issued_on)) for line in sheets.rows[DUTIES]]
        self.duties = [(line, entry) for line, entry in found if entry]
        if not sheets.rows[DUTIES]:
            self.problems.append(f"{DUTIES}: không có nhiệm vụ nào; thêm ít nhất một dòng")

    def _plan(self, sheets: Sheets) -> dict[str, Any]:
        cells = _plan_cells(sheets)
        values: dict[str, Any] = {"key": plan_key(sheets)}
        for name, label in PLAN_LABELS.items():
            cell = cells.get(name)
            if cell is None or not cell.text:
                if name not in _OPTIONAL:
                    self.problems.append(f"{cell.place if cell else PLAN}: thiếu “{label}”; ghi ở cột bên phải")
            elif name in ("issuer", "coordinator"):
                values[name] = self.names.key(cell)
            elif name == "issued_on":
                try:
                    values[name] = read_date(cell.text)
                except ValueError as error:
                    self.problems.append(f"{cell.place}: {error}")
            else:
                values[name] = " ".join(cell.text.split())
        return {"short": f"KH {values.get('number', '')}"} | values

    def _duty(self, line: Line, issued_on: date | None) -> ObligationEntry | None:
        """Return the entry of a row; None when it is left out or has a problem."""
        clause, decision = self._clause(line["clause"]), self._decision(line["decision"])
        if decision in (Decision.LEAVE, Decision.UNREAD):
            (self.left_out if decision is Decision.LEAVE else self.unread).append(clause)
            return None
        title, written = (" ".join(text(line, field).split()) for field in ("title", "phrase"))
        phrase = written or UNSTATED
        if not title:
            self.problems.append(f"{line['title'].place}: thiếu nhiệm vụ")
        lead = self._lead(line["lead"], decision)
        rule = self._rule(line["rule"], issued_on) if decision is Decision.TAKE else None
        questions = [question for question in text(line, "questions").split("\n") if question not in ("", WHAT_IS_IT)]
        asked = questions or [_DATE_QUESTION] if rule is None else questions
        before = self._before.get(clause)
        return ObligationEntry(
            clause=clause,
            title=title,
            goal=text(line, "goal"),
            lead=lead,
            cooperating=self._named(line, "cooperating"),
            implementing=self._named(line, "implementing"),
            recipient=self.names.key(line["recipient"]) if "recipient" in line else None,
            phrase=phrase,
            rule=rule_to_dict(rule or Undated(reason=phrase)),
            terms=before.terms if before else {},
            ladder=before.ladder if before else None,
            sources=self._sources(line, clause, phrase),
            questions=tuple(dict.fromkeys((*asked, *self._without_members(lead)))),
        )

    def _lead(self, cell: Cell, decision: Decision | None) -> tuple[str, ...]:
        lead = self.names.keys(cell)
        if decision is Decision.TAKE and not cell.text:
            self.problems.append(f"{cell.place}: thiếu cơ quan chủ trì; ghi vào, hoặc chọn {Decision.ASK}")
        return lead

    def _clause(self, cell: Cell) -> str:
        clause = " ".join(cell.text.split())
        if not clause:
            self.problems.append(f"{cell.place}: thiếu mã; ghi một mã riêng, ví dụ II.1")
        elif clause in self._clauses:
            self.problems.append(
                f"{cell.place}: mã {clause} đã dùng ở {self._clauses[clause]}; mỗi dòng cần một mã riêng"
            )
        self._clauses.setdefault(clause, cell.place)
        return clause

    def _decision(self, cell: Cell) -> Decision | None:
        found = next((one for one in Decision if fold(one) == fold(cell.text)), None)
        if found is None:
            wrong = f"không có quyết định “{cell.text}”" if cell.text else "chưa quyết định"
            self.problems.append(f"{cell.place}: {wrong}; chọn {', '.join(Decision)}")
        return found

    def _named(self, line: Line, field: str) -> tuple[str, ...]:
        return self.names.keys(line[field]) if field in line else ()

    def _rule(self, cell: Cell, issued_on: date | None) -> Rule | None:
        """Return the rule written in a cell; None where it is empty or wrong."""
        if not cell.text:
            return None
        reading = read_phrase(cell.text, issued_on=issued_on)
        if problem := _unusable(reading):
            self.problems.append(f"{cell.place}: “{cell.text}” {problem}")
            return None
        return reading.rule

    def _sources(self, line: Line, clause: str, phrase: str) -> tuple[SourceEntry, ...]:
        found = []
        for written in text(line, "sources").split("\n"):
            if source := _SOURCE.fullmatch(written.strip()):
                at = int(source["line"]) if source["line"] else None
                found.append(SourceEntry(clause=source["clause"], phrase=source["phrase"], line=at))
            elif written.strip():
                self.problems.append(
                    f"{line['sources'].place}: “{written}” không đọc được; viết như “II.1 (dòng 55): trong năm 2021”"
                )
        return tuple(dict.fromkeys(found)) or (SourceEntry(clause=text(line, "section") or clause, phrase=phrase),)

    def _without_members(self, lead: tuple[str, ...]) -> Iterator[str]:
        for key in lead:
            if key in self.names.groups and not self.names.groups[key].members:
                name = self.names.name(key)
                yield f"Nhóm “{name}” chưa có thành viên nên chưa ai được nhắc. Nhóm gồm những cơ quan nào?"

    def inconsistencies(self) -> Iterator[str]:
        """Yield what does not fit together between rows, with the cell."""
        rows: Mapping[str, Any] = {
            "plan": [{name: value for name, value in self.plan.items() if value}],
            "agency": [_fields(entry) for entry in self.names.agencies.values()],
            "group": [_fields(entry) for entry in self.names.groups.values()],
            "obligation": [_fields(entry) for _, entry in self.duties],
        }
        for place, problem, other in inconsistencies(rows):
            if place.table != "obligation" or place.field != "clause":
                there = self._place(other.table, other.row, None, rows) if other else ""
                yield f"{self._place(place.table, place.row, place.field, rows)}: {problem.replace('{other}', there)}"

    def _place(self, table: str, row: int, field: str | None, rows: Mapping[str, Any]) -> str:
        if table == "obligation":
            line = self.duties[row][0]
            return line[field].place if field in line else line["clause"].place
        if table == "plan":
            return PLAN
        cell = self.names.places.get(rows[table][row]["key"])
        return cell.place if cell else AGENCIES if table == "agency" else GROUPS


def _unusable(reading: Reading) -> str | None:
    """Return what is wrong with a deadline somebody wrote into the workbook; None for one that is clear."""
    if reading.also:
        return "nêu nhiều thời hạn; mỗi thời hạn viết thành một dòng có mã riêng"
    if reading.status is Status.AMBIGUOUS:
        options = "; ".join(sentence(rule) for rule in reading.readings)
        return f"chưa rõ ({reading.why}); viết một trong: {options}" if options else f"chưa rõ ({reading.why})"
    if reading.rule is None:
        return "không đọc được thành thời hạn; viết như: trước ngày 06/10/2021, hoặc để trống"
    if isinstance(reading.rule, Undated) and reading.why not in ("", reading.rule.reason):
        return f"không đọc được ({reading.why}); viết như: trước ngày 06/10/2021, hoặc để trống"
    return None


def _fields(entry: object) -> dict[str, Any]:
    return {name: value for name, value in vars(entry).items() if value}
