"""The register of Kế hoạch 135/KH-UBND holds what the document says: counts and facts read from it by hand."""

import re
import tomllib
from collections import Counter
from dataclasses import fields
from datetime import datetime, time
from importlib.resources import files
from typing import Any, get_args

import pytest

from schedules import rules

REGISTER = tomllib.loads((files("reminders") / "plans/registers/ke-hoach-135.toml").read_text(encoding="utf-8"))
AGENCIES = {agency["key"]: agency for agency in REGISTER["agency"]}
GROUPS = {group["key"]: group for group in REGISTER["group"]}
OBLIGATIONS = {obligation["clause"]: obligation for obligation in REGISTER["obligation"]}
RULE_KINDS = {kind.kind: kind for kind in get_args(rules.Rule)}

NOI_VU, VAN_PHONG, TAI_CHINH = "phong-noi-vu", "van-phong-hdnd-ubnd", "phong-tai-chinh-ke-hoach"
VAN_HOA, TU_PHAP, KHO_BAC = "phong-van-hoa-thong-tin", "phong-tu-phap", "kho-bac"
EVERYBODY = ["phong-ban-nganh", "xa-thi-tran", "co-quan-lien-quan"]
INVESTORS = ["co-quan-don-vi-dia-phuong", "chu-dau-tu", "ban-quan-ly-du-an"]

COMMUNES = {
    *("UBND thị trấn Chư Ty", "UBND xã Ia Dơk", "UBND xã Ia Krêl", "UBND xã Ia Kla", "UBND xã Ia Kriêng"),
    *("UBND xã Ia Lang", "UBND xã Ia Din", "UBND xã Ia Dom", "UBND xã Ia Pnôn", "UBND xã Ia Nan"),
}

ROWS_OF_ANNEX_PART = {"I": 7, "II": 5, "III": 19, "IV": 9, "V": 13, "VI": 11, "VII": 18, "VIII": 11}

CRITERIA = {  # clause: (line of its letter d, lead, the annex rows it comes back as)
    "II.1.1": (55, NOI_VU, ["PL.I.1 (TC 1.1)"]),
    "II.1.2": (77, VAN_PHONG, ["PL.III.7 (TCTP 3.2.5)"]),
    "II.1.3": (99, VAN_PHONG, ["PL.III.13 (TCTP 3.4.1)"]),
    "II.1.4": (117, NOI_VU, ["PL.IV.2 (TCTP 4.1.2)"]),
    "II.1.5": (143, NOI_VU, ["PL.V.8 (TC 5.4)"]),
    "II.1.6": (172, NOI_VU, ["PL.V.10 (TCTP 5.5.2)"]),
    "II.1.7": (193, NOI_VU, ["PL.V.13 (TCTP 5.7.2)"]),
    "II.1.8": (232, TAI_CHINH, ["PL.VI.1 (TCTP 6.1.1)"]),
    "II.1.9": (260, TAI_CHINH, ["PL.VI.2 (TCTP 6.1.2)", "PL.VI.10 (TCTP 6.3.3)"]),
    "II.1.10": (287, TAI_CHINH, ["PL.VI.3 (TCTP 6.1.3)"]),
    "II.1.11": (302, TAI_CHINH, ["PL.VI.4 (TCTP 6.2.1)"]),
    "II.1.12": (322, VAN_HOA, ["PL.VII.3 (TCTP 7.1.3)"]),
    "II.1.13": (340, VAN_HOA, ["PL.VII.9 (TCTP 7.1.9)"]),
    "II.1.14": (376, VAN_HOA, ["PL.VII.12 (TCTP 7.2.1)"]),
    "II.1.15": (402, VAN_HOA, ["PL.VII.14 (TCTP 7.3.1)"]),
    "II.1.16": (438, TAI_CHINH, ["PL.VIII.9 (TC 8.4)"]),
    "II.1.17": (464, TAI_CHINH, ["PL.VIII.10 (TC 8.5)"]),
    "II.1.18": (480, TAI_CHINH, ["PL.VIII.11 (TC 8.6)"]),
    "II.2.1": (501, VAN_PHONG, ["PL.VIII.1 (TCTP 8.1.1)"]),
    "II.2.2": (529, VAN_PHONG, ["PL.VIII.2 (TCTP 8.1.2)"]),
    "II.2.3": (557, VAN_PHONG, ["PL.VIII.3 (TCTP 8.1.3)"]),
    "II.2.4": (583, VAN_PHONG, ["PL.VIII.4 (TCTP 8.1.4)"]),
    "II.2.5": (607, VAN_PHONG, ["PL.VIII.5 (TCTP 8.1.5)"]),
}

BODY_AND_ANNEX_DISAGREE = ["II.1.1", "II.1.2", "II.1.3", "II.1.8", "II.1.11", "II.1.13", "II.2.1"]

MONDAY_AND_THURSDAY = {"kind": "weekly", "weekdays": ["mon", "thu"]}
DATED_AND_RECURRING: dict[str, tuple[list[str], str | None, dict[str, Any]]] = {  # clause: (lead, recipient, rule)
    "II.1.7.b1": (["co-quan-don-vi-dia-phuong"], None, {"kind": "yearly"}),
    "II.1.8.b1": ([TAI_CHINH], "ubnd-tinh", {"kind": "weekly", "weekdays": ["thu"], "at": "15:00", "bound": "before"}),
    "II.1.8.b2": ([TAI_CHINH], "ubnd-tinh", {"kind": "monthly", "day": 20, "bound": "before"}),
    "II.1.8.b4": ([TAI_CHINH], "ubnd-tinh", {**MONDAY_AND_THURSDAY, "at": "14:00", "bound": "before"}),
    "II.1.8.b5": ([TAI_CHINH], None, {"kind": "date", "on": "30/09/2021", "bound": "by"}),
    "II.1.8.b6": ([TAI_CHINH], None, {"kind": "date", "on": "31/01/2022", "bound": "by"}),
    "II.1.8.b7": ([KHO_BAC], TAI_CHINH, {"kind": "monthly"}),
    "II.1.8.b8": ([KHO_BAC], TAI_CHINH, {"kind": "quarterly"}),
    "II.1.8.b9": ([KHO_BAC], TAI_CHINH, {"kind": "yearly"}),
    "II.1.8.b10": (INVESTORS, None, {"kind": "weekly"}),
    "II.1.16.b1": ([TAI_CHINH], None, {"kind": "monthly"}),
    "II.1.16.b2": ([TAI_CHINH], None, {"kind": "quarterly"}),
    "III.1": (EVERYBODY, NOI_VU, {"kind": "date", "on": "06/10/2021", "bound": "before"}),
    "III.1.b": (EVERYBODY, NOI_VU, {"kind": "quarterly"}),
    "III.4": ([NOI_VU], "ubnd-huyen", {"kind": "quarterly"}),
    "PL.I.6.a": (["co-quan-don-vi-dia-phuong"], NOI_VU, {"kind": "yearly"}),
    "PL.II.3": ([TU_PHAP], None, {"kind": "date", "on": "31/01/2022", "bound": "by"}),
}

COUNTED_FROM_AN_EVENT = {  # clause: (offset, unit, counted back)
    "PL.III.3.a": (5, "working_day", True),
    "PL.III.3.b": (3, "day", False),
    "PL.III.4.a": (5, "working_day", False),
    "PL.III.4.b": (2, "working_day", False),
}

YEAR_2021 = {"kind": "year", "year": 2021}
AND_FOLLOWING = {"kind": "year", "year": 2021, "and_following": True}
RULE_OF_PHRASE = {
    "Trong năm 2021": YEAR_2021,
    "Trong năm đánh giá": YEAR_2021,
    "Thường xuyên trong năm/kết thúc năm đánh giá": YEAR_2021,
    "Theo kế hoạch/kết thúc năm đánh giá": YEAR_2021,
    "Trong năm 2021 và những năm tiếp theo": AND_FOLLOWING,
    "Trong năm 2021 và các năm tiếp theo": AND_FOLLOWING,
    "Trong năm đánh giá và những năm tiếp theo": AND_FOLLOWING,
    "Trong năm trong năm đánh giá và những năm tiếp theo": AND_FOLLOWING,
    "Thường xuyên trong năm": {"kind": "standing", "year": 2021},
    "Thường xuyên trong năm/theo kế hoạch": {"kind": "standing", "year": 2021},
    "Thường xuyên trong năm/Sau khi có quyết định công bố TTHC": {"kind": "standing", "year": 2021},
}

# Every line before the annex that states a time some agency must keep.
LINES_OF_THE_BODY = [
    *(45, 55, 65, 67, 69, 77, 89, 99, 117, 135, 143, 161, 172, 184, 193, 201, 205, 213, 217, 221, 223, 225, 232),
    *(250, 260, 270, 272, 280, 287, 302, 322, 340, 360, 376, 402, 414, 438, 464, 480, 501, 509, 513, 529, 537, 545),
    *(547, 557, 573, 583, 607, 615, 617, 619, 621, 625, 627),
]


def sources() -> list[tuple[str, dict[str, Any]]]:
    return [(clause, source) for clause, obligation in OBLIGATIONS.items() for source in obligation["sources"]]


def annex_rows_of(clause: str) -> list[str]:
    return [source["clause"] for source in OBLIGATIONS[clause]["sources"] if source["clause"].startswith("PL.")]


def agencies_of(keys: list[str]) -> set[str]:
    return {member for key in keys for member in (GROUPS[key]["members"] if key in GROUPS else [key])}


def meaning(phrase: str) -> str:
    """The phrase with the two spellings of one time made equal: "năm đánh giá" is 2021, "các năm" is "những năm"."""
    return phrase.replace("năm đánh giá", "năm 2021").replace("các năm", "những năm")


def test_plan_is_named_dated_and_coordinated_as_printed() -> None:
    assert REGISTER["format"] == 1
    assert REGISTER["plan"] == {
        "key": "ke-hoach-135",
        "number": "135/KH-UBND",
        "short": "KH 135/KH-UBND",
        "title": "Khắc phục tồn tại, hạn chế và cải thiện, nâng cao Chỉ số cải cách hành chính của huyện Đức Cơ "
        "năm 2021 và những năm tiếp theo",
        "issuer": "ubnd-huyen",
        "issued_on": "27/09/2021",
        "coordinator": "phong-noi-vu",
    }


def test_thirty_agencies_stand_under_the_district_except_the_two_of_the_province() -> None:
    roots = {key for key, agency in AGENCIES.items() if "parent" not in agency}
    assert len(REGISTER["agency"]) == len(AGENCIES) == 30
    assert roots == {"ubnd-huyen", "ubnd-tinh", "van-phong-hdnd-ubnd-tinh"}
    assert {agency["parent"] for key, agency in AGENCIES.items() if key not in roots} == {"ubnd-huyen"}


def test_groups_have_the_members_the_plan_names() -> None:
    assert {key: len(group["members"]) for key, group in GROUPS.items()} == {
        "phong-ban-nganh": 12,
        "xa-thi-tran": 10,
        "co-quan-don-vi": 12,
        "co-quan-don-vi-dia-phuong": 22,
        "co-quan-lien-quan": 1,
        "phong-chuyen-mon": 6,
        "don-vi-su-nghiep": 1,
        "chu-dau-tu": 0,
        "ban-quan-ly-du-an": 0,
        "don-vi-duoc-kiem-toan": 0,
        "to-chuc-chinh-tri-xa-hoi": 0,
    }
    assert {AGENCIES[key]["name"] for key in GROUPS["xa-thi-tran"]["members"]} == COMMUNES


def test_no_name_or_alias_stands_for_two_bodies() -> None:
    bodies = REGISTER["agency"] + REGISTER["group"]
    names = [name.casefold() for body in bodies for name in (body["name"], *body.get("aliases", []))]
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert AGENCIES.keys() & GROUPS.keys() == set()


def test_every_body_an_obligation_names_exists() -> None:
    known = AGENCIES.keys() | GROUPS.keys()
    named = {member for group in GROUPS.values() for member in group["members"]}
    assert named - AGENCIES.keys() == set()
    for obligation in OBLIGATIONS.values():
        assert obligation["lead"]
        assert {*obligation["lead"], *obligation.get("cooperating", []), *obligation.get("implementing", [])} <= known
        assert obligation.get("recipient", "ubnd-huyen") in AGENCIES


def test_obligations_are_counted_by_the_kind_of_their_rule() -> None:
    assert len(REGISTER["obligation"]) == len(OBLIGATIONS) == 140
    assert Counter(obligation["rule"]["kind"] for obligation in OBLIGATIONS.values()) == {
        "date": 4,
        "weekly": 3,
        "monthly": 3,
        "quarterly": 4,
        "yearly": 3,
        "year": 59,
        "standing": 27,
        "event": 12,
        "undated": 25,
    }


@pytest.mark.parametrize("clause", OBLIGATIONS)
def test_rule_uses_the_kinds_and_fields_of_schedules(clause: str) -> None:
    rule = dict(OBLIGATIONS[clause]["rule"])
    kind = RULE_KINDS[rule.pop("kind")]
    assert rule.keys() <= {field.name for field in fields(kind)}
    if "on" in rule:
        datetime.strptime(rule["on"], "%d/%m/%Y").astimezone()
    if "at" in rule:
        time.fromisoformat(rule["at"])


@pytest.mark.parametrize("clause", OBLIGATIONS)
def test_obligation_fits_a_phone_and_shows_where_it_stands(clause: str) -> None:
    obligation = OBLIGATIONS[clause]
    assert 0 < len(obligation["title"]) <= 100
    assert "…" not in obligation["title"]
    assert obligation["phrase"] == obligation["sources"][0]["phrase"]
    for source in obligation["sources"]:
        assert source["clause"]
        assert source["phrase"]
        assert 45 <= source["line"] <= 803


def test_all_93_rows_of_the_annex_are_sources_each_of_one_duty() -> None:
    rows = {(clause, source["clause"]) for clause, source in sources() if source["clause"].startswith("PL.")}
    numbers = Counter(row.split(" ")[0] for _, row in rows)
    expected = {f"PL.{part}.{n}" for part, last in ROWS_OF_ANNEX_PART.items() for n in range(1, last + 1)}
    assert len(expected) == 93
    assert numbers.keys() == expected
    assert {row for row, times in numbers.items() if times > 1} == {"PL.I.6", "PL.III.3", "PL.III.4"}


def test_rows_of_the_annex_stand_in_the_order_of_their_lines() -> None:
    lines = {s["clause"].split(" ")[0]: s["line"] for _, s in sources() if s["clause"].startswith("PL.")}
    in_order = [lines[f"PL.{part}.{n}"] for part, last in ROWS_OF_ANNEX_PART.items() for n in range(1, last + 1)]
    assert in_order == sorted(set(in_order))
    assert (in_order[0], in_order[-1]) == (658, 803)


def test_every_row_carries_the_number_of_its_own_criterion() -> None:
    rows = {source["clause"] for _, source in sources() if source["clause"].startswith("PL.")}
    codes = {re.fullmatch(r"PL\.[IV]+\.\d+ \((TC \d\.\d|TCTP \d\.\d\.\d+)\)", row)[1] for row in rows}  # type: ignore[index]
    assert len(codes) == 93


def test_23_criteria_come_back_as_24_rows_and_stay_one_duty_each() -> None:
    assert len(CRITERIA) == 23
    assert {
        clause: (OBLIGATIONS[clause]["sources"][0]["line"], *OBLIGATIONS[clause]["lead"], annex_rows_of(clause))
        for clause in CRITERIA
    } == CRITERIA
    assert sum(len(annex_rows_of(clause)) for clause in CRITERIA) == 24


def test_body_and_annex_disagree_in_seven_criteria_and_a_question_quotes_both() -> None:
    disagreeing = [
        clause for clause in CRITERIA if len({meaning(s["phrase"]) for s in OBLIGATIONS[clause]["sources"]}) > 1
    ]
    assert disagreeing == BODY_AND_ANNEX_DISAGREE
    for clause in disagreeing:
        question = OBLIGATIONS[clause]["questions"][0]
        assert all(f"“{source['phrase']}”" in question for source in OBLIGATIONS[clause]["sources"])


def test_dated_and_recurring_duties_have_their_lead_and_rule() -> None:
    kinds = {"date", "window", "daily", "weekly", "monthly", "quarterly", "halfyearly", "yearly"}
    assert {
        clause: (obligation["lead"], obligation.get("recipient"), obligation["rule"])
        for clause, obligation in OBLIGATIONS.items()
        if obligation["rule"]["kind"] in kinds
    } == DATED_AND_RECURRING


def test_a_recurring_duty_without_a_printed_day_asks_for_one() -> None:
    bare = [clause for clause, (_, _, rule) in DATED_AND_RECURRING.items() if rule.keys() == {"kind"}]
    assert len(bare) == 10
    assert [clause for clause in bare if "Ấn định" not in OBLIGATIONS[clause]["questions"][0]] == []


def test_only_four_duties_count_days_from_an_event() -> None:
    events = {clause: o["rule"] for clause, o in OBLIGATIONS.items() if o["rule"]["kind"] == "event"}
    counted = {clause: rule for clause, rule in events.items() if rule["offset"]}
    assert {
        clause: (rule["offset"], rule["unit"], rule.get("before", False)) for clause, rule in counted.items()
    } == COUNTED_FROM_AN_EVENT
    assert all("au khi " in OBLIGATIONS[clause]["phrase"] for clause in events.keys() - counted.keys())


def test_one_phrase_is_read_in_one_way() -> None:
    read = {
        (obligation["phrase"], clause): obligation["rule"]
        for clause, obligation in OBLIGATIONS.items()
        if obligation["phrase"] in RULE_OF_PHRASE
    }
    assert len(read) == 74
    assert [key for key, rule in read.items() if rule != RULE_OF_PHRASE[key[0]]] == []


def test_plan_is_owed_by_every_agency_and_commune_but_phong_noi_vu() -> None:
    owed_by = agencies_of(OBLIGATIONS["III.1"]["lead"]) - {OBLIGATIONS["III.1"]["recipient"]}
    district = {key for key, agency in AGENCIES.items() if agency.get("parent") == "ubnd-huyen"}
    beyond = {"hiep-hoi-doanh-nghiep", "uy-ban-mttq", "van-phong-dang-ky-dat-dai", "cong-thong-tin-dien-tu"}
    assert len(owed_by) == 22
    assert district - owed_by == beyond | {NOI_VU}


def test_every_line_of_the_body_that_states_a_time_is_a_source() -> None:
    assert sorted({source["line"] for _, source in sources() if source["line"] < 645}) == LINES_OF_THE_BODY


def test_a_group_without_members_is_asked_about() -> None:
    empty = {key for key, group in GROUPS.items() if not group["members"]}
    led_by_nobody = [clause for clause, obligation in OBLIGATIONS.items() if set(obligation["lead"]) & empty]
    assert led_by_nobody == ["II.1.8.b10", "II.1.8.b15", "II.1.8.b16", "II.1.10.b3", "II.1.10.b4", "III.2"]
    assert all(OBLIGATIONS[clause]["questions"] for clause in led_by_nobody)
