.DEFAULT_GOAL := help
SHELL := /bin/sh
# Without byte code beside the packages every process compiles them anew: seconds each.
unexport PYTHONDONTWRITEBYTECODE
PY := .venv/bin/python

##@ The two commands
demo: env ## See the main job done: a signed comment and two nights against a local GitHub double
	@.venv/bin/anatoly demo

test: env contracts ## Run the whole suite against a real Postgres, a real Redis and real workers
	@$(PY) -m pytest -n $${JOBS:-3} --dist loadscope $(T)

##@ Development
env: ## Build .venv from the lock file (fast when nothing changed)
	@deploy/make-env.sh

contracts: env ## Fetch GitHub's published OpenAPI description and example payloads (pinned, cached)
	@$(PY) -m tests.contracts

lint: env ## ruff, mypy strict, import-linter, pip check
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy && .venv/bin/lint-imports --no-logo && .venv/bin/uv pip check --quiet --python $(PY)

accuracy: env ## Score the static provers on the planted samples: precision, recall, F1 per axis and language
	@$(PY) -m benchmarks.accuracy

bench: env ## Time the static half on real code: make bench SOURCES="folder ..." (more in benchmarks/static.py)
	@$(PY) -m benchmarks.static $(SOURCES) $(BENCH)

format: env ## Rewrite the code the way lint wants it
	@.venv/bin/ruff check --fix-only --quiet . && .venv/bin/ruff format --quiet .

lock: env ## Recompile the lock files from pyproject.toml
	@deploy/lock.sh

clean: ## Remove what the targets above made here
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

help: ## This list
	@awk 'BEGIN{FS=":.*## "} /^##@/{printf "\n%s\n", substr($$0,5)} /^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: demo test env contracts bench lint accuracy format lock clean help
