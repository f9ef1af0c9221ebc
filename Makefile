# Two commands do all set-up: `make demo` and `make test`. Both need nothing but python3 (3.11 or newer).
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
DEMO_HOME ?= .demo
QUESTION := Nạn nhân bị mua bán trở về được hỗ trợ những gì?

.PHONY: demo test check bench clean
.DEFAULT_GOAL := demo

$(VENV)/.run: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

$(VENV)/.dev: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,bench,training]'
	$(RUN) -m pip check
	touch $@ $(VENV)/.run

demo: $(VENV)/.run
	$(RUN) -m web --home $(DEMO_HOME) ingest --starter
	$(RUN) -m web --home $(DEMO_HOME) index
	$(RUN) -m web --home $(DEMO_HOME) ask '$(QUESTION)'
	@echo
	@echo 'Mở trang hỏi đáp:  $(RUN) -m web --home $(DEMO_HOME) serve   rồi vào http://127.0.0.1:8000'

test: check

check: $(VENV)/.dev
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy
	$(VENV)/bin/python -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	$(RUN) -m pytest

bench: $(VENV)/.dev
	$(RUN) -m tests.bench --write

clean:
	rm -rf $(VENV) $(DEMO_HOME) build *.egg-info
