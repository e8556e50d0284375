"""Shell: `nhachan serve` and `nhachan doctor`."""

import asyncio
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from bots.platforms import PLATFORMS
from reminders.commands.context import database, now, settings
from reminders.commands.output import Json, fail, print_json, print_table

if TYPE_CHECKING:
    from sqlmodel import Session

    from reminders.settings import Settings


def serve(new: Annotated[bool, typer.Option("--new", help="Bắt đầu với cơ sở dữ liệu chưa có gì.")] = False) -> None:
    """Chạy dịch vụ: nhận và trả lời tin nhắn, gửi nhắc hạn. Dừng bằng Ctrl-C hoặc SIGTERM."""
    from db.alone import alone
    from reminders.logs import set_up_logs

    configured = settings()
    if not configured.tokens:
        fail(_no_token())
    _look_into_database(configured.database_url, may_be_empty=new)
    set_up_logs(configured.log_level)
    with alone(configured.database_url) as is_alone:
        if not is_alone:
            fail(
                "Một nhachan serve khác đang chạy với cơ sở dữ liệu này: chỉ một tiến trình được dùng một tệp SQLite. "
                "Dừng tiến trình kia trước."
            )
        with ExitStack() as readers:
            _hold_tokens(configured, readers)
            _run(configured)


def _hold_tokens(configured: "Settings", readers: ExitStack) -> None:
    """Hold each bot for this process, or say which one another process reads for."""
    from bots.one_reader import only_reader

    for name, token in configured.tokens.items():
        server: str = getattr(configured, f"{name}_base_url")
        if not readers.enter_context(only_reader(server, token.get_secret_value())):
            fail(
                f"Một nhachan serve khác trên máy này đang dùng cùng mã bot {name.capitalize()}: nền tảng chỉ "
                "đưa tin cho một nơi. Dừng tiến trình kia, hoặc lấy mã bot khác."
            )


def _look_into_database(url: str, *, may_be_empty: bool) -> None:
    """Say in a sentence what is wrong with the database, before anything runs.

    Where a volume was not mounted, or in another folder, an empty one would tell every officer that they are not known.
    """
    from db.engine import missing_file
    from db.place import unwritable
    from reminders.troubles import nothing_to_serve, without_password

    if not may_be_empty and (missing := missing_file(url)):
        fail(nothing_to_serve(str(missing), is_missing=True))
    if place := unwritable(url):
        fail(f"Không ghi được vào {place}: sửa quyền của thư mục và tệp cơ sở dữ liệu cho người chạy dịch vụ.")
    with database(writes=False, makes=may_be_empty) as session:
        if not (may_be_empty or _has_begun(session)):
            fail(nothing_to_serve(without_password(url), is_missing=False))


def _has_begun(session: "Session") -> bool:
    """Return whether an office works with the database; where that cannot be read, it is the service that says why."""
    from sqlalchemy.exc import DBAPIError

    from db.errors import is_damage
    from db.queries.register import has_begun

    try:
        return has_begun(session)
    except DBAPIError as error:
        if is_damage(error):
            return True
        raise


def _run(configured: "Settings") -> None:
    from bots.channel import WrongToken
    from db.errors import Damaged, OtherFile
    from reminders.service import run
    from reminders.troubles import DAMAGED, damaged, moved_away, without_password

    try:
        asyncio.run(run(configured))
    except WrongToken as error:
        fail(str(error))
    except OtherFile as error:
        fail(moved_away(error.file))
    except Damaged as error:
        fail(f"Cơ sở dữ liệu {damaged(without_password(configured.database_url), str(error))}", code=DAMAGED)


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
