"""The rooms: what each may import, read from the source, so that a chart never learns of Streamlit."""

import ast
import sys
from pathlib import Path

import pytest
from small import ROOT

LONGEST = 330

THEMES = tuple(sorted(path.parent.name for path in (ROOT / "qantar" / "themes").glob("*/__init__.py")))
# Room → what it may import besides the standard library: packages, and rooms of qantar by name. Below stand the facts, above
# them how things are drawn, then the themes, then the screen and the web: nothing runs back up.
MAY: dict[str, set[str]] = {
    "__init__": set(),
    "facts": {"pandas", "pandera", "rapidfuzz", "__version__"},
    "charts": {"pandas", "plotly", "facts"},
    "themes": {"pandas", "facts", "charts", *(f"themes.{name}" for name in THEMES)},
    **{f"themes.{name}": {"pandas", "plotly", "facts", "charts", "themes"} for name in THEMES},
    "themes.texts": set(),
    "export": {"openpyxl", "plotly", "streamlit"},
    "ui": {
        "pandas",
        "plotly",
        "pydeck",
        "streamlit",
        "facts",
        "charts",
        "themes",
        "export",
        *(f"themes.{name}" for name in THEMES),
    },
    "web": {
        "PIL",
        "pandas",
        "plotly",
        "pydeck",
        "starlette",
        "streamlit",
        "facts",
        "charts",
        "themes",
        "export",
        *(f"themes.{name}" for name in THEMES),
    },
    "offline": {"choreographer", "starlette", "uvicorn", "charts", "facts", "themes", "export", "web"},
    "app": {"streamlit", "ui"},
    "serving": set(),
    "__main__": {"facts", "offline", "serving"},
    "pages": {"streamlit", "ui", "facts", "themes", *(f"themes.{name}" for name in THEMES)},
}
MAY["themes.map"] |= {"pydeck"}
MAY["themes.overview"] |= {f"themes.{name}" for name in THEMES}
NO_FILES = {"charts", "themes", "pages", *(f"themes.{name}" for name in THEMES)}
READS_FILES = {"tables", "passages", "shared", "edition"}
"""The modules of the facts that know of files."""
RESOURCES = {"themes.texts": "importlib.resources"}
"""The one module that reads the texts which an editor changes, from the files beside the themes."""
FILE_MODULES = {"fileinput", "glob", "io", "os", "pathlib", "shutil", "tempfile"}
FILE_CALLS = {
    "open",
    "read_bytes",
    "read_text",
    "to_parquet",
    "to_pickle",
    "write_bytes",
    "write_html",
    "write_image",
    "write_text",
}
# Room → packages that it may name in annotations only; room → package → the one attribute it may use.
TYPES_ONLY = {"ui": {"plotly", "pydeck"}}
ONE_ATTRIBUTE = {"web": {"plotly": "__file__", "pydeck": "__file__", "streamlit": "__file__"}}


def room_of(path: Path) -> str:
    """Return the room that a file belongs to: a theme's is ``themes.<name>``, that of all themes ``themes``."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    if parts[0] == "pages":
        return "pages"
    if parts[1:] == ("themes", "texts"):
        return "themes.texts"
    return ".".join(parts[1:3]) if parts[1] == "themes" and len(parts) > 3 else parts[1]


def named(module: str) -> str:
    """Return the room of an imported module of ours."""
    _, room, *rest = module.split(".")
    return f"themes.{rest[0]}" if room == "themes" and rest and rest[0] in THEMES else room


def imported(tree: ast.AST) -> list[tuple[str, str]]:
    """Return (dotted module, the name it has here) of every import, wherever it stands."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, alias.asname or alias.name.split(".")[0]) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            found += [(f"{module}.{alias.name}", alias.asname or alias.name) for alias in node.names]
    return found


def used(tree: ast.AST) -> list[tuple[str, str]]:
    """Return (name, attribute) of every use outside annotations; the attribute of a bare name is empty."""
    annotations = {
        id(inner)
        for node in ast.walk(tree)
        for field in ("annotation", "returns")
        if isinstance(part := getattr(node, field, None), ast.AST)
        for inner in ast.walk(part)
    }
    owners = {id(node.value): node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return [
        (node.id, owners.get(id(node), ""))
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and id(node) not in annotations
    ]


def violations(source: str, room: str) -> list[str]:
    """Return a line for each thing that a room does and mustn't."""
    tree, allowed, faults = ast.parse(source), MAY[room], []
    for module, here in imported(tree):
        top, *rest = module.split(".")
        if not top:
            faults.append(f"{room} imports {module}: write imports from qantar in full")
        elif top == "qantar":
            if named(module) != room and named(module) not in allowed:
                faults.append(f"{room} imports qantar.{'.'.join(rest)}")
        elif (
            (top == "importlib" and module != RESOURCES.get(room))
            or (top in FILE_MODULES and room in NO_FILES)
            or (top not in sys.stdlib_module_names and top not in allowed)
        ):
            faults.append(f"{room} imports {top}")
        if top in TYPES_ONLY.get(room, ()) and any(name == here for name, _ in used(tree)):
            faults.append(f"{room} uses {top} for more than types")
        only = ONE_ATTRIBUTE.get(room, {}).get(top)
        if only and (module != top or any(name == here and attribute != only for name, attribute in used(tree))):
            faults.append(f"{room} uses {top} for more than {only}")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in ("__import__", "import_module"):
                faults.append(f"{room} imports by {name}()")
            elif room in NO_FILES and (name in FILE_CALLS or name.startswith(("read_csv", "read_json", "read_excel"))):
                faults.append(f"{room} calls {name}()")
    return faults


MODULES = sorted([*(ROOT / "qantar").rglob("*.py"), *(ROOT / "pages").rglob("*.py")])
NAMES = [str(path.relative_to(ROOT)) for path in MODULES]


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_room_imports_what_it_may(path):
    assert room_of(path) in MAY, f"{path.name} is a room without a rule: add one here and in the design"
    assert violations(path.read_text(encoding="utf-8"), room_of(path)) == []


def test_every_rule_has_its_room():
    assert set(MAY) == {room_of(path) for path in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_says_what_it_holds_and_is_short(path):
    assert path.stem not in {"utils", "util", "helpers", "helper", "common", "misc"}
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_entry_knows_streamlit_the_screen_and_the_routes_only():
    tree = ast.parse((ROOT / "dashboard.py").read_text(encoding="utf-8"))
    modules = {module for module, _ in imported(tree) if module.split(".")[0] not in sys.stdlib_module_names}
    assert modules == {"streamlit", "qantar.ui", "qantar.web"}


PLANTED = [
    ("facts", "import streamlit as st"),
    ("facts", "import plotly.graph_objects as go"),
    ("facts", "from qantar import ui"),
    ("facts", "from qantar.charts import style"),
    ("facts", "from qantar.themes.card import Card"),
    ("charts", "from streamlit import write"),
    ("charts", "from qantar import themes"),
    ("charts", "import pydeck"),
    ("charts", "rows = open('data/events.csv')"),
    ("charts", "from pathlib import Path"),
    ("themes", "import streamlit"),
    ("themes", "rows = open('data/events.csv')"),
    ("themes", "from importlib import resources"),
    ("themes.texts", "import importlib"),
    ("themes.investment", "import streamlit"),
    ("themes.investment", "from qantar.themes.intervention import rows"),
    ("themes.investment", "from qantar.themes import intervention"),
    ("themes.investment", "from qantar import ui"),
    ("themes.investment", "import pandas as pd\nrows = pd.read_csv('data/events.csv')"),
    ("themes.investment", "import pydeck"),
    ("themes.map", "import streamlit"),
    ("ui", "import plotly.graph_objects as go\nfigure = go.Figure()"),
    ("ui", "import pydeck as pdk\ndef f() -> pdk.Deck:\n    return pdk.Deck()"),
    ("ui", "from qantar import web"),
    ("export", "import pandas as pd"),
    ("export", "from qantar.facts import tables"),
    ("web", "import streamlit\nstreamlit.write('a')"),
    ("web", "import streamlit as st\nst.session_state.clear()"),
    ("web", "import streamlit\nhere = streamlit"),
    ("web", "from streamlit import config"),
    ("web", "import streamlit.web.server"),
    ("web", "from qantar import ui"),
    ("web", "import plotly\nplotly.io.to_json(None)"),
    ("web", "from plotly import io"),
    ("web", "import plotly.graph_objects as go"),
    ("offline", "import streamlit"),
    ("offline", "from qantar import ui"),
    ("__main__", "import streamlit"),
    ("app", "import pandas"),
    ("pages", "import pandas as pd"),
    ("pages", "import plotly.express as px"),
    ("pages", "import pydeck"),
    ("pages", "from pages import map"),
    ("pages", "import pages.map"),
    ("pages", "from . import map"),
    ("pages", "from pathlib import Path"),
    ("pages", "with open('data/events.csv') as file:\n    pass"),
    ("pages", "from qantar.facts import tables\ntables.DATA.joinpath('events.csv').read_text()"),
    ("pages", "from qantar.charts import rows"),
    ("pages", "import importlib\nimportlib.import_module('pandas')"),
    ("pages", "__import__('pandas')"),
]


@pytest.mark.parametrize(("room", "source"), PLANTED)
def test_a_planted_violation_is_found(room, source):
    assert violations(source, room)


ALLOWED = [
    ("pages", "import streamlit as st\nfrom qantar import ui\nfrom qantar.themes.investment import cards"),
    ("charts", "from __future__ import annotations\nimport pandas as pd\nfrom qantar.charts import style"),
    ("ui", "import plotly.graph_objects as go\ndef f(draw: go.Figure | None) -> go.Figure: ..."),
    ("web", "from pathlib import Path\nimport plotly\nscript = Path(plotly.__file__)"),
    ("web", "from pathlib import Path\nimport streamlit\nfonts = Path(streamlit.__file__).parent"),
    (
        "themes.investment",
        "from qantar.facts import quantities\nfrom qantar.charts import amounts\nfrom qantar.themes.card import Card",
    ),
    ("themes.overview", "from qantar.themes.positions import cards"),
    ("themes.map", "import pydeck as pdk"),
    ("themes.texts", "from importlib import resources\ntext = resources.files('qantar.themes').read_text()"),
    ("facts", "import io\nfrom pathlib import Path\nimport pandera.errors\ntext = Path('x').read_text()"),
]


@pytest.mark.parametrize(("room", "source"), ALLOWED)
def test_what_is_allowed_is_not_found(room, source):
    assert violations(source, room) == []


def test_of_the_facts_only_the_tables_and_the_texts_are_read_from_files():
    for path in MODULES:
        if room_of(path) == "facts" and path.stem not in READS_FILES:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            assert not {module.split(".")[0] for module, _ in imported(tree)} & FILE_MODULES, path
