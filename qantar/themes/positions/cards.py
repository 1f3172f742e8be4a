"""Who says who won, and whether Russia and China come closer?"""

from __future__ import annotations

from collections.abc import Sequence

from qantar.charts import words
from qantar.facts import labels
from qantar.facts import words as facts_words
from qantar.facts.cells import HORIZONS, STATUSES, TOPICS
from qantar.facts.sources import Tables
from qantar.themes.card import Card
from qantar.themes.positions import charts as chart
from qantar.themes.positions import rows as positions_rows
from qantar.themes.positions import summary

TOPIC_NAMES = {
    "Russia and China": "relationship", "Security": "security", "Intervention": "intervention", "SCO": "sco",
    "Economy": "economy", "Influence": "influence", "Kazakhstan": "kazakhstan", "Unrest": "unrest", "The West": "west",
}  # fmt: skip
"""How topics are written, and their keys."""
STATUS_NAMES = {"Said flatly": "asserted", "Hedged": "hedged", "Reported": "reported", "Rejected": "rejected"}
HORIZON_NAMES = {"The crisis": "crisis", "The longer run": "trend"}


def _about(topics: Sequence[str], statuses: Sequence[str], horizons: Sequence[str]) -> tuple[str, str]:
    """Return what the filter leaves, as a sentence and as a part of a file's name; both empty for all claims."""
    some = [name for name, key in TOPIC_NAMES.items() if key in topics] if len(topics) < len(TOPICS) else []
    ways = (
        [name.lower() for name, key in STATUS_NAMES.items() if key in statuses] if len(statuses) < len(STATUSES) else []
    )
    spans = [name.lower() for name, key in HORIZON_NAMES.items() if key in horizons and len(horizons) < len(HORIZONS)]
    said = [f"on {facts_words.listed(some)}"] * bool(some) + [f"put so: {facts_words.listed(ways)}"] * bool(ways)
    said += [f"about {span}" for span in spans]
    slug = [key for key in topics if some] + [key for key in statuses if ways] + [key for key in horizons if spans]
    return (f" Only claims {', '.join(said)}." if said else ""), "-".join(slug)


def positions(
    tables: Tables,
    all_tables: Tables,
    topics: Sequence[str] = TOPICS,
    statuses: Sequence[str] = STATUSES,
    horizons: Sequence[str] = HORIZONS,
) -> Card | None:
    """Return what each speaker answers to each question, by camp."""
    cells = positions_rows.positions(positions_rows.chosen(tables, topics, statuses, horizons))
    if cells.empty:
        return None
    only, slug = _about(topics, statuses, horizons)
    speakers = positions_rows.camps(cells)
    about = labels.roles(all_tables["actors"])
    speakers = speakers.assign(
        about=speakers["speaker"].map(about).fillna(""), heading=speakers["camp"].map(summary.CAMPS)
    )
    return Card(
        name="positions",
        title=summary.positions_title(cells),
        subtitle="A mark for each answer that a speaker gives, with the number of claims if more than one (of flat ones, if any). "
        "Hollow: hedged or reported only. Small and pale: about the longer run and not on the crisis; these count in no title "
        "and no group. A short line: silence. The groups go by what is said flatly of the ties between Russia and China in "
        "the crisis. A view that an author rejects counts for nobody." + only,
        rows=cells,
        lines=words.position_lines(cells),
        key="facts",
        draw=chart.matrix,
        arguments=(cells, speakers, positions_rows.QUESTIONS),
        file="-".join(filter(None, ["positions", slug])),
    )


def likeness(
    tables: Tables,
    all_tables: Tables,
    topics: Sequence[str] = TOPICS,
    statuses: Sequence[str] = STATUSES,
    horizons: Sequence[str] = HORIZONS,
) -> Card | None:
    """Return how alike each two speakers are."""
    cells = positions_rows.positions(positions_rows.chosen(tables, topics, statuses, horizons))
    pairs = positions_rows.likeness(cells)
    alike = pairs.dropna(subset=["alike"])
    compared = {*alike["one"], *alike["other"]}
    pairs = pairs[(pairs["shared"] > 0) & pairs["one"].isin(compared) & pairs["other"].isin(compared)]
    if pairs.empty:
        return None
    only, slug = _about(topics, statuses, horizons)
    # The speakers in the order of the likeness itself, which leaves out what is hedged, reported or about the longer run.
    speakers = positions_rows.camps(positions_rows.flatly(cells))
    speakers = speakers[speakers["speaker"].isin(compared)]
    return Card(
        name="likeness",
        title=summary.likeness_title(pairs),
        subtitle="For each two speakers the share of common answers among those that either gives flatly on the crisis, on "
        "average over the questions that both answer, and the number of these questions. A small empty square: one shared "
        "question, too few to compare. Who shares two questions with nobody is left out. The numbers above are those beside the names."
        + only,
        rows=pairs,
        lines=words.likeness_lines(pairs, dict(zip(speakers["speaker"], speakers["speaker_name"], strict=True))),
        key="facts",
        draw=chart.likeness,
        arguments=(pairs, speakers),
        file="-".join(filter(None, ["likeness", slug])),
    )


def claims(
    tables: Tables,
    all_tables: Tables,
    topics: Sequence[str] = TOPICS,
    statuses: Sequence[str] = STATUSES,
    horizons: Sequence[str] = HORIZONS,
) -> Card | None:
    """Return every claim, as a list."""
    rows = labels.with_sources(positions_rows.chosen(tables, topics, statuses, horizons), "claims")
    if rows.empty:
        return None
    speakers = facts_words.many(rows["speaker"].nunique(), "speaker")
    only, slug = _about(topics, statuses, horizons)
    return Card(
        name="claims",
        title=f"Everything that is claimed: {facts_words.many(len(rows), 'claim')} by {speakers}",
        subtitle="Every evaluating statement, in our words, with its passage; most don't speak of gain or loss." + only,
        rows=rows,
        lines=words.claim_lines(rows),
        file="-".join(filter(None, ["claims", slug])),
    )
