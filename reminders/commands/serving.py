"""Shell: `nhachan serve` and `nhachan doctor`."""

import asyncio
from typing import Annotated

import typer

from reminders.commands.context import database, now, settings
from reminders.commands.output import fail, print_json, print_table

Json = Annotated[bool, typer.Option("--json", help="In JSON.")]
NO_TOKEN = (
    "Chưa có NHACHAN_TELEGRAM_TOKEN hay NHACHAN_ZALO_TOKEN; cần ít nhất một. Telegram: nhắn /newbot cho @BotFather "
    'để lấy mã. Zalo: tạo bot với tài khoản "Zalo Bot Manager". Ghi mã vào tệp .env (mẫu: .env.example). '
    "Muốn thử không cần mã: nhachan demo"
)


def serve() -> None:
    """Chạy dịch vụ: nhận và trả lời tin nhắn, gửi nhắc hạn. Dừng bằng Ctrl-C."""
    from bots.channel import WrongToken
    from reminders.logs import set_up_logs
    from reminders.service import run

    configured = settings()
    if not configured.tokens:
        fail(NO_TOKEN)
    for name, (_, secret) in configured.webhooks.items():
        if not secret:
            fail(f"NHACHAN_{name.upper()}_WEBHOOK_URL cần có NHACHAN_{name.upper()}_WEBHOOK_SECRET. Xem .env.example.")
    with database(writes=False):
        pass  # what is wrong with it is said in a sentence, before anything runs
    set_up_logs(configured.log_level)
    try:
        asyncio.run(run(configured))
    except WrongToken as error:
        fail(str(error))


def doctor(as_json: Json = False) -> None:
    """Kiểm tra bản cài: cơ sở dữ liệu, giờ, mã bot, mạng, việc gặp lỗi. Mã thoát 1 khi có chỗ phải sửa."""
    from reminders.doctor import examine

    checks = asyncio.run(examine(settings(), now=now()))
    if as_json:
        print_json([vars(check) for check in checks])
    else:
        print_table(
            ("", "Kiểm tra", "Kết quả"),
            [({True: "✔", False: "✘", None: "–"}[check.is_good], check.name, check.finding) for check in checks],
            empty="",
        )
    if any(check.is_good is False for check in checks):
        raise typer.Exit(1)
