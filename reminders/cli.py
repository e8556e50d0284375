"""Shell: the command line `nhachan`; each command lives in reminders/commands/ and imports what it needs."""

import sys
from errno import ENOSPC
from io import TextIOWrapper
from typing import Annotated

import typer

from reminders.commands import (
    accepting,
    agencies,
    calendars,
    checking,
    clocks,
    demonstrating,
    ending,
    enrolling,
    entrusting,
    evidence,
    items,
    ladders,
    people,
    phrases,
    plans,
    previewing,
    serving,
    showing,
    trying,
    understanding,
)

app = typer.Typer(
    help="Nhắc Hạn: nhắc việc và đôn đốc thời hạn cho cơ quan nhà nước.",
    epilog="Mã thoát: 0 xong; 1 có lỗi, ghi ra luồng lỗi (stderr), không in kết quả và không ghi gì; 2 gõ sai lệnh; "
    "65 cơ sở dữ liệu hỏng. "
    "Thiết lập: biến NHACHAN_… hoặc tệp .env, xem .env.example.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"nhachan {version('nhac-han')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="In phiên bản.")] = False,
) -> None:
    """Nhắc Hạn: nhắc việc và đôn đốc thời hạn cho cơ quan nhà nước."""


app.command()(demonstrating.demo)
app.command()(serving.serve)
plans.app.command()(checking.check)
plans.app.command()(showing.show_document)
plans.app.command()(checking.template)
plans.app.command()(accepting.accept)
plans.app.command()(ending.end)
plans.app.command()(ending.remove)
app.add_typer(plans.app, name="plan")
app.command()(phrases.phrase)
app.command()(understanding.understand)
app.command()(previewing.preview)
app.command()(items.deadlines)
app.command()(items.overdue)
app.command()(items.progress)
app.command()(items.why)
app.command()(evidence.evidence)
app.add_typer(agencies.agencies, name="agency")
people.officers.command("test")(trying.send_test)
people.officers.command("import")(enrolling.import_)
people.officers.command()(enrolling.template)
people.officers.command()(enrolling.codes)
people.officers.command()(entrusting.duty)
people.officers.command()(enrolling.sheet)
app.add_typer(people.officers, name="officer")
app.add_typer(calendars.app, name="calendar")
app.add_typer(ladders.app, name="ladder")
app.add_typer(clocks.app, name="clock")
app.command()(serving.doctor)


def main() -> None:
    """Run the command line; exit code 0 done, 1 a problem that was printed, 2 wrong usage, 130 Ctrl-C.

    What is printed is UTF-8 whatever the terminal says: Vietnamese and JSON are nothing else.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if any("\udc80" <= letter <= "\udcff" for argument in sys.argv for letter in argument):  # bytes that are no UTF-8
        sys.exit("Dòng lệnh có ký tự không đọc được. Đặt mã của cửa sổ dòng lệnh (terminal) là UTF-8.")
    try:
        app()
    except OSError as error:
        if error.errno != ENOSPC:
            raise
        sys.exit("Không ghi được kết quả: hết chỗ trên đĩa.")
