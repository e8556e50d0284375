"""The rules of docs/architecture.md that a machine can hold."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pydantic import SecretStr
from radon.complexity import cc_visit
from radon.visitors import Class

from reminders.settings import Settings

ROOT = Path(__file__).parent.parent
PACKAGES = ("bots", "db", "reminders", "schedules")
MODULES = {
    str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"))
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
}
CODE = {name: tree for name, tree in MODULES.items() if not name.endswith("__init__.py")}
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
MOST_PATHS = 15
"""The highest cyclomatic complexity of a function; what has more is a table, or several rules in one."""
SQL_ENGINES = {"create_engine", "Engine", "Session", "Connection"}


@cache
def imported(tree: ast.AST) -> set[str]:
    """Return every module, and every name of a module, that is imported anywhere in a file."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def importers_of(package: str) -> set[str]:
    return {
        name
        for name, tree in MODULES.items()
        if any(module == package or module.startswith(f"{package}.") for module in imported(tree))
    }


@cache
def calls(tree: ast.AST) -> set[str]:
    """Return what is called, as written: "datetime.now"."""
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def docstring(tree: ast.Module) -> str:
    return ast.get_docstring(tree) or ""


def test_the_contracts_of_the_import_linter_are_kept() -> None:
    # In a process of its own, for it switches off every logger there is.
    program = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, ""), run.stdout


@pytest.mark.parametrize(
    ("package", "allowed"),
    [
        ("telegram", {"bots/telegram/channel.py", "bots/telegram/requests.py", "bots/telegram/updates.py"}),
        ("apscheduler", {"reminders/service.py"}),
        ("pydantic_settings", {"reminders/settings.py"}),
        ("os", {"reminders/items/evidence/storage.py"}),  # the only one that waits until a file is on the disk
        ("time", {"reminders/clock.py"}),
    ],
)
def test_a_package_is_imported_in_one_place_only(package: str, allowed: set[str]) -> None:
    assert importers_of(package) == allowed


def test_only_the_clock_asks_what_time_it_is() -> None:
    asking = re.compile(r"(?:datetime|date)\.(?:now|utcnow|today)|time\.(?:time|monotonic)")
    found = {name for name, tree in CODE.items() if any(asking.fullmatch(call) for call in calls(tree))}
    assert found == {"reminders/clock.py"}


def test_no_test_measures_the_speed_of_the_machine() -> None:
    timing = re.compile(r"\b(?:process_time|thread_time|perf_counter|timeit|os\.times)\b")
    found = {path.name for path in (ROOT / "tests").rglob("*.py") if timing.search(path.read_text(encoding="utf-8"))}
    assert found == {"test_architecture.py"}


def test_nothing_is_printed() -> None:
    assert {name for name, tree in CODE.items() if "print" in calls(tree)} == set()


def test_a_module_says_whether_it_decides_or_does() -> None:
    assert [name for name, tree in CODE.items() if not docstring(tree).startswith(("Pure: ", "Shell: "))] == []


def test_what_decides_does_nothing() -> None:
    doing = {"os", "httpx", "asyncio", "sqlmodel.Session", *(f"sqlalchemy.{engine}" for engine in SQL_ENGINES)}
    deciding = {name: tree for name, tree in CODE.items() if docstring(tree).startswith("Pure: ")}
    assert {name: found for name, tree in deciding.items() if (found := imported(tree) & doing)} == {}


def too_long(name: str, tree: ast.Module) -> Iterator[str]:
    """Yield the functions of a file that are too long, and the file if it is."""
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    yield from (f"{name}: {f.name}" for f in functions if (f.end_lineno or 0) - f.lineno + 1 > LONGEST_FUNCTION)
    if len((ROOT / name).read_text(encoding="utf-8").splitlines()) > LONGEST_FILE:
        yield name


def test_a_file_and_its_functions_stay_short() -> None:
    migrations = "db/migrations/versions/"  # written by a machine, read from top to bottom
    read = {name: tree for name, tree in CODE.items() if not name.startswith(migrations)}
    assert [found for name, tree in read.items() for found in too_long(name, tree)] == []


def test_no_function_has_more_paths_than_a_reader_can_hold() -> None:
    blocks = [(name, block) for name in CODE for block in cc_visit((ROOT / name).read_text(encoding="utf-8"))]
    dense = [
        f"{name}:{block.lineno} {block.name} {block.complexity}"
        for name, block in blocks
        if not isinstance(block, Class) and block.complexity > MOST_PATHS
    ]
    assert dense == []
    assert max(block.complexity for _, block in blocks) >= 10  # radon measured something


def test_every_package_is_installed() -> None:
    folders = {str(Path(name).parent).replace("/", ".") for name in MODULES}
    assert set(PYPROJECT["tool"]["setuptools"]["packages"]) == folders


def test_every_file_that_is_no_module_is_installed() -> None:
    files = {
        path.relative_to(ROOT / package).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }
    data = PYPROJECT["tool"]["setuptools"]["package-data"]
    installed = {
        path.relative_to(ROOT / package).as_posix()
        for package, patterns in data.items()
        for pattern in patterns
        for path in (ROOT / package).glob(pattern)
        if path.is_file()
    }
    assert files == installed
    assert {Path(file).suffix for file in files} >= {".j2", ".toml", ".html", ".js", ".css", ".mako"}


def examples() -> Iterator[tuple[str, str]]:
    """Yield every setting of .env.example with its value."""
    for line in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, value = line.partition("=")
            yield name, value


def test_the_example_of_settings_names_each_setting_with_its_default() -> None:
    defaults = {
        f"NHACHAN_{name.upper()}": "" if field.default is None else str(field.default)
        for name, field in Settings.model_fields.items()
    }
    assert dict(examples()) == defaults
    assert [name for name, _ in examples()] == list(defaults)


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    settings = Settings(telegram_token=SecretStr("CANARY"), telegram_webhook_secret=SecretStr("CANARY"))
    assert "CANARY" not in f"{settings!r} {settings}"


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from reminders.cli import app\n"
        "try:\n    app(['--help'])\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'fastapi', 'telegram', 'holidays', 'jinja2', 'pydantic', 'apscheduler'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert "nhắc việc" in run.stdout


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_names_no_host_and_hashes_every_package(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z])", text.strip())
    assert re.findall(r"https?://|--index-url|--find-links|file:", text) == []
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_chat_and_commands_make_no_row_of_people_agencies_duties_or_the_calendar() -> None:
    nouns = ("people", "register", "calendar")
    trees = [ast.parse((ROOT / f"db/tables/{noun}.py").read_text(encoding="utf-8")) for noun in nouns]
    tables = {node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)}
    assert tables >= {"Officer", "Agency", "Obligation", "CalendarDay"}
    tables -= {"ChatBinding"}  # a stranger's chat is remembered as it first writes, before it is anybody's
    faces = {
        name: tree for name, tree in MODULES.items() if name.startswith(("reminders/chat/", "reminders/commands/"))
    }
    made = {name: found for name, tree in faces.items() if (found := calls(tree) & tables)}
    assert made == {}


def test_nothing_changes_or_deletes_an_entry_of_the_audit_log() -> None:
    handling = {name for name, tree in MODULES.items() if "db.tables.AuditEntry" in imported(tree)}
    assert handling == {"db/audit.py"}
    assert calls(MODULES["db/audit.py"]) & {"update", "delete", "session.delete", "session.merge"} == set()


LIFE = {
    *("status", "nominal_at", "act_by_at", "overdue_from", "revision", "first_nominal_at", "first_overdue_from"),
    *("extension_count", "completed_at", "wake_at"),
}
"""The columns of an occurrence that say where it stands: only its room writes them."""

NOT_OCCURRENCES = {"binding", "self"}
"""What else has a status and is written elsewhere: chats, values under construction."""


def assigned(tree: ast.AST) -> set[str]:
    """Return the attributes that are assigned, as written: "occurrence.status"."""
    targets: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            targets += node.targets
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets.append(node.target)
    leaves = [leaf for target in targets for leaf in (target.elts if isinstance(target, ast.Tuple) else [target])]
    return {ast.unparse(leaf) for leaf in leaves if isinstance(leaf, ast.Attribute)}


def test_only_the_room_of_items_says_where_an_item_stands() -> None:
    written = {
        f"{name}: {target}"
        for name, tree in CODE.items()
        if not name.startswith(("reminders/items/", "bots/", "db/"))
        for target in assigned(tree)
        if target.rsplit(".", 1)[1] in LIFE and target.split(".")[-2] not in NOT_OCCURRENCES
    }
    made = {
        name
        for name, tree in CODE.items()
        if not name.startswith("reminders/items/") and calls(tree) & {"Occurrence", "tables.Occurrence"}
    }
    changed = {
        name
        for name, tree in CODE.items()
        if not name.startswith("reminders/items/")
        and any("update(Occurrence)" in ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call))
    }
    assert (written, made, changed) == (set(), set(), set())


def test_the_stage_of_a_notice_is_read_in_one_place() -> None:
    asking = re.compile(r"\bstage\b.*\.(?:startswith|removeprefix|partition|split|like|contains)$")
    found = {name for name, tree in CODE.items() if any(asking.search(call) for call in calls(tree))}
    assert {name for name in found if not name.startswith("db/migrations/")} == set()
