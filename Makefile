# Two commands do everything: `make book` builds the site, `make test` runs the tests. Two are short and need no site:
# `make lint` looks at style, types, layers and the workflow, `make quick` runs the tests of a minute.
# Each sets up .venv first when it is missing or when requirements.txt changed. Another Python, as in `make book PYTHON=python3.13`,
# has another environment, .venv-3.13.0.
SHELL := /bin/bash
ifeq ($(origin PYTHON),undefined)
PYTHON := python3
VENV   := .venv
else
VERSION := $(shell $(PYTHON) -c 'import platform; print(platform.python_version())')
VENV   := .venv-$(or $(VERSION),$(error PYTHON=$(PYTHON) is no Python that runs))
endif
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
PORT   ?= 8000
JOBS   ?= 2

.PHONY: book test lint quick serve clean bench check lock audit linkcheck release times pdf fuzz proof mutants where changed

book: $(READY)
	$(BIN)/python -m tools.build

# Whole builds first, so that none is left to one process at the end; tests that share a site that they write to stay together
test: book
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup --no-loadscope-reorder

quick: $(READY)
	$(BIN)/python -m pytest -n $(JOBS) -m "not site and not browser and not slow"

lint: $(READY)
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/lint-imports
	$(BIN)/zizmor --offline --quiet .github/workflows
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/mistake.yml
	$(BIN)/mypy

check: $(READY)
	$(BIN)/python -m claimcheck check

serve: book
	@echo "http://127.0.0.1:$(PORT)/ (Ctrl-C ends it)"
	$(BIN)/python -m http.server $(PORT) --bind 127.0.0.1 --directory _build/html

# Look at the built site again (each build does) · the links that leave it, as a report
audit: $(READY)
	$(BIN)/python -m tools.audit

linkcheck: book
	$(BIN)/python -m tools.linkcheck

# The whole report as dist/kuaishou-ecommerce-figures.pdf · the archive a citation can point at; both need a Chromium
pdf: book
	$(BIN)/python -m tools.pdf

release: book
	$(BIN)/python -m tools.release

# Keep the execution times of a cold build for the page on the build
times: book
	$(BIN)/python -m tools.times

# Keep the version in which each page changed last, before a release
changed: book
	$(BIN)/python -m tools.changed

# How well drafts read, how check grows with the claims (CLAIMS=100000 for more of them), how long builds take
bench: $(READY)
	$(BIN)/python -m tools.bench $(if $(CLAIMS),--claims $(CLAIMS))

# Random figures, dates, formulas and packages, for so many seconds each: a result or a refusal, never a traceback
fuzz: $(READY)
	$(BIN)/python -m tools.fuzz --seconds $(or $(SECONDS),60)

# Errors planted into consistent figures: what is found, and what is accused that is right
proof: $(READY)
	$(BIN)/python -m tools.proof $(if $(SETS),--sets $(SETS))

# The engine changed in small ways, one at a time: do the tests of its rooms notice? Hours; ROOMS=evidence for one room,
# ONLY='*7' for a tenth of the changes
mutants: $(READY)
	nice -n 15 $(BIN)/python -m tools.mutants $(ROOMS) $(if $(ONLY),--only '$(ONLY)') --survivors

clean:
	rm -rf _build dist .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	@for kept in .venv*; do [ ! -e "$$kept" ] || echo "kept: $$kept, an environment of Python; remove the folder to have it made anew"; done

# Where the programs of the environment are
where: $(READY)
	@echo $(BIN)

lock: $(READY)
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file requirements.txt requirements.in

$(READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed, $(PYTHON) is " + sys.version.split()[0])'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	touch $@
