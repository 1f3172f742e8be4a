"""Who says who won: answers by speaker and question, the camps that they form, how alike speakers are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pandas as pd

from qantar.facts import sources
from qantar.facts.cells import HORIZONS, OUTCOMES, TIES

COUNTRIES = ("russia", "china", "kazakhstan")
QUESTIONS = (*COUNTRIES, "relationship")
CAMPS = ("rift", "several", "stable", "closer", "hedged", "trend", "silent")
"""The camps in the order of the chart: by what a speaker says flatly of the ties between Russia and China in the crisis."""
SIDES = {"gain": 1, "closer": 1, "stable": 1, "loss": -1, "rift": -1}
"""On which side of the dispute an answer about China, or about the ties, stands; mixed on both."""
FEWEST = 2
"""So many questions two speakers have to share before they are compared."""


def outcomes(tables: sources.Tables) -> pd.DataFrame:
    """Count speakers by country and outcome: ``country, outcome, speakers, claims, facts``.

    Only who says it flatly of the crisis at least once counts; ``claims`` and ``facts`` are all of that speaker's
    claims on the crisis to the same effect. A speaker who says that a country gains and, elsewhere, that it
    loses counts under both. A claim that doesn't speak of a country isn't counted.
    """
    cells = flatly(positions(tables))
    cells = cells[cells["question"].isin(COUNTRIES)].rename(columns={"question": "country", "answer": "outcome"})
    return cells.groupby(["country", "outcome"], as_index=False).agg(
        speakers=("speaker", "nunique"), claims=("claims", "sum"), facts=("facts", "|".join)
    )


def positions(tables: sources.Tables) -> pd.DataFrame:
    """Return a row per speaker, question, answer and horizon, with ``claims, flat, facts, sources``.

    ``horizon``: whether the claims are on the crisis or about the longer run (``trend``). ``flat`` counts the claims
    that are said flatly, neither hedged nor reported as others' view.

    A speaker who says that Russia gains and, elsewhere, that it loses has two rows: nothing is
    averaged. Rejected views are left out.
    """
    claims = tables["claims"]
    claims = claims[claims["status"] != "rejected"].assign(sources=lambda frame: sources.by_fact(tables, frame))
    claims["flat"] = claims["status"] == "asserted"
    long = claims.melt(
        ["id", "speaker", "speaker_name", "sources", "flat", "horizon"], list(QUESTIONS), "question", "answer"
    )
    long = long[long["answer"] != "none"]
    return long.groupby(["speaker", "speaker_name", "question", "answer", "horizon"], as_index=False).agg(
        claims=("id", "size"),
        flat=("flat", "sum"),
        facts=("id", "|".join),
        sources=("sources", lambda keys: "|".join(dict.fromkeys("|".join(keys).split("|")))),
    )


def crisis(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the answers on the crisis, without those about the longer run."""
    return cells[cells["horizon"] == "crisis"]


def flatly(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the answers on the crisis that are said flatly at least once: those that count."""
    return crisis(cells[cells["flat"] > 0])


def chosen(
    tables: sources.Tables, topics: Sequence[str], statuses: Sequence[str], horizons: Sequence[str] = HORIZONS
) -> sources.Tables:
    """Return the tables with the claims on some topics, put in some ways, on the crisis or the longer run, alone."""
    claims = tables["claims"]
    asked = claims["topic"].isin(topics) & claims["status"].isin(statuses) & claims["horizon"].isin(horizons)
    return dict(tables, claims=claims[asked])


def camps(cells: pd.DataFrame) -> pd.DataFrame:
    """Put each speaker into a camp by what is said flatly of the ties between Russia and China in the crisis.

    ``cells``: as ``positions`` returns them. The camp is the one answer on the ties, ``several`` for more than one;
    without any, ``hedged`` if one is given but not flatly, ``trend`` if only the longer run is spoken of, else ``silent``.
    Returns ``speaker, speaker_name, camp, score`` in the order of the camps and, within them, of ``score`` (-1 to 1): the
    mean side of the speaker's claims on China and on the ties in the crisis.
    """
    sides = cells["answer"].map(SIDES).fillna(0)
    disputed = cells["question"].isin(["china", "relationship"])
    rows = []
    for (speaker, name), part in cells.assign(side=sides, disputed=disputed).groupby(["speaker", "speaker_name"]):
        ties = given(part, "relationship")
        own = crisis(part[part["disputed"]])
        camp = ties[0] if len(ties) == 1 else "several"
        score = float((own["side"] * own["claims"]).sum() / own["claims"].sum()) if len(own) else 0.0
        rows.append({"speaker": speaker, "speaker_name": name, "camp": camp, "score": score})
    frame = pd.DataFrame(rows, columns=["speaker", "speaker_name", "camp", "score"])
    order = frame["camp"].map({camp: n for n, camp in enumerate(CAMPS)})
    return frame.assign(order=order).sort_values(["order", "score", "speaker"]).drop(columns="order")


def given(cells: pd.DataFrame, question: str) -> list[str]:
    """Return what one speaker answers flatly to a question on the crisis; without that, why: ``hedged, trend, silent``."""
    said = cells[cells["question"] == question]
    without = "silent" if said.empty else "trend" if crisis(said).empty else "hedged"
    return list(flatly(said)["answer"]) or [without]


def order_speakers(cells: pd.DataFrame) -> list[str]:
    """Order speakers by camp, and within it by how far they lean to either side."""
    return list(camps(cells)["speaker"])


def likeness(cells: pd.DataFrame) -> pd.DataFrame:
    """Compare each two speakers by what they say flatly of the crisis: ``one, other, shared, alike, facts``.

    ``shared`` counts the questions that both answer; ``alike`` (0 to 1) is the mean over them of the answers that
    both give as a share of the answers that either gives (Jaccard index), empty where fewer than two are shared.
    """
    cells = flatly(cells)
    said = {
        speaker: {question: (set(rows["answer"]), list(rows["facts"])) for question, rows in part.groupby("question")}
        for speaker, part in cells.groupby("speaker")
    }
    rows = []
    for one, other in combinations(order_speakers(cells), 2):
        shared = [question for question in QUESTIONS if question in said[one] and question in said[other]]
        equal = [
            len(said[one][question][0] & said[other][question][0])
            / len(said[one][question][0] | said[other][question][0])
            for question in shared
        ]
        alike = sum(equal) / len(equal) if len(equal) >= FEWEST else None
        facts = [fact for key in (one, other) for question in shared for fact in said[key][question][1]]
        rows.append({"one": one, "other": other, "shared": len(shared), "alike": alike,
                     "facts": "|".join(dict.fromkeys("|".join(facts).split("|")))})  # fmt: skip
    return pd.DataFrame(rows, columns=["one", "other", "shared", "alike", "facts"]).astype({"alike": "Float64"})


def answers(question: str) -> tuple[str, ...]:
    """Return the answers to a question, silence left out."""
    return tuple(answer for answer in (TIES if question == "relationship" else OUTCOMES) if answer != "none")
