"""`make migration NAME=…` writes what the tables have and the migrations do not make, and nothing else."""

import re
import shutil
from pathlib import Path

import pytest

from tests.next_migration import MIGRATIONS, main, next_migration

COLUMN = re.compile(r"(add|drop)_column\(\s*(?:sa\.Column\(\s*)?\"(\w+)\"")


@pytest.fixture
def behind(tmp_path: Path) -> Path:
    """The migrations as they were before the ninth, which added the column `notification.kind`."""
    copy = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, copy)
    for later in (file for file in copy.rglob("m*.py") if file.name >= "m0009"):
        later.unlink()
    return copy


def test_a_new_column_becomes_the_next_migration(behind: Path) -> None:
    before = set((behind / "versions").glob("m*.py"))
    written = next_migration("add_kinds", behind)
    assert written == behind / "versions/m0009_add_kinds.py"
    assert set((behind / "versions").glob("m*.py")) - before == {written}
    text = written.read_text(encoding="utf-8")
    head = ('"""Shell: add kinds."""', "", "import sqlalchemy as sa", "from alembic import op")
    assert text.splitlines()[:4] == list(head)
    assert '\nrevision = "0009"\ndown_revision = "0008"\n' in text
    assert "###" not in text
    up, down = text.split("def downgrade()")
    assert ("add", "kind") in COLUMN.findall(up)
    assert ("drop", "kind") in COLUMN.findall(down)


def test_what_was_written_leads_to_the_tables_of_the_code(behind: Path) -> None:
    next_migration("add_kinds", behind)
    assert next_migration("add_nothing", behind) is None


def test_nothing_is_written_when_nothing_changed(tmp_path: Path) -> None:
    copy = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, copy)
    before = sorted(copy.rglob("m*.py"))
    with pytest.raises(SystemExit, match="Nothing to change: "):
        main("add_something", copy)
    assert sorted(copy.rglob("m*.py")) == before


def test_who_writes_one_is_told_where_it_is(behind: Path) -> None:
    assert main("add_kinds", behind).startswith(f"{behind}/versions/m0009_add_kinds.py was written. ")


@pytest.mark.parametrize("name", ["", "Add", "add something", "../add", "a" * 41])
def test_a_name_that_is_no_name_of_a_file_is_refused(name: str, behind: Path) -> None:
    with pytest.raises(SystemExit, match="make migration NAME=add_something"):
        main(name, behind)
    assert not list(behind.rglob("m0009*.py"))
