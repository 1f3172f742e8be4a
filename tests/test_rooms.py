"""The rooms: what each may import, read from the source, so that a chart never learns of Streamlit."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 330

ANY_ROOM = "any room"
# Room → what it may import besides the standard library: packages, and rooms of qantar by name.
MAY: dict[str, set[str]] = {
    "__init__": set(),
    "alliances": {"pandas", "cells", "sources", "style", "words"},
    "__main__": {"checks", "models", "offline", "passages", "sources", "tables"},
    "app": {"streamlit", "frame"},
    "cards": {
        "pandas",
        "alliances",
        "cells",
        "derive",
        "figures",
        "ledger",
        "legends",
        "maps",
        "marks",
        "money",
        "models",
        "numbers",
        "sources",
        "stances",
        "style",
        "summaries",
        "symbols",
        "tables",
        "titles",
        "words",
    },
    "cells": {"pandera"},
    "checks": {"pandas", "models", "sources", "tables"},
    "citations": {"pandas", "__version__", "style"},
    "derive": {"pandas", "cells", "ledger", "models", "sources", "words"},
    "export": {"plotly", "streamlit"},
    "figures": {"pandas", "plotly", "style"},
    "frame": {
        "pandas",
        "plotly",
        "pydeck",
        "streamlit",
        "cards",
        "citations",
        "derive",
        "export",
        "figures",
        "maps",
        "marks",
        "ledger",
        "models",
        "sources",
        "stances",
        "style",
        "summaries",
        "symbols",
        "tables",
        "words",
    },
    "ledger": {"pandas", "alliances", "sources", "style", "words"},
    "legends": {"pandas", "marks", "style", "symbols"},
    "maps": {"pandas", "pydeck", "marks", "style", "symbols"},
    "marks": {"pandas", "derive", "numbers", "sources", "style", "words"},
    "models": {"pandera", "cells"},
    "money": {"pandas", "derive", "ledger", "numbers", "sources", "style"},
    "numbers": {"pandas", "derive", "sources", "style"},
    "offline": {"choreographer", "starlette", "uvicorn", "cards", "derive", "export", "sources", "tables", "web"},
    "pages": {"streamlit", ANY_ROOM},
    "passages": {"pandas", "checks", "sources", "tables"},
    "sources": {"pandas", "models"},
    "stances": {"pandas", "cells", "sources"},
    "style": {"plotly"},
    "summaries": {"pandas", "cells", "stances", "style", "words"},
    "symbols": {"style"},
    "tables": {"pandas", "pandera", "models"},
    "titles": {"pandas", "style", "words"},
    "web": {
        "pandas",
        "plotly",
        "starlette",
        "streamlit",
        "derive",
        "maps",
        "marks",
        "sources",
        "symbols",
        "tables",
    },
    "words": {"pandas", "style"},
}
NO_FILES = {
    "alliances",
    "cards",
    "ledger",
    "stances",
    "summaries",
    "citations",
    "derive",
    "money",
    "numbers",
    "titles",
    "figures",
    "legends",
    "maps",
    "marks",
    "pages",
    "sources",
    "style",
    "symbols",
    "words",
}
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
TYPES_ONLY = {"frame": {"plotly", "pydeck"}}
ONE_ATTRIBUTE = {"web": {"plotly": "__file__", "streamlit": "__file__"}}


def room_of(path: Path) -> str:
    """Return the room that a file belongs to."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0] if parts[0] == "pages" else parts[1]


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
            if rest[0] != room and rest[0] not in allowed and ANY_ROOM not in allowed:
                faults.append(f"{room} imports qantar.{rest[0]}")
        elif (
            top == "importlib"
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


def test_the_entry_knows_streamlit_and_the_routes_only():
    tree = ast.parse((ROOT / "dashboard.py").read_text(encoding="utf-8"))
    modules = {module for module, _ in imported(tree) if module.split(".")[0] not in sys.stdlib_module_names}
    assert modules == {"streamlit", "qantar.web"}


PLANTED = [
    ("models", "import streamlit as st"),
    ("models", "from qantar import tables"),
    ("tables", "from qantar import frame"),
    ("checks", "import plotly.graph_objects as go"),
    ("checks", "from qantar.derive import growth"),
    ("sources", "from pathlib import Path"),
    ("sources", "import pandas as pd\nrows = pd.read_csv('data/events.csv')"),
    ("derive", "def f():\n    import streamlit"),
    ("derive", "rows = open('data/events.csv')"),
    ("words", "from qantar.derive import growth"),
    ("words", "from qantar import style, frame"),
    ("passages", "from qantar import frame"),
    ("style", "import pandas"),
    ("figures", "from streamlit import write"),
    ("figures", "from qantar import derive"),
    ("figures", "import pydeck"),
    ("maps", "import plotly"),
    ("frame", "import plotly.graph_objects as go\nfigure = go.Figure()"),
    ("frame", "import pydeck as pdk\ndef f() -> pdk.Deck:\n    return pdk.Deck()"),
    ("frame", "from qantar import web"),
    ("export", "import pandas as pd"),
    ("export", "from qantar import tables"),
    ("web", "import streamlit\nstreamlit.write('a')"),
    ("web", "import streamlit as st\nst.session_state.clear()"),
    ("web", "import streamlit\nhere = streamlit"),
    ("web", "from streamlit import config"),
    ("web", "import streamlit.web.server"),
    ("web", "from qantar import frame"),
    ("web", "import plotly\nplotly.io.to_json(None)"),
    ("web", "from plotly import io"),
    ("web", "import plotly.graph_objects as go"),
    ("cards", "import streamlit"),
    ("cards", "import plotly.graph_objects as go"),
    ("cards", "from qantar import frame"),
    ("cards", "rows = open('data/events.csv')"),
    ("citations", "from qantar import sources"),
    ("citations", "from pathlib import Path"),
    ("offline", "import streamlit"),
    ("offline", "from qantar import frame"),
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
    ("pages", "from qantar import tables\ntables.DATA.joinpath('events.csv').read_text()"),
    ("pages", "import importlib\nimportlib.import_module('pandas')"),
    ("pages", "__import__('pandas')"),
]


@pytest.mark.parametrize(("room", "source"), PLANTED)
def test_a_planted_violation_is_found(room, source):
    assert violations(source, room)


ALLOWED = [
    ("pages", "import streamlit as st\nfrom qantar import frame, maps\nfrom qantar.figures import amounts"),
    ("figures", "from __future__ import annotations\nimport pandas as pd\nfrom qantar import style"),
    ("frame", "import plotly.graph_objects as go\ndef f(draw: go.Figure | None) -> go.Figure: ..."),
    ("web", "from pathlib import Path\nimport plotly\nscript = Path(plotly.__file__)"),
    ("web", "from pathlib import Path\nimport streamlit\nfonts = Path(streamlit.__file__).parent"),
    ("cards", "from qantar import derive, maps, words\nfrom qantar.figures import amounts"),
    ("tables", "import io\nfrom pathlib import Path\nimport pandera.errors\ntext = Path('x').read_text()"),
]


@pytest.mark.parametrize(("room", "source"), ALLOWED)
def test_what_is_allowed_is_not_found(room, source):
    assert violations(source, room) == []
