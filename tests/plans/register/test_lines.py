"""The line of a problem is the line a person would point at, in the real register too."""

import pytest

from reminders.plans.register.lines import Lines
from reminders.plans.register.reading import read_register
from reminders.plans.register.register import RegisterError
from tests.plans.register.registers import REAL, changed, line_of


def lines_of_problems(content: bytes) -> list[int]:
    with pytest.raises(RegisterError) as caught:
        read_register(content)
    return [int(problem.removeprefix("Dòng ").split(":")[0]) for problem in caught.value.problems]


DUTY = 'clause = "II.1.8.b4"'
MUTATIONS: list[tuple[str, str, list[str]]] = [  # what is written in the register, instead of it, where it is told
    ('issued_on = "27/09/2021"', 'issued_on = "31/09/2021"', ["issued_on ="]),
    ('coordinator = "phong-noi-vu"', 'coordinator = "so-noi-vu"', ["coordinator ="]),
    (
        'key = "cong-an"',
        'key = "phong-tu-phap"\nname = "X"\n\n[[agency]]\nkey = "cong-an"',
        ['key = "phong-tu-phap"@2'],
    ),
    ('name = "Chi cục Thuế huyện"', 'name = "Phòng Tư pháp"', ['name = "Phòng Tư pháp"@2']),
    ('aliases = ["Büro điện huyện"]', "aliases = 3", ["aliases = 3"]),
    ('    "phong-tai-nguyen-moi-truong",\n    "kho-bac",', '    "phong-x",\n    "kho-bac",', ['"phong-x"']),
    ('"ubnd-xa-ia-lang", "ubnd-xa-ia-din",', '"ubnd-xa-ia-lang", "ubnd-xa-ia-x",', ['"ubnd-xa-ia-x"']),
    ('[[group]]\nkey = "chu-dau-tu"', '[[group]]\nmember = []\nkey = "chu-dau-tu"', ["member = []"]),
    ('goal = "Hoàn thành 100% kế hoạch."', "goal = 100", ["goal = 100"]),
    ('rule = { kind = "year", year = 2021 }', 'rule = { kind = "year", year = 21 }', ["year = 21 "]),
    ('{ clause = "PL.I.1 (TC 1.1)", line = 658', '{ clause = "PL.I.1 (TC 1.1)", lines = 658', ["lines = 658"]),
    ('clause = "II.1.1.b1"', 'clause = "II.1.1"', ['clause = "II.1.1"@3']),
    ('rule = { kind = "standing", year = 2021 }', 'rule = { kind = "thường xuyên" }', ['"thường xuyên" }']),
    (DUTY, f'{DUTY}\nladder = "x"', ['ladder = "x"']),
    (DUTY, f'{DUTY}\nnhac = "[[obligation]] trong chữ"', ["nhac ="]),
    (f"[[obligation]]\n{DUTY}", f"# [[obligation]]\n[[obligation]]\n# lead = 1\n{DUTY}\nx = 1", ["x = 1"]),
    (DUTY, f'{DUTY}\ngoals = """\n[[obligation]]\nlead = []\n"""', ["goals ="]),
    (f"[[obligation]]\n{DUTY}", f"[[obligation]] # hỏng\ngoal = 'x'\n\n[[obligation]]\n{DUTY}", ["# hỏng"] * 6),
    ('on = "06/10/2021"', 'on = "06/13/2021"', ['on = "06/13/2021"']),
    ('weekdays = ["thu"], at = "15:00"', 'weekdays = ["thứ Năm"], at = "15:00"', ['["thứ Năm"]']),
    ('on = "31/01/2022"', 'on = "31/01/2022Z"', ['"31/01/2022Z"']),
]


@pytest.mark.parametrize(("old", "new", "told"), MUTATIONS)
def test_mutation_of_the_real_register_is_told_on_its_line(old: str, new: str, told: list[str]) -> None:
    content = changed((old, new), text=REAL)
    text = content.decode()
    expected = []
    for mark in told:
        part, _, nth = mark.partition("@")
        expected.append(line_of(text, part, int(nth or 1)))
    assert lines_of_problems(content) == expected


def test_several_mutations_of_the_real_register_are_told_together() -> None:
    content = changed(*[(old, new) for old, new, _ in MUTATIONS[:12]], text=REAL)
    found = lines_of_problems(content)
    assert found == sorted(found)
    assert len(found) >= 12


def test_lines_of_a_file_with_every_way_of_writing() -> None:
    lines = Lines(
        """# [[agency]]
"format" = 1
plan.key = "a" # = [
agency = [
    { key = "a" }, # {
    { key = "b" },
]
[[ obligation ]]
text = '''
[[obligation]]
a = 1'''
lead = ["x", "y",
  "z"]
[obligation.rule]
kind = "[["
[[obligation.sources]]
clause = 1
[[obligation.sources]]
clause = 2
[[obligation]]
goal = \"\"\"a \\\" b\"\"\"\"
"lead" = []
"""
    )
    assert lines.of("format") == 2
    assert lines.of("plan") == 3
    assert [lines.of("agency", index) for index in (0, 1, 2)] == [5, 6, 4]
    assert [lines.of("obligation", index) for index in (0, 1, 2)] == [8, 20, 1]
    assert lines.of("obligation", 0, "text") == 9
    assert [lines.of("obligation", 0, "lead", item) for item in (None, 0, 1, 2, 3)] == [12, 12, 12, 13, 12]
    assert lines.of("obligation", 0, "rule") == 14
    assert [lines.of("obligation", 0, "sources", item) for item in (0, 1)] == [16, 18]
    assert [lines.of("obligation", 1, name) for name in ("goal", "lead", "title")] == [21, 22, 20]
    assert lines.of("nothing") == 1
