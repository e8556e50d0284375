"""Shell: `nhachan plan check` and `plan template`: what a document says, before any of it counts."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reminders.commands.context import database_if_there, now, read_file
from reminders.commands.output import Json, fail, print_json, print_table, write_xlsx
from schedules.zone import LOCAL

if TYPE_CHECKING:
    from reminders.plans.documents.duties import Ledger, Unread
    from reminders.plans.review.amending import Difference
    from reminders.plans.review.checking import Check
    from reminders.plans.review.sheets import Written


def check(
    file: Annotated[
        str,
        typer.Argument(
            help="Kế hoạch (Word, Excel, OpenDocument, .rtf, PDF, .csv, .html, .md, .txt), tệp rà soát, tệp .toml."
        ),
    ],
    as_json: Json = False,
    review: Annotated[str | None, typer.Option(help="Ghi tệp rà soát Excel này, để sửa rồi nhập.")] = None,
) -> None:
    """Đọc một kế hoạch: nhiệm vụ, năm dấu "rõ", câu hỏi, điểm khác lần nhập trước. Không ghi gì vào cơ sở dữ liệu."""
    from reminders.plans.documents.readers.refusals import PlanUnreadable
    from reminders.plans.register.register import RegisterError
    from reminders.plans.review.checked import checked
    from reminders.plans.review.checking import check_file

    content = read_file(file)
    try:
        with database_if_there() as session:
            found = check_file(session, content, Path(file).name)
    except PlanUnreadable as error:
        fail(f"{file}: {error}")
    except RegisterError as error:
        fail([f"{file}: {len(error.problems)} lỗi.", *error.problems])
    if review:
        if found.review is None:
            fail(f"{file} đã là tệp rà soát hoặc tệp đăng ký. Sửa rồi nhập: nhachan plan import {file}")
        _write(review, found.review)
    answer = checked(found.plan, today=now().astimezone(LOCAL).date(), calendar=found.calendar)
    if found.changes:
        answer["diff"] = vars(found.changes)
    if as_json:
        print_json(answer)
        return
    _print(found, answer)
    if review:
        typer.echo(f"Đã ghi {review}. Sửa, lưu rồi nhập: nhachan plan import {review}")


def template(file: Annotated[str, typer.Argument(help="Tệp Excel sẽ được ghi, ví dụ ke-hoach.xlsx.")]) -> None:
    """Ghi một tệp Excel trống có hướng dẫn, để điền kế hoạch rồi nhập."""
    from reminders.plans.review.template import template as rows

    _write(file, rows())
    typer.echo(f"Đã ghi {file}. Điền, lưu rồi nhập: nhachan plan import {file}")


def _write(file: str, written: "Written") -> None:
    from reminders.plans.review.workbook import write_workbook

    write_xlsx(file, write_workbook(written))


def _print(found: "Check", answer: dict[str, Any]) -> None:
    from reminders.plans.documents.marks import MARKS

    head = answer["plan"]
    typer.echo(f"{head['number'] or '(không rõ số)'}, {head['issued_on'] or '(không rõ ngày)'}, {head['issuer']}")
    typer.echo(head["title"])
    marks = "Việc, người, trách nhiệm, thời gian, kết quả"
    print_table(
        ("Mục", "Nhiệm vụ", "Chủ trì", "Thời hạn ghi trong văn bản", "Hiểu là", marks),
        [
            (
                duty.key,
                duty.title,
                "; ".join(duty.lead),
                duty.phrase,
                _understood(duty),
                " ".join("✓" if holds else "–" for holds in plain["marks"].values()),
            )
            for duty, plain in zip(found.plan.duties, answer["duties"], strict=True)
        ],
        empty="Không có nhiệm vụ nào.",
    )
    total = len(answer["duties"])
    clear = {mark: sum(duty["marks"][mark] for duty in answer["duties"]) for mark in MARKS}
    typer.echo(f"{total} nhiệm vụ: " + ", ".join(f"{mark} {count}" for mark, count in clear.items()))
    if places := _places(found.plan.ledger):
        typer.echo(places)
    for title, lines in (
        ("Chưa đọc được: là nhiệm vụ? của ai? hạn nào?", list(map(_unread, found.plan.ledger.unread))),
        ("Câu hỏi", answer["questions"]),
        ("Cần biết", answer["warnings"]),
        ("Tên chưa có trong danh sách cơ quan", [_new(name) for name in answer["new_names"]]),
        ("Không nhập theo quyết định trong tệp", found.left_out),
        ("Chưa đọc được, không nhập", found.unread),
        ("So với kế hoạch đã nhập", list(_changes(found.changes)) if found.changes else []),
    ):
        if lines:
            typer.echo("\n".join([f"{title} ({len(lines)}):", *(f"  {line}" for line in lines)]))


def _places(ledger: "Ledger") -> str:
    """Return how many places of the document were looked at, and what became of them; "" where it was a workbook."""
    total = ledger.in_duties + sum(ledger.other.values()) + len(ledger.unread)
    other = ", ".join(f"{why} {count}" for why, count in ledger.other.items())
    no_duty = f"; {sum(ledger.other.values())} không phải nhiệm vụ ({other})" if other else ""
    seen = f"{total} chỗ nêu thời hạn, giao việc hoặc là dòng bảng"
    return f"{seen}: {ledger.in_duties} trong nhiệm vụ{no_duty}; {len(ledger.unread)} chưa đọc được" if total else ""


def _unread(place: "Unread") -> str:
    return f"{place.clause or '(đầu văn bản)'}: {' '.join(place.sentence.split())}"


def _understood(duty: Any) -> str:
    from schedules.wording import sentence

    return sentence(duty.reading.rule) if duty.reading and duty.reading.rule else ""


def _new(name: dict[str, Any]) -> str:
    return f"{name['name']} (gần giống “{name['nearest']}”)" if name["nearest"] else name["name"]


def _changes(changes: "Difference") -> Any:
    yield f"Thêm: {'; '.join(changes.added) or 'không'}"
    changed = "; ".join(f"{clause} ({', '.join(names)})" for clause, names in changes.changed.items())
    yield f"Đổi: {changed or 'không'}"
    yield f"Kết thúc: {'; '.join(changes.ended) or 'không'}"
