"""Shell: `nhachan plan end` and `plan remove`: a plan is over, or was imported to try."""

from typing import Annotated, Any

import typer

from reminders.commands.context import by, database, now, one_plan, read_day
from reminders.commands.output import fail
from schedules.zone import local_date

Key = Annotated[str, typer.Argument(help="Tên kế hoạch, ví dụ ke-hoach-135.")]
GIVEN = "Việc giao trong chat kết thúc trong chat: /thoiviec."


def end(
    plan: Key,
    on: Annotated[str | None, typer.Option(help="Từ ngày này, đã qua hoặc sắp tới (mặc định: hôm nay).")] = None,
) -> None:
    """Kết thúc một kế hoạch: việc đến hạn từ ngày đó thôi yêu cầu, cơ quan được báo; việc quá hạn trước đó vẫn nợ."""
    from reminders.calendar import load_calendar
    from reminders.plans.register.ending import NotEnded, end_plan

    day = read_day(on) if on else local_date(now())
    with database(writes=True) as session:
        row = one_plan(session, plan)
        done = end_plan(session, row, day, by(), calendar=load_calendar(session))
        if isinstance(done, NotEnded):
            fail(_not_ended(done.why, row))
    typer.echo(
        f"Kế hoạch {row.number} kết thúc từ ngày {day:%d/%m/%Y}: thôi yêu cầu {done.dropped} việc; "
        f"{done.owed} việc đến hạn trước ngày đó chưa hoàn thành vẫn phải làm."
    )


def _not_ended(why: str, plan: Any) -> str:
    return {
        "given": GIVEN,
        "issued": f"Kế hoạch {plan.number} ban hành ngày {plan.issued_on:%d/%m/%Y}. Chọn ngày sau đó.",
        "ended": f"Kế hoạch {plan.number} đã kết thúc. Nhập lại kế hoạch để theo dõi tiếp: nhachan plan import TỆP",
    }[why]


def remove(plan: Key) -> None:
    """Xóa một kế hoạch nhập thử hoặc nhập nhầm, khi chưa gửi tin nào và chưa ai trả lời; cơ quan, cán bộ giữ nguyên."""
    from reminders.plans.register.removing import NotRemoved, remove_plan

    with database(writes=True) as session:
        row = one_plan(session, plan)
        number = row.number
        done = remove_plan(session, row, by())
        if isinstance(done, NotRemoved):
            fail(f"{_happened(done, number)} Kết thúc kế hoạch: nhachan plan end {plan}" if done.history else GIVEN)
    typer.echo(
        f"Đã xóa kế hoạch {number}: {done.duties} nhiệm vụ, {done.items} việc. Cơ quan, nhóm, cán bộ giữ nguyên."
    )


def _happened(kept: Any, number: str) -> str:
    counts = {
        "tin đã gửi": kept.history.notices,
        "việc đã hiện trong chat": kept.history.shown,
        "việc đã có trả lời hoặc đổi hạn": kept.history.changed,
    }
    happened = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return f"Kế hoạch {number} đã có {happened} nên không xóa được."
