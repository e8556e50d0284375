"""The program as a shell sees it: exit codes, the two outputs, encodings, pipes and Ctrl-C."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reminders.cli import app
from tests.commands.terminals import START, Terminal
from tests.moved_clock import believing
from tests.patience import PATIENCE_SECONDS

NHACHAN = str(Path(sys.executable).with_name("nhachan"))
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"} | believing(START)


@pytest.fixture
def folder(tmp_path: Path, imported: Path) -> Path:
    (tmp_path / "data").mkdir()
    shutil.copy(imported, tmp_path / "data" / "nhachan.sqlite3")
    return tmp_path


def run(folder: Path, *words: str | bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    variables = ENVIRONMENT | environment
    return subprocess.run(
        [NHACHAN, *words], cwd=folder, env=variables, capture_output=True, timeout=PATIENCE_SECONDS, check=False
    )


def test_query_prints_json_on_standard_output_and_nothing_else(folder: Path) -> None:
    done = run(folder, "deadlines", "--from", "2021-10-07", "--to", "2021-10-07", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(json.loads(done.stdout)) == 2


def test_problem_goes_to_standard_error_with_exit_code_1(folder: Path) -> None:
    done = run(folder, "deadlines", "--from", "2021-10-07", "--to", "2021-10-06", "--json")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == "--to 2021-10-06 trước --from 2021-10-07. Đổi lại thứ tự hai ngày.\n"


def test_wrong_usage_has_exit_code_2(folder: Path) -> None:
    for words in (["remind"], ["deadlines"], ["plan", "imprt", "x"], ["why", "x"], ["overdue", "--as-off", "x"]):
        assert CliRunner().invoke(app, words).exit_code == 2
    assert run(folder, "remind").returncode == 2


def test_locale_that_is_not_utf_8_makes_no_difference(folder: Path) -> None:
    expected = run(folder, "agency", "list", "--json")
    for locale in ({"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}):
        done = run(folder, "agency", "list", "--json", **locale)
        assert (done.returncode, done.stdout, done.stderr) == (0, expected.stdout, b"")
    assert "UBND xã Ia Dơk".encode() in run(folder, "agency", "list", PYTHONIOENCODING="ascii").stdout


def test_words_that_are_no_utf_8_are_refused(folder: Path) -> None:
    done = run(folder, "officer", "add", "kho-bac", b"Nguy\xd4n")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "không đọc được" in done.stderr.decode()


@pytest.mark.parametrize("words", ["agency list --json", "plan show"])
def test_reader_that_stops_early_sees_no_traceback(folder: Path, words: str) -> None:
    pipe = f"{NHACHAN} {words} | head -n 1"
    done = subprocess.run(
        ["/bin/sh", "-c", pipe], cwd=folder, env=ENVIRONMENT, capture_output=True, timeout=PATIENCE_SECONDS, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1


def test_ctrl_c_ends_quietly_with_130(tmp_path: Path) -> None:
    words, pipe = [NHACHAN, "demo", "--port", "0", "--silent"], subprocess.PIPE
    with subprocess.Popen(
        words, cwd=tmp_path, env=ENVIRONMENT, preexec_fn=_as_in_a_terminal, stdout=pipe, stderr=pipe
    ) as demo:
        assert demo.stdout
        assert demo.stderr
        try:
            assert b"http://127.0.0.1" in demo.stdout.readline()
            demo.send_signal(signal.SIGINT)
            assert demo.wait(PATIENCE_SECONDS) == 130
            assert demo.stderr.read() == b""
        finally:
            demo.kill()


def _as_in_a_terminal() -> None:
    """What runs in the background of a script ignores Ctrl-C, and so would its children."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.parametrize("words", [["agency", "list"], ["agency", "list", "--json"]])
def test_answer_that_finds_no_room_on_the_disk_is_said(folder: Path, words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [NHACHAN, *words], cwd=folder, env=ENVIRONMENT, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode != 0
    assert done.stderr.decode().startswith("Không ghi được kết quả: hết chỗ trên đĩa.\n")
    assert b"Traceback" not in done.stderr


def test_help_comes_at_once_for_it_loads_little(tmp_path: Path) -> None:
    done = run(tmp_path, "--help", PYTHONPROFILEIMPORTTIME="1", PYTHONPATH="")
    assert "Mã thoát" in done.stdout.decode()
    assert 100 < done.stderr.decode().count("import time:") < 450  # each module takes its part of half a second


def test_version_is_that_of_the_package() -> None:
    assert re.fullmatch(r"nhachan \d+\.\d+\.\d+\n", CliRunner().invoke(app, ["--version"]).stdout)


COMMANDS = [
    *(["demo"], ["serve"], ["phrase"], ["understand"], ["preview"], ["deadlines"], ["overdue"], ["why"], ["evidence"]),
    *(["doctor"], ["progress"]),
    *(
        ["plan", name]
        for name in ("check", "template", "import", "show", "show-document", "event", "accept", "end", "remove")
    ),
    *(["agency", name] for name in ("list", "add", "alias", "merge", "end")),
    *(["officer", name] for name in ("list", "add", "link-code", "prefer", "unlink", "deputy", "move", "remove")),
    *(["officer", name] for name in ("digest", "test", "import", "template", "codes", "sheet", "duty")),
    *(["clock", name] for name in ("show", "accept")),
    *(["calendar", name] for name in ("show", "off", "working", "remove", "confirm")),
    *(["ladder", name] for name in ("show", "set", "reset")),
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_and_option_is_explained_in_vietnamese(words: list[str]) -> None:
    text = CliRunner().invoke(app, [*words, "--help"], env={"COLUMNS": "200"}).stdout
    sentences = [line.strip(" │") for line in text.splitlines() if re.search("[ăâđêôơưà-ỹ]", line)]
    assert sentences
    options = [line for line in text.splitlines() if re.match(r"│ \*? *(--\w|\w+ +<)", line) and "--help" not in line]
    assert [line for line in options if not re.search("[ăâđêôơưà-ỹ]|In JSON", line)] == []


def test_list_of_commands_is_whole() -> None:
    import typer.main

    names: list[list[str]] = []
    for name, command in typer.main.get_group(app).commands.items():
        names += [[name, inner] for inner in command.commands] if hasattr(command, "commands") else [[name]]
    assert sorted(names) == sorted(COMMANDS)


QUERIES_OF_PLANS = [
    ["overdue"],
    ["progress"],
    ["deadlines", "--from", "2021-10-01", "--to", "2021-10-31"],
    ["plan", "show"],
]


@pytest.mark.parametrize("words", [*QUERIES_OF_PLANS, ["agency", "list"]], ids=" ".join)
def test_empty_answer_of_an_empty_database_is_not_taken_for_good_news(terminal: Terminal, words: list[str]) -> None:
    with terminal.database():
        pass
    result = CliRunner().invoke(app, [*words, "--json"])
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert result.stderr == (
        "Chưa nhập kế hoạch nào vào sqlite:///data/nhachan.sqlite3. Nhập: nhachan plan import ke-hoach-135\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        *QUERIES_OF_PLANS,
        *(
            ["agency", "list"],
            ["officer", "list"],
            ["officer", "deputy", "1"],
            ["calendar", "show"],
            ["ladder", "show"],
        ),
        *(["why", "1"], ["evidence"], ["officer", "link-code", "1"], ["officer", "add", "Phòng Nội vụ", "Siu Hyin"]),
    ],
    ids=" ".join,
)
def test_asked_in_another_folder_it_says_that_no_database_is_there_and_makes_none(
    terminal: Terminal, words: list[str]
) -> None:
    assert terminal.fails(*words) == (
        f"Chưa có cơ sở dữ liệu {terminal.file}. Chạy lệnh trong thư mục cài đặt, hoặc chỉ đúng chỗ: "
        "NHACHAN_DATABASE_URL=sqlite:////thư/mục/nhachan.sqlite3. Bắt đầu mới: nhachan plan import TỆP\n"
    )
    assert list(terminal.folder.iterdir()) == []


QUERIES = [
    *(["plan", "show"], ["agency", "list"], ["officer", "list"], ["calendar", "show", "2022"], ["overdue"]),
    *(["deadlines", "--from", "2021-10-06", "--to", "2021-10-07"], ["why", "1"], ["plan", "import", "ke-hoach-135"]),
]


@pytest.mark.parametrize("words", QUERIES, ids=" ".join)
def test_every_query_prints_one_json_document(office: Terminal, words: list[str]) -> None:
    assert isinstance(office.json(*words), list | dict)


def test_titles_are_printed_as_they_are(office: Terminal) -> None:
    office.run("agency", "add", "x", "[bold]Phòng[/bold] :smile: <b>")
    assert "[bold]Phòng[/bold] :smile: <b>" in office.run("agency", "list")
