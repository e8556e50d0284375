"""The documents name what is there: commands, options, settings, make targets, files, tables."""

import re
from collections.abc import Iterator
from pathlib import Path

import typer
from sqlmodel import SQLModel
from typer.core import TyperCommand, TyperGroup

import db.tables  # noqa: F401  (fills the metadata)
from db.statuses import Role
from reminders.cli import app
from reminders.plans.register.reading import read_register
from reminders.settings import Settings
from tests import reference_page, rooms_page

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.vi.md")
LONGEST_README = 130
DOCUMENTS = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
}
EXAMPLE = ROOT / "docs" / "ke-hoach-mau.toml"

_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`([^`\n]+)`")
_COMMAND = re.compile(r"(?<![\w./-])(?:\.venv/bin/)?nhachan((?: +[^\s|>&;#()]+)*)")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PLACEHOLDER = ("…", "...")
COMMANDS = typer.main.get_group(app)
PIP_OPTIONS = {"--without-pip"}


def code_of(text: str) -> list[str]:
    """Return the lines of the code blocks and the inline code of a document."""
    blocks = _FENCE.findall(text)
    lines = [line for block in blocks for line in block.splitlines()[1:-1]]
    return lines + _INLINE.findall(_FENCE.sub("", text))


def commands_in(text: str) -> Iterator[list[str]]:
    """Yield the words after each `nhachan` in a document's code."""
    for line in code_of(text):
        for found in _COMMAND.finditer(line):
            yield found[1].split()


def resolve(words: list[str]) -> tuple[str, set[str]]:
    """Return the command that words call ("officer add") and its options in them; fail when there is no such one."""
    command: TyperCommand | TyperGroup = COMMANDS
    path: list[str] = []
    while isinstance(command, TyperGroup) and words and words[0] not in _PLACEHOLDER and words[0][0] != "-":
        known = commands_of(command)
        assert words[0] in known, f"nhachan {' '.join([*path, words[0]])} does not exist"
        path, command, words = [*path, words[0]], known[words[0]], words[1:]
    options = {word.split("=")[0] for word in words if word.startswith("--")}
    assert options <= options_of(command), f"nhachan {' '.join(path)} has no {options - options_of(command)}"
    return " ".join(path), options


def commands_of(group: TyperGroup) -> dict[str, TyperCommand | TyperGroup]:
    """Return what is directly below a group."""
    return {name: one for name, one in group.commands.items() if isinstance(one, TyperCommand | TyperGroup)}


def options_of(command: TyperCommand | TyperGroup) -> set[str]:
    """Return the options of a command."""
    return {name for parameter in command.params for name in parameter.opts} | {"--help"}


def all_commands(command: TyperCommand | TyperGroup, path: str = "") -> dict[str, TyperCommand]:
    """Return every command that does something, by its full name."""
    if not isinstance(command, TyperGroup):
        return {path: command}
    below = [all_commands(one, f"{path} {name}".strip()) for name, one in commands_of(command).items()]
    return {name: one for found in below for name, one in found.items()}


def headings(text: str) -> set[str]:
    """Return the anchors of a document's headings, as GitHub makes them."""
    titles = re.findall(r"^#+ +(.+)$", _FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def problems_of(text: str) -> Iterator[str]:
    """Yield what is wrong with each command of a document that is not there as it is written."""
    for words in commands_in(text):
        try:
            resolve(words)
        except AssertionError as problem:
            yield str(problem)


def test_every_command_and_option_in_a_document_exists() -> None:
    assert {name: found for name, text in DOCUMENTS.items() if (found := list(problems_of(text)))} == {}


def test_every_option_named_by_itself_is_one_of_a_command() -> None:
    known = {name for command in all_commands(COMMANDS).values() for name in options_of(command)}
    named = {(code.split()[0], name) for name, text in DOCUMENTS.items() for code in code_of(text) if code[:2] == "--"}
    assert {(option, name) for option, name in named if option not in known | PIP_OPTIONS} == set()


def test_the_reference_names_every_command_setting_and_role() -> None:
    text = reference_page.PAGE.read_text(encoding="utf-8")
    assert {resolve(words)[0] for words in commands_in(text)} >= set(all_commands(COMMANDS))
    assert {name.upper() for name in Settings.model_fields} <= set(re.findall(r"NHACHAN_([A-Z_]*[A-Z])", text))
    assert {role for role in Role if f"{role}: " not in text} == set()


def test_a_readme_is_short() -> None:
    lines = {readme: len((ROOT / readme).read_text(encoding="utf-8").splitlines()) for readme in READMES}
    assert {readme: count for readme, count in lines.items() if count > LONGEST_README} == {}


def test_both_readmes_name_the_same_commands_with_the_same_options() -> None:
    english, vietnamese = (
        {
            (path, option)
            for path, options in map(resolve, commands_in((ROOT / readme).read_text(encoding="utf-8")))
            for option in ["", *options]
        }
        for readme in READMES
    )
    assert english == vietnamese


def promises(name: str) -> set[str]:
    """Return what the operations of a language name: commands, options, settings, addresses, actions of the log."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    commands = {
        f"nhachan {path} {option}" for path, found in map(resolve, commands_in(text)) for option in ["", *found]
    }
    shell = {line for block in _FENCE.findall(text) for line in block.splitlines() if line.startswith(("sudo ", "."))}
    shell = {line.split("#")[0].strip() for line in shell}
    words = {
        word for word in _INLINE.findall(_FENCE.sub("", text)) if re.fullmatch(r"[a-z]+_[a-z_]+|/\w+|\w+\.\w+", word)
    }
    return commands | shell | words | set(re.findall(r"NHACHAN_[A-Z_]*[A-Z]", text))


def test_the_operations_in_vietnamese_are_whole() -> None:
    assert promises("operations.md") - promises("van-hanh.md") == set()


def test_both_operations_explain_the_same_findings_of_the_doctor() -> None:
    def findings(name: str) -> list[str]:
        rows = (ROOT / "docs" / name).read_text(encoding="utf-8").split("| Giờ |")[1].split("\n\n")[0].splitlines()
        return [row.split("|")[1].strip() for row in rows[1:]]

    assert findings("van-hanh.md") == findings("operations.md")


def dead_links(document: Path) -> Iterator[str]:
    """Yield the links of a document to files and headings that are not there."""
    for link in _LINK.findall(_FENCE.sub("", document.read_text(encoding="utf-8"))):
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        file, _, anchor = link.partition("#")
        target = document.parent / file if file else document
        if not target.exists():
            yield f"{link} leads nowhere"
        elif anchor and anchor not in headings(target.read_text(encoding="utf-8")):
            yield f"{link}: no such heading"


def test_links_lead_to_files_and_headings_that_are_there() -> None:
    assert [(name, link) for name in DOCUMENTS for link in dead_links(ROOT / name)] == []


def test_settings_in_a_document_exist() -> None:
    known = {name.upper() for name in Settings.model_fields}
    named = {(found, name) for name, text in DOCUMENTS.items() for found in re.findall(r"NHACHAN_([A-Z_]*[A-Z])", text)}
    assert {(setting, name) for setting, name in named if setting not in known} == set()


def test_make_targets_in_a_document_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    called = {
        (word, name)
        for name, text in DOCUMENTS.items()
        for line in code_of(text)
        if (found := re.match(r"\s*make((?: +[\w=/.-]+)+)", line))
        for word in found[1].split()
        if "=" not in word
    }
    assert {(word, name) for word, name in called if word not in targets} == set()


def test_the_glossary_names_every_table_and_no_other() -> None:
    rows = re.findall(r"^\|.*\| *([^|]*?) *\|$", (ROOT / "docs/glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = {name for cell in rows for name in _INLINE.findall(cell)}
    assert named == set(SQLModel.metadata.tables)


def test_the_example_register_can_be_imported() -> None:
    register = read_register(EXAMPLE.read_bytes())
    assert [duty.clause for duty in register.obligations] == ["II.1", "II.2", "II.3", "II.4"]


def test_the_page_of_rooms_is_what_the_docstrings_say() -> None:
    assert rooms_page.PAGE.read_text(encoding="utf-8") == rooms_page.rooms_page(), "run `make docs`"


def test_the_reference_is_what_the_program_knows_of_itself() -> None:
    assert reference_page.PAGE.read_text(encoding="utf-8") == reference_page.reference_page(), "run `make docs`"


def test_the_architecture_page_names_every_room() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rooms = {path.name for path in (ROOT / "reminders").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert {room for room in rooms if f"`{room}/`" not in page} == set()


def test_each_file_of_a_journey_is_there() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rows = page.split("| journey |")[1].split("\n\n")[0].splitlines()[2:]
    files = {name for row in rows for name in _INLINE.findall(row) if "/" in name and "<" not in name}
    assert (len(rows), len(files) > 15) == (10, True)
    assert {file for file in files if not (ROOT / file).exists()} == set()
