# make run    install what is needed and serve the dashboard at http://localhost:8501
# make serve  serve it by several processes behind nginx
# make test   install what is needed, a browser too, and run every check and test
# make test-fast   run the tests that need no browser, without those that make every card under each of the 31 choices of articles
# make bench  measure what one reader waits for in a browser; make load: many readers; make growth: larger tables
# make previews draw anew the pictures that other sites show of a page, where they show something else now
# make golden   write down anew what the pages say first, for review
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The articles' texts aren't part of the project; where they lie beside it, every quote is checked.
ARTICLES ?= ../shared/articles

# As many processes as there are cores, and what one has left is taken over by another.
PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal --durations=10

# Measured beside the smallest Streamlit app, in one run; alone on the machine.
BENCH := PYTHONPATH=.:tests $(BIN)/python -m

.PHONY: run serve test test-fast bench load growth golden previews lint check clean

run: $(VENV)/run
	$(BIN)/streamlit run dashboard.py

serve: $(VENV)/run
	$(BIN)/python -m qantar serve

test: $(VENV)/dev lint check
	$(BIN)/python tests/get_browser.py
	$(PYTEST)

test-fast: $(VENV)/dev
	$(PYTEST) -m "not browser and not every_choice"

bench: $(VENV)/dev
	$(BIN)/python tests/get_browser.py
	$(BENCH) bench.browser

load: $(VENV)/dev
	$(BENCH) bench.cost
	$(BENCH) bench.load

growth: $(VENV)/dev
	$(BENCH) bench.growth

golden: $(VENV)/run
	cd tests && PYTHONPATH=.. ../$(BIN)/python golden.py

previews: $(VENV)/dev
	$(BIN)/python tests/get_browser.py
	PYTHONPATH=.:tests $(BIN)/python tests/previews.py

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: $(VENV)/run
	$(BIN)/python -m qantar check $(if $(wildcard $(ARTICLES)),--articles $(ARTICLES))

$(VENV)/run: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt "pip>=25.1"
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/dev: $(VENV)/run
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group dev
	touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
