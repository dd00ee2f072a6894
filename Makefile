# Everything here works in a fresh clone with only python3 (3.11 or newer, with venv), make and git.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
LOCK_FLAGS := --universal --generate-hashes --no-header --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help demo start test journeys check bench reliability lock clean

help:  ## Show what there is to make
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 13

$(READY): requirements.lock pyproject.toml
	@echo "Setting up .venv (once, a minute or so) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.7,<1"
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@$(BIN)/python -m compileall -q workbook
	@touch $(READY)

demo: $(READY)  ## Build the example workbook and its newest review pack, and print where they are
	@$(BIN)/workbook demo

start: $(READY)  ## Open the example workbook in the browser
	@$(BIN)/workbook demo --no-report
	@$(BIN)/workbook start packs/demo/rise-bakery.workbook

test: $(READY)  ## Run every check and every test but the journeys
	@$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest --numprocesses 2 --dist loadscope --ignore tests/journeys

journeys: $(READY)  ## Walk the guided pages in a browser, as an owner and a consultant do
	$(BIN)/python -m pytest --numprocesses 2 --dist loadscope tests/journeys

check: $(READY)  ## Lint, format, types (as Linux, Windows and macOS see them) and import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32
	$(BIN)/mypy --platform darwin --cache-dir .mypy_cache/darwin
	$(BIN)/lint-imports

bench: $(READY)  ## Compare speeds with plain tools, in one run
	$(BIN)/python -m tests.benchmarks

reliability: $(READY)  ## Try what may go wrong, and print how often the promises were kept
	$(BIN)/python -m tests.reliability

lock:  ## Bring requirements.lock up to date with pyproject.toml
	$(BIN)/uv pip compile --quiet $(LOCK_FLAGS) --extra postgres --extra east-asian --extra paper --extra test pyproject.toml --output-file requirements.lock

clean:  ## Remove what make built
	rm -rf .venv packs dist build
