"""Rows for tests as plain functions: each adds a row, flushes, and returns it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import count
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel

from db.audit import By
from db.statuses import BindingStatus, Part, Role
from db.tables import (
    Agency,
    AgencyGroup,
    AgencyGroupMember,
    ChatBinding,
    Notification,
    Obligation,
    ObligationParty,
    Occurrence,
    Officer,
    Plan,
)
from reminders.items.ladder import LADDERS, ladder_to_dict
from reminders.notices.kinds import Kind
from schedules.notation import rule_to_dict
from schedules.occurrences import occurrences
from schedules.rules import OnDate, Rule
from schedules.working_days import WorkingCalendar
from schedules.zone import local

CALENDAR = WorkingCalendar()
ISSUED_ON = date(2021, 9, 27)
NOW = local(date(2021, 10, 4), time(9))
"""Monday morning, two working days before the plan must be submitted."""

CLI = By(actor="cli", now=NOW)

SUBMISSION = OnDate(on=date(2021, 10, 6))
_numbers = count(1)

Row = TypeVar("Row", bound=SQLModel)


def at(day: str, hour: str = "00:00") -> datetime:
    """Return a local instant: at("2021-10-07", "15:00")."""
    return local(date.fromisoformat(day), time.fromisoformat(hour))


def agency(session: Session, name: str, *, parent: Agency | None = None) -> Agency:
    return _added(session, Agency(key=f"a{next(_numbers)}", name=name, parent_id=parent.id if parent else None))


def group(session: Session, *members: Agency) -> AgencyGroup:
    made = _added(session, AgencyGroup(key=f"g{next(_numbers)}", name="Các xã"))
    for member in members:
        _added(session, AgencyGroupMember(group_id=made.id, agency_id=member.id))
    return made


def officer(session: Session, of: Agency, role: Role = Role.OFFICER, *, scope: Agency | None = None) -> Officer:
    return _added(
        session, Officer(agency_id=of.id, name="Rơ Mah H'Bơ", role=role, scope_id=scope.id if scope else None)
    )


def chat(session: Session, of: Officer | None, chat_id: str | None = None, *, channel: str = "telegram") -> ChatBinding:
    status = BindingStatus.LINKED if of else BindingStatus.STRANGER
    chat_id = chat_id or f"chat-{next(_numbers)}"
    return _added(
        session, ChatBinding(channel=channel, chat_id=chat_id, officer_id=of.id if of else None, status=status)
    )


def chat_of(session: Session, of: Agency, role: Role = Role.OFFICER, *, scope: Agency | None = None) -> ChatBinding:
    """Add an officer with a linked chat; return the chat."""
    return chat(session, officer(session, of, role, scope=scope))


def plan(session: Session, issuer: Agency, coordinator: Agency | None = None, *, issued_on: date = ISSUED_ON) -> Plan:
    return _added(
        session,
        Plan(
            key=f"p{next(_numbers)}",
            number="135/KH-UBND",
            short="KH 135/KH-UBND",
            title="Khắc phục, nâng cao Chỉ số CCHC",
            issuer_id=issuer.id,
            coordinator_id=coordinator.id if coordinator else None,
            issued_on=issued_on,
            imported_at=local(issued_on),
        ),
    )


def duty(
    session: Session,
    of: Plan,
    *leads: Agency | AgencyGroup,
    rule: Rule = SUBMISSION,
    title: str = "Gửi kế hoạch khắc phục",
    **values: Any,
) -> Obligation:
    start = values.pop("starts_at", local(ISSUED_ON))
    made = Obligation(
        plan_id=of.id,
        clause=f"III.{next(_numbers)}",
        title=title,
        phrase="như văn bản",
        **{"rule": rule_to_dict(rule), "terms": {}, "starts_at": start, "extended_until": start} | values,
    )
    _added(session, made)
    for lead in leads:
        party = {"agency_id": lead.id} if isinstance(lead, Agency) else {"group_id": lead.id}
        _added(session, ObligationParty(obligation_id=made.id, part=Part.LEAD, **party))
    return made


def item(session: Session, of: Obligation, owed_by: Agency, *, rule: Rule = SUBMISSION, **values: Any) -> Occurrence:
    """Add the first occurrence of a rule since the plan was issued."""
    due = next(iter(occurrences(rule, since=local(ISSUED_ON), until=local(date(2030, 1, 1)), calendar=CALENDAR)))
    defaults: dict[str, Any] = {
        "period": due.period,
        "nominal_at": due.nominal,
        "act_by_at": due.act_by,
        "overdue_from": due.overdue_from,
        "ladder": ladder_to_dict(LADDERS[rule.kind]),
        "created_at": local(ISSUED_ON),
        "wake_at": local(ISSUED_ON),
    }
    return _added(session, Occurrence(obligation_id=of.id, agency_id=owed_by.id, **defaults | values))


def staged(stage: str) -> dict[str, Any]:
    """Return the columns that say what an outbox row is."""
    return {"kind": Kind.read(stage).what, "stage": stage}


def notice(
    session: Session, to: ChatBinding, about: Occurrence | None = None, *, stage: str = "before:1", **values: Any
) -> Notification:
    """Add an outbox row that is due at NOW; without an item it is an answer."""
    defaults: dict[str, Any] = {"created_at": NOW, "due_at": NOW, "send_at": NOW}
    if about is None:
        stage, defaults = "answer", defaults | {"text": "Đã ghi.", "is_urgent": True}
    return _added(
        session,
        Notification(
            occurrence_id=about.id if about else None,
            revision=about.revision if about else 0,
            binding_id=to.id,
            **staged(stage) | defaults | values,
        ),
    )


@dataclass(frozen=True)
class District:
    """A district with one commune that owes the plan submission, an officer's chat there, and a coordinator's."""

    district: Agency
    desk: Agency
    commune: Agency
    officer: ChatBinding
    coordinator: ChatBinding
    plan: Plan
    duty: Obligation
    item: Occurrence


def a_district(session: Session, **item_values: Any) -> District:
    """Add the least that makes a message go out."""
    district = agency(session, "UBND huyện Đức Cơ")
    desk = agency(session, "Phòng Nội vụ", parent=district)
    commune = agency(session, "UBND xã Ia Dom", parent=district)
    document = plan(session, district, desk)
    submission = duty(session, document, commune, recipient_id=desk.id)
    return District(
        district=district,
        desk=desk,
        commune=commune,
        officer=chat_of(session, commune),
        coordinator=chat_of(session, desk, Role.COORDINATOR, scope=district),
        plan=document,
        duty=submission,
        item=item(session, submission, commune, **item_values),
    )


def _added(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row
