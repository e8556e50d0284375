"""Shell: `nhachan officer duty`: what one person of an agency is responsible for."""

from typing import TYPE_CHECKING, Annotated

import typer

from reminders.commands.context import by, database, one_officer
from reminders.commands.output import Json, fail, print_json, print_table
from reminders.commands.people import Officer
from schedules.zone import LOCAL, iso

if TYPE_CHECKING:
    from sqlmodel import Session

    from db.tables import Officer as OfficerRow


def duty(
    officer: Officer,
    item: Annotated[
        int | None, typer.Argument(help="Số của một việc, như `nhachan deadlines` in ra; tính cả các kỳ sau của nó.")
    ] = None,
    ends: Annotated[bool, typer.Option("--end", help="Thôi phụ trách.")] = False,
    as_json: Json = False,
) -> None:
    """Giao cán bộ phụ trách nhiệm vụ: được nhắc trước; đồng nghiệp khi vắng, khi báo cấp trên. Không nêu việc: xem."""
    if ends and item is None:
        fail("Thiếu số của việc. Xem: nhachan deadlines")
    with database(writes=item is not None) as session:
        row = one_officer(session, officer)
        if item is not None:
            (_end if ends else _name)(session, row, item)
        _show(session, row, as_json=as_json)


def _name(session: "Session", officer: "OfficerRow", number: int) -> None:
    from db.queries import items
    from reminders.people.responsible import ANSWERING, name_responsible

    item = items.by_ids(session, [number]).get(number)
    if item is None:
        fail(f"Không có việc số {number}. Xem số việc: nhachan overdue hoặc nhachan deadlines")
    if item.agency.id != officer.agency_id:
        fail(f"Việc số {number} là của {item.agency.name}. Chọn cán bộ của cơ quan đó: nhachan officer list")
    if officer.role not in ANSWERING:
        fail(f"{officer.name} có vai trò {officer.role.value}, không nhận nhắc hạn. Chọn: {', '.join(ANSWERING)}.")
    name_responsible(session, item.obligation, officer, by())


def _end(session: "Session", officer: "OfficerRow", number: int) -> None:
    from db.queries import items, responsible
    from reminders.people.responsible import end_responsible

    item = items.by_ids(session, [number]).get(number)
    found = responsible.of_duty(session, item.obligation.id, officer.agency_id) if item else None
    if item is None or found is None or found[1].id != officer.id:
        fail(f"{officer.name} không phụ trách việc số {number}. Xem: nhachan officer duty {officer.id}")
    end_responsible(session, item.obligation, officer.agency_id, by())


def _show(session: "Session", officer: "OfficerRow", *, as_json: bool) -> None:
    from db.queries import responsible
    from db.tables import Plan

    rows = [
        (session.get_one(Plan, duty.plan_id).short, duty.clause, duty.title, row.named_at)
        for row, duty in responsible.of_officer(session, officer.id)
    ]
    if as_json:
        columns = ("plan", "clause", "title", "since")
        print_json([dict(zip(columns, (*row[:-1], iso(row[-1])), strict=True)) for row in rows])
        return
    print_table(
        ("Kế hoạch", "Mục", "Nhiệm vụ", "Từ lúc"),
        [(*row[:-1], f"{row[-1].astimezone(LOCAL):%d/%m/%Y %H:%M}") for row in rows],
        empty=f"{officer.name} không phụ trách riêng nhiệm vụ nào.",
    )
