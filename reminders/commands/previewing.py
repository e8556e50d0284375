"""Shell: `nhachan preview`: what the bot says, template by template, without a database or a chat."""

from pathlib import Path
from typing import Annotated

import typer

from reminders.commands.output import fail


def preview(
    names: Annotated[list[str] | None, typer.Argument(help="Tên mẫu câu, ví dụ reminder (mặc định: tất cả).")] = None,
    minimal: Annotated[bool, typer.Option("--minimal", help="Chế độ nội dung tối thiểu.")] = False,
    folder: Annotated[Path | None, typer.Option(help="Ghi mỗi mẫu câu thành một tệp trong thư mục này.")] = None,
) -> None:
    """Xem mọi câu mà hệ thống nói, với dữ liệu mẫu."""
    from reminders.preview import previews

    texts = previews(minimal=minimal)
    unknown = [name for name in names or () if name not in texts]
    if unknown:
        fail(f"Không có mẫu câu {', '.join(unknown)}. Có: {', '.join(sorted(texts))}.")
    wanted = {name: texts[name] for name in names or sorted(texts)}
    if folder is None:
        typer.echo("\n".join(f"=== {name}\n{text}" for name, text in wanted.items()), nl=False)
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in wanted.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    typer.echo(f"Đã ghi {len(wanted)} tệp vào {folder}.")
