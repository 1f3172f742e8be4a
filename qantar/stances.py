"""Who says who won: answers by speaker and question, the camps that they form, how alike speakers are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pandas as pd

from qantar import sources
from qantar.cells import OUTCOMES, TIES

COUNTRIES = ("russia", "china", "kazakhstan")
QUESTIONS = (*COUNTRIES, "relationship")
CAMPS = ("rift", "several", "stable", "closer", "silent")
"""The camps in the order of the chart: by what a speaker says flatly of the ties between Russia and China."""
SIDES = {"gain": 1, "closer": 1, "stable": 1, "loss": -1, "rift": -1}
"""On which side of the dispute an answer about China, or about the ties, stands; mixed on both."""
FEWEST = 2
"""So many questions two speakers have to share before they are compared."""


def outcomes(tables: sources.Tables) -> pd.DataFrame:
    """Count speakers by country and outcome: ``country, outcome, speakers, claims, facts``.

    Only who says it flatly at least once counts; ``claims`` and ``facts`` are all of that speaker's
    claims to the same effect. A speaker who says that a country gains and, elsewhere, that it
    loses counts under both. A claim that doesn't speak of a country isn't counted.
    """
    cells = positions(tables)
    cells = cells[cells["question"].isin(COUNTRIES) & (cells["flat"] > 0)].rename(
        columns={"question": "country", "answer": "outcome"}
    )
    return cells.groupby(["country", "outcome"], as_index=False).agg(
        speakers=("speaker", "nunique"), claims=("claims", "sum"), facts=("facts", "|".join)
    )


def positions(tables: sources.Tables) -> pd.DataFrame:
    """Return one row per speaker, question and answer: ``speaker, question, answer, claims, flat, facts, sources``.

    ``flat`` counts the claims that are said flatly, neither hedged nor reported as others' view.

    A speaker who says that Russia gains and, elsewhere, that it loses has two rows: nothing is
    averaged. Rejected views are left out.
    """
    claims = tables["claims"]
    claims = claims[claims["status"] != "rejected"].assign(sources=lambda frame: sources.by_fact(tables, frame))
    claims["flat"] = claims["status"] == "asserted"
    long = claims.melt(["id", "speaker", "speaker_name", "sources", "flat"], list(QUESTIONS), "question", "answer")
    long = long[long["answer"] != "none"]
    return long.groupby(["speaker", "speaker_name", "question", "answer"], as_index=False).agg(
        claims=("id", "size"),
        flat=("flat", "sum"),
        facts=("id", "|".join),
        sources=("sources", lambda keys: "|".join(dict.fromkeys("|".join(keys).split("|")))),
    )


def chosen(tables: sources.Tables, topics: Sequence[str], statuses: Sequence[str]) -> sources.Tables:
    """Return the tables with the claims on some topics, put in some ways, alone."""
    claims = tables["claims"]
    return dict(tables, claims=claims[claims["topic"].isin(topics) & claims["status"].isin(statuses)])


def camps(cells: pd.DataFrame) -> pd.DataFrame:
    """Put each speaker into a camp by what is said flatly of the ties between Russia and China.

    ``cells``: as ``positions`` returns them. The camp is the one answer on the ties, ``several`` for more than one, or
    ``silent`` if none is given flatly. Returns ``speaker, speaker_name, camp, score`` in the order of the camps and,
    within them, of ``score`` (-1 to 1): the mean side of the speaker's claims on China and on the ties.
    """
    sides = cells["answer"].map(SIDES).fillna(0)
    disputed = cells["question"].isin(["china", "relationship"])
    rows = []
    for (speaker, name), part in cells.assign(side=sides, disputed=disputed).groupby(["speaker", "speaker_name"]):
        ties = list(part.loc[(part["question"] == "relationship") & (part["flat"] > 0), "answer"])
        camp = "silent" if not ties else "several" if len(ties) > 1 else ties[0]
        own = part[part["disputed"]]
        score = float((own["side"] * own["claims"]).sum() / own["claims"].sum()) if len(own) else 0.0
        rows.append({"speaker": speaker, "speaker_name": name, "camp": camp, "score": score})
    frame = pd.DataFrame(rows, columns=["speaker", "speaker_name", "camp", "score"])
    order = frame["camp"].map({camp: n for n, camp in enumerate(CAMPS)})
    return frame.assign(order=order).sort_values(["order", "score", "speaker"]).drop(columns="order")


def order_speakers(cells: pd.DataFrame) -> list[str]:
    """Order speakers by camp, and within it by how far they lean to either side."""
    return list(camps(cells)["speaker"])


def likeness(cells: pd.DataFrame) -> pd.DataFrame:
    """Compare each two speakers by what they say flatly: ``one, other, shared, alike, facts``.

    ``shared`` counts the questions that both answer; ``alike`` (0 to 1) is the mean over them of the answers that
    both give as a share of the answers that either gives (Jaccard index), empty where fewer than two are shared.
    """
    cells = cells[cells["flat"] > 0]
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
