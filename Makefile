# `make run` needs Python 3.11 or later and make, nothing else. A second run starts at once.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PORT ?= 8501
WORKERS ?= 2
HEALTH := http://localhost:$(PORT)/_stcore/script-health-check

unexport PYTHONDONTWRITEBYTECODE # every start but the first finds its modules compiled

.PHONY: help run demo test test-spark check audit bench bench-quick bench-drafts screenshots walkthrough clean
.DEFAULT_GOAL := help

help: ## lists these commands
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/make \1 ## \2/p' $(MAKEFILE_LIST) | awk -F ' ## ' '{printf "%-18s %s\n", $$1, $$2}'

run: .venv/run.stamp ## opens the dashboard on http://localhost:8501; the first start loads the demo company
	@$(BIN)/python -c 'import urllib3; urllib3.request("GET", "$(HEALTH)", retries=urllib3.Retry(60, backoff_factor=0.2, backoff_max=1))' \
		>/dev/null 2>&1 & exec $(BIN)/python -m streamlit run app.py --server.port $(PORT)

demo: .venv/run.stamp ## makes the demo company and loads it into the store
	$(BIN)/python -m cx demo

test: check ## runs every check and test that CI runs
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal

test-spark: .venv/spark.stamp ## syncs from Apache Spark: a master, two workers and its SQL server, on this machine
	$(BIN)/python -m pytest -q tests/spark

check: .venv/dev.stamp ## format, lint, types, and who may import whom
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

audit: .venv/dev.stamp ## asks whether weaknesses are known of what requirements.txt pins
	@$(BIN)/python -m tests.auditing

bench: .venv/dev.stamp ## measures import, pages and start as ratios; writes docs/benchmarks.md
	$(BIN)/python -m tests.bench

bench-quick: .venv/dev.stamp ## takes a first look at the speed in two minutes; writes nothing
	$(BIN)/python -m tests.bench --quick

bench-drafts: .venv/dev.stamp ## measures what drafts say of companies whose truth is known; writes docs/drafts-measured.md
	$(BIN)/python -m tests.bench.drafts

screenshots: .venv/dev.stamp ## takes docs/screenshots anew
	$(BIN)/python -m tests.browser.screenshots

walkthrough: .venv/dev.stamp ## takes the pictures of docs/walkthrough.md anew
	$(BIN)/python -m tests.browser.walkthrough

clean: ## removes what these commands made, but no store
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later was not found. Install it, or name it: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "$(PYTHON) cannot make environments. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.txt | .venv/bin/python
	$(INSTALL) -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements.txt requirements-dev.txt | .venv/bin/python
	$(INSTALL) -r requirements-dev.txt
	@touch $@ .venv/run.stamp

.venv/spark.stamp: tests/spark/requirements.txt .venv/dev.stamp
	$(INSTALL) -r tests/spark/requirements.txt
	@touch $@
