"""`nhachan plan show-document` prints what was read, with its places and what was left out."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reminders.cli import app
from tests.plans.documents.word_files import p, tbl, tr, word

HEADING = '<w:pStyle w:val="Heading1"/>'
STYLES = '<w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'


@pytest.fixture
def plan(tmp_path: Path) -> str:
    body = p("I. NHIỆM VỤ", properties=HEADING) + p("Mở đầu.") + p("1. Họp giao ban.") + p("Bỏ", run="<w:strike/>")
    body += tbl(tr("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì"), tr("1", "Báo cáo", "Phòng Nội vụ"))
    file = tmp_path / "a.docx"
    file.write_bytes(word(body, styles=STYLES))
    return str(file)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["plan", "show-document", *arguments])
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_every_block_is_shown_with_its_kind_and_place(plan: str) -> None:
    assert run(plan).splitlines() == [
        "[đoạn 1] tiêu đề I.: NHIỆM VỤ",
        "[đoạn 2] đoạn văn: Mở đầu.",
        "[đoạn 3] mục 1.: Họp giao ban.",
        "[đoạn 5] bảng 3 cột, 2 dòng:",
        "  [đoạn 5] đầu bảng: TT | Nội dung nhiệm vụ | Cơ quan chủ trì",
        "  [đoạn 8] 1 | Báo cáo | Phòng Nội vụ",
        "Bỏ qua (1):",
        "  [đoạn 4] bị gạch bỏ: Bỏ",
        "Cần biết (1):",
        "  Bỏ qua 1 đoạn bị gạch bỏ: “Bỏ”.",
    ]


def test_the_same_is_there_for_scripts(plan: str) -> None:
    found = json.loads(run(plan, "--json"))
    assert [block["kind"] for block in found["blocks"]] == ["heading", "paragraph", "list_item", "table"]
    assert found["blocks"][3]["rows"][1]["cells"] == ["1", "Báo cáo", "Phòng Nội vụ"]
    assert found["left_out"] == [{"place": "đoạn 4", "why": "bị gạch bỏ", "text": "Bỏ"}]


def test_what_may_be_wrong_is_shown_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Phòng Nội vụ b¸o c¸o kÕt qu¶.", encoding="utf-8")
    assert "(chưa chắc: có chữ theo bảng mã TCVN3" in run(str(tmp_path / "a.txt"))


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b" ")
    result = CliRunner().invoke(app, ["plan", "show-document", str(tmp_path / "a.txt")])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Tệp trống" in result.stderr
