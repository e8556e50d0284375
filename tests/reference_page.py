"""Writes docs/reference.md: commands, settings, "/" commands as the program knows them. `make docs` calls it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from reminders.chat.menu import Usage
from reminders.cli import app
from reminders.replies.commands import COMMANDS, Command, Whom
from reminders.settings import PREFIX, Settings

PAGE = Path(__file__).parent.parent / "docs/reference.md"
HEAD = """# Tra cứu: lệnh, thiết lập, lệnh trong chat

Trang này do `make docs` ghi ra từ chính chương trình; một kiểm tra so lại. Cách triển khai:
[README.vi.md](../README.vi.md) · vận hành: [operations.md](operations.md).

## Dòng lệnh

Ngày viết 2021-10-06 hoặc 06/10/2021. Cơ quan gọi bằng khóa, tên, một phần tên hoặc tên gọi khác. Phần trong ngoặc
vuông có thể bỏ; `nhachan … --help` in cùng nội dung. `--json` in cùng dữ kiện cho chương trình khác đọc."""
SETTINGS = """## Thiết lập

Ghi bằng biến môi trường, hoặc mỗi dòng một thiết lập trong tệp `.env` ở thư mục làm việc (mẫu:
[.env.example](../.env.example)); không thiết lập nào bắt buộc.

| thiết lập | mặc định | |
|---|---|---|"""
CHAT = """## Trong chat

Có dấu hay không dấu, chữ hoa hay chữ thường đều được; `<…>` là phần phải viết, `[…]` có thể bỏ. Khi chưa rõ ý, bot
hỏi lại và không ghi nhận gì.

Cán bộ trả lời tin nhắc bằng nút hoặc bằng chữ: `nhận <mã>` (đã nhận), `xong <mã>` (đã hoàn thành; nhiều việc: `xong
3, 5`), `gia hạn <mã> đến <ngày>`, hay câu thường: "việc 5 chưa xong, mai em gửi", "không phải việc của phòng em".
Ảnh, tệp gửi kèm `xong <mã>` hoặc `tệp <mã>` là minh chứng; ai được xem việc thì xem tệp bằng `/xemtep <mã>` (trên
Telegram, tệp được gửi kèm, mỗi lần năm tệp).

Danh sách dài chia thành trang: `xem tiếp` hoặc bấm nút, hay thêm số trang, ví dụ "/quahan Ia Pnôn trang 2"; trên
Telegram, danh sách dài hơn hai trang được gửi kèm tệp Excel đầy đủ. Lệnh giao việc, ghi ngày, thêm cán bộ được bot
đọc lại và chỉ làm khi chính người viết trả lời `giao <số>`, `ghi <số>`, `thêm <số>` hoặc bấm nút trong 30 phút; bỏ
bằng `thôi <số>`. Một lệnh giao nêu được nhiều cơ quan, nhóm cơ quan, và thời hạn như "chậm nhất thứ Sáu", "trong 3
ngày làm việc".

| lệnh | công dụng | cho ai | cũng viết |
|---|---|---|---|"""
FOR = {
    Whom.EVERYBODY: "mọi người",
    Whom.READERS: "đầu mối, lãnh đạo",
    Whom.OVERSEERS: "đầu mối, lãnh đạo, quản trị, người thay",
    Whom.DECIDERS: "đầu mối, người thay",
    Whom.COORDINATORS: "đầu mối",
}


def reference_page() -> str:
    """Return the page, made of the values behind the help, not of its text: no terminal changes it."""
    settings = [_setting(name) for name in Settings.model_fields]
    chat = [_chat_command(command) for command in COMMANDS]
    parts = [HEAD, str(app.info.epilog), *_commands(typer.main.get_command(app), "nhachan")]
    return "\n\n".join([*parts, "\n".join([SETTINGS, *settings]), "\n".join([CHAT, *chat])]) + "\n"


def _commands(command: Any, path: str) -> Iterator[str]:
    if not isinstance(command, TyperGroup):
        yield _command(command, path)
        return
    for name, one in command.commands.items():
        if isinstance(one, TyperGroup):
            yield f"### {path} {name}\n\n{one.help}"
        yield from _commands(one, f"{path} {name}")


def _command(command: Any, path: str) -> str:
    usage = " ".join([path, *map(_shown, command.params)])
    parameters = "\n".join(map(_parameter, command.params))
    return "\n\n".join(filter(None, [f"**`{usage}`**", _line(command.help), parameters]))


def _shown(parameter: Any) -> str:
    """Return a parameter as it is typed: "FILE", "[--since …]"."""
    name = _name(parameter)
    if parameter.param_type_name == "option":
        name = name if isinstance(parameter.default, bool) else f"{name} …"
    elif parameter.nargs != 1 and not parameter.metavar:
        name = f"{name}..."
    return name if parameter.required else f"[{name}]"


def _name(parameter: Any) -> str:
    is_option = parameter.param_type_name == "option"
    return str(parameter.opts[0] if is_option else parameter.metavar or parameter.name.upper())


def _parameter(parameter: Any) -> str:
    words, default = _line(parameter.help), parameter.default
    is_said = default in (None, False, "") or "mặc định" in words.lower()
    return f"- `{_name(parameter)}`: {words}" + ("" if is_said else f" Mặc định: `{default}`.")


def _setting(name: str) -> str:
    field = Settings.model_fields[name]
    default = "–" if field.default is None else f"`{field.default}`"
    return f"| `{PREFIX}{name.upper()}` | {default} | {_line(field.description)} |"


def _chat_command(command: Command) -> str:
    usage = Usage(command, is_overseers=True)
    plain = [command.words] if command.is_bare or command.phrase else []
    cells = (f"`{usage.line}`", usage.description, FOR[command.whom], ", ".join([*plain, *command.also]))
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _line(text: str | None) -> str:
    """Return words on one line; a missing one is a fault of the program, not of the page."""
    assert text, "a command, an option or a setting has no words"
    return " ".join(text.split())


if __name__ == "__main__":
    PAGE.write_text(reference_page(), encoding="utf-8")
