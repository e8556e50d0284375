"""Shell: `nhachan deadlines`, `overdue`, `why`: questions about items."""

from datetime import datetime
from typing import Annotated, Any

import typer

from reminders.commands.context import database, now, one_agency, read_day, read_instant
from reminders.commands.output import fail, print_json, print_table
from schedules.zone import LOCAL, iso

Json = Annotated[bool, typer.Option("--json", help="In JSON.")]
AgencyName = Annotated[str | None, typer.Option(help="Chỉ một cơ quan (tên, tên khác hoặc khóa).")]


def deadlines(
    from_: Annotated[str, typer.Option("--from", help="Từ ngày (kể cả ngày này).")],
    to: Annotated[str, typer.Option("--to", help="Đến ngày (kể cả ngày này).")],
    agency: AgencyName = None,
    as_json: Json = False,
) -> None:
    """Mọi thời hạn trong một khoảng ngày, đã qua hoặc sắp tới, tính từ quy định; kèm trạng thái nếu đã có việc."""
    from datetime import timedelta

    from reminders.calendar import load_calendar
    from reminders.desk.deadlines import deadlines as compute
    from schedules.zone import local

    first, last = read_day(from_), read_day(to)
    if last < first:
        fail(f"--to {to} trước --from {from_}. Đổi lại thứ tự hai ngày.")
    with database(writes=False) as session:
        rows = compute(
            session,
            since=local(first),
            until=local(last + timedelta(days=1)),
            agency_ids=None if agency is None else [one_agency(session, agency).id or 0],
            now=now(),
            calendar=load_calendar(session),
        )
    if as_json:
        print_json([_deadline_json(row) for row in rows])
    else:
        _print_deadlines(rows)


def overdue(
    agency: AgencyName = None,
    as_of: Annotated[str | None, typer.Option(help="Tại thời điểm (mặc định: bây giờ).")] = None,
    as_json: Json = False,
) -> None:
    """Việc quá hạn, cũ nhất trước."""
    from db.queries import items
    from reminders.calendar import load_calendar
    from reminders.desk.overdue import plain, with_facts

    at = read_instant(as_of) if as_of else now()
    with database(writes=False) as session:
        agencies = None if agency is None else [one_agency(session, agency).id or 0]
        found = items.overdue(session, agencies, as_of=at)
        facts = with_facts(session, found, now=at, calendar=load_calendar(session))
    if as_json:
        print_json([plain(item, fact) for item, fact in zip(found, facts, strict=True)])
        return
    print_table(
        ("Việc", "Cơ quan", "Nhiệm vụ", "Hạn", "Quá (ngày làm việc)", "Đôn đốc"),
        [(fact.id, fact.agency, fact.title, fact.deadline, fact.days_overdue, fact.alert) for fact in facts],
        empty="Không có việc nào quá hạn.",
    )


def why(
    item: Annotated[int, typer.Argument(help="Số của việc, như `nhachan overdue` in ra.")], as_json: Json = False
) -> None:
    """Mọi lần nhắc của một việc: đến lúc, đã gửi, đang giữ, đã bỏ, và vì sao."""
    from db.queries import items
    from reminders.calendar import load_calendar
    from reminders.desk.why import why as explain

    with database(writes=False) as session:
        found = items.by_ids(session, [item]).get(item)
        if found is None:
            fail(f"Không có việc số {item}. Xem số việc: nhachan overdue hoặc nhachan deadlines --json")
        rungs = explain(session, found, now=now(), calendar=load_calendar(session))
    if as_json:
        print_json([{**vars(rung), "at": iso(rung.at), "sent_at": iso(rung.sent_at)} for rung in rungs])
        return
    typer.echo(f"Việc {item}: {found.agency.name} – {found.obligation.title}")
    print_table(
        ("Lần nhắc", "Đến lúc", "Kết quả", "Gửi lúc", "Chat", "Vì sao"),
        [(rung.stage, _short(rung.at), rung.state, _short(rung.sent_at), rung.chat, rung.why) for rung in rungs],
        empty="Chưa đến lần nhắc nào.",
    )


def _print_deadlines(rows: list[Any]) -> None:
    from schedules.notation import rule_from_dict
    from schedules.wording import deadline

    print_table(
        ("Hạn", "Cơ quan", "Mục", "Nhiệm vụ", "Trạng thái"),
        [
            (
                deadline(rule_from_dict(row.obligation.rule), row.due),
                row.agency,
                row.obligation.clause,
                row.obligation.title,
                row.standing,
            )
            for row in rows
        ],
        empty="Không có thời hạn nào trong khoảng này.",
    )


def _deadline_json(row: Any) -> dict[str, Any]:
    return {
        "plan": row.plan.number,
        "obligation": row.obligation.clause,
        "title": row.obligation.title,
        "agency": row.agency,
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
