"""Shell: `nhachan serve` and `nhachan doctor`."""

import asyncio
from contextlib import ExitStack

import typer

from bots.platforms import PLATFORMS
from reminders.commands.context import database, now, settings
from reminders.commands.output import Json, fail, print_json, print_table


def serve() -> None:
    """Chạy dịch vụ: nhận và trả lời tin nhắn, gửi nhắc hạn. Dừng bằng Ctrl-C hoặc SIGTERM."""
    from bots.channel import WrongToken
    from bots.one_reader import only_reader
    from db.alone import alone
    from reminders.logs import set_up_logs
    from reminders.service import run

    configured = settings()
    if not configured.tokens:
        fail(_no_token())
    with database(writes=False, makes=True):
        pass  # what is wrong with it is said in a sentence, before anything runs
    set_up_logs(configured.log_level)
    with alone(configured.database_url) as is_alone:
        if not is_alone:
            fail(
                "Một nhachan serve khác đang chạy với cơ sở dữ liệu này: chỉ một tiến trình được dùng một tệp SQLite. "
                "Dừng tiến trình kia trước."
            )
        with ExitStack() as readers:
            for name, token in configured.tokens.items():
                server: str = getattr(configured, f"{name}_base_url")
                if not readers.enter_context(only_reader(server, token.get_secret_value())):
                    fail(
                        f"Một nhachan serve khác trên máy này đang dùng cùng mã bot {name.capitalize()}: nền tảng chỉ "
                        "đưa tin cho một nơi. Dừng tiến trình kia, hoặc lấy mã bot khác."
                    )
            try:
                asyncio.run(run(configured))
            except WrongToken as error:
                fail(str(error))


def _no_token() -> str:
    from reminders.channels import token_names

    ways = "; ".join(platform.new_token for platform in PLATFORMS.values())
    return (
        f"Chưa có {token_names()}; cần ít nhất một. Lấy mã: {ways}. Ghi mã vào tệp .env (mẫu: .env.example). "
        "Muốn thử không cần mã: nhachan demo"
    )


def doctor(as_json: Json = False) -> None:
    """Kiểm tra bản cài: dịch vụ, cơ sở dữ liệu, giờ, mã bot, mạng, việc gặp lỗi. Mã thoát 1 khi có chỗ phải sửa."""
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
