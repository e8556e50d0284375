"""Shell: `nhachan plan …`: import a register, show it, record what arms a duty."""

from pathlib import Path
from typing import Annotated, Any

import typer

from reminders.commands.context import database, now, read_day, read_instant
from reminders.commands.output import fail, print_json, print_table

app = typer.Typer(help="Kế hoạch: nhập, xem, ghi sự kiện.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="In JSON.")]


@app.command("import")
def import_(
    file: Annotated[str, typer.Argument(help="Tệp .toml, hoặc tên kế hoạch có sẵn: ke-hoach-135.")],
    since: Annotated[
        str | None, typer.Option(help="Theo dõi cả việc đến hạn từ ngày này (mặc định: từ lúc nhập).")
    ] = None,
    as_json: Json = False,
) -> None:
    """Nhập kế hoạch. Nhập lại không tạo trùng; việc quá hạn trước khi nhập chỉ bị đôn đốc khi có --since."""
    from reminders.plans.importing import import_register
    from reminders.plans.reading import read_register
    from reminders.plans.register import RegisterError

    try:
        register = read_register(_content(file))
    except RegisterError as error:
        fail([f"{file}: {len(error.problems)} lỗi, chưa ghi gì.", *error.problems])
    with database(writes=True) as session:
        start = read_instant(since) if since else None
        report = import_register(session, register, now=now(), since=start, actor="cli")
    if as_json:
        print_json(vars(report))
        return
    typer.echo(
        f"Kế hoạch {report.plan}: thêm {len(report.added)}, đổi {len(report.changed)}, "
        f"giữ nguyên {len(report.unchanged)}, kết thúc {len(report.ended)} nhiệm vụ."
    )
    typer.echo(f"Cần ấn định hạn: {len(report.undated)} nhiệm vụ; câu hỏi cho đơn vị đầu mối: {report.questions}.")


@app.command()
def show(
    plan: Annotated[str | None, typer.Argument(help="Tên kế hoạch (mặc định: tất cả).")] = None,
    undated: Annotated[bool, typer.Option("--undated", help="Chỉ các nhiệm vụ cần ấn định hạn.")] = False,
    as_json: Json = False,
) -> None:
    """Xem các nhiệm vụ của kế hoạch: cơ quan chủ trì, thời hạn, câu hỏi còn mở."""
    from db.queries import register

    with database(writes=False) as session:
        found = register.plan_by_key(session, plan) if plan else None
        if plan and found is None:
            fail(f"Chưa nhập kế hoạch '{plan}'. Nhập: nhachan plan import {plan}")
        rows = [_duty(session, duty) for duty in register.obligations(session, found.id if found else None)]
    rows = [row for row in rows if not undated or row["status"] != "dated"]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("Mục", "Nhiệm vụ", "Chủ trì", "Thời hạn ghi trong văn bản", "Hiểu là", "Câu hỏi"),
        [
            (row["clause"], row["title"], "; ".join(row["lead"]), row["phrase"], row["rule"], len(row["questions"]))
            for row in rows
        ],
        empty="Chưa có nhiệm vụ nào. Nhập kế hoạch: nhachan plan import ke-hoach-135",
    )


@app.command()
def event(
    clause: Annotated[str, typer.Argument(help="Mục của nhiệm vụ tính hạn từ sự kiện, ví dụ PL.III.4.")],
    on: Annotated[str, typer.Option(help="Ngày xảy ra sự kiện.")],
    plan: Annotated[str | None, typer.Option(help="Tên kế hoạch, khi nhiều kế hoạch có cùng mục.")] = None,
) -> None:
    """Ghi ngày xảy ra sự kiện, để nhiệm vụ "kể từ ngày …" có hạn."""
    from reminders.plans.events import NotCounted, record_event
    from schedules.wording import sentence

    day = read_day(on)
    with database(writes=True) as session:
        duty = _one_duty(session, clause, plan)
        try:
            rule = record_event(session, duty, day, now=now(), actor="cli")
        except NotCounted as error:
            fail(str(error))
        typer.echo(f"{clause} – {duty.title}: hạn {sentence(rule)}.")


def _content(file: str) -> bytes:
    bundled = Path(__file__).parent.parent / "plans" / "registers" / f"{file}.toml"
    path = bundled if "/" not in file and bundled.is_file() else Path(file)
    try:
        return path.read_bytes()
    except OSError as error:
        fail(f"Không đọc được tệp {file}: {error.strerror}. Kế hoạch có sẵn: ke-hoach-135")


def _duty(session: Any, duty: Any) -> dict[str, Any]:
    from db.queries import register
    from db.statuses import Part
    from db.tables import Agency, AgencyGroup
    from schedules.notation import rule_from_dict
    from schedules.wording import sentence

    details = register.details(session, duty)

    def names(part: Part) -> list[str]:
        return [
            session.get_one(Agency, party.agency_id).name
            if party.agency_id
            else session.get_one(AgencyGroup, party.group_id).name
            for party in details.parties
            if party.part is part
        ]

    kind = duty.rule["kind"]
    return {
        "clause": duty.clause,
        "title": duty.title,
        "lead": names(Part.LEAD),
        "cooperating": names(Part.COOPERATING),
        "implementing": names(Part.IMPLEMENTING),
        "phrase": duty.phrase,
        "rule": sentence(rule_from_dict(duty.rule)),
        "kind": kind,
        "status": {"undated": "needs_date", "event": "needs_event"}.get(kind, "dated"),
        "sources": [{"clause": one.clause, "line": one.line, "phrase": one.phrase} for one in details.sources],
        "questions": [question.text for question in details.questions],
    }


def _one_duty(session: Any, clause: str, plan: str | None) -> Any:
    from db.queries import register

    found = register.plan_by_key(session, plan) if plan else None
    duties = [duty for duty in register.obligations(session, found.id if found else None) if duty.clause == clause]
    if len(duties) != 1:
        fail(f"Có {len(duties)} nhiệm vụ ở mục '{clause}'. Xem: nhachan plan show; chọn kế hoạch bằng --plan.")
    return duties[0]
