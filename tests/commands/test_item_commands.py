"""`nhachan deadlines`, `overdue` and `why`."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from db import audit
from db.audit import By
from db.tables import Occurrence
from reminders.cli import app
from schedules.zone import LOCAL
from tests.commands.terminals import Terminal

OCTOBER_7 = ("deadlines", "--from", "2021-10-07", "--to", "2021-10-07")


def test_deadline_has_the_fields_that_scripts_read(office: Terminal) -> None:
    (row,) = [row for row in office.json(*OCTOBER_7) if row["obligation"] == "II.1.8.b1"]
    assert row == {
        "plan": "135/KH-UBND",
        "obligation": "II.1.8.b1",
        "title": "Báo cáo UBND tỉnh tiến độ giải ngân, việc xử lý các vướng mắc hàng tuần",
        "agency": "Phòng Tài chính – Kế hoạch",
        "agency_key": "phong-tai-chinh-ke-hoach",
        "period": "2021-10-07",
        "phrase": "hàng tuần (trước 15 giờ ngày Thứ Năm)",
        "kind": "weekly",
        "nominal": "2021-10-07T15:00:00+07:00",
        "act_by": "2021-10-07T15:00:00+07:00",
        "overdue_from": "2021-10-07T15:00:00+07:00",
        "state": "open",
        "standing": "Chưa đến hạn",
        "item": row["item"],
    }
    assert isinstance(row["item"], int)


def test_both_days_of_a_range_belong_to_it(office: Terminal) -> None:
    def nominals(first: str, last: str) -> set[str]:
        return {row["nominal"][:10] for row in office.json("deadlines", "--from", first, "--to", last)}

    assert nominals("30/09/2021", "07/10/2021") == {
        *("2021-09-30", "2021-10-03", "2021-10-04", "2021-10-06", "2021-10-07")
    }
    assert nominals("06/10/2021", "06/10/2021") == {"2021-10-06"}
    assert nominals("01/10/2021", "02/10/2021") == set()


def test_what_has_no_item_is_planned(office: Terminal) -> None:
    rows = office.json(
        "deadlines", "--from", "2021-12-20", "--to", "2022-01-10", "--agency", "phong-tai-chinh-ke-hoach"
    )
    states = {row["nominal"][:10]: (row["state"], row["standing"], row["item"]) for row in rows}
    assert states["2021-12-23"][:2] == ("open", "Chưa đến hạn")
    assert states["2022-01-06"] == ("planned", "", None)


def test_nothing_is_due_before_the_plan_was_issued(office: Terminal) -> None:
    assert office.json("deadlines", "--from", "2020-01-01", "--to", "2021-09-26") == []
    assert office.run("deadlines", "--from", "2020-01-01", "--to", "2021-09-26") == (
        "Không có thời hạn nào trong khoảng này.\n"
    )


@pytest.mark.parametrize(
    "name",
    [
        "phong-tai-chinh-ke-hoach",
        "Phòng Tài chính – Kế hoạch",
        "Phòng Tài chính và Kế hoạch",
        "phong tai chinh ke hoach",
        "PHÒNG TC-KH",
        "tài chính",
    ],
)
def test_agency_is_found_by_key_name_alias_and_without_diacritics(office: Terminal, name: str) -> None:
    rows = office.json(*OCTOBER_7, "--agency", name)
    assert [(row["agency_key"], row["obligation"]) for row in rows] == [
        ("phong-tai-chinh-ke-hoach", "II.1.8.b4"),
        ("phong-tai-chinh-ke-hoach", "II.1.8.b1"),
    ]


def test_ambiguous_and_unknown_names_are_told_with_candidates(office: Terminal) -> None:
    assert office.fails(*OCTOBER_7, "--agency", "xã Ia") == (
        "'xã Ia' có thể là 9 cơ quan: UBND xã Ia Dơk (ubnd-xa-ia-dok); UBND xã Ia Krêl (ubnd-xa-ia-krel); "
        "UBND xã Ia Kla (ubnd-xa-ia-kla); UBND xã Ia Kriêng (ubnd-xa-ia-krieng); UBND xã Ia Lang (ubnd-xa-ia-lang); "
        "UBND xã Ia Din (ubnd-xa-ia-din); UBND xã Ia Dom (ubnd-xa-ia-dom); UBND xã Ia Pnôn (ubnd-xa-ia-pnon); "
        "UBND xã Ia Nan (ubnd-xa-ia-nan). Viết rõ hơn, hoặc dùng khóa.\n"
    )
    assert office.fails(*OCTOBER_7, "--agency", "Trạm Thú y") == (
        "Không có cơ quan 'Trạm Thú y'. Xem danh sách: nhachan agency list\n"
    )
    assert "Có phải: UBND xã Ia Pnôn" in office.fails("overdue", "--agency", "UBND xã Ia Pnong")


@pytest.mark.parametrize(
    ("first", "last", "problem"),
    [
        ("2021-10-07", "2021-10-06", "--to 2021-10-06 trước --from 2021-10-07. Đổi lại thứ tự hai ngày."),
        ("31/02/2021", "2021-10-06", "ngày 31/02/2021 không có trong lịch."),
        ("hôm nay", "2021-10-06", "'hôm nay' không phải là ngày (viết 06/10/2021 hoặc 2021-10-06)."),
        ("2021-10-06", "06/13/2021", "tháng 13 không phải là tháng (1–12)."),
        ("1066-10-14", "2021-10-06", "năm 1066 không dùng được (1900–2200)."),
    ],
)
def test_wrong_days_are_told(office: Terminal, first: str, last: str, problem: str) -> None:
    assert office.fails("deadlines", "--from", first, "--to", last) == f"{problem}\n"


def test_deadlines_for_people_show_the_number_that_why_asks_for(office: Terminal) -> None:
    row = office.json(*OCTOBER_7)[0]
    text = office.run(*OCTOBER_7)
    assert "trước 14 giờ thứ Năm 07/10/2021" in text
    assert f" {row['item']} " in text
    assert (
        office.run("why", str(row["item"])).splitlines()[0] == f"Việc {row['item']}: {row['agency']} – {row['title']}"
    )


def test_overdue_starts_at_the_bound_and_not_before(office: Terminal) -> None:
    def late(as_of: str) -> list[str]:
        rows = office.json("overdue", "--as-of", as_of, "--agency", "tài chính")
        return [row["period"] for row in rows if row["obligation"] == "II.1.8.b1"]

    assert late("2021-09-30T14:59:59") == []
    assert late("2021-09-30T15:00:00") == ["2021-09-30"]
    assert late("2021-09-30T08:00:00+00:00") == ["2021-09-30"]
    assert late("2021-09-30 07:59:59Z") == []
    assert late("08/10/2021") == ["2021-09-30", "2021-10-07"]


def test_overdue_goes_into_an_excel_file_that_is_not_there_yet(office: Terminal, tmp_path: Path) -> None:
    rows = office.json("overdue", "--as-of", "08/10/2021")
    told = office.run("overdue", "--as-of", "08/10/2021", "--xlsx", "muon.xlsx")
    assert told == f"Đã ghi {len(rows)} việc vào muon.xlsx.\n"
    [sheet] = load_workbook(tmp_path / "muon.xlsx").worksheets
    found = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [(row[1], row[2], row[13]) for row in found] == [
        (row["agency"], row["title"], row["days_overdue"]) for row in rows
    ]
    assert "Đã có tệp muon.xlsx" in office.fails("overdue", "--xlsx", "muon.xlsx")
    assert "cần đuôi .xlsx" in office.fails("overdue", "--xlsx", "muon.csv")


def test_overdue_item_has_the_fields_that_scripts_read(office: Terminal) -> None:
    office.wait(days=10, hours=8)  # Thursday 15:00
    rows = office.json("overdue", "--agency", "ubnd-xa-ia-dom")
    assert [row["obligation"] for row in rows].count("III.1") == 1
    (row,) = [row for row in rows if row["obligation"] == "III.1"]
    assert row == {
        "item": row["item"],
        "plan": "135/KH-UBND",
        "obligation": "III.1",
        "title": row["title"],
        "agency": "UBND xã Ia Dom",
        "agency_key": "ubnd-xa-ia-dom",
        "period": "once",
        "phrase": "trước ngày 06/10/2021",
        "nominal": "2021-10-06T00:00:00+07:00",
        "act_by": "2021-10-05T17:00:00+07:00",
        "overdue_from": "2021-10-06T00:00:00+07:00",
        "state": "open",
        "days_overdue": 1,
        "alerts": 0,
    }
    assert "UBND xã Ia Dom" in office.run("overdue")


def test_nothing_overdue_is_said(office: Terminal) -> None:
    assert office.run("overdue") == "Không có việc nào quá hạn.\n"
    assert office.json("overdue") == []


@pytest.mark.parametrize("as_of", ["31/02/2021", "2021-10-06T25:00", "ngày mai chín giờ", "0001-01-01T00:00"])
def test_wrong_instant_is_told(office: Terminal, as_of: str) -> None:
    assert office.fails("overdue", "--as-of", as_of).endswith(".\n")


def test_why_tells_every_stage_that_came_and_the_next(office: Terminal) -> None:
    (row,) = [row for row in office.json(*OCTOBER_7) if row["obligation"] == "II.1.8.b1"]
    office.wait(days=10, hours=1)  # Thursday 08:00
    rungs = office.json("why", str(row["item"]))
    assert [(rung["stage"], rung["at"], rung["state"]) for rung in rungs] == [
        ("before:1", "2021-10-06T07:00:00+07:00", "suppressed"),
        ("same-day", "2021-10-07T07:00:00+07:00", "suppressed"),
        ("overdue:1", "2021-10-07T15:00:00+07:00", "due"),
    ]
    assert rungs[1]["why"] == "chưa có cán bộ nào liên kết chat"


def test_why_tells_the_story_of_an_item_after_its_reminders(office: Terminal) -> None:
    (row,) = [row for row in office.json(*OCTOBER_7) if row["obligation"] == "II.1.8.b1"]
    with office.database() as session:
        audit.record(
            session,
            By(actor="cli", now=datetime(2021, 10, 6, 9, tzinfo=LOCAL)),
            "explanation",
            session.get_one(Occurrence, row["item"]),
            text="mất điện",
        )
    assert office.run("why", str(row["item"])).splitlines()[-1] == (
        "09:00 06/10/2021: Người quản trị giải trình: mất điện"
    )


def test_unknown_item_is_told(office: Terminal) -> None:
    assert office.fails("why", "999999") == (
        "Không có việc số 999999. Xem số việc: nhachan overdue hoặc nhachan deadlines\n"
    )
    office.fails("why", "ba", code=2)


def test_the_progress_of_a_span_counts_what_has_its_deadline_in_it(office: Terminal) -> None:
    october = ("--from", "01/10/2021", "--to", "2021-10-31", "--agency", "Ia Pnôn")
    assert len(office.json("deadlines", *october)) == 6
    [row] = office.json("progress", *october)
    nothing = ("done", "on_time", "done_late", "waiting", "overdue", "returned", "unassigned", "alerts", "extensions")
    assert row == {"agency": "UBND xã Ia Pnôn", "due": 6, "not_done": 6} | dict.fromkeys(nothing, 0)
    office.wait(days=10)  # the plan of 06/10 and the meeting of the week before are late
    assert office.json("progress", *october)[0]["overdue"] == 2
    table = office.run("progress", *october)
    assert table.splitlines()[-1].startswith("UBND xã Ia Pnôn │ 6")
    assert len(office.json("progress", *october[:4])) > 20
    result = CliRunner().invoke(app, ["progress", "--from", "01/10/2021", "--to", "31/12/2021"])
    assert result.stderr == "Việc có hạn từ 29/12/2021 chưa được lập đủ nên chưa tính hết.\n"


def test_without_a_span_progress_counts_what_is_done_or_late(office: Terminal) -> None:
    assert office.json("progress") == []
    assert office.run("progress") == "Không có việc nào đã hoàn thành, quá hạn hoặc có hạn trong khoảng này.\n"
    office.wait(days=10)
    rows = office.json("progress", "--agency", "ubnd-huyen")
    assert {row["agency"]: row["overdue"] for row in rows}["UBND xã Ia Pnôn"] == 3


def test_the_days_of_a_span_of_progress_go_together(office: Terminal) -> None:
    assert office.fails("progress", "--from", "01/10/2021") == "--from và --to đi cùng nhau. Thêm ngày còn thiếu.\n"
    assert "Đổi lại thứ tự" in office.fails("progress", "--from", "01/10/2021", "--to", "30/09/2021")
