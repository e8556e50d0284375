"""Shell: what `nhachan plan import` says people still have to do, in plain words."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from reminders.plans.register.remaining import Remaining, Twin

SHOWN_TWINS = 10


def print_remaining(left: "Remaining") -> None:
    """Print who is missing, which groups are empty, and what another plan states too, each with what to do."""
    if left.coordinator == "":
        typer.echo(
            "Kế hoạch chưa ghi đơn vị đầu mối nên trong chat chưa ai ấn định hạn, trả lời câu hỏi được. "
            "Ghi “Đơn vị đầu mối” (coordinator) trong tệp rồi nhập lại."
        )
    elif left.coordinator:
        typer.echo(
            f"Chưa có cán bộ đầu mối của {left.coordinator}: chưa ai xác nhận, ấn định hạn, nhận bản tin. "
            f'Thêm: nhachan officer add "{left.coordinator}" "Họ tên" --role coordinator --scope "{left.issuer}"'
        )
    if left.empty_groups:
        typer.echo(
            f"{len(left.empty_groups)} nhóm chủ trì chưa có thành viên nên chưa ai được nhắc: "
            f"{'; '.join(left.empty_groups)}. Ghi thành viên của nhóm trong tệp rồi nhập lại."
        )
    if left.twins:
        typer.echo(f"Có thể trùng với kế hoạch khác, cùng cơ quan bị nhắc hai lần ({len(left.twins)}):")
        for twin in left.twins[:SHOWN_TWINS]:
            typer.echo(f"  {_line(twin)}")
        if len(left.twins) > SHOWN_TWINS:
            typer.echo(f"  … và {len(left.twins) - SHOWN_TWINS} nhiệm vụ nữa. Xem hết: thêm --json.")
        typer.echo("  Nếu là một việc, bỏ bớt một mục: xóa trong tệp rồi nhập lại kế hoạch đó.")


def _line(twin: "Twin") -> str:
    due = "cùng thời hạn" if twin.is_due_alike else "thời hạn khác nhau"
    return f"Mục {twin.clause} và {twin.plan}, mục {twin.other_clause}: {twin.title} ({due})"
