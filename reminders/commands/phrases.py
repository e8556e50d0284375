"""Shell: `nhachan phrase`: what a Vietnamese deadline phrase says, one or thousands."""

import json
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reminders.commands.context import now, read_day
from reminders.commands.output import Json, print_json
from schedules.fields import read_date
from schedules.zone import LOCAL

if TYPE_CHECKING:
    from schedules.working_days import WorkingCalendar

STATUSES = {
    "understood": "đã hiểu",
    "needs_event": "tính từ một sự kiện, chờ ghi ngày xảy ra",
    "needs_date": "không nêu ngày, cần ấn định hạn",
    "standing": "thường xuyên",
    "ambiguous": "chưa rõ, cần hỏi",
    "not_a_deadline": "không phải thời hạn",
}
FIELDS = ("text", "issued", "from", "context")
MOST_DEADLINES = 1000


def phrase(
    text: Annotated[
        str, typer.Argument(help='Cụm từ; "-": mỗi dòng một đối tượng JSON (text, issued, from, context).')
    ],
    issued: Annotated[str | None, typer.Option(help="Ngày ban hành văn bản, để biết năm.")] = None,
    since: Annotated[
        str | None, typer.Option("--from", help="Tính các hạn từ ngày này (mặc định: ngày ban hành, hoặc hôm nay).")
    ] = None,
    count: Annotated[int, typer.Option(min=0, max=MOST_DEADLINES, help="Số hạn kế tiếp.")] = 3,
    as_json: Json = False,
) -> None:
    """Đọc một cụm từ thời hạn: hiểu là gì, các hạn kế tiếp. Khi chưa chắc thì hỏi, không đoán."""
    from schedules.working_days import WorkingCalendar

    issued_on = read_day(issued) if issued else None
    first = read_day(since) if since else None
    today, calendar = now().astimezone(LOCAL).date(), WorkingCalendar()
    if text == "-":
        for line in sys.stdin.buffer:
            typer.echo(json.dumps(_line(line, issued_on, first, today, count, calendar), ensure_ascii=False))
        return
    answer = _answer(text, issued_on, first or issued_on or today, count, calendar)
    if as_json:
        print_json(answer)
    else:
        _print(answer)


def _line(
    line: bytes, issued_on: date | None, first: date | None, today: date, count: int, calendar: "WorkingCalendar"
) -> dict[str, Any]:
    """Return the answer to one line of input; a bad one gives {"error": …} and stops nothing."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": 'dòng không phải JSON; viết như {"text": "trước ngày 06/10/2021"}'}
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return {"error": 'cần một đối tượng có "text" là chữ'}
    wrong = [name for name in FIELDS if not isinstance(asked.get(name), str | None)]
    if wrong:
        return {"error": f"{', '.join(wrong)}: cần chữ"}
    try:
        issued_on = read_date(asked["issued"]) if asked.get("issued") else issued_on
        first = read_date(asked["from"]) if asked.get("from") else first
    except ValueError as error:
        return {"error": str(error)}
    return _answer(
        asked["text"], issued_on, first or issued_on or today, count, calendar, context=asked.get("context") or ""
    )


def _answer(
    text: str, issued_on: date | None, since: date, count: int, calendar: "WorkingCalendar", context: str = ""
) -> dict[str, Any]:
    from schedules.phrases import phrase_json

    return phrase_json(text, issued_on=issued_on, since=since, count=count, calendar=calendar, context=context)


def _print(answer: dict[str, Any]) -> None:
    for said in (answer, *answer["also"]):
        typer.echo(f"{STATUSES[said['status']]}: {said['vietnamese'] or said.get('why') or 'không có thời hạn'}")
        if said["status"] in ("ambiguous", "needs_date") and said.get("why") and said["vietnamese"]:
            typer.echo(f"  hỏi: {said['why']}")
        for reading in said.get("readings", ()):
            typer.echo(f"  có thể là: {reading['vietnamese']}")
        for due in said["next"]:
            typer.echo(f"  kỳ {due['period']}: hạn {_shown(due['nominal'])}, quá hạn từ {_shown(due['overdue_from'])}")


def _shown(instant: str | None) -> str:

    return f"{datetime.fromisoformat(instant).astimezone(LOCAL):%H:%M %d/%m/%Y}" if instant else "—"
