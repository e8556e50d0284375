"""`nhachan phrase`, `plan check`, `plan template` and `plan import` of a review, at a terminal."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reminders.cli import app
from reminders.clock import SystemClock
from tests.plans.review.workbooks import PLAN, REAL_PLAN, edited, review

DATABASE = Path("data/nhachan.sqlite3")


@pytest.fixture(autouse=True)
def _office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder with a plan, at 07:00 on 27/09/2021."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(SystemClock, "now", lambda _: datetime(2021, 9, 27, tzinfo=UTC))
    Path("plan.md").write_text(PLAN, encoding="utf-8")


def run(*words: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(words), input=given)


def test_phrase_in_json_has_the_rule_and_the_next_deadlines() -> None:
    answer = json.loads(
        run("phrase", "trước ngày 20 hàng tháng", "--from", "2022-01-01", "--count", "1", "--json").stdout
    )
    assert answer == {
        "status": "understood",
        "kind": "monthly",
        "rule": {"kind": "monthly", "day": 20},
        "vietnamese": "trước ngày 20 hàng tháng",
        "next": [
            {
                "period": "2022-01",
                "nominal": "2022-01-20T00:00:00+07:00",
                "act_by": "2022-01-19T17:00:00+07:00",
                "overdue_from": "2022-01-20T00:00:00+07:00",
            }
        ],
        "also": [],
    }


def test_phrase_for_people() -> None:
    assert run("phrase", "trước ngày 06/10", "--issued", "27/09/2021").stdout.splitlines() == [
        "đã hiểu: trước ngày 06/10/2021",
        "  kỳ once: hạn 00:00 06/10/2021, quá hạn từ 00:00 06/10/2021",
    ]


def test_lines_of_phrases_give_a_line_each_and_bad_ones_an_error() -> None:
    lines = [
        b'{"text": "tr\xc6\xb0\xe1\xbb\x9bc ng\xc3\xa0y 06/10", "issued": "2021-09-27"}',
        b"no json",
        b"",
        b"\xff\xfe",
        b'{"text": 5}',
        b'{"text": "x", "issued": "2021-13-01"}',
        b'{"text": "x", "context": []}',
        b'{"text": "l\xc3\xa0m t\xe1\xbb\x91t"}',
    ]
    answers = [json.loads(line) for line in run("phrase", "-", given=b"\n".join(lines)).stdout.splitlines()]
    assert [answer.get("status", "error") for answer in answers] == ["understood", *["error"] * 6, "not_a_deadline"]
    assert answers[5] == {"error": "tháng 13 không phải là tháng (1–12)"}


def test_check_in_json_has_every_duty_and_makes_no_database() -> None:
    answer = json.loads(run("plan", "check", "plan.md", "--json").stdout)
    assert answer["plan"] == {
        "number": "12/KH-UBND",
        "issued_on": "2021-09-20",
        "issuer": "UBND huyện Đức Cơ",
        "title": "Cải cách hành chính năm 2021",
    }
    first = answer["duties"][0]
    assert {name: first[name] for name in ("key", "source", "section", "lead", "phrase", "status", "kind")} == {
        "key": "II.1",
        "source": {"line": 15},
        "section": "II.1",
        "lead": ["Phòng Nội vụ"],
        "phrase": "trước ngày 06/10/2021",
        "status": "understood",
        "kind": "date",
    }
    assert [due["nominal"] for due in first["next"]] == ["2021-10-06T00:00:00+07:00"]
    assert answer["questions"] == ["Mục II.3: “theo kế hoạch” không nêu ngày. Ấn định hạn nào?"]
    assert not DATABASE.exists()


def test_real_plan_is_checked_by_text() -> None:
    answer = json.loads(run("plan", "check", str(REAL_PLAN), "--json").stdout)
    assert (len(answer["duties"]), len(answer["questions"]), len(answer["new_names"])) == (160, 26, 36)
    same = {duty["key"]: duty["same_as"] for duty in answer["duties"]}
    assert (same["II.1.9"], same["PL.VI.10"]) == (["PL.VI.2", "PL.VI.10"], ["II.1.9"])


def test_check_review_and_import() -> None:
    told = run("plan", "check", "plan.md", "--review", "review.xlsx")
    assert (told.exit_code, told.stderr) == (0, "")
    assert "3 nhiệm vụ: rõ việc 3, rõ người 3, rõ trách nhiệm 3, rõ thời gian 2, rõ kết quả 3" in told.stdout
    assert run("plan", "import", "review.xlsx").stdout.startswith("Kế hoạch 12/KH-UBND: thêm 3, đổi 0,")
    assert run("plan", "import", "review.xlsx").stdout.startswith("Kế hoạch 12/KH-UBND: thêm 0, đổi 0, giữ nguyên 3,")
    assert json.loads(run("plan", "check", "plan.md", "--json").stdout)["diff"] == {
        "added": [],
        "changed": {},
        "ended": [],
    }


def test_what_was_not_read_is_told_when_a_plan_is_checked_and_when_it_is_imported() -> None:
    Path("plan.md").write_text(
        f"{PLAN}\n\n## III. TỔ CHỨC\n\n- Mở lớp tập huấn, tầm tháng 11 tại thôn.\n", encoding="utf-8"
    )
    told = run("plan", "check", "plan.md", "--review", "review.xlsx").stdout
    assert (
        "5 chỗ nêu thời hạn, giao việc hoặc là dòng bảng: 3 trong nhiệm vụ; "
        "1 không phải nhiệm vụ (nơi và ngày ban hành 1); 1 chưa đọc được"
    ) in told
    assert "là nhiệm vụ? của ai? hạn nào? (1):\n  III: Mở lớp tập huấn, tầm tháng 11 tại thôn." in told
    assert "Còn 1 chỗ chưa đọc được, chưa nhập: III" in run("plan", "import", "review.xlsx").stdout
    ledger = json.loads(run("plan", "check", "plan.md", "--json").stdout)["ledger"]
    assert [place["words"] for place in ledger["unread"]] == ["tháng 11"]
    assert (ledger["in_duties"], ledger["other"]) == (3, {"nơi và ngày ban hành": 1})


def test_review_and_register_can_be_checked_and_show_what_they_change() -> None:
    Path("review.xlsx").write_bytes(review(None))
    run("plan", "import", "review.xlsx")
    Path("changed.xlsx").write_bytes(edited(review(None), J2="trước ngày 08/10/2021", R3="Bỏ"))
    answer = json.loads(run("plan", "check", "changed.xlsx", "--json").stdout)
    assert answer["diff"] == {"added": [], "changed": {"II.1": ["rule"]}, "ended": ["II.2"]}
    told = run("plan", "check", "changed.xlsx").stdout
    assert "Không nhập theo quyết định trong tệp (1):\n  II.2\n" in told
    assert "  Kết thúc: II.2\n" in told
    assert "Không nhập theo quyết định trong tệp: II.2\n" in run("plan", "import", "changed.xlsx").stdout


def test_document_is_not_imported_without_a_review() -> None:
    told = run("plan", "import", "plan.md")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "nhachan plan check plan.md --review review.xlsx" in told.stderr
    assert not DATABASE.exists()


def test_bad_review_writes_nothing() -> None:
    Path("review.xlsx").write_bytes(edited(review(None), E2="=A1", A3=None))
    told = run("plan", "import", "review.xlsx")
    assert told.exit_code == 1
    assert told.stderr.splitlines()[:2] == [
        "review.xlsx: 3 lỗi, chưa ghi gì.",
        "Nhiệm vụ!E2: ô công thức hoặc ô báo lỗi; thay bằng giá trị rồi lưu lại",
    ]
    assert not DATABASE.exists()


def test_a_review_somebody_may_be_editing_is_not_overwritten() -> None:
    Path("review.xlsx").write_bytes(b"mine")
    told = run("plan", "check", "plan.md", "--review", "review.xlsx")
    assert (told.exit_code, Path("review.xlsx").read_bytes()) == (1, b"mine")


@pytest.mark.parametrize(("content", "problem"), [(b"", "Tệp trống"), (b"PK\x03\x04 broken", "Tệp hỏng")])
def test_file_that_cannot_be_read_is_refused(content: bytes, problem: str) -> None:
    Path("plan.xlsx").write_bytes(content)
    for command in ("check", "import"):
        told = run("plan", command, "plan.xlsx")
        assert (told.exit_code, problem in told.stderr) == (1, True)


def test_damaged_workbook_is_refused() -> None:
    content = bytearray(review(None))
    for at in range(60, 110):
        content[at] ^= 0x5A
    Path("review.xlsx").write_bytes(content)
    for command in ("check", "import"):
        told = run("plan", command, "review.xlsx")
        assert (told.exit_code, "Tệp hỏng" in told.stderr) == (1, True), told.output


def test_template_is_written() -> None:
    assert run("plan", "template", "mau.xlsx").stdout.startswith("Đã ghi mau.xlsx.")
    assert Path("mau.xlsx").read_bytes().startswith(b"PK")
