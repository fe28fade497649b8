# make plan  sets everything up and plans the Toho example; the report lands in out/
# make test  sets everything up, then lints, type-checks and tests
PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV := .venv/tools/bin/uv
RUN := $(UV) run --frozen

.PHONY: setup plan test quick lint schema browser bench clean

setup: .venv/.ready

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit("Kachinko needs Python 3.11 or newer (this is %s)" % sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv/tools
	.venv/tools/bin/pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
