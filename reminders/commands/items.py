"""Shell: `nhachan deadlines`, `overdue`, `progress`, `why`: questions about items."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reminders.commands.context import database, note_if_empty, now, one_agency, read_day, read_instant
from reminders.commands.output import Json, fail, note, print_json, print_table, write_xlsx
from schedules.notation import rule_from_dict
from schedules.zone import LOCAL, iso, local

if TYPE_CHECKING:
    from db.queries.counts import Progress
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

    first, last = _days(from_, to)
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


def progress(
    from_: Annotated[str | None, typer.Option("--from", help="Chỉ việc có hạn từ ngày này: 01/10/2021.")] = None,
    to: Annotated[str | None, typer.Option("--to", help="Đến ngày (kể cả ngày này); cùng với --from.")] = None,
    agency: AgencyName = None,
    as_json: Json = False,
) -> None:
    """Tiến độ từng cơ quan như /tiendo: việc đã hoàn thành hoặc quá hạn, hoặc có hạn trong một khoảng ngày."""
    from reminders.agencies.loading import load_agencies
    from reminders.desk.progress import incomplete_from
    from reminders.desk.progress import progress as measure
    from schedules.spoken_periods import Period

    if (from_ is None) is not (to is None):
        fail("--from và --to đi cùng nhau. Thêm ngày còn thiếu.")
    period = Period(*_days(from_, to)) if from_ and to else None
    with database(writes=False) as session:
        note_if_empty(session)
        known = load_agencies(session)
        asked = known.by_id if agency is None else known.subtree(one_agency(session, agency).id)
        rows = measure(session, asked, now=now(), period=period)
    if until := incomplete_from(period, now=now()):
        note(f"Việc có hạn từ {until:%d/%m/%Y} chưa được lập đủ nên chưa tính hết.")
    if as_json:
        print_json([_progress_json(row) for row in rows])
        return
    print_table(
        tuple(PROGRESS_COLUMNS.values()),
        [tuple(_progress_json(row)[name] for name in PROGRESS_COLUMNS) for row in rows],
        empty="Không có việc nào đã hoàn thành, quá hạn hoặc có hạn trong khoảng này.",
    )


def why(
    item: Annotated[int, typer.Argument(help="Số của việc, như `nhachan overdue` hoặc `nhachan deadlines` in ra.")],
    as_json: Json = False,
) -> None:
    """Mọi lần nhắc của một việc: sắp gửi, đã gửi, đang giữ, đã bỏ, và vì sao; rồi diễn biến: ai làm gì lúc nào."""
    from db.queries import items, responsible
    from reminders.calendar import load_calendar
    from reminders.desk.story import story
    from reminders.desk.why import why as explain

    with database(writes=False) as session:
        found = items.by_ids(session, [item]).get(item)
        if found is None:
            fail(f"Không có việc số {item}. Xem số việc: nhachan overdue hoặc nhachan deadlines")
        rungs = explain(session, found, now=now(), calendar=load_calendar(session))
        events = [event.line for event in story(session, found)]
        first = responsible.of_duty(session, found.obligation.id, found.agency.id)
    if as_json:
        print_json([{**vars(rung), "at": iso(rung.at), "sent_at": iso(rung.sent_at)} for rung in rungs])
        return
    whose = f" ({first[1].name} phụ trách, được nhắc trước)" if first else ""
    typer.echo(f"Việc {item}: {found.agency.name}{whose} – {found.obligation.title}")
    print_table(
        ("Lần nhắc", "Đến lúc", "Kết quả", "Gửi lúc", "Chat", "Vì sao"),
        [(rung.stage, _short(rung.at), rung.state, _short(rung.sent_at), rung.chat, rung.why) for rung in rungs],
        empty="Chưa đến lần nhắc nào.",
    )
    for line in events:
        typer.echo(line)


PROGRESS_COLUMNS = {
    "agency": "Cơ quan",
    "due": "Phải làm",
    "done": "Hoàn thành",
    "on_time": "Đúng hạn",
    "done_late": "Báo quá hạn",
    "waiting": "Chờ xác nhận",
    "not_done": "Còn lại",
    "overdue": "Đang quá hạn",
    "returned": "Bị trả lại",
    "unassigned": "Chờ giao lại",
    "alerts": "Đôn đốc",
    "extensions": "Gia hạn",
}
"""The counts of an agency for scripts, and what each is called."""


def _progress_json(row: "Progress") -> dict[str, Any]:
    return {name: getattr(row, name) for name in PROGRESS_COLUMNS}


def _days(from_: str, to: str) -> tuple[date, date]:
    """Return the first and the last day of a range, or say that they stand the wrong way round."""
    first, last = read_day(from_), read_day(to)
    if last < first:
        fail(f"--to {to} trước --from {from_}. Đổi lại thứ tự hai ngày.")
    return first, last


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
