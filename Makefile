SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup demo test soak check format bench pictures installer lock clean

BIN := .venv/bin
# Two workers: a laptop stays usable, and a shared build machine has no more.
PYTEST := QT_QPA_PLATFORM=offscreen $(BIN)/pytest -q -n 2

help: ## Say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: ## Make .venv with the program in it, and the system libraries it needs
	@.ci/setup

demo: setup ## See a whole fostering panel happen; results in demo-output/
	@$(BIN)/fosterpanel demo --out demo-output

test: setup ## Run the tests
	@$(PYTEST)

soak: setup ## Run the long tests: random kills and long random histories
	@$(PYTEST) --soak

check: setup ## Format, lint, types, import contracts, tests
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	@$(MAKE) --no-print-directory test

format: setup ## Put the source in its one format
	@$(BIN)/ruff check --fix --select I --quiet
	@$(BIN)/ruff format

bench: setup ## Print the ratios the design stands on
	@for bench in benchmarks/*.py; do echo "== $$bench"; $(BIN)/python "$$bench"; done

pictures: setup ## Draw every page of the window into docs/pictures/desk, light and dark, and with large text
	@$(BIN)/python docs/pictures/draw_desk.py

# Tried with an emptied environment: no Python, no packages and no settings of this machine may be needed.
installer: setup ## Build the program as one folder in dist/, and try what was built
	@$(BIN)/pyinstaller --noconfirm --clean --log-level ERROR build_installer.spec
	@trial=$$(mktemp -d); trap 'rm -rf "$$trial"' EXIT; built="env -i HOME=$$trial dist/fosterpanel/fosterpanel"; \
	$$built selfcheck; \
	$$built demo --out "$$trial/demo" >/dev/null; \
	$$built verify "$$trial"/demo/{minutes,decisions}/*.pdf --trust "$$trial/demo/authority.pem" >/dev/null; \
	timeout 10 env -i HOME=$$trial QT_QPA_PLATFORM=offscreen \
		dist/fosterpanel/fosterpanel-desk 2>/dev/null || [ $$? = 124 ]; \
	echo "Built in dist/fosterpanel ($$(du -sh dist/fosterpanel | cut -f1)): selfcheck, demo and verify went well, and the window stays open."

# Hashes of every file of each release, so that the same locks serve every platform.
COMPILE := $(BIN)/uv pip compile pyproject.toml --no-config --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock"

lock: ## Resolve the pins of pyproject.toml again into both lock files
	@[ -x $(BIN)/uv ] || .ci/setup
	@$(COMPILE) --output-file requirements.lock
	@$(COMPILE) --extra dev --constraints requirements.lock --output-file requirements-dev.lock

clean: ## Remove what was made, .venv too
	rm -rf .venv build dist demo-output .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
