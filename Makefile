# Every verb a person needs; `make` alone lists them. Settings of the server (ISAF_DATA, ISAF_PORT, ...) may be
# given in the environment or on the line: make run ISAF_PORT=9000

PYTHON ?= python3
PY := .venv/bin/python
PYTEST := $(PY) -m pytest -n auto --dist worksteal --durations=10
WORDS := isaf/locale/km/LC_MESSAGES
TYPED := isaf/kit $(wildcard isaf/*/rules.py isaf/scorecards/suppression.py isaf/scorecards/tally.py)

.DEFAULT_GOAL := help
.PHONY: help run demo reset test test-rules test-browser test-postgres check fix country words docs pictures bench golden lock \
        environment environment-dev

help:  ## list these verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

# --- running ---------------------------------------------------------------------------------------------

run: environment $(WORDS)/django.mo  ## everything from nothing: packages, database, demonstration, server
	@$(PY) -m isaf serve --demo

demo: environment $(WORDS)/django.mo  ## build the small demonstration in the data folder (again: nothing changes)
	@$(PY) -m isaf demo

reset:  ## throw the local database and its files away (asks first)
	@printf 'Delete everything in "%s"? Type yes: ' "$${ISAF_DATA:-var}"; \
	read answer; [ "$$answer" = yes ] && rm -rf -- "$${ISAF_DATA:-var}" && echo "Gone." || echo "Nothing was deleted."

# --- judging ---------------------------------------------------------------------------------------------

test: environment-dev $(WORDS)/django.mo  ## rules, rooms, journeys, packs, house, packaging, browser
	@$(PY) tools/need.py chromium
	$(PYTEST) tests

test-rules: environment-dev  ## only the rules: no database, two seconds
	$(PY) -m pytest -p no:django --doctest-modules tests/rules $(wildcard isaf/*/rules.py)

test-browser: environment-dev $(WORDS)/django.mo  ## only the stories in a real Chromium
	@$(PY) tools/need.py chromium
	$(PY) -m pytest tests/browser

test-postgres: environment-dev $(WORDS)/django.mo  ## rooms and journeys on a throw-away PostgreSQL
	@$(PY) tools/need.py postgres
	$(PY) tools/postgres.py $(PYTEST) $(wildcard tests/rooms tests/journeys)

check: environment-dev $(WORDS)/django.mo  ## every check that a machine can make; changes nothing
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -c "from importlinter.cli import lint_imports_command as lint; lint()"
	$(PY) -m mypy $(TYPED)
	$(PY) -m isaf check country kh
	$(PY) -m isaf check country lotus
	$(PY) tools/words.py check
	$(if $(wildcard tools/vocabulary.py),$(PY) tools/vocabulary.py --check)
	$(PY) tools/rooms.py --check
	ISAF_DATA=var/check $(PY) manage.py makemigrations --check --dry-run
	ISAF_DATA=var/check ISAF_URL=https://isaf.example.org $(PY) manage.py check --deploy --fail-level WARNING
	$(PY) -m pytest -q tests/house

fix: environment-dev  ## repair what a machine can: format, order of imports
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

country: environment  ## check the country packs
	@for pack in kh lotus; do $(PY) -m isaf check country $$pack || exit $$?; done

# --- writing ---------------------------------------------------------------------------------------------

words: environment  ## gather and compile the interface words; list what lacks Khmer (FROM="a.tsv" takes some in)
	@$(PY) tools/words.py extract $(FROM)
	@$(PY) tools/words.py compile

docs: environment-dev  ## write the documents that are made from code and packs
	$(PY) tools/problems.py
	$(if $(wildcard tools/vocabulary.py),$(PY) tools/vocabulary.py)
	$(PY) tools/rooms.py

pictures: environment-dev $(WORDS)/django.mo  ## take the pictures of the README from a demonstration of its own
	@$(PY) tools/need.py chromium
	$(PY) tools/pictures.py

bench: environment-dev $(WORDS)/django.mo  ## measure speed and memory (ONLY=posters some); see bench/README.md
	@$(PY) tools/need.py chromium
	$(PY) -m bench $(ONLY)

golden: environment-dev $(WORDS)/django.mo  ## write the golden files anew; git shows what changed
	$(PY) -m pytest -q --golden -m golden tests

lock:  ## choose the newest allowed packages and lock them with their hashes (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv"; exit 3; }
	@uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --quiet --group build -o requirements/run.txt
	@uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --quiet --group dev -o requirements/dev.txt

# --- what the verbs stand on -----------------------------------------------------------------------------

environment:
	@$(PYTHON) tools/environment.py run

environment-dev:
	@$(PYTHON) tools/environment.py dev

$(WORDS)/django.mo: $(WORDS)/django.po
	@$(PY) tools/words.py compile

$(WORDS)/django.mo: | environment
