# Everything a person needs: `make demo` to see it, `make test` to check it. Each does its own set-up.

VENV := .venv
RUN := $(VENV)/bin/python
STAMP := $(VENV)/.installed
CORPUS ?= ../shared/corpus/dev

# System packages to install beside the Python ones; the names are Debian's.
SYSTEM_PACKAGES := tesseract-ocr tesseract-ocr-deu

PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)

# The stamp holds the folder it was made in: a virtual environment does not survive being moved or copied.
ifneq ($(shell cat $(STAMP) 2>/dev/null || echo '$(CURDIR)'),$(CURDIR))
MOVED := moved
endif

.PHONY: help setup demo test train evaluate bench samples clean moved
.DEFAULT_GOAL := help

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

setup: $(STAMP) ## make .venv and install everything into it

demo: $(STAMP) ## read the sample letters and report on the sample archive, into build/demo
	@$(RUN) -m samples.demo build/demo

test: $(STAMP) ## check style, types and behaviour
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy
	$(RUN) -m pytest

train: $(STAMP) ## make the models anew (CORPUS=DIR)
	$(RUN) -m ratsdok train --corpus "$(CORPUS)"

evaluate: $(STAMP) ## measure the reading of an annotated corpus (CORPUS=DIR)
	@$(RUN) -m ratsdok evaluate "$(CORPUS)"

bench: $(STAMP) ## measure speed and memory
	@$(RUN) -m bench

samples: $(STAMP) ## write the sample letters anew
	@$(RUN) -m samples.make

clean: ## remove what make and the tools have made
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find src tests samples bench -name __pycache__ -exec rm -rf {} +

$(STAMP): pyproject.toml $(MOVED)
	@test -n "$(PYTHON)" || { echo "ratsdok needs Python 3.11 or newer, as python3 or python3.11 on the PATH"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(call install_system,$(notdir $(PYTHON))-venv)
	@$(if $(SYSTEM_PACKAGES),$(call install_system,$(SYSTEM_PACKAGES)))
	$(PYTHON) -m venv $(if $(MOVED),--clear) $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@echo '$(CURDIR)' > $@

# $(call install_system,PACKAGES): install where the machine lets us, else name the command and stop.
define install_system
{ if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y $(1); \
  elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then sudo -n apt-get update -qq && sudo -n apt-get install -y $(1); \
  else echo "Please install what is missing first: sudo apt-get install $(1)"; exit 1; fi; }
endef
