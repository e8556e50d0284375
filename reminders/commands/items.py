"""Shell: `nhachan deadlines`, `overdue`, `why`: questions about items."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reminders.commands.context import database, note_if_empty, now, one_agency, read_day, read_instant
from reminders.commands.output import Json, fail, print_json, print_table, write_xlsx
from schedules.notation import rule_from_dict
from schedules.zone import LOCAL, iso, local

if TYPE_CHECKING:
    from db.queries.items import Item
    from reminders.desk.deadlines import Deadline
    from reminders.items.facts import ItemFacts

AgencyName = Annotated[
    str | None, typer.Option(help="Chỉ một cơ quan: khóa, tên, tên khác hoặc vài chữ của tên, không cần dấu.")
]


def deadlines(
    from_: Annotated[str, typer.Option("--from", help="Từ ngày (kể cả ngày này): 27/09/2021 hoặc 2021-09-27.")],
    to: Annotated[str, typer.Option("--to", help="Đến ngày (kể cả ngày này).")],
    agency: AgencyName = None,
    as_json: Json = False,
) -> None:
    """Mọi thời hạn trong một khoảng ngày, đã qua hoặc sắp tới, tính từ quy định; kèm số việc và trạng thái nếu có."""

    from reminders.calendar import load_calendar
    from reminders.desk.deadlines import deadlines as compute

    first, last = read_day(from_), read_day(to)
    if last < first:
        fail(f"--to {to} trước --from {from_}. Đổi lại thứ tự hai ngày.")
    with database(writes=False) as session:
        note_if_empty(session)
        rows = compute(
            session,
            since=local(first),
            until=local(last + timedelta(days=1)),
            agency_ids=None if agency is None else [one_agency(session, agency).id],
            now=now(),
            calendar=load_calendar(session),
        )
    if as_json:
        print_json([_deadline_json(row) for row in rows])
    else:
        _print_deadlines(rows)


def overdue(
    agency: AgencyName = None,
    as_of: Annotated[
        str | None, typer.Option(help="Tại thời điểm: 08/10/2021 (từ 0 giờ) hoặc 2021-10-08T08:00. Mặc định: bây giờ.")
    ] = None,
    xlsx: Annotated[str | None, typer.Option(help="Ghi danh sách vào tệp Excel này (chưa có).")] = None,
    as_json: Json = False,
) -> None:
    """Việc quá hạn và chưa báo hoàn thành, cũ nhất trước."""
    from db.queries import items
    from reminders.calendar import load_calendar
    from reminders.desk.overdue import plain, with_facts
    from reminders.filters import deadline

    at = read_instant(as_of) if as_of else now()
    with database(writes=False) as session:
        note_if_empty(session)
        agencies = None if agency is None else [one_agency(session, agency).id]
        found = items.overdue(session, agencies, as_of=at)
        facts = with_facts(session, found, now=at, calendar=load_calendar(session))
    if xlsx:
        _write_workbook(xlsx, list(zip(found, facts, strict=True)))
        return
    if as_json:
        print_json([plain(item, fact) for item, fact in zip(found, facts, strict=True)])
        return
    print_table(
        ("Việc", "Cơ quan", "Nhiệm vụ", "Hạn", "Quá (ngày làm việc)", "Đôn đốc"),
        [(fact.id, fact.agency, fact.title, deadline(fact), fact.days_overdue, fact.alert) for fact in facts],
        empty="Không có việc nào quá hạn.",
    )


def why(
    item: Annotated[int, typer.Argument(help="Số của việc, như `nhachan overdue` hoặc `nhachan deadlines` in ra.")],
    as_json: Json = False,
) -> None:
    """Mọi lần nhắc của một việc: sắp gửi, đã gửi, đang giữ, đã bỏ, và vì sao; rồi diễn biến: ai làm gì lúc nào."""
    from db.queries import items
    from reminders.calendar import load_calendar
    from reminders.desk.story import story
    from reminders.desk.why import why as explain

    with database(writes=False) as session:
        found = items.by_ids(session, [item]).get(item)
        if found is None:
            fail(f"Không có việc số {item}. Xem số việc: nhachan overdue hoặc nhachan deadlines")
        rungs = explain(session, found, now=now(), calendar=load_calendar(session))
        events = [event.line for event in story(session, found)]
    if as_json:
        print_json([{**vars(rung), "at": iso(rung.at), "sent_at": iso(rung.sent_at)} for rung in rungs])
        return
    typer.echo(f"Việc {item}: {found.agency.name} – {found.obligation.title}")
    print_table(
        ("Lần nhắc", "Đến lúc", "Kết quả", "Gửi lúc", "Chat", "Vì sao"),
        [(rung.stage, _short(rung.at), rung.state, _short(rung.sent_at), rung.chat, rung.why) for rung in rungs],
        empty="Chưa đến lần nhắc nào.",
    )
    for line in events:
        typer.echo(line)


def _write_workbook(file: str, rows: Sequence[tuple["Item", "ItemFacts"]]) -> None:
    from reminders.desk.workbook import MOST_ROWS, list_workbook

    kept = rows[:MOST_ROWS]
    write_xlsx(file, list_workbook("Quá hạn", kept, left_out=len(rows) - len(kept)))
    typer.echo(f"Đã ghi {len(kept)} việc vào {file}.")


def _print_deadlines(rows: Sequence["Deadline"]) -> None:
    from schedules.wording import deadline

    print_table(
        ("Hạn", "Cơ quan", "Mục", "Nhiệm vụ", "Việc", "Trạng thái"),
        [
            (deadline(rule_from_dict(duty.rule), row.due), row.agency, duty.clause, duty.title, row.item, row.standing)
            for row, duty in ((row, row.obligation) for row in rows)
        ],
        empty="Không có thời hạn nào trong khoảng này.",
    )


def _deadline_json(row: "Deadline") -> dict[str, Any]:
    return {
        "plan": row.plan.number,
        "obligation": row.obligation.clause,
        "title": row.obligation.title,
        "agency": row.agency,
        "agency_key": row.agency_key,
        "period": row.due.period,
        "phrase": row.obligation.phrase,
        "kind": row.obligation.rule["kind"],
        "nominal": iso(row.due.nominal),
        "act_by": iso(row.due.act_by),
        "overdue_from": iso(row.due.overdue_from),
        "state": row.state,
        "standing": row.standing,
        "item": row.item,
    }


def _short(instant: datetime | None) -> str:
    return f"{instant.astimezone(LOCAL):%d/%m/%Y %H:%M}" if instant else ""
