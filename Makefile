# Needs Python 3.11 or newer and make; all else goes into .venv.
PYTHON ?= python3
FLOORS ?= ../shared/bench
PAGE ?= ../shared/source/temps-dechanges-formations.txt
BIN := .venv/bin
ORIV := $(BIN)/oriv --db demo/archive.db

.PHONY: demo test lint bench bench-reading messages clean

demo: .venv/base ## load the real archive, list a theme, write the CSV of 2018
	@mkdir -p demo && rm -f demo/archive.db
	$(ORIV) import data/archive.json
	$(ORIV) list --theme discriminations
	$(ORIV) export --year 2018 -o demo/oriv-2018.csv

test: .venv/dev ## run every test
	$(BIN)/python -m pytest -n auto

lint: .venv/dev ## check form, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: .venv/dev ## time whole commands against the floors of $(FLOORS)
	$(BIN)/python -m compileall -q src
	$(BIN)/python tests/bench/run.py $(FLOORS)

bench-reading: .venv/dev ## read the archive page $(PAGE), and count what is right and wrong
	$(BIN)/python tests/bench/reading.py $(PAGE)

messages: .venv/dev ## gather the sentences of the code, and compile the French
	$(BIN)/python tests/messages.py

.venv/base: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	$(BIN)/python -m compileall -q src
	@touch $@

.venv/dev: .venv/base
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
