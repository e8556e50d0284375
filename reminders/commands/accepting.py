"""Shell: `nhachan plan accept`: what was reported done is accepted by itself after some working days."""

from typing import Annotated

import typer

from reminders.commands.context import by, database, plan_or_problem
from reminders.commands.ending import Key
from reminders.commands.output import fail


def accept(
    plan: Key,
    after: Annotated[
        int | None, typer.Option(help="Sau ngần này ngày làm việc không có ý kiến của đơn vị đầu mối: 1–60.")
    ] = None,
    never: Annotated[bool, typer.Option("--never", help="Không bao giờ tự chấp nhận (mặc định khi nhập).")] = False,
) -> None:
    """Đặt để việc đã báo hoàn thành tự được chấp nhận. Đầu mối được báo trước một ngày làm việc và vẫn trả lại được."""
    from reminders.plans.register.accepting import DAYS, set_acceptance

    problems = []
    if (after is None) is not never:
        problems.append("Chọn một trong hai: --after SỐ_NGÀY hoặc --never.")
    if after is not None and after not in DAYS:
        problems.append(f"--after {after}: số ngày làm việc phải từ {DAYS[0]} đến {DAYS[-1]}.")
    with database(writes=True) as session:
        row = plan_or_problem(session, plan)
        if problems or isinstance(row, str):
            fail(problems + ([row] if isinstance(row, str) else []))
        is_new = set_acceptance(session, row, after, by())
        number = row.number
    typer.echo(f"Kế hoạch {number}: {'' if is_new else 'vẫn '}{acceptance_words(after)}.")


def acceptance_words(days: int | None) -> str:
    """Return after how many working days a plan accepts by itself, as a command says it."""
    if days is None:
        return "không tự chấp nhận việc đã báo hoàn thành"
    return f"tự chấp nhận việc đã báo hoàn thành sau {days} ngày làm việc"
