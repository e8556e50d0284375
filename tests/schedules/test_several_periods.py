"""Several periods of one duty: their name, and which of them words mean."""

import pytest

from schedules.several_periods import owed_label, periods_meant, several_label

WEEKS = tuple(f"2026-W{week}" for week in range(39, 51))
THURSDAYS = ("2021-10-07", "2021-10-14", "2021-10-21")
TURN = ("2021-W51", "2021-W52", "2022-W01", "2022-W02")


@pytest.mark.parametrize(
    ("keys", "label"),
    [
        (WEEKS, "tuần 39–50"),
        (("2026-W39", *WEEKS[2:7]), "tuần 39, 41–45"),
        (("2021-08", "2021-09", "2021-10"), "tháng 8–10"),
        (("2021-12", "2022-01"), "tháng 12/2021–1/2022"),
        (TURN, "tuần 51/2021–2/2022"),
        (("2021-Q2", "2021-Q3", "2021-Q4"), "quý II–IV"),
        (("2021-H1", "2021-H2"), "6 tháng đầu năm 2021, 6 tháng cuối năm 2021"),
        (("2020", "2021"), "năm 2020–2021"),
        (THURSDAYS, "kỳ 07/10–21/10"),
        (("2021-10-07", "2021-10-21"), "kỳ 07/10, 21/10"),
        (("2021-10-01", "2021-10-04", "2021-10-05", "2021-10-07"), "kỳ 01/10–05/10, 07/10"),
        (("2021-12-30", "2022-01-06"), "kỳ 30/12/2021–06/01/2022"),
        (WEEKS[::2], "từ tuần 39 đến tuần 49"),
        (("2021-10-07", "2021-11"), "kỳ 07/10, tháng 11"),
    ],
)
def test_several_periods_have_one_name(keys: tuple[str, ...], label: str) -> None:
    assert several_label(keys) == label


def test_what_is_owed_is_counted() -> None:
    assert owed_label(WEEKS) == "nợ 12 kỳ, tuần 39–50"


@pytest.mark.parametrize(
    ("said", "keys", "meant"),
    [
        ("ca", WEEKS, WEEKS),
        ("ca 12 ky", WEEKS, WEEKS),
        ("tat ca cac ky", WEEKS, WEEKS),
        ("het", WEEKS, WEEKS),
        ("ky moi nhat", WEEKS, WEEKS[-1:]),
        ("moi nhat", WEEKS, WEEKS[-1:]),
        ("tuan 50", WEEKS, WEEKS[-1:]),
        ("50", WEEKS, WEEKS[-1:]),
        ("tuan 50/2026", WEEKS, WEEKS[-1:]),
        ("tuan 39-45", WEEKS, WEEKS[:7]),
        ("39 – 45", WEEKS, WEEKS[:7]),
        ("tuan 39 den 41", WEEKS, WEEKS[:3]),
        ("tu tuan 39 den tuan 41", WEEKS, WEEKS[:3]),
        ("tuan 39, 41-42 va 50", WEEKS, (WEEKS[0], *WEEKS[2:4], WEEKS[-1])),
        ("ky 07/10", THURSDAYS, THURSDAYS[:1]),
        ("07/10 va 14/10/2021", THURSDAYS, THURSDAYS[:2]),
        ("ky 07/10-14/10", THURSDAYS, THURSDAYS[:2]),
        ("tuan 40-41", THURSDAYS, THURSDAYS[:2]),
        ("thang 10", THURSDAYS, THURSDAYS),
        ("quy iv", ("2021-Q3", "2021-Q4"), ("2021-Q4",)),
        ("thang 8-10/2021", ("2021-08", "2021-09"), ("2021-08", "2021-09")),
        ("tuan 52-1", TURN, TURN[1:3]),
        ("nam 2021", ("2020", "2021"), ("2021",)),
    ],
)
def test_words_mean_some_of_them(said: str, keys: tuple[str, ...], meant: tuple[str, ...]) -> None:
    assert periods_meant(said, keys) == meant


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("ca 11 ky", WEEKS),  # miscounted
        ("tuan 38", WEEKS),  # not owed
        ("tuan 45, 38", WEEKS),
        ("thang 11", WEEKS),
        ("tuan 39 em gui roi", WEEKS),
        ("chua", WEEKS),
        ("tuan 1", ("2021-W01", "2022-W01")),  # of which year
        ("7", THURSDAYS),
        ("", WEEKS),
        ("tuan", WEEKS),
    ],
)
def test_what_is_not_surely_one_of_them_means_none(said: str, keys: tuple[str, ...]) -> None:
    assert periods_meant(said, keys) == ()
