"""Reading and writing tables: what is right gets its type, what is wrong gets its name and place."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from small import ROOT

from qantar.__main__ import main
from qantar.facts.models import FACTS, MODELS
from qantar.facts.tables import DATA, TableError, fields, read, read_all, to_csv, to_records


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Replace the only occurrence of a text in a file of the small tables."""
    path = folder / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} must stand once in {name}.csv"
    path.write_text(text.replace(old, new), encoding="utf-8")


def places(error: TableError) -> set[tuple]:
    return {(fault.file, fault.row, fault.column) for fault in error.faults}


def test_every_table_of_the_data_folder_is_read_and_none_is_left_over(whole):
    assert set(whole) == {path.stem for path in DATA.glob("*.csv")}
    assert all(len(frame) for name, frame in whole.items() if name != "aliases"), "only keys that changed may be none"


def test_types_are_dates_numbers_and_text(small):
    troops, events = small["troops"].set_index("id"), small["events"].set_index("id")
    assert troops.loc["tr-force", "value"] == 2500
    assert pd.isna(troops.loc["tr-force", "low"])
    assert troops["value"].dtype == "Float64"
    assert events.loc["ev-riots", "start"] == pd.Timestamp("2022-01-02")
    assert pd.isna(events.loc["ev-talks", "start"])
    assert events.loc["ev-founded", "place"] == "", "an empty text stays a text"
    assert small["evidence"]["paragraph"].dtype == "Int64"
    assert small["evidence"]["paragraph"].isna().sum() == 1, "the reference source has no paragraph"


@pytest.mark.parametrize("name", list(MODELS))
def test_a_file_with_a_header_alone_is_an_empty_table_of_the_same_types(folder, name):
    full = read(name, folder)
    path = folder / f"{name}.csv"
    path.write_text(path.read_text(encoding="utf-8").split("\n", 1)[0] + "\n", encoding="utf-8")
    empty = read(name, folder)
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


@pytest.mark.parametrize(
    ("name", "old", "new", "row", "column"),
    [
        ("events", "ev-request,2022-01-05,", "ev-request,2022-02-30,", 2, "start"),
        ("events", "ev-request,2022-01-05,", "ev-request,5 January 2022,", 2, "start"),
        ("events", "ev-request,2022-01-05,", "ev-request,2022-1-5,", 2, "start"),
        ("events", "ev-request,2022-01-05,", "ev-request,20220105,", 2, "start"),
        ("events", "ev-request,2022-01-05,", "ev-request,2022-W01-3,", 2, "start"),
        ("troops", ",2000,10000,", ',"2,000",10000,', 3, "low"),
        ("troops", ",2000,10000,", ",2000,many,", 3, "high"),
        ("troops", ",2000,10000,", ",2000, 10000,", 3, "high"),
        ("troops", ",few,people", ",some,people", 3, "qualifier"),
        ("evidence", "ev-riots,RFERL,1,", "ev-riots,RFERL,1.5,", 4, "paragraph"),
        ("claims", "cl-rejected,ac-boris", "cl-rejected,Boris", 5, "speaker"),
        ("claims", "cl-rejected,ac-boris", ",ac-boris", 5, "id"),
        ("claims", "cl-rejected,ac-boris", "cl-loses,ac-boris", 5, "id"),
        ("sources", "A crisis considered", "", 3, "title"),
        ("sources", "https://example.org/post", "example.org", 2, "url"),
        ("events", "Help was asked for", "x" * 61, 2, "title"),
    ],
)
def test_a_bad_cell_is_named_by_file_row_and_column(folder, name, old, new, row, column):
    edit(folder, name, old, new)
    with pytest.raises(TableError) as caught:
        read(name, folder)
    assert (f"{name}.csv", row, column) in places(caught.value)
    assert f"{name}.csv" in str(caught.value)
    assert all(fault.problem and fault.allowed for fault in caught.value.faults)


def test_every_bad_cell_of_every_table_is_listed_at_once(folder):
    edit(folder, "events", "ev-request,2022-01-05,", "ev-request,soon,")
    edit(folder, "events", ",undated,", ",unknown,")
    edit(folder, "troops", ",2000,10000,", ",2k,10k,")
    with pytest.raises(TableError) as caught:
        read_all(folder)
    assert places(caught.value) == {
        ("events.csv", 2, "start"),
        ("events.csv", 4, "precision"),
        ("troops.csv", 3, "low"),
        ("troops.csv", 3, "high"),
    }
    assert len(str(caught.value).splitlines()) == 4


@pytest.mark.parametrize("change", ["renamed", "reordered", "missing", "added", "nothing"])
def test_a_wrong_header_is_refused_with_the_right_one(folder, change):
    path = folder / "claims.csv"
    header, rest = path.read_text(encoding="utf-8").split("\n", 1)
    wrong = {
        "renamed": header.replace("speaker", "who"),
        "reordered": header.replace("speaker,topic", "topic,speaker"),
        "missing": header.removesuffix(",horizon"),
        "added": header + ",more",
        "nothing": "",
    }[change]
    path.write_text(f"{wrong}\n{rest}" if wrong else "", encoding="utf-8")
    with pytest.raises(TableError, match=re.escape(header)) as caught:
        read("claims", folder)
    assert [fault.row for fault in caught.value.faults] == [1]


def test_a_row_with_a_cell_too_many_or_too_few_is_named(folder):
    edit(folder, "claims", "Russia gains.", "Russia, it is said, gains.")
    edit(folder, "claims", ",hedged", "")
    with pytest.raises(TableError) as caught:
        read("claims", folder)
    assert {(fault.file, fault.row) for fault in caught.value.faults} == {
        ("claims.csv", 2),
        ("claims.csv", 3),
    }


def test_a_missing_file_and_one_that_is_not_utf_8_are_named(folder):
    (folder / "claims.csv").unlink()
    (folder / "places.csv").write_bytes((folder / "places.csv").read_bytes() + "Șymkent".encode("utf-16"))
    with pytest.raises(TableError) as caught:
        read_all(folder)
    assert {fault.file for fault in caught.value.faults} == {"claims.csv", "places.csv"}
    assert "UTF-8" in str(caught.value)


def test_a_byte_order_mark_and_cyrillic_do_no_harm(folder):
    path = folder / "places.csv"
    text = path.read_text(encoding="utf-8").replace("Almaty", "Алматы")
    path.write_text(text, encoding="utf-8-sig")
    assert read("places", folder)["name"].iloc[0] == "Алматы"


def test_the_real_tables_survive_writing_and_reading(tmp_path):
    for name, frame in read_all().items():
        (tmp_path / f"{name}.csv").write_text(to_csv(frame), encoding="utf-8")
        pd.testing.assert_frame_equal(read(name, tmp_path), frame)


def test_dates_are_written_as_iso_and_gaps_stay_empty(small):
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(to_csv(small["events"])))}
    assert rows["ev-request"]["start"] == "2022-01-05"
    assert rows["ev-talks"]["start"] == ""
    troops = {row["id"]: row for row in csv.DictReader(io.StringIO(to_csv(small["troops"])))}
    assert troops["tr-force"]["value"] == "2500", "as it stands in the file"
    assert troops["tr-few"]["value"] == "", "a vague amount never gets a number"


def test_records_have_iso_dates_and_nothing_where_nothing_is_said(small):
    events = {row["id"]: row for row in to_records(small["events"])}
    assert events["ev-request"]["start"] == "2022-01-05"
    assert not events["ev-talks"]["start"]
    troops = {row["id"]: row for row in to_records(small["troops"])}
    assert (troops["tr-force"]["value"], troops["tr-few"]["value"]) == (2500, None)


TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=12)


@given(st.lists(st.tuples(st.sampled_from(["", "=", "+", "-", "@", "\t"]), TEXT), min_size=1, max_size=5))
@example([("=", "HYPERLINK(1)"), ("+", "1"), ("-", "2"), ("@", "SUM"), ("\t", "=1")])
def test_no_cell_can_be_run_as_a_formula_and_no_other_is_changed(cells):
    texts = [start + rest for start, rest in cells]
    back = [row["cell"] for row in csv.DictReader(io.StringIO(to_csv(pd.DataFrame({"cell": texts}))))]
    assert len(back) == len(texts)
    for text, written in zip(texts, back, strict=True):
        number = re.fullmatch(r"-[0-9]+(\.[0-9]+)?", text)
        assert number or not written.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert written == (f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) and not number else text)


def test_writing_leaves_the_table_alone():
    frame = pd.DataFrame({"day": [pd.Timestamp("2022-01-05")], "text": ["=1"], "number": [-5.5]})
    before = frame.copy()
    assert to_csv(frame) == "day,text,number\n2022-01-05,'=1,-5.5\n"
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize("name", list(MODELS))
def test_every_column_is_described_for_the_codebook(name):
    for column, about in fields(name).items():
        assert about["description"].endswith("."), f"{name}.{column} needs a sentence"
        assert about["allowed"], f"{name}.{column} needs what it may hold"


def test_every_table_of_facts_is_a_table_with_that_key():
    for name, key in FACTS.items():
        assert key in fields(name)


def test_the_codebook_in_the_data_folder_is_what_the_models_say(capsys):
    assert main(["codebook"]) == 0
    sections = ["### " + part.strip() for part in capsys.readouterr().out.split("### ")[1:]]
    assert len(sections) == len(MODELS)
    written = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    stale = [section.splitlines()[0] for section in sections if section not in written]
    assert not stale, "run `python -m qantar codebook` and put its sections into data/README.md"
