"""Writes the next migration: what the tables have and a migrated database has not. `make migration` calls it."""

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.config import Config
from alembic.script import Script, ScriptDirectory

from db.engine import make_engine
from db.upgrade import differences

ROOT = Path(__file__).parent.parent
MIGRATIONS = ROOT / "db/migrations"
NAME = re.compile(r"[a-z][a-z0-9_]{2,39}")  # alembic cuts a longer one


def next_migration(name: str, migrations: Path = MIGRATIONS) -> Path | None:
    """Write the migration that leads from the last one to the present tables; None when there is nothing to change."""
    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.set_main_option("file_template", "m%%(rev)s_%%(slug)s")
    last = ScriptDirectory.from_config(config).get_current_head()
    with TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{folder}/migrated.sqlite3")
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        written = None
        if differences(engine):
            with engine.begin() as connection:
                config.attributes["connection"] = connection
                number = f"{int(last or 0) + 1:04}"
                written = command.revision(config, name.replace("_", " "), autogenerate=True, rev_id=number)
        engine.dispose()
    return _tidied(Path(written.path)) if isinstance(written, Script) else None


def _tidied(file: Path) -> Path:
    """Drop the remarks and imports that a migration does not need, and format it as everything else."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.lstrip().startswith("# ###")), encoding="utf-8")
    for work in (["check", "--select", "I,F401", "--fix", "--quiet"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *work, file], cwd=ROOT, check=True)
    return file


def main(name: str, migrations: Path = MIGRATIONS) -> str:
    """Write a migration and return where it is; exit with a sentence when none can be written."""
    if not NAME.fullmatch(name):
        sys.exit("Say what changes in 3 to 40 of a-z, 0-9 and _: make migration NAME=add_something")
    if (file := next_migration(name, migrations)) is None:
        sys.exit("Nothing to change: the migrations already make the tables of db/tables. Change those first.")
    shown = file.relative_to(ROOT) if file.is_relative_to(ROOT) else file
    return f"{shown} was written. Read it: a column that is renamed looks like one dropped and one added."


if __name__ == "__main__":
    sys.stdout.write(f"{main(sys.argv[1])}\n")
