# 先行 Xianxing. `make run` starts it, `make test` proves it, `make help` lists the rest.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check coverage bench messages lock clean

VENV := .venv
BIN := $(VENV)/bin
MADE := $(VENV)/.made
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard src/xianxing/locale/*/LC_MESSAGES/*.po))
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Installs one file of pinned and hashed packages: with uv where it is on PATH, else (or if uv cannot) with pip.
define install
{ command -v uv >/dev/null 2>&1 && uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1); } \
|| $(BIN)/python -m pip install --quiet --require-hashes -r $(1)
endef

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) $(CATALOGUES) ## build the environment in .venv (nothing outside this folder)

setup-dev: setup $(READY_DEV) ## the same with what tests and checks need

$(MADE):
	@set -e; \
	for python in $(PYTHON) python3.11 python3 python3.12 python3.13 python3.14; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then break; fi; \
	  python=; \
	done; \
	if [ -z "$$python" ]; then echo 'No Python 3.11 or later is on PATH. On Debian: apt-get install python3'; exit 1; fi; \
	echo "[1/3] environment in $(VENV) with $$("$$python" -c 'import platform; print("Python", platform.python_version())')"; \
	if ! "$$python" -c 'import ensurepip' >/dev/null 2>&1; then \
	  echo 'This Python cannot make an environment. On Debian: apt-get install python3-venv'; exit 1; fi; \
	"$$python" -m venv $(VENV)
	@touch $@

$(READY): $(MADE) requirements.txt pyproject.toml hatch_build.py
	@echo '[2/3] packages (about 45 seconds the first time)'
	@$(call install,requirements.txt)
	@echo '[3/3] xianxing itself'
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(READY_DEV): $(READY) requirements-dev.txt
	@echo 'packages of tests and checks'
	@$(call install,requirements-dev.txt)
	@touch $@

%.mo: %.po | $(READY)
	@$(BIN)/python -c 'from pathlib import Path; import hatch_build; hatch_build.compile_catalogues(Path())'

run: setup ## start the product and print its address
	@exec $(BIN)/xianxing run

test: setup-dev ## all tests: SQLite, then PostgreSQL and browser where they are found
	@exec $(BIN)/python -m tests.suite

check: setup-dev ## lint, types, import contracts, migrations, documents, style figures
	@exec $(BIN)/python -m tests.checks

coverage: setup-dev ## the tests on SQLite, and every line they do not reach
	@exec $(BIN)/python -m pytest -q -n 2 --cov --cov-branch --cov-report=term:skip-covered

bench: setup-dev ## every figure of the README, one command each
	@set -e; for script in bench/*.py; do \
	  case "$$script" in */bench_*) continue;; esac; echo "== $$script"; $(BIN)/python "$$script"; done

messages: setup-dev ## bring the catalogue of translations up to date
	@$(BIN)/python -m tests.documents.messages

lock: setup-dev ## pin and hash the packages anew; UPGRADE=--upgrade for newer versions
	@set -e; \
	flags="--quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header"; \
	$(BIN)/uv pip compile $$flags $(UPGRADE) --extra build pyproject.toml -o requirements.txt; \
	$(BIN)/uv pip compile $$flags $(UPGRADE) --extra build --extra test -c requirements.txt pyproject.toml -o requirements-dev.txt; \
	if grep -n '://' requirements.txt requirements-dev.txt; then echo 'An address got into the pins; remove it'; exit 1; fi

clean: ## remove the environment and everything that was built (never var/, where the office's records are)
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage .coverage.*
	rm -f $(CATALOGUES)
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
