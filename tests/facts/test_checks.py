"""The check of all tables together, and of every quote and number against the articles' texts."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from small import ROOT, TEXTS

from qantar.__main__ import main
from qantar.facts import checks, passages, receipts
from qantar.facts.models import MODELS
from qantar.facts.tables import DATA, read, read_all

SHARED = ROOT.parent / "shared" / "articles"


def plant(folder: Path, name: str, key: str, **cells: str) -> int:
    """Change cells of the first row that begins with a key; return its row in the file."""
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    at = next(n for n, row in enumerate(rows) if row[0] == key)
    for column, value in cells.items():
        rows[at][header.index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return at + 2


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The made-up articles as files, free to be spoilt, and so short that nearly all of them is quoted."""
    monkeypatch.setattr(passages, "SHARE", 1)
    path = tmp_path / "articles"
    path.mkdir()
    for source, lines in TEXTS.items():
        (path / f"{source.lower()}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return path


KNOWN: dict[tuple[str, bytes], pd.DataFrame] = {}


def read_changed(folder: Path) -> dict[str, pd.DataFrame]:
    """Read all tables, but a file of the same content only once in all tests."""
    keys = {name: (name, (folder / f"{name}.csv").read_bytes()) for name in MODELS}
    KNOWN.update({key: read(name, folder) for name, key in keys.items() if key not in KNOWN})
    return {name: KNOWN[key] for name, key in keys.items()}


def found(folder: Path) -> set[tuple]:
    return {(fault.file, fault.row, fault.column) for fault in checks.check(read_changed(folder))}


def found_in_texts(folder: Path, texts: Path) -> set[tuple]:
    faults = passages.check_articles(read_changed(folder), texts)
    return {(fault.file, fault.row, fault.column) for fault in faults}


def test_the_real_tables_have_no_fault():
    assert [str(fault) for fault in checks.check(read_all())] == []


def test_the_small_tables_have_no_fault(folder, texts):
    """So that whatever the tests below find is what they planted."""
    assert found(folder) == set()
    assert found_in_texts(folder, texts) == set()


PLANTED = [
    # keys that stand in no other table
    ("evidence", "tr-few", {"source": "Gazette"}, "source"),
    ("evidence", "mem-csto-russia", {"fact": "mem-nothing"}, "fact"),
    ("events", "ev-request", {"actors": "ac-anna|ac-nobody"}, "actors"),
    ("events", "ev-request", {"place": "pl-nowhere"}, "place"),
    ("troops", "tr-few", {"theatre": "pl-nowhere"}, "theatre"),
    ("investment", "inv-projects", {"recipient": "ac-nobody"}, "recipient"),
    ("quantities", "qt-days", {"subject": "pl-nowhere"}, "subject"),
    ("claims", "cl-gains", {"speaker": "ac-nobody"}, "speaker"),
    ("actors", "ac-anna", {"country": "ac-nobody"}, "country"),
    ("places", "pl-almaty", {"country": "ac-nobody"}, "country"),
    ("memberships", "mem-csto-russia", {"member": "ac-nobody"}, "member"),
    ("contradictions", "con-anna", {"facts": "cl-gains|cl-nothing"}, "facts"),
    ("relations", "rel-asked", {"sources": "Gazette"}, "sources"),
    ("relations", "rel-asked", {"sources": "SCMP|RFERL"}, "sources"),
    # passages
    ("evidence", "tr-few", {"quote": "thousand soldiers"}, "quote"),
    ("evidence", "tr-few", {"quote": " ".join(["word"] * 16)}, "quote"),
    ("evidence", "tr-few", {"paragraph": ""}, "paragraph"),
    ("evidence", "ev-talks", {"dated": ""}, "dated"),
    ("evidence", "tr-few", {"dated": "no"}, "dated"),
    ("sources", "SCMP", {"url": ""}, "url_kind"),
    ("sources", "CEIAS", {"url": "https://example.org/considered"}, "url_kind"),
    ("sources", "CEIAS", {"published": ""}, "published"),
    # the order and the precision of dates
    ("events", "ev-riots", {"end": "2022-01-01"}, "end"),
    ("investment", "inv-fdi-region-2018", {"end": "2017-12-31"}, "end"),
    ("quantities", "qt-days", {"start": "2022-01-05", "end": "2022-01-04"}, "end"),
    ("memberships", "mem-csto-russia", {"until": "2001-12-31"}, "until"),
    ("events", "ev-request", {"end": "2022-01-06"}, "end"),
    ("events", "ev-request", {"start": ""}, "start"),
    ("events", "ev-talks", {"start": "2022-01-01", "end": "2022-01-20"}, "start"),
    ("events", "ev-founded", {"end": "2002-12-30"}, "start"),
    ("events", "ev-founded", {"precision": "month"}, "start"),
    ("events", "ev-talks", {"dated_by": "inferred"}, "dated_by"),
    ("events", "ev-riots", {"extent": "moment"}, "extent"),
    ("events", "ev-request", {"extent": "lasting"}, "extent"),
    ("events", "ev-talks", {"extent": "within"}, "extent"),
    # a text that names an article which says nothing of its fact
    ("troops", "tr-few", {"note": "Less exact than the number of SCMP."}, "note"),
    # numbers, bounds and hedges
    ("troops", "tr-force", {"low": "2000"}, "value"),
    ("troops", "tr-few", {"value": "2500"}, "value"),
    ("troops", "tr-few", {"high": "1999"}, "high"),
    ("troops", "tr-few", {"low": ""}, "qualifier"),
    ("troops", "tr-force", {"qualifier": "few"}, "qualifier"),
    ("investment", "inv-projects", {"qualifier": "over"}, "qualifier"),
    ("quantities", "qt-days", {"qualifier": "exact"}, "qualifier"),
    ("quantities", "qt-border", {"qualifier": "unspecified"}, "qualifier"),
]


@pytest.mark.parametrize(
    ("name", "key", "cells", "column"), PLANTED, ids=[f"{n}-{k}-{'-'.join(c)}" for n, k, c, _ in PLANTED]
)
def test_a_planted_fault_is_named_by_file_row_and_column(folder, name, key, cells, column):
    row = plant(folder, name, key, **cells)
    assert (f"{name}.csv", row, column) in found(folder)


@pytest.fixture
def with_project(folder: Path) -> Path:
    """The small tables with a project that a reference source names."""
    cells = {
        "id": "pr-road",
        "name": "Road",
        "country": "ac-russia",
        "sector": "transport",
        "value": "3",
        "qualifier": "exact",
        "unit": "US$ bn",
        "value_kind": "loan",
        "status": "open",
        "place": "pl-almaty",
        "claimant": "ac-boris",
        "stated": "3 billion",
    }
    for name, row in (
        ("projects", cells),
        ("evidence", {"fact": "pr-road", "source": "Handbook", "quote": "worth 3 billion dollars"}),
    ):
        path = folder / f"{name}.csv"
        header = path.read_text(encoding="utf-8").split("\n", 1)[0].split(",")
        with path.open("a", encoding="utf-8", newline="") as file:
            csv.DictWriter(file, header, restval="", lineterminator="\n").writerow(row)
    assert found(folder) == set()
    return folder


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"country": "ac-russia|ac-nobody"}, "country"),
        ({"place": "pl-nowhere"}, "place"),
        ({"claimant": "ac-nobody"}, "claimant"),
        ({"low": "2"}, "value"),
        ({"qualifier": "over"}, "qualifier"),
        ({"value": ""}, "qualifier"),
        ({"value": "", "low": "5", "high": "4", "qualifier": "few"}, "high"),
    ],
    ids=lambda part: "-".join(part) if isinstance(part, dict) else part,
)
def test_a_fault_of_a_project_is_named(with_project, cells, column):
    row = plant(with_project, "projects", "pr-road", **cells)
    assert ("projects.csv", row, column) in found(with_project)


def test_a_project_needs_evidence_and_its_printed_sum_stands_in_it(with_project, texts):
    assert found_in_texts(with_project, texts) == set()
    row = plant(with_project, "projects", "pr-road", stated="4 billion")
    assert found_in_texts(with_project, texts) == {("projects.csv", row, "stated")}
    plant(with_project, "evidence", "pr-road", fact="tr-force", paragraph="")
    assert ("projects.csv", row, "id") in found(with_project)


def test_a_date_of_publication_is_unknown_exactly_where_it_is_empty_and_never_for_an_article(folder):
    plant(folder, "sources", "Handbook", published="", published_precision="unknown")
    assert found(folder) == set()
    row = plant(folder, "sources", "Handbook", published="2020-05-01")
    assert found(folder) == {("sources.csv", row, "published")}
    plant(folder, "sources", "Handbook", published="", published_precision="day")
    assert found(folder) == {("sources.csv", row, "published")}
    plant(folder, "sources", "Handbook", published_precision="unknown")
    row = plant(folder, "sources", "CEIAS", published="", published_precision="unknown")
    assert found(folder) == {("sources.csv", row, "published_precision")}


@pytest.mark.parametrize("words", [3, 15])
def test_a_quote_of_3_or_15_words_is_right(folder, words):
    plant(folder, "evidence", "tr-few", quote=" ".join(["word"] * words))
    assert found(folder) == set()


def test_a_fact_without_evidence_is_named(folder):
    for name, key in (("troops", "tr-few"), ("claims", "cl-trust"), ("memberships", "mem-csto-russia")):
        plant(folder, "evidence", key, fact="tr-force")
        assert any(file == f"{name}.csv" for file, *_ in found(folder)), key


def test_who_and_what_is_named_needs_no_evidence_of_its_own(folder):
    for key in ("ac-region", "pl-almaty"):
        plant(folder, "evidence", key, fact="tr-force")
    assert found(folder) == set()


def test_an_event_is_dated_exactly_where_a_passage_dates_it(folder):
    row = plant(folder, "evidence", "ev-request", dated="no")
    assert row == 2
    assert found(folder) == {("events.csv", 2, "precision")}
    plant(folder, "evidence", "ev-request", dated="yes")
    plant(folder, "evidence", "ev-talks", dated="yes")
    assert found(folder) == {("events.csv", 4, "precision")}


def test_a_reference_source_has_no_paragraph_and_an_article_has_one(folder):
    plant(folder, "sources", "Handbook", tier="article")
    assert {column for file, _, column in found(folder) if file == "evidence.csv"} == {"paragraph"}
    plant(folder, "sources", "Handbook", tier="reference")
    plant(folder, "sources", "CEIAS", tier="reference")
    assert {column for file, _, column in found(folder) if file == "evidence.csv"} == {"paragraph"}


def test_a_passage_that_stands_twice_is_named(folder):
    path = folder / "evidence.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")
    assert found(folder) == {("evidence.csv", len(lines) + 1, "quote")}


def test_the_command_prints_a_line_for_each_fault_and_fails(folder, capsys):
    assert main(["check", "--data", str(folder)]) == 0
    assert "No fault" in capsys.readouterr().out
    row = plant(folder, "events", "ev-talks", actors="ac-russia|ac-nobody")
    plant(folder, "evidence", "tr-few", quote="thousand soldiers")
    assert main(["check", "--data", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert any(all(part in line for part in ("events.csv", f"row {row}", "actors", "ac-nobody")) for line in lines)


def test_the_command_names_bad_cells_before_anything_else(folder, capsys):
    row = plant(folder, "troops", "tr-force", value="2.5k")
    assert main(["check", "--data", str(folder)]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert all(part in line for part in ("troops.csv", f"row {row}", "value", "2.5k"))


def test_the_command_says_what_is_wrong_with_a_folder(folder, tmp_path, capsys):
    assert main(["check", "--data", str(tmp_path / "nowhere")]) == 1
    assert "nowhere" in capsys.readouterr().err
    assert main(["check", "--data", str(folder), "--articles", str(tmp_path / "no-texts")]) == 1
    assert "no-texts" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["cheque"]])
def test_a_wrong_command_is_refused(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "check" in capsys.readouterr().err


def test_the_command_runs_from_the_shell(tmp_path):
    """Once on the real tables, and on a copy of them with one fault."""
    command = [sys.executable, "-m", "qantar", "check"]
    right = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (right.returncode, right.stderr) == (0, "")
    for path in DATA.glob("*.csv"):
        shutil.copy(path, tmp_path)
    row = plant(tmp_path, "troops", "tr-csto-kazakhstan-2500", low="2000")
    assert main([*command[3:], "--data", str(tmp_path)]) == 1
    assert ("troops.csv", row, "value") in found(tmp_path)


def test_the_command_looks_into_the_articles(folder, texts, capsys):
    arguments = ["check", "--data", str(folder), "--articles", str(texts)]
    assert main(arguments) == 0
    row = plant(folder, "evidence", "cl-trust", paragraph="3")
    assert main(arguments) == 1
    (line,) = capsys.readouterr().out.splitlines()[1:]
    assert all(part in line for part in ("evidence.csv", f"row {row}", "RFERL", "paragraph 2"))


@pytest.mark.parametrize(
    ("name", "key", "cells", "column"),
    [
        ("evidence", "cl-trust", {"quote": "Russia loses trust at home"}, "quote"),
        ("evidence", "cl-trust", {"quote": "ussia loses trust abroad"}, "quote"),
        ("evidence", "cl-trust", {"quote": "Russia loses trust abr"}, "quote"),
        ("evidence", "cl-trust", {"paragraph": "1"}, "quote"),
        ("evidence", "cl-trust", {"paragraph": "6"}, "paragraph"),
        ("evidence", "cl-trust", {"paragraph": "0"}, "paragraph"),
        ("troops", "tr-force", {"stated": "Some 2,600", "value": "2600"}, "stated"),
        ("troops", "tr-force", {"value": "2600"}, "value"),
        ("troops", "tr-few", {"low": "1000"}, "value"),
        ("investment", "inv-fdi-region-2018", {"value": "14.7"}, "value"),
        ("investment", "inv-projects", {"high": "24.5"}, "value"),
        ("quantities", "qt-days", {"high": "11"}, "value"),
        ("quantities", "qt-border", {"value": "150"}, "value"),
        ("actors", "ac-anna", {"aliases": "Anna|Annushka"}, "aliases"),
    ],
)
def test_what_an_article_does_not_say_is_found(folder, texts, name, key, cells, column):
    row = plant(folder, name, key, **cells)
    assert (f"{name}.csv", row, column) in found_in_texts(folder, texts)


def test_curly_quotes_dashes_and_breaks_do_not_matter_to_a_quote(folder, texts):
    path = texts / "rferl.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("loses trust abroad", "“loses”\u00a0trust –  abroad"), encoding="utf-8")
    plant(folder, "evidence", "cl-trust", quote='Russia "loses" trust - abroad')
    assert found_in_texts(folder, texts) == set()


def test_a_missing_text_is_named_and_the_others_are_still_checked(folder, texts):
    (texts / "ceias.txt").unlink()
    row = plant(folder, "evidence", "cl-trust", quote="Russia loses trust at home")
    assert found_in_texts(folder, texts) == {
        ("ceias.txt", None, ""),
        ("evidence.csv", row, "quote"),
    }


def test_every_quote_number_and_spelling_stands_in_the_five_articles():
    if not SHARED.is_dir():
        pytest.skip("the articles' texts aren't part of the project and don't lie beside it")
    assert [str(fault) for fault in passages.check_articles(read_all(), SHARED)] == []


def test_quotes_are_only_a_part_of_an_article(folder, texts, monkeypatch):
    monkeypatch.setattr(passages, "SHARE", 0.5)
    faults = [str(fault) for fault in passages.check_articles(read_changed(folder), texts)]
    assert any("SCMP" in fault and "at most 50%" in fault for fault in faults)
    assert not any("Diplomat" in fault for fault in faults), "nothing of it is quoted"


def test_a_word_counts_once_and_as_a_whole(folder, texts, monkeypatch):
    """By hand: of the six words of a text one is quoted in part and two are quoted twice, so half of it is quoted."""
    (texts / "ceias.txt").write_text("one-two three four five six seven\n", encoding="utf-8")
    frame = read_changed(folder)
    rows = [{"fact": "cl-trust", "source": "CEIAS", "paragraph": 1, "quote": quote, "translation": "", "dated": ""}
            for quote in ("two three four", "three four", "three four")]  # fmt: skip
    for most, full in ((0.49, True), (0.5, False)):
        monkeypatch.setattr(passages, "SHARE", most)
        faults = passages.check_articles({**frame, "evidence": pd.DataFrame(rows)}, texts)
        assert any("words of CEIAS" in fault.problem for fault in faults) == full, most


def test_a_sentence_of_an_article_is_no_text_of_ours(folder, texts):
    """Eight words in a row, however they are written and whatever stands between them; seven may be chance."""
    eight = "One, two three four five six seven - eight."
    (texts / "ceias.txt").write_text(f"Before that {eight.lower()} And after.\n", encoding="utf-8")
    for said, copied in ((f"He says: {eight}", True), (eight.replace(" - eight", ""), False)):
        plant(folder, "events", "ev-talks", detail=said)
        faults = passages.check_articles(read_changed(folder), texts)
        assert any((fault.file, fault.column) == ("events.csv", "detail") for fault in faults) == copied, said


# --- receipts that a stranger may not understand ---


def test_an_undated_state_may_last(folder):
    plant(folder, "events", "ev-talks", extent="lasting")
    assert found(folder) == set()


def test_a_person_is_no_claimant_of_what_only_another_article_prints(folder):
    """Boris speaks in one article alone; a number of another article can't be his."""
    tables = read_changed(folder)
    evidence, claims = tables["evidence"], tables["claims"]
    own = set(evidence.loc[evidence["fact"].isin(claims.loc[claims["speaker"] == "ac-boris", "id"]), "source"])
    evidence = evidence.assign(source=evidence["source"].mask(evidence["fact"] == "qt-days", "Bedfellows"))
    for claimant, wrong in (("ac-boris", len(own) == 1), ("ac-china", False)):
        quantities = tables["quantities"]
        quantities = quantities.assign(claimant=quantities["claimant"].mask(quantities["id"] == "qt-days", claimant))
        faults = receipts.claimants({**tables, "evidence": evidence, "quantities": quantities})
        assert any(fault.column == "claimant" and claimant in fault.problem for fault in faults) == wrong, claimant


def test_whom_no_fact_names_is_found(folder):
    path = folder / "actors.csv"
    text = path.read_text(encoding="utf-8")
    header, row = text.splitlines()[0].split(","), ""
    row = ",".join({"actor": "ac-idle", "name": "Idle", "kind": "person"}.get(column, "") for column in header)
    path.write_text(text + row + "\n", encoding="utf-8")
    assert found(folder) == {("actors.csv", len(text.splitlines()) + 1, "actor")}
    plant(folder, "events", "ev-talks", actors="ac-russia|ac-idle")
    assert found(folder) == set()


def warned(folder) -> list[tuple]:
    return [(fault.file, fault.row, fault.column) for fault in receipts.warn(read_changed(folder))]


def test_the_small_tables_give_no_warning(folder):
    assert warned(folder) == []


THIN = [
    ("cl-trust", "could lose trust"),  # three words
    ("cl-trust", "the most violent riots since independence"),
    ("cl-trust", "The most violent riots since independence"),  # a capital that names nobody
    ("cl-trust", "far more competitive than cooperative"),
    ("ev-riots", "at the beginning of 2022"),
]


@pytest.mark.parametrize(("fact", "quote"), THIN)
def test_a_thin_quote_of_a_claim_or_event_is_named_by_row_and_column_and_is_no_fault(folder, fact, quote):
    row = plant(folder, "evidence", fact, quote=quote)
    assert warned(folder) == [("evidence.csv", row, "quote")]
    assert found(folder) == set()


GOOD = [
    "the forces could not be trusted",  # an auxiliary
    "the soldiers lost all their trust",  # a verb of the list
    "the riots shattered all their trust",  # -ed
    "still losing trust among the neighbours",  # -ing
    "to legitimize the use of force",  # -ize
    "a triumph for Russia in the region",  # a name
    "Russia without trust in the region",  # a name at the beginning
    "some 2,500 troops of the CSTO",  # a name of capitals
]


@pytest.mark.parametrize("quote", GOOD)
def test_a_name_or_a_verb_in_four_words_is_enough(folder, quote):
    plant(folder, "evidence", "cl-trust", quote=quote)
    assert warned(folder) == []


def test_a_spelling_of_an_actor_is_a_name_in_small_letters_too(folder):
    row = plant(folder, "evidence", "cl-trust", quote="a triumph of several analysts alone")
    assert warned(folder) == [("evidence.csv", row, "quote")]
    plant(folder, "actors", "ac-anna", aliases="Anna|analysts")
    assert warned(folder) == []


def test_a_thin_quote_beside_a_fuller_one_of_the_same_fact_and_source_is_understood(folder):
    row = plant(folder, "evidence", "cl-trust", quote="could lose trust")
    assert warned(folder) == [("evidence.csv", row, "quote")]
    path = folder / "evidence.csv"
    text = path.read_text(encoding="utf-8")
    fact, source = text.splitlines()[row - 1].split(",")[:2]
    for whose, seen in (
        ("Diplomat" if source != "Diplomat" else "SCMP", [("evidence.csv", row, "quote")]),
        (source, []),
    ):
        path.write_text(f"{text}{fact},{whose},1,Russia could lose all its trust,,\n", encoding="utf-8")
        assert warned(folder) == seen, whose


def test_numbers_and_memberships_are_not_judged(folder):
    plant(folder, "evidence", "tr-few", quote="a few thousand more")
    plant(folder, "evidence", "mem-csto-russia", quote="one of several members")
    assert warned(folder) == []


def test_a_quote_in_another_language_is_judged_by_its_translation(folder):
    row = plant(folder, "evidence", "cl-trust", quote="доверие за рубежом утрачено")
    assert warned(folder) == [], "it isn't in Latin letters and has no translation"
    plant(folder, "evidence", "cl-trust", translation="trust abroad is lost")
    assert warned(folder) == []
    plant(folder, "evidence", "cl-trust", translation="no more trust abroad")
    assert warned(folder) == [("evidence.csv", row, "quote")]


def test_the_command_prints_warnings_with_their_number_and_does_not_fail(folder, capsys):
    row = plant(folder, "evidence", "cl-trust", quote="could lose trust")
    other = plant(folder, "evidence", "cl-gains", quote="far more competitive than cooperative")
    assert main(["check", "--data", str(folder)]) == 0
    first, second, count, result = capsys.readouterr().out.splitlines()
    parts = ("warning", "evidence.csv", "column quote")
    assert all(part in first for part in (*parts, f"row {other}", "cl-gains", "neither a name nor a verb"))
    assert all(part in second for part in (*parts, f"row {row}", "could lose trust", "3 words"))
    assert count.startswith("2 warning(s)")
    assert result.startswith("No fault")


def test_a_fault_beside_a_warning_still_fails(folder, capsys):
    plant(folder, "evidence", "cl-trust", quote="could lose trust")
    plant(folder, "events", "ev-talks", actors="ac-russia|ac-nobody")
    assert main(["check", "--data", str(folder)]) == 1
    assert [line.startswith("warning") for line in capsys.readouterr().out.splitlines()] == [True, False, False]


def test_few_quotes_of_the_real_tables_are_thin():
    """So that a warning stays worth reading: at most one in thirty quotes of claims and events."""
    tables = read_all()
    judged = tables["evidence"]["fact"].str.startswith(("cl-", "ev-")).sum()
    assert len(receipts.warn(tables)) <= judged / 30
