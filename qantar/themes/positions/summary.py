"""What the pages of views come to, in sentences and titles made from their rows."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from qantar.facts import words
from qantar.themes.positions import rows as positions_rows

ANSWERS = {
    "gain": "that it gains", "loss": "that it loses", "mixed": "that it does both at once", "closer": "that they come closer",
    "stable": "that the ties stay as they were", "rift": "that they part",
}  # fmt: skip
QUIET = {"hedged": "only hedging or reporting", "trend": "speaking of the longer run alone", "silent": "silent"}
OF = {"russia": "Russia", "china": "China", "kazakhstan": "Kazakhstan", "relationship": "Russia and China together"}
CAMPS = {
    "rift": "A rift", "several": "More than one of these", "stable": "Ties unchanged", "closer": "Closer",
    "hedged": "Only hedged or reported", "trend": "Only about the longer run", "silent": "Silent on the ties",
}  # fmt: skip
"""What a camp says of the ties in the crisis, for headings and sentences."""
HALF = 0.5
"""So much two speakers have in common who are more alike than not."""


def tally(cells: pd.DataFrame, question: str) -> Counter[str]:
    """Count speakers by what they answer flatly to a question on the crisis; ``several``: those who give several answers.

    Who only hedges or reports counts as ``hedged``, who speaks of the longer run alone as ``trend``, else as ``silent``.
    """
    counts: Counter[str] = Counter()
    for _, rows in cells.groupby("speaker"):
        said = positions_rows.given(rows, question)
        counts.update(said)
        counts["several"] += len(said) > 1
    return counts


def headline(cells: pd.DataFrame) -> list[tuple[str, str]]:
    """Say in three sentences what the speakers make of the ties, who gains, and who is most and least alike."""
    total = words.many(cells["speaker"].nunique(), "speaker")
    if positions_rows.flatly(cells).empty:
        return [("", f"Of {total}, none says flatly anything of it on the crisis.")]
    ties = tally(cells, "relationship")
    said = [f"{ties['stable'] or 'none'} {'says' if ties['stable'] == 1 else 'say'} flatly that the ties held"]
    said += [f"{ties['closer'] or 'none'} that they grew closer"]
    said += [f"{ties['rift'] or 'none'} {'speak' if ties['rift'] > 1 else 'speaks'} of a rift"]
    both = _both(cells)
    more = f" ({words.listed(both)} {'says' if len(both) == 1 else 'say'} more than one of these)" if both else ""
    rest = sum(ties[quiet] for quiet in QUIET)
    more += f"; {rest} {'says' if rest == 1 else 'say'} nothing of it flatly" if rest else ""
    text = (
        f"none of {total} says anything of it flatly"
        if rest == cells["speaker"].nunique()
        else f"of {total}, {words.listed(said)}{more}"
    )
    lines = [("Russia and China on the crisis:", f"{text}.")]
    counts = {country: tally(cells, country) for country in positions_rows.COUNTRIES}
    sees = [
        f"{n['gain'] or 'none'} {'sees' if n['gain'] == 1 else 'see'} {OF[country]} gain and {n['loss'] or 'none'} lose"
        for country, n in counts.items()
        if n["gain"] or n["loss"]
    ]
    lines += [("Who gains from it:", f"{'; '.join(sees)}. Whoever says both counts under both.")] * bool(sees)
    return lines + _alike(cells)


def positions(cells: pd.DataFrame, speakers: int) -> list[tuple[str, str]]:
    """Say for each question, named before the sentence, how many speakers answer what on the crisis.

    ``cells``: as ``stances.positions`` returns them; ``speakers``: how many speak at all, of anything.
    """
    total, lines = cells["speaker"].nunique(), []
    for question in positions_rows.QUESTIONS:
        count = tally(cells, question)
        answers = [answer for answer in positions_rows.answers(question) if answer != "mixed" or count[answer]]
        said = [f"{count[answer] or 'none'} {ANSWERS[answer]}" for answer in answers]
        said[0] = said[0].replace(" ", f" {'says' if count[answers[0]] == 1 else 'say'} flatly ", 1)
        n = count["several"]
        more = f" ({n} {'gives' if n == 1 else 'give'} more than one of these answers)" if n else ""
        rest = [f"{count[key]} {verb}" for key, verb in QUIET.items() if count[key]]
        text = f"of {words.many(total, 'speaker')}, {words.listed(said)}{more}" + (
            f"; {words.listed(rest)}" if rest else ""
        )
        lines.append((f"{OF[question]} on the crisis:", f"{text}."))
    if speakers > total:
        lines.append(("", f"{words.many(speakers - total, 'more speaker')} answer none of these questions."))
    return lines


def camps(cells: pd.DataFrame) -> list[tuple[str, str]]:
    """Name the speakers of each camp."""
    grouped = positions_rows.camps(cells)
    return [
        (f"{CAMPS[camp]} ({len(rows)}):", f"{words.listed(list(rows['speaker_name']))}.")
        for camp in positions_rows.CAMPS
        if len(rows := grouped[grouped["camp"] == camp])
    ]


def _alike(cells: pd.DataFrame) -> list[tuple[str, str]]:
    """Say which two speakers are furthest apart and which most alike, of several pairs, if they are so at all."""
    pairs = positions_rows.likeness(cells).dropna(subset=["alike"])
    names = dict(zip(cells["speaker"], cells["speaker_name"], strict=True))
    if len(pairs) < 2:
        return []

    def pair(alike_first: bool) -> pd.Series:
        return pairs.sort_values(["alike", "shared"], ascending=[not alike_first, False], kind="stable").iloc[0]

    said = [
        f"{what}: {names[row['one']]} and {names[row['other']]} ({row['alike']:.0%} on {row['shared']} questions)."
        for what, row, fits in (
            ("Furthest apart", pair(False), pair(False)["alike"] < HALF),
            ("Most alike", pair(True), pair(True)["alike"] >= HALF),
        )
        if fits
    ]
    return [("", " ".join(said))] * bool(said)


def positions_title(cells: pd.DataFrame) -> str:
    """State how many speakers say flatly what of the ties in the crisis; a single speaker is named."""
    total, ties = cells["speaker"].nunique(), tally(cells, "relationship")
    rest = sum(ties[quiet] for quiet in QUIET)
    if rest == total:
        flatly = "flatly whether the crisis brought Russia and China closer"
        return f"{words.many(total, 'speaker')}, {'who does not say' if rest == 1 else 'none of whom says'} {flatly}"
    seen = {"stable": "their ties unchanged", "rift": "a rift", "closer": "closer ties"}
    if total == 1:
        said = words.listed([text for answer, text in seen.items() if ties[answer]])
        return f"Russia and China on the crisis: {words.inside(cells['speaker_name'].iloc[0])} sees {said}"
    parts = [f"{ties[answer] or 'none'} {text}" for answer, text in seen.items()]
    parts[0] = parts[0].replace(" ", f" {'sees' if ties['stable'] == 1 else 'see'} ", 1)
    parts += [f"{rest} nothing flatly"] * bool(rest)
    both = _both(cells)
    more = f"; {words.listed(both)} {'sees' if len(both) == 1 else 'see'} more than one of these" if both else ""
    return f"Russia and China on the crisis: of {words.many(total, 'speaker')}, {words.listed(parts)}{more}"


def _both(cells: pd.DataFrame) -> list[str]:
    """Return the names of those who say more than one thing flatly of the ties in the crisis."""
    camps = positions_rows.camps(cells)
    return list(camps.loc[camps["camp"] == "several", "speaker_name"])


def likeness_title(pairs: pd.DataFrame) -> str:
    """State how many pairs of speakers can be compared, and how many of them agree on everything and on nothing."""
    known = pairs["alike"].dropna().astype(float)
    if known.empty:
        return "No two speakers share enough questions to be compared"
    same, none = int((known == 1).sum()), int((known == 0).sum())
    part = len(known) - same - none
    said = [
        f"{n} {'agrees' if n == 1 else 'agree'} {how}"
        for n, how in ((same, "fully"), (part, "in part"), (none, "on nothing"))
        if n
    ]
    return f"On the crisis, of {words.many(len(known), 'pair')} of speakers with two shared questions or more, {words.listed(said)}"
