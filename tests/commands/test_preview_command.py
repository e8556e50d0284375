"""`nhachan preview`: every sentence in each catalogue, without a database."""

from pathlib import Path

from typer.testing import CliRunner

from reminders.cli import app
from reminders.messages import is_minimal


def preview(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["preview", *words])
    return done.exit_code, done.output


def test_preview_shows_the_samples_of_a_template() -> None:
    code, text = preview("only_words")
    assert (code, text.splitlines()[0]) == (0, "=== only_words")
    assert "Vui lòng trả lời bằng chữ, ví dụ XONG 1" in text


def test_preview_of_minimal_content_leaves_out_the_agency_and_the_chosen_catalogue_as_it_was() -> None:
    assert "UBND xã Ia Dom" in preview("reminder")[1]
    assert "UBND xã Ia Dom" not in preview("reminder", "--minimal")[1]
    assert not is_minimal()


def test_preview_writes_a_file_for_each_template(tmp_path: Path) -> None:
    assert preview("reminder", "done", "--folder", str(tmp_path)) == (0, f"Đã ghi 2 tệp vào {tmp_path}.\n")
    assert {path.name for path in tmp_path.iterdir()} == {"reminder.txt", "done.txt"}


def test_template_that_is_not_there_is_named() -> None:
    code, text = preview("remider")
    assert code == 1
    assert text.startswith("Không có mẫu câu remider. Có: accept_all, accepted, ")
