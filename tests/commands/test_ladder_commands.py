"""`nhachan ladder`: what is shown, set and taken back, what it says it does, and that a preview does nothing."""

from reminders.commands.ladders import MOST_LINES
from tests.commands.terminals import Terminal

AUTUMN = {"days": 42}
"""To Monday 08/11/2021, when the first deadlines of October are long over and nobody has answered."""


def weekly(office: Terminal, *words: str) -> dict[str, object]:
    """Return the weekly ladder as it is shown."""
    return next(row for row in office.json("ladder", "show", *words) if row["kind"] == "weekly")


def table(printed: str) -> list[list[str]]:
    """Return the cells of the rows of a table, each as one line where it was folded."""
    rows: list[list[str]] = []
    for cells in ([cell.strip() for cell in line.split("│")] for line in printed.splitlines() if "│" in line):
        if cells[1]:
            rows.append(cells)
        else:
            rows[-1] = [f"{cell} {more}".strip() for cell, more in zip(rows[-1], cells, strict=True)]
    return rows


def test_a_ladder_is_shown_with_where_it_comes_from(office: Terminal) -> None:
    assert weekly(office) == {
        "agency": None,
        "kind": "weekly",
        "before_days": [1],
        "overdue_after": [0, 1, 3],
        "overdue_every": 5,
        "escalates_from": 3,
        "chase_periods": None,
        "chase_periods_of_meetings": 2,
        "from": [None],
    }
    office.run("ladder", "set", "weekly", "--agency", "Ia Dom", "--before", "3,1")
    office.run("ladder", "set", "all", "--escalate-from", "không")
    shown = weekly(office, "--agency", "Ia Dom")
    assert (shown["before_days"], shown["escalates_from"]) == ([3, 1], None)
    assert shown["from"] == [{"agency": "ubnd-xa-ia-dom", "kind": "weekly"}, {"agency": None, "kind": "all"}, None]
    assert [row for row in table(office.run("ladder", "show")) if row[1] == "weekly"] == [
        [
            "toàn hệ thống",
            "weekly",
            "hàng tuần",
            "1 và sáng ngày cuối",
            "ngay, sau 1, 3 rồi mỗi 5",
            "không",
            "hoàn thành (họp: 2 kỳ sau)",
            "toàn hệ thống, có sẵn",
        ],
        [
            "UBND xã Ia Dom",
            "weekly",
            "hàng tuần",
            "3, 1 và sáng ngày cuối",
            "ngay, sau 1, 3 rồi mỗi 5",
            "không",
            "hoàn thành (họp: 2 kỳ sau)",
            "UBND xã Ia Dom, toàn hệ thống, có sẵn",
        ],
    ]


def test_a_preview_says_what_the_last_month_would_have_been_and_writes_nothing(office: Terminal) -> None:
    office.run("deadlines", "--from", "2021-10-01", "--to", "2021-10-02")
    office.wait(**AUTUMN)
    words = ("ladder", "set", "date", "--agency", "Ia Dom", "--before", "5", "--escalate-from", "5")
    told = [
        "30 ngày qua, thang cũ → thang mới: 4 → 4 lần nhắc và đôn đốc.",  # on 11, 18, 25/10 and 01/11
        "  date: đôn đốc lần 3: 0 → 1",
        "  date: đôn đốc lần 3, báo cấp trên: 1 → 0",
        "  date: đôn đốc lần 4: 0 → 1",
        "  date: đôn đốc lần 4, báo cấp trên: 1 → 0",
    ]
    previewed = office.run(*words, "--preview").splitlines()
    assert previewed[0].startswith("Đặt thang nhắc date (một lần) của UBND xã Ia Dom (xem trước, chưa ghi gì): ")
    assert previewed[1:] == told
    assert office.fails("ladder", "reset", "date", "--agency", "Ia Dom") == (
        "Chưa đặt thang nhắc date (một lần) của UBND xã Ia Dom. Xem: nhachan ladder show\n"
    )
    done = office.run(*words).splitlines()
    assert done == [previewed[0].replace(" (xem trước, chưa ghi gì)", ""), *told]
    back = office.run("ladder", "reset", "date", "--agency", "Ia Dom", "--preview")
    assert "  date: đôn đốc lần 4: 1 → 0\n" in back
    assert office.run("ladder", "reset", "date", "--agency", "Ia Dom") == back.replace(" (xem trước, chưa ghi gì)", "")


def test_how_long_an_old_period_is_chased_is_set_shown_and_taken_back(office: Terminal) -> None:
    def shown() -> tuple[object, object, str]:
        row = weekly(office)
        [words] = [cells[6] for cells in table(office.run("ladder", "show")) if cells[1] == "weekly"]
        return row["chase_periods"], row["chase_periods_of_meetings"], words

    office.run("deadlines", "--from", "2021-10-01", "--to", "2021-10-02")
    office.wait(**AUTUMN)
    words = ("ladder", "set", "weekly", "--chase-periods", "3")
    previewed = office.run(*words, "--preview").splitlines()
    assert shown() == (None, 2, "hoàn thành (họp: 2 kỳ sau)")
    assert office.run(*words).splitlines() == [previewed[0].replace(" (xem trước, chưa ghi gì)", ""), *previewed[1:]]
    assert shown() == (3, 3, "3 kỳ sau")
    office.run("ladder", "set", "weekly", "--chase-periods", "none")
    assert shown() == (None, None, "hoàn thành")
    office.run("ladder", "reset", "weekly")
    assert shown() == (None, 2, "hoàn thành (họp: 2 kỳ sau)")


def test_every_problem_is_said_at_once_and_nothing_is_written(office: Terminal) -> None:
    words = ("--before", "0,2,2", "--after", "", "--every", "x", "--escalate-from", "0", "--chase-periods", "0")
    assert office.fails("ladder", "set", "tuần", *words).splitlines() == [
        "Loại thời hạn 'tuần' không có. Chọn: all, daily, weekly, monthly, quarterly, halfyearly, yearly, year, "
        "standing, date, window, event.",
        "--before: '0' không phải số ngày làm việc (1–60)",
        "--before: số 2 viết hai lần",
        "--after: cần ít nhất một số, vì việc quá hạn luôn được đôn đốc; ví dụ 0,1,3",
        "--every: 'x' không phải số ngày làm việc (1–60)",
        "--escalate-from: '0' không phải số lần đôn đốc (từ 1), cũng không phải 'không'",
        "--chase-periods: '0' không phải số kỳ (từ 1), cũng không phải 'none' (đến khi hoàn thành)",
    ]
    assert office.fails("ladder", "set", "weekly").startswith("Chưa nêu điều gì để đặt. Dùng: --before, ")
    assert office.fails("ladder", "reset", "tuần").startswith("Loại thời hạn 'tuần' không có.")
    assert "Không có cơ quan 'Ia Xa'" in office.fails("ladder", "set", "all", "--every", "2", "--agency", "Ia Xa")
    assert weekly(office)["from"] == [None]


def test_every_kind_that_has_a_ladder_can_be_named(office: Terminal) -> None:
    from reminders.items.ladder import LADDERS

    assert [row["kind"] for row in office.json("ladder", "show")] == list(LADDERS)


def test_what_has_been_late_for_years_is_compared_on_a_page(office: Terminal) -> None:
    """Each đôn đốc has its number: of a year of weeks that nobody answered there are dozens."""
    office.wait(days=800)
    said = office.run("ladder", "set", "all", "--escalate-from", "không", "--preview").splitlines()
    assert len(said) == 2 + MOST_LINES + 1
    assert said[-1].endswith("dòng khác; xem gọn hơn: thử từng loại, từng cơ quan.")
