# `make run` and `make test` work on a fresh machine with Python 3.11+, git and make.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
# Real material outside the repository: make test CORPUS=DIR, make bench CORPUS=FILE
CORPUS ?=
CORPUS_FLAG = $(if $(CORPUS),--corpus=$(CORPUS))
# The folder that holds it, for the labelled items: make quality SHARED=DIR
SHARED ?=

.PHONY: all setup run test test-browser test-faults test-slow quality ranking bench lint clean

all: test lint

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "zhengwen needs Python 3.11 or newer; try: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

run: setup
	$(BIN)/python search_app.py demo

test: setup
	$(BIN)/python -m pytest -q -n auto $(CORPUS_FLAG)

test-browser: setup
	$(BIN)/python -m pytest -q -m browser $(CORPUS_FLAG) tests/browser

test-faults: setup
	$(BIN)/python -m pytest -q -m 'faults and not slow' $(CORPUS_FLAG)

test-slow: setup
	$(BIN)/python -m pytest -q -m slow $(CORPUS_FLAG)

quality: setup
	$(BIN)/python -m tests.quality.measure $(SHARED)

# make ranking CORPUS=stories.jsonl.xz KNOWN=briefs.tsv (a story's id, a tab, a brief that means it)
ranking: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m tests.quality.ranking $(CORPUS) $(KNOWN)

# make bench CORPUS=stories.jsonl.xz OPTIONS='--json figures.json'; OPTIONS=--help lists them.
bench: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m tests.bench $(CORPUS) $(OPTIONS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

clean:
	rm -rf $(VENV) build *.egg-info
