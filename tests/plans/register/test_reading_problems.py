"""Every problem of a register is told at once, each with its line, what is wrong and what to do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminders.plans.register.reading import read_register
from reminders.plans.register.register import RegisterError
from tests.plans.register.registers import SMALL, changed


def problems(content: bytes) -> list[str]:
    with pytest.raises(RegisterError) as caught:
        read_register(content)
    return caught.value.problems


ONE_PROBLEM = {
    "unknown agency in lead": (
        ('lead = ["xa"]', 'lead = ["so-tai-chinh"]'),
        "Dòng 41: không có cơ quan 'so-tai-chinh'; sửa tên hoặc thêm [[agency]] có key này",
    ),
    "misspelt agency": (
        ('recipient = "noi-vu"', 'recipient = "noivu"'),
        "Dòng 42: không có cơ quan 'noivu' (có phải 'noi-vu'?); sửa tên hoặc thêm [[agency]] có key này",
    ),
    "agency by its name": (
        ('coordinator = "noi-vu"', 'coordinator = "phòng nội vụ"'),
        "Dòng 10: không có cơ quan 'phòng nội vụ' (có phải 'noi-vu'?); sửa tên hoặc thêm [[agency]] có key này",
    ),
    "group with an unknown member": (
        ('members = ["xa-a", "xa-b"]', 'members = [\n    "xa-a", # xã A\n    "xa-z",\n]'),
        "Dòng 38: không có cơ quan 'xa-z' (có phải 'xa-b'?); sửa tên hoặc thêm [[agency]] có key này",
    ),
    "unknown parent": (
        ('parent = "huyen"', 'parent = "tinh"'),
        "Dòng 20: không có cơ quan 'tinh'; sửa tên hoặc thêm [[agency]] có key này",
    ),
    "group as recipient": (
        ('recipient = "noi-vu"', 'recipient = "xa"'),
        "Dòng 42: 'xa' là nhóm cơ quan; recipient cần một cơ quan",
    ),
    "duplicate clause": (
        ('clause = "I.2"', 'clause = "I.1"'),
        "Dòng 48: clause 'I.1' đã dùng ở dòng 39; mỗi [[obligation]] cần một clause riêng",
    ),
    "duplicate key": (
        ("[[group]]", '[[agency]]\nkey = "xa-a"\nname = "UBND xã C"\n\n[[group]]'),
        "Dòng 34: key 'xa-a' đã dùng ở dòng 23; mỗi [[agency]] cần một key riêng",
    ),
    "group with an agency's key": (
        ("[[obligation]]", '[[group]]\nkey = "xa-a"\nname = "Các xã"\n\n[[obligation]]'),
        "Dòng 39: key 'xa-a' đã dùng ở dòng 23; mỗi [[group]] cần một key riêng",
    ),
    "duplicate agency name": (
        ('name = "UBND xã B"', 'name = "Ubnd Xã A"'),
        "Dòng 30: 'Ubnd Xã A' đã là tên của 'xa-a' ở dòng 24; bỏ tên trùng hoặc gộp hai phần",
    ),
    "alias that is another agency's": (
        ('aliases = ["Xã A"]', 'aliases = ["Xã A", "Phòng NV"]'),
        "Dòng 26: 'Phòng NV' đã là tên của 'noi-vu' ở dòng 19; bỏ tên trùng hoặc gộp hai phần",
    ),
    "impossible date": (
        ('on = "06/10/2021"', 'on = "31/02/2021"'),
        'Dòng 44: rule: on: ngày 31/02/2021 không có trong lịch; viết như: rule = { kind = "date", on = "06/10/2021" }',
    ),
    "impossible date of issue": (
        ('issued_on = "27/09/2021"', 'issued_on = "29/02/2021"'),
        'Dòng 9: issued_on: ngày 29/02/2021 không có trong lịch; viết như: issued_on = "27/09/2021"',
    ),
    "date with an hour and a zone": (
        ('issued_on = "27/09/2021"', "issued_on = 2021-09-27T07:00:00+07:00"),
        "Dòng 9: issued_on: 2021-09-27 07:00:00+07:00 kèm giờ: ở đây chỉ ghi ngày (06/10/2021); "
        'viết như: issued_on = "27/09/2021"',
    ),
    "hour with a zone": (
        ('at = "15:00"', 'at = "15:00+07:00"'),
        "Dòng 52: rule: at: giờ '15:00+07:00' kèm múi giờ: giờ luôn là giờ Việt Nam, chỉ ghi 15:00; "
        'viết như: rule = { kind = "date", on = "06/10/2021" }',
    ),
    "unknown kind of rule": (
        ('kind = "weekly", ', 'kind = "hàng tuần", '),
        "Dòng 52: rule: loại 'hàng tuần' không có (các loại: date, window, daily, weekly, monthly, quarterly, "
        "halfyearly, yearly, year, standing, event, undated); "
        'viết như: rule = { kind = "date", on = "06/10/2021" }',
    ),
    "field of another kind of rule": (
        ('kind = "date", ', 'kind = "date", weekdays = ["thu"], '),
        "Dòng 44: rule: trường 'weekdays' không dùng được ở đây (được dùng: on, bound, at); "
        'viết như: rule = { kind = "date", on = "06/10/2021" }',
    ),
    "unknown ladder": (
        ('lead = ["xa"]', 'lead = ["xa"]\nladder = "gấp"'),
        "Dòng 42: ladder: bậc nhắc 'gấp' không có (được dùng: daily, weekly, monthly, quarterly, halfyearly, yearly, "
        'year, standing, date, window, event); viết như: ladder = "weekly"',
    ),
    "unknown policy for days off": (
        ('lead = ["xa"]', 'lead = ["xa"]\nday_off = "sau"'),
        "Dòng 42: day_off: 'sau' không có (được dùng: keep, next, previous); viết như: day_off = \"keep\"",
    ),
    "duty led by nobody": (
        ('lead = ["xa"]', "lead = []"),
        'Dòng 41: lead: cần ít nhất một tên; viết như: lead = ["phong-noi-vu"]',
    ),
    "duty owed to itself": (
        ('lead = ["noi-vu"]', 'lead = ["noi-vu"]\nrecipient = "noi-vu"'),
        "Dòng 50: cơ quan chủ trì duy nhất 'noi-vu' cũng là nơi nhận; sửa lead hoặc bỏ recipient",
    ),
    "agency above itself": (
        ('name = "UBND huyện"', 'name = "UBND huyện"\nparent = "xa-b"'),
        "Dòng 15: cấp trên đi thành vòng: huyen → xa-b → huyen; bỏ một parent",
    ),
    "missing field": (
        ('title = "Báo cáo tuần"\n', ""),
        "Dòng 47: phần obligation thiếu 'title'; thêm: title = \"Gửi kế hoạch khắc phục\"",
    ),
    "unknown field": (
        ('short = "Phòng NV"', 'shrot = "Phòng NV"'),
        "Dòng 19: 'shrot' không phải là trường của phần agency; sửa thành 'short'?",
    ),
    "foreign field": (
        ('short = "Phòng NV"', 'telegram = "@phongnv"'),
        "Dòng 19: 'telegram' không phải là trường của phần agency; bỏ đi, hoặc dùng: key, name, short, parent, aliases",
    ),
    "unknown table": (
        ("[[group]]", '[author]\nname = "A"\n\n[[group]]'),
        "Dòng 33: 'author' không phải là phần của tệp đăng ký; có: plan, agency, group, obligation",
    ),
    "text where a list belongs": (
        ('lead = ["xa"]', 'lead = "xa"'),
        'Dòng 41: lead: cần một danh sách trong ngoặc vuông; viết như: lead = ["phong-noi-vu"]',
    ),
    "number where text belongs": (
        ('title = "Gửi kế hoạch"', "title = 5"),
        'Dòng 40: title: cần một đoạn chữ không trống, trong dấu ngoặc kép; viết như: title = "Gửi kế hoạch khắc phục"',
    ),
    "title of two lines": (
        ('title = "Gửi kế hoạch"', 'title = "Gửi\\nkế hoạch"'),
        'Dòng 40: title: cần viết trong một dòng; viết như: title = "Gửi kế hoạch khắc phục"',
    ),
    "byte that databases refuse": (
        ('title = "Gửi kế hoạch"', 'title = "Gửi\\u0000kế hoạch"'),
        'Dòng 40: title: có ký tự điều khiển không dùng được; viết như: title = "Gửi kế hoạch khắc phục"',
    ),
    "rule that is text": (
        ('rule = { kind = "undated", reason = "theo kế hoạch" }', 'rule = "theo kế hoạch"'),
        "Dòng 60: rule: 'theo kế hoạch' không phải là quy định thời hạn "
        '(viết {kind = "date", on = "06/10/2021"}); viết như: rule = { kind = "date", on = "06/10/2021" }',
    ),
    "source without a phrase": (
        ('sources = [{ clause = "I.3", phrase = "theo kế hoạch" }]', 'sources = [\n  { clause = "I.3" },\n]'),
        "Dòng 62: sources: mỗi nguồn gồm clause, phrase và có thể có line; "
        'viết như: sources = [{ clause = "III.1", line = 615, phrase = "trước ngày …" }]',
    ),
    "source on no line": (
        ("line = 7", "line = 0"),
        "Dòng 53: sources: line cần một số dòng của văn bản, từ 1; "
        'viết như: sources = [{ clause = "III.1", line = 615, phrase = "trước ngày …" }]',
    ),
    "single brackets": (("[[group]]", "[group]"), "Dòng 33: viết [[group]], trong hai cặp ngoặc vuông"),
    "double brackets": (("[plan]", "[[plan]]"), "Dòng 3: cần đúng một phần [plan], trong một cặp ngoặc vuông"),
    "missing format": (("format = 1", ""), "Dòng 1: thiếu hoặc sai mẫu phiên bản; viết ở đầu tệp: format = 1"),
    "format that is no number": (
        ("format = 1", "\nformat = true"),
        "Dòng 2: thiếu hoặc sai mẫu phiên bản; viết ở đầu tệp: format = 1",
    ),
    "newer format": (
        ("format = 1", "\nformat = 2"),
        "Dòng 2: tệp theo mẫu phiên bản 2, bản cài này đọc được đến 1. Nâng cấp Nhắc Hạn rồi nhập lại.",
    ),
    "date that TOML itself refuses": (
        ('issued_on = "27/09/2021"', "issued_on = 2021-02-31"),
        'Dòng 9, cột 13: ngày giờ không có trong lịch; viết như "06/10/2021". Sửa rồi nhập lại.',
    ),
    "unclosed text": (
        ('title = "Gửi kế hoạch"', 'title = "Gửi kế hoạch'),
        "Dòng 40, cột 22: chữ chưa đóng ngoặc kép ở cuối dòng. Sửa rồi nhập lại.",
    ),
    "curly quotes": (
        ('title = "Gửi kế hoạch"', "title = “Gửi kế hoạch”"),
        'Dòng 40, cột 9: giá trị không đọc được; đặt chữ trong ngoặc kép thẳng "…", không dùng “…”. Sửa rồi nhập lại.',
    ),
    "field written twice": (
        ('short = "KH 1"', 'short = "KH 1"\nshort = "KH 2"'),
        "Dòng 7, cột 15: tên này đã viết ở trên trong cùng một phần; bỏ một dòng. Sửa rồi nhập lại.",
    ),
    "unclosed list": (
        ('questions = ["Hạn là ngày nào?"]', 'questions = ["Hạn là ngày nào?"'),
        "Dòng 62: danh sách chưa đóng ngoặc vuông ]. Sửa rồi nhập lại.",
    ),
    "number without end": (("line = 7", f"line = {'9' * 5000}"), "Tệp: có số quá dài. Sửa rồi nhập lại."),
}


@pytest.mark.parametrize(("replacement", "problem"), ONE_PROBLEM.values(), ids=ONE_PROBLEM)
def test_problem_is_told_with_its_line_and_what_to_do(replacement: tuple[str, str], problem: str) -> None:
    assert problems(changed(replacement)) == [problem]


def test_missing_plan_and_missing_obligations_are_told() -> None:
    assert problems(b"format = 1\n") == [
        "Dòng 1: cần đúng một phần [plan], trong một cặp ngoặc vuông",
        "Dòng 1: không có nhiệm vụ nào; thêm ít nhất một phần [[obligation]]",
    ]


def test_all_problems_come_at_once_in_the_order_of_lines() -> None:
    found = problems(
        changed(
            ('issued_on = "27/09/2021"', 'issued_on = "31/02"'),
            ('parent = "huyen"', 'parent = "tinh"'),
            ('lead = ["xa"]', 'lead = ["xa", "xa-z"]'),
            ('clause = "I.2"', 'clause = "I.1"'),
            ('at = "15:00"', 'at = "25:00", on = "1/1/2022"'),
            ('title = "Rà soát"', 'tittle = "Rà soát"'),
        )
    )
    assert [(int(line.split(":")[0].removeprefix("Dòng ")), line.split(":")[1].strip()) for line in found] == [
        (9, "issued_on"),
        (20, "không có cơ quan 'tinh'; sửa tên hoặc thêm [[agency]] có key này"),
        (41, "không có cơ quan 'xa-z' (có phải 'xa-b'?); sửa tên hoặc thêm [[agency]] có key này"),
        (48, "clause 'I.1' đã dùng ở dòng 39; mỗi [[obligation]] cần một clause riêng"),
        (52, "rule"),
        (52, "rule"),
        (55, "phần obligation thiếu 'title'; thêm"),
        (57, "'tittle' không phải là trường của phần obligation; sửa thành 'title'?"),
    ]


def test_problem_of_an_agency_does_not_make_its_key_unknown() -> None:
    assert len(problems(changed(('short = "Phòng NV"', "short = 5")))) == 1


ENCODINGS = {
    "empty": (b"", "Tệp trống."),
    "blank": (b"\xef\xbb\xbf \n\t\n", "Tệp trống."),
    "UTF-16 with its mark": (SMALL.encode("utf-16"), "Dòng 1: tệp dùng mã UTF-16."),
    "UTF-16 without": (SMALL.encode("utf-16-le"), "Dòng 1: tệp có byte 0"),
    "TCVN3": (b'format = 1\n[plan]\ntitle = "C\xb6i c\xb8ch"\n', "Dòng 3: tệp không dùng mã UTF-8 (có thể là TCVN3"),
    "VNI": (b'format = 1\ntitle = "Ca\xfbi ca\xf9ch"\n', "Dòng 2: tệp không dùng mã UTF-8 (có thể là TCVN3"),
    "Word": (b"PK\x03\x04\x14\x00\x06\x00", "Tệp là văn bản Word, Excel hoặc PDF"),
    "PDF": (b"%PDF-1.7\n", "Tệp là văn bản Word, Excel hoặc PDF"),
    "binary": (b"\x7fELF\n\x02\x00", "Dòng 2: tệp có byte 0"),
    "brackets without end": (b"a = " + b"[" * 100_000, "Tệp có quá nhiều ngoặc lồng nhau."),
    "prose": ("Kế hoạch\ncải cách\n".encode(), "Dòng 1, cột 2: thiếu dấu = sau tên trường"),
}


@pytest.mark.parametrize(("content", "begin"), ENCODINGS.values(), ids=ENCODINGS)
def test_file_that_is_no_register_is_told_what_it_is(content: bytes, begin: str) -> None:
    (problem,) = problems(content)
    assert problem[: len(begin)] == begin


@settings(max_examples=300)
@given(st.integers(0, len(SMALL)), st.integers(0, 40), st.text(max_size=8))
def test_any_edit_is_read_or_refused_with_lines_of_the_file(at: int, cut: int, typed: str) -> None:
    text = SMALL[:at] + typed + SMALL[at + cut :]
    try:
        read_register(text.encode("utf-8", "surrogatepass"))
    except RegisterError as error:
        for problem in error.problems:
            line = problem.removeprefix("Dòng ").split(":")[0].split(",")[0]
            assert not line.isdigit() or 1 <= int(line) <= text.count("\n") + 1
