# Everything the project does, by name. `make help` lists it.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do $$p -c 'import sys; sys.exit(not (3,11) <= sys.version_info[:2] <= (3,13))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
JAQUAD ?= ../shared/training

.DEFAULT_GOAL := help
.PHONY: help setup index run test lint fix eval eval-designation train bench screenshot test-llm lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-17s %s\n", $$1, $$2}'

setup: $(READY) ## Make .venv with policy-assistant and its pinned dependencies

$(READY): pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11-3.13 is needed: install it, or name it with make PYTHON=..." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[dev]'
	touch $@

index: setup ## Build the index of the bundled corpus
	$(BIN)/policy-assistant build

run: setup ## Serve the interface at http://127.0.0.1:7860 (builds the index on first use)
	$(BIN)/policy-assistant serve

test: setup ## Run the tests (those with a browser need Chromium)
	$(BIN)/python -m pytest

lint: setup ## Run ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fix: setup ## Let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: setup ## Measure the bundled corpus on the evaluation set, into eval/results/bundled/
	$(BIN)/policy-assistant eval --report eval/results/bundled

eval-designation: setup ## Measure the designation check, into eval/results/designation/
	$(BIN)/python -m assistant.designation.evaluate $(addprefix eval/designation-,$(addsuffix .jsonl,dev further mixed check fresh heldout)) --report eval/results/designation

train: setup ## Train the encoder on JaQuAD (JAQUAD=folder) and the corpus, into models/policy-encoder
	$(BIN)/python -m assistant.encoder.train --jaquad $(JAQUAD) --out models/policy-encoder

bench: setup ## Time retrieval, answers, cold start and build, into bench/results/
	$(BIN)/python -m bench.run

MODEL := .llm-cache/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf
SERVING := .llm-cache/venv/bin/python tests/llm_real/serve_model.py $(MODEL) --

test-llm: setup .llm-cache/venv/.ready $(MODEL) ## Test with a real language model (1.1 GB, minutes) and measure with and without it
	$(SERVING) $(BIN)/python -m pytest -m real_model tests/llm_real
	$(SERVING) $(BIN)/python -m bench.with_model --limit $(or $(QUESTIONS),12)

$(MODEL): tests/llm_real/fetch_model.py
	$(BIN)/python tests/llm_real/fetch_model.py .llm-cache
	touch $@

.llm-cache/venv/.ready:
	$(PYTHON) -m venv .llm-cache/venv
	.llm-cache/venv/bin/python -m pip install --quiet --disable-pip-version-check xllamacpp==2026.10.11549
	touch $@

screenshot: setup ## Take docs/screenshot.png from the real interface
	$(BIN)/python -m tests.ui.screenshot

lock: ## Renew requirements.lock from pyproject.toml in a fresh environment
	rm -rf .lock-venv && $(PYTHON) -m venv .lock-venv
	.lock-venv/bin/python -m pip install --quiet -e '.[dev]'
	{ grep '^#' requirements.lock; \
	  { grep ';' requirements.lock | grep -v '^#'; .lock-venv/bin/python -m pip freeze --all --exclude pip --exclude-editable; } \
	  | sed 's/^torch==\([0-9.]*\)+.*/torch==\1/' | sort -f; } > requirements.new
	mv requirements.new requirements.lock
	rm -rf .lock-venv

clean: ## Remove the environment and the built indexes
	rm -rf $(VENV) indexes/*/ build *.egg-info
