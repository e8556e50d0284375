"""Shell: `nhachan evidence`: the files that officers sent, and whether they still are what was sent."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from reminders.commands.context import database, settings
from reminders.commands.output import Json, fail, print_json, print_table
from schedules.zone import LOCAL, iso

if TYPE_CHECKING:
    from db.tables import Evidence
    from reminders.items.evidence.storage import Condition

CONDITIONS = {"good": "nguyên vẹn", "missing": "mất tệp", "damaged": "đã bị thay đổi"}


def evidence(
    item: Annotated[
        int | None, typer.Argument(help="Số của việc, như `nhachan overdue` in ra. Bỏ trống: mọi tệp.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Đọc lại từng tệp trên đĩa và so với mã băm đã ghi.")] = False,
    as_json: Json = False,
) -> None:
    """Tệp minh chứng của một việc: tên, cỡ, mã băm, ai gửi, lúc nào, nằm ở đâu trong thư mục dữ liệu."""
    from db.queries import evidence as stored
    from db.queries import items
    from db.tables import Officer
    from reminders.items.evidence.storage import Condition, condition

    folder = settings().data_dir
    with database(writes=False) as session:
        if item is not None and item not in items.by_ids(session, [item]):
            fail(f"Không có việc số {item}. Xem số việc: nhachan overdue hoặc nhachan deadlines")
        found = stored.everything(session) if item is None else stored.of_item(session, item)
        names = {one.officer_id: session.get_one(Officer, one.officer_id).name for one in found}
        states = [condition(folder, one.path, one.sha256) if check else None for one in found]
    rows = [(one, names[one.officer_id], state) for one, state in zip(found, states, strict=True)]
    if as_json:
        print_json([_json(one, sender, state) for one, sender, state in rows])
    else:
        _print(rows)
    if bad := sum(state not in (None, Condition.GOOD) for _, _, state in rows):
        fail(f"{bad} tệp không còn như lúc nhận. Lấy lại thư mục evidence từ bản sao lưu.")


def _print(rows: list[tuple["Evidence", str, "Condition | None"]]) -> None:
    from reminders.items.evidence.received import shown_size

    print_table(
        ("Việc", "Tệp", "Cỡ", "Người gửi", "Lúc", "SHA-256", "Đường dẫn", "Tình trạng"),
        [
            (
                one.occurrence_id or "chưa rõ",
                one.name or "(không tên)",
                shown_size(one.size),
                sender,
                f"{one.received_at.astimezone(LOCAL):%d/%m/%Y %H:%M}",
                one.sha256,
                one.path,
                CONDITIONS[state] if state else "",
            )
            for one, sender, state in rows
        ],
        empty="Không có tệp minh chứng nào.",
    )


def _json(one: "Evidence", sender: str, state: "Condition | None") -> dict[str, Any]:
    return {
        "item": one.occurrence_id,
        "name": one.name,
        "media_type": one.media_type,
        "size": one.size,
        "sha256": one.sha256,
        "officer": sender,
        "received_at": iso(one.received_at),
        "path": one.path,
        "condition": state,
    }
