# `make demo` and `make test` need nothing but git, make and Python 3.11 or later.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.installed

# What is compiled once is not compiled again by every process that tests start.
unexport PYTHONDONTWRITEBYTECODE

PAGE   := provenance/page/built-from
WEB    := $(shell find web -name node_modules -prune -o -type f -print)

.PHONY: demo test check page types screenshots bench bench-nation neo4j clean constraints

demo: $(READY) $(PAGE)  ## Install, load a small synthetic national year, serve it.
	$(BIN)/provenance demo

test: $(READY) $(PAGE)  ## All tests; the Neo4j half runs where a Neo4j, Docker or Java with Maven is.
	$(BIN)/python -m pytest

check: $(READY)  ## Style, types, direction of imports, the image, the API's snapshot, dependencies.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/python -m provenance.schema | diff provenance/schema/schema.graphql -
	$(BIN)/python tools/licences.py
	$(BIN)/python tools/vulnerable.py
	$(BIN)/python -m tools.page_words | diff web/src/words/domain.json -
	$(BIN)/python hatch_build.py check

page: $(READY) $(PAGE)  ## Build the page of the sources in web/.

types: $(READY)  ## Write anew what the page has of the API and of the words.
	$(BIN)/python -m tools.page_words > web/src/words/domain.json
	$(BIN)/python hatch_build.py types

screenshots: $(READY) $(PAGE)  ## Pictures of the page, those of the documents among them.
	$(BIN)/python -m tools.screenshots

bench: $(READY)  ## How fast it is, in ratios to floors measured beside.
	$(BIN)/python -m bench --out bench.json

bench-nation: $(READY)  ## Long: 10 million lots as Parquet, audited; adds a line to docs/nation.json.
	$(BIN)/python -m bench.nation --lots 100000 --copies 100 --out docs/nation.json

neo4j: $(READY)  ## Start a Neo4j by hand and say how to connect.
	$(BIN)/python tools/neo4j_server.py

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $(READY)

# Whoever cannot reach npm has all but the page.
$(PAGE): $(WEB) hatch_build.py | $(READY)
	-$(BIN)/python hatch_build.py

constraints: $(READY)  ## Pin what is installed now.
	$(BIN)/python -m pip freeze --exclude-editable | grep -E '^[A-Za-z0-9._-]+==' > constraints.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
