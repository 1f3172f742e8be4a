"""How to cite: a source and a view, as text, BibTeX and RIS, with what is known and nothing else."""

from __future__ import annotations

import datetime as dt
import json
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qantar import __version__
from qantar.facts import citations, sources

ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]
CHOICES = st.sets(st.sampled_from(ARTICLES), min_size=1)
ADDRESS = "https://example.org/positions?source=SCMP&source=RFERL&view=All%20places"
DATA = "2022-08-30-1a2b3c4d"
VIEW = citations.View("Who says who won?", "SCMP and RFE/RL", ADDRESS, dt.date(2022, 9, 3), DATA)
SPECIAL = "R&D at 40 % costs $5: #1 of a_b {sic}"
# Letters and what has a meaning in TeX. Not a backslash: no title has one.
WORDS = st.text(st.sampled_from("abÉқ &%$#_{}"), min_size=1, max_size=20).map(str.strip).filter(bool)


def parsed(text: str) -> list[tuple[str, dict[str, str]]]:
    """Read BibTeX as TeX does: (key, field → value) of every entry; braces that don't match are a fault."""
    entries, at = [], 0
    while match := re.compile(r"\s*@misc\{([^,\s]+),").match(text, at):
        fields, at = {}, match.end()
        while field := re.compile(r"\s*(\w+) = \{").match(text, at):
            at, depth, start = field.end(), 1, field.end()
            while depth:
                depth += {"{": 1, "}": -1}.get(text[at], 0) if text[at - 1] != "\\" else 0
                at += 1
            assert field[1] not in fields
            fields[field[1]] = text[start : at - 1]
            assert text[at] == ","
            at += 1
        end = re.compile(r"\s*\}").match(text, at)
        assert end, text[at:]
        at = end.end()
        entries.append((match[1], fields))
    assert text[at:].strip() == ""
    return entries


def plain(value: str) -> str:
    """Return a value as it is printed: without the braces that keep its capitals and without escapes."""
    value = value[1:-1] if re.fullmatch(r"\{.*\}", value) else value
    assert not re.search(r"(?<!\\)[&%$#_{}]", value), "TeX would take it for an order"
    return re.sub(r"\\([&%$#_{}])", r"\1", value)


def records(text: str) -> list[list[tuple[str, str]]]:
    """Read RIS: (tag, value) of every record; a line of any other form is a fault."""
    found: list[list[tuple[str, str]]] = []
    inside = False
    for line in text.splitlines():
        if not inside and not line:
            continue
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert match, line
        tag, value = match.groups()
        assert (tag == "TY") != inside, "TY begins a record and stands nowhere else"
        if tag == "TY":
            found.append([])
        found[-1].append((tag, value))
        inside = tag != "ER"
    assert not inside, "the last record has no end"
    return found


def turned(author: str) -> str:
    """Return ``Last, First`` as it is printed."""
    family, _, given = author.partition(", ")
    return f"{given} {family}" if given else family


def made_up(**cells: str) -> pd.Series:
    """Return a source whose texts can be chosen."""
    row = {
        "source": "Made", "title": "A title", "publisher": "A press", "authors": "", "url": "", "url_kind": "none",
        "published": pd.Timestamp("2022-01-05"), "published_precision": "day",
    }  # fmt: skip
    return pd.Series(row | cells)


@pytest.fixture(scope="module")
def rests(filtered) -> pd.DataFrame:
    """The sources of a choice of two."""
    return filtered(["SCMP", "RFERL"])["sources"]


# A source


def test_citations_say_what_is_known_and_what_is_not(tables):
    by = {row["source"]: citations.citation(row) for _, row in tables["sources"].iterrows()}
    for row in tables["sources"].itertuples():
        assert row.title in by[row.source]
        assert row.publisher in by[row.source]
        assert row.url in by[row.source]
    assert "16 January 2022" in by["SCMP"]
    for key in ("Diplomat", "Bedfellows", "RFERL"):
        assert "January 2022" in by[key]
        assert not re.search(r"\d January 2022", by[key]), "the day isn't known"
    assert "republished" in by["Bedfellows"]
    assert "https" not in by["CEIAS"]
    assert "No address" in by["CEIAS"]
    assert by["RFERL"].startswith("Reid Standish.")
    assert "not named" in by["SCMP"]


def test_a_bibtex_entry_per_source_with_what_is_known(tables):
    for _, row in tables["sources"].iterrows():
        ((key, fields),) = parsed(citations.bibtex(row))
        assert key == row["source"]
        assert plain(fields["title"]) == row["title"]
        assert plain(fields["publisher"]) == row["publisher"]
        assert (fields["year"], fields["month"]) == ("2022", "1")
        assert fields.get("url", "") == row["url"]
        named = fields.get("author", "").split(" and ")
        assert [turned(name) for name in named if name] == [name for name in row["authors"].split("; ") if name]
        assert all(fields.values()), "what isn't known has no field"


def test_a_ris_record_per_source_with_what_is_known(tables):
    for _, row in tables["sources"].iterrows():
        (record,) = records(citations.ris(row))
        assert record[0] == ("TY", "ELEC")
        assert record[-1] == ("ER", "")
        named = [value for tag, value in record if tag == "AU"]
        assert [turned(name) for name in named] == [name for name in row["authors"].split("; ") if name]
        assert all(", " in name for name in named), "a reference manager tells family and given names by the comma"
        fields = dict(record)
        assert (fields["ID"], fields["TI"], fields["T2"]) == (row["source"], row["title"], row["publisher"])
        assert fields["PY"] == "2022"
        assert fields.get("UR", "") == row["url"]
        day = f"{row['published'].day:02}" if row["published_precision"] == "day" else ""
        assert fields["DA"] == f"2022/01/{day}/", "year, month, day, with nothing where the day isn't known"
        assert all(value for tag, value in record if tag != "ER"), "what isn't known has no line"


def test_family_and_given_names_are_told_apart(tables):
    named = {"Reid Standish": ("Standish", "Reid"), "Feng Yujun": ("Feng", "Yujun"), "Xinhua": ("Xinhua", "")}
    for author, parts in named.items():
        assert citations.parted(author) == parts
    record = records(citations.ris(made_up(authors="Teddy Ng;Ben Zhao")))[0]
    assert [value for tag, value in record if tag == "AU"] == ["Ng, Teddy", "Zhao, Ben"]


def test_an_item_of_csl_json_per_source_with_what_is_known(tables):
    for _, row in tables["sources"].iterrows():
        item = citations.csl(row)
        assert (item["id"], item["title"], item["container-title"]) == (row["source"], row["title"], row["publisher"])
        named = [f"{one['given']} {one['family']}" for one in item.get("author", [])]
        assert named == [name for name in row["authors"].split("; ") if name]
        days = [2022, 1, row["published"].day] if row["published_precision"] == "day" else [2022, 1]
        assert item["issued"]["date-parts"] == [days]
        assert item.get("URL", "") == row["url"]
        assert all(item.values())


def test_a_view_as_csl_json_says_where_when_and_on_what_it_rests(rests):
    own, *each = json.loads(citations.view_csl(VIEW, rests))
    assert (own["title"], own["URL"], own["version"]) == (VIEW.title, ADDRESS, __version__)
    assert own["accessed"] == {"date-parts": [[2022, 9, 3]]}
    assert own["issued"] == {"date-parts": [[2022, 8, 30]]}
    assert DATA in own["note"]
    assert [item["id"] for item in each] == ["SCMP", "RFERL"]


def test_a_source_with_an_address_is_cited_with_the_day_on_which_it_was_seen(tables):
    """A reference manager asks of a page on the web when it was read; of what has no address there is nothing to be read."""
    rests = tables["sources"]
    addressed = list(rests["url"] != "")
    assert set(addressed) == {True, False}
    (_, *entries), (_, *taken) = parsed(citations.view_bibtex(VIEW, rests)), records(citations.view_ris(VIEW, rests))
    _, *items = json.loads(citations.view_csl(VIEW, rests))
    assert [fields.get("urldate") for _, fields in entries] == ["2022-09-03" if one else None for one in addressed]
    assert [dict(record).get("Y2") for record in taken] == ["2022/09/03/" if one else None for one in addressed]
    seen = {"date-parts": [[2022, 9, 3]]}
    assert [item.get("accessed") for item in items] == [seen if one else None for one in addressed]


def test_a_month_gets_no_day():
    month = made_up(published_precision="month")
    assert dict(records(citations.ris(month))[0])["DA"] == "2022/01//"
    assert dict(records(citations.ris(made_up()))[0])["DA"] == "2022/01/05/"


def test_what_has_a_meaning_in_tex_is_escaped():
    entry = citations.bibtex(made_up(title=SPECIAL, publisher=SPECIAL, authors=f"{SPECIAL}; B & C"))
    ((_, fields),) = parsed(entry)
    assert fields["publisher"] == r"R\&D at 40 \% costs \$5: \#1 of a\_b \{sic\}"
    assert plain(fields["title"]) == SPECIAL
    assert fields["author"].endswith(r" and C, B \&")


@given(title=WORDS, publisher=WORDS, author=WORDS)
def test_any_title_comes_back_from_bibtex_and_ris(title, publisher, author):
    author = author.replace(" ", "")
    row = made_up(title=title, publisher=publisher, authors=author)
    ((_, fields),) = parsed(citations.bibtex(row))
    assert [plain(f"{{{fields[name]}}}") for name in ("publisher", "author")] == [publisher, author]
    assert plain(fields["title"]) == title
    entry = citations.bibtex(row)
    escaped = entry.count("\\{"), entry.count("\\}")
    assert entry.count("{") - escaped[0] == entry.count("}") - escaped[1]
    (record,) = records(citations.ris(row))
    assert [value for tag, value in record if tag in ("AU", "TI", "T2")] == [author, title, publisher]


# A view


def test_a_view_is_called_by_page_and_choice():
    assert VIEW.title == "Qantar: Who says who won? (SCMP and RFE/RL)"


def test_a_view_as_text_says_where_when_and_on_what_it_rests(rests):
    own, rule, *each = citations.view_text(VIEW, rests).split("\n\n")
    assert own == f"{VIEW.title}. Version {__version__}, data {DATA}, seen 3 September 2022 (UTC). {ADDRESS}"
    assert rule
    assert each == [citations.citation(row) for _, row in rests.iterrows()]
    assert len(each) == 2


def test_a_view_as_bibtex_says_where_when_and_on_what_it_rests(rests):
    (key, own), *each = parsed(citations.view_bibtex(VIEW, rests))
    assert re.fullmatch(r"[A-Za-z0-9-]+", key)
    assert key.endswith("2022-09-03")
    assert plain(own["title"]) == VIEW.title
    assert plain(own["author"]) == "The Qantar authors"
    assert own["url"] == ADDRESS
    assert (own["urldate"], own["year"], own["version"]) == ("2022-09-03", "2022", __version__)
    assert own["note"].endswith("SCMP, RFERL")
    assert DATA in own["note"]
    assert [name for name, _ in each] == ["SCMP", "RFERL"]


def test_a_view_as_ris_says_where_when_and_on_what_it_rests(rests):
    own, *each = (dict(record) for record in records(citations.view_ris(VIEW, rests)))
    assert own["TI"] == VIEW.title
    assert (own["UR"], own["Y2"], own["PY"]) == (ADDRESS, "2022/09/03/", "2022")
    assert own["N1"].endswith("SCMP, RFERL")
    assert f"Version {__version__}, data {DATA}" in own["N1"]
    assert (own["T2"], own["DA"]) == ("Qantar", "2022/08/30/")
    assert [record["ID"] for record in each] == ["SCMP", "RFERL"]


@given(chosen=CHOICES)
def test_a_view_cites_the_chosen_articles_and_no_other(tables, filtered, chosen):
    chosen = [key for key in ARTICLES if key in chosen]
    rests = filtered(chosen)["sources"]
    view = citations.View("Map", " and ".join(chosen), sources.view_address("/map", chosen, ARTICLES), VIEW.day, DATA)
    titles = dict(zip(tables["sources"]["source"], tables["sources"]["title"], strict=True))
    text = citations.view_text(view, rests)
    assert [key for key in ARTICLES if titles[key] in text] == chosen
    assert [key for key, _ in parsed(citations.view_bibtex(view, rests))][1:] == chosen
    assert [dict(record)["ID"] for record in records(citations.view_ris(view, rests))[1:]] == chosen
    assert [item["id"] for item in json.loads(citations.view_csl(view, rests))][1:] == chosen


def test_what_has_a_meaning_in_tex_is_escaped_in_a_view_too(rests):
    view = citations.View("Gains & losses_{all}", "40 % of #1", ADDRESS, VIEW.day, DATA)
    (key, own), *_ = parsed(citations.view_bibtex(view, rests.assign(source="A_B")))
    assert re.fullmatch(r"[A-Za-z0-9-]+", key)
    assert plain(own["title"]) == view.title
    assert own["note"].endswith(r"Rests on A\_B, A\_B")


def test_the_readers_of_these_tests_find_faults():
    for fault in ("@misc{a,\n  title = {b},\n", "@misc{a,\n  title = {{b},\n}", "@misc{a,\n  title = {b}\n}"):
        with pytest.raises((AssertionError, IndexError)):
            parsed(fault)
    with pytest.raises(AssertionError):
        plain("40 % more")
    for fault in ("TY  - A\nTI  - b", "TI  - b\nER  - ", "TY  - A\nTi  - b\nER  - ", "TY  - A\nb\nER  - "):
        with pytest.raises(AssertionError):
            records(fault)
