# Everything runs in .venv, made here on first use. Needs python3 (3.11 or newer), pip and make.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check

.PHONY: install demo demo-headless test pytest test-dates check lint lock docs migration screenshots texts bench chaos reader-report clean

demo: .venv/.runtime  ## the real plan in a browser, no token and no server needed
	$(BIN)/nhachan demo

demo-headless: .venv/.runtime  ## replay 27/09–31/12/2021 and print what was sent
	$(BIN)/nhachan demo --headless --until 2021-12-31

install: .venv/.runtime  ## what `nhachan serve` needs, and nothing for development

test: .venv/.dev  ## lint, types, architecture, tests, migrations
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target lint pytest

pytest: .venv/.dev
	$(BIN)/python -m pytest

test-dates: .venv/.dev  ## run what asks for the time on machines with other dates and zones
	$(BIN)/python -m tests.moved_clock

check: test

lint: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

texts: .venv/.dev  ## write tests/texts anew: every sentence as it is said, to be read in the diff
	$(BIN)/nhachan preview --folder tests/texts/vi
	$(BIN)/nhachan preview --folder tests/texts/vi-minimal --minimal

docs: .venv/.dev  ## write docs/rooms.md and docs/reference.md anew, from the docstrings and the program
	$(BIN)/python -m tests.rooms_page
	$(BIN)/python -m tests.reference_page

migration: .venv/.dev  ## NAME=add_something: write the next migration from what db/tables has and the others do not make
	$(BIN)/python -m tests.next_migration "$(NAME)"

screenshots: .venv/.dev  ## take docs/*.png with a real Chromium
	$(BIN)/python -m tests.screenshots

reader-report: .venv/.dev  ## print how documents and generated plans are read, against what is written in them
	$(BIN)/python -m tests.reader_report

bench: .venv/.dev  ## print how much the chosen ways gain over the plain ones
	$(BIN)/python -m bench
	$(BIN)/python -m bench.phrases
	$(BIN)/python -m bench.replies

chaos: .venv/.dev  ## kill, cut off, stop and switch off real processes, and count what came: hours; see docs/reliability.md
	$(BIN)/python -m tests.chaos

lock: .venv/.dev  ## renew the hashed lock files (needs uv)
	uv pip compile pyproject.toml --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --universal -o requirements.lock
	uv pip compile pyproject.toml --extra dev --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --universal -o requirements-dev.lock

clean:
	rm -rf .venv build *.egg-info data

# A virtual environment without its own pip, so that Debian's python3-venv package is not needed.
.venv/bin/python:
	$(PYTHON) -m venv --without-pip .venv

.venv/.runtime: requirements.lock pyproject.toml | .venv/bin/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.runtime
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@
