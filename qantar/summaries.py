"""What the pages of views come to, in sentences and titles made from their rows."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from qantar import stances, style, words
from qantar.cells import RELATIONS

ANSWERS = {
    "gain": "that it gains", "loss": "that it loses", "closer": "that they come closer",
    "stable": "that the ties stay as they were", "rift": "that they part",
}  # fmt: skip
QUIET = {"hedged": "only hedge or report", "silent": "are silent"}
OF = {"russia": "Russia", "china": "China", "kazakhstan": "Kazakhstan", "relationship": "Russia and China together"}
CAMPS = {
    "rift": "China loses or the ties break", "both": "some of either",
    "harmony": "China gains or the ties hold", "silent": "neither said flatly",
}  # fmt: skip
"""What a camp says, for headings and sentences."""
VERDICTS = {
    "error": ("statement that doesn't hold", "statements that don't hold"),
    "contradiction": ("contradiction", "contradictions"),
    "tension": ("tension, in which both may hold", "tensions, in which both may hold"),
    "scope": ("difference of scope", "differences of scope"),
    "date": ("difference of days", "differences of days"),
    "definition": ("difference of definition", "differences of definition"),
}


def tally(cells: pd.DataFrame, question: str) -> Counter[str]:
    """Count speakers by what they answer flatly to a question; ``several``: more than one answer.

    Who only hedges or reports counts as ``hedged``, who doesn't speak of it as ``silent``.
    """
    counts: Counter[str] = Counter()
    for _, rows in cells.groupby("speaker"):
        said = rows[rows["question"] == question]
        flat = list(said.loc[said["flat"] > 0, "answer"])
        counts["silent" if said.empty else "hedged" if not flat else "several" if len(flat) > 1 else flat[0]] += 1
    return counts


def positions(cells: pd.DataFrame, speakers: int) -> list[tuple[str, str]]:
    """Say for each question, named before the sentence, how many speakers answer what.

    ``cells``: as ``stances.positions`` returns them; ``speakers``: how many speak at all, of anything.
    """
    total, lines = cells["speaker"].nunique(), []
    for question in stances.QUESTIONS:
        count = tally(cells, question)
        sure = [answer for answer in stances.answers(question) if answer != "mixed"]
        said = [f"{count[answer] or 'none'} {ANSWERS[answer]}" for answer in sure]
        said[0] = said[0].replace(" ", f" {'says' if count[sure[0]] == 1 else 'say'} flatly ", 1)
        if both := count["mixed"] + count["several"]:
            said.append(f"{both} {'more than one of these' if question == 'relationship' else 'some of both'}")
        rest = [f"{count[key]} {verb}" for key, verb in QUIET.items() if count[key]]
        text = f"of {words.many(total, 'speaker')}, {style.listed(said)}" + (f"; {style.listed(rest)}" if rest else "")
        lines.append((f"{OF[question]}:", f"{text}."))
    if speakers > total:
        lines.append(("", f"{words.many(speakers - total, 'more speaker')} answer none of these questions."))
    return lines


def camps(cells: pd.DataFrame) -> list[tuple[str, str]]:
    """Name the speakers of each camp, and who is most and who is least alike."""
    grouped = stances.camps(cells)
    lines = [
        (f"{words.many(len(rows), 'speaker')}: {CAMPS[camp]}.", f"{style.listed(list(rows['speaker_name']))}.")
        for camp in stances.CAMPS
        if len(rows := grouped[grouped["camp"] == camp]) and camp != "silent"
    ]
    pairs = stances.likeness(cells).dropna(subset=["alike"])
    if len(pairs):
        names = dict(zip(grouped["speaker"], grouped["speaker_name"], strict=True))
        order = pairs.sort_values(["alike", "shared"], ascending=[True, False], kind="stable")
        least = order.iloc[0]
        most = pairs.sort_values(["alike", "shared"], ascending=False, kind="stable").iloc[0]

        def pair(row: pd.Series) -> str:
            return f"{names[row['one']]} and {names[row['other']]} ({row['alike']:.0%} on {row['shared']} questions)"

        lines.append(("", f"Furthest apart: {pair(least)}. Most alike: {pair(most)}."))
    return lines


def ledger(entries: pd.DataFrame) -> str:
    """Count the entries of the ledger by what they come to."""
    count = Counter(entries["verdict"])
    said = [f"{count[verdict]} {names[count[verdict] > 1]}" for verdict, names in VERDICTS.items() if count[verdict]]
    return f"{words.many(len(entries), 'entry', 'entries')}: {style.listed(said)}."


def likeness_title(pairs: pd.DataFrame) -> str:
    """State how many pairs of speakers can be compared, and how many of them agree on everything and on nothing."""
    known = pairs["alike"].dropna().astype(float)
    if known.empty:
        return "No two speakers share enough questions to be compared"
    same, none = int((known == 1).sum()), int((known == 0).sum())
    pairs_of = f"Of {words.many(len(known), 'pair')} of speakers with two shared questions or more"
    return f"{pairs_of}, {same or 'none'} {'agrees' if same == 1 else 'agree'} on all of them, and {none or 'none'} on none"


def who_title(pairs: pd.DataFrame) -> str:
    """State which two sources contradict each other most, and how many entries find one at odds with itself."""
    sharp = pairs[(pairs["weight"] == "sharp") & (pairs["one"] != pairs["other"])].sort_values("count", ascending=False)
    own = {entry for cell in pairs.loc[pairs["one"] == pairs["other"], "entries"] for entry in cell.split("|")}
    parts = []
    if len(sharp):
        most = sharp.iloc[0]
        against = style.name(most["one"]), style.name(most["other"])
        parts.append(f"{against[0]} and {against[1]} can't both be right {words.many(int(most['count']), 'time')}")
    if own:
        parts.append(f"{words.many(len(own), 'entry', 'entries')} find a source at odds with itself")
    if not parts:
        parts.append("Tensions and different measures, but nothing that can't all be true")
    return "; ".join(parts)


def side_by_side_title(cells: pd.DataFrame) -> str:
    """State how many things are counted or dated, and for how many of them more than one source answers."""
    things = cells.groupby("row")["column"].nunique()
    several = int((things > 1).sum())
    return (
        f"{words.many(len(things), 'thing')} that can be counted or dated: {several or 'none'} by more than one source, "
        f"{len(things) - several} by one alone"
    )


def ledger_title(entries: pd.DataFrame) -> str:
    """State how many entries there are, and how many of them can't be true."""
    sharp = int(entries["verdict"].isin(["error", "contradiction"]).sum())
    return f"{words.many(len(entries), 'disagreement')}, of which {sharp or 'none'} can't all be true"


def belonging_title(cells: pd.DataFrame) -> str:
    """State which countries were in the CSTO and in the SCO at once; ``cells``: with ``country, group, organisation``."""
    within = cells.drop_duplicates("country").groupby("group")["country"].agg(list)
    both, alone = within.get("In the CSTO and the SCO", []), within.get("In the CSTO alone", [])
    if len(both) + len(alone) < 2:
        return f"{words.many(len(cells), 'membership')} of {words.many(len(within.explode()), 'country', 'countries')}"
    named = f": {style.listed(sorted(both))}" if both else ""
    return (
        f"{len(both) or 'None'} of {words.many(len(both) + len(alone), 'CSTO member')} "
        f"{'is' if len(both) == 1 else 'are'} in the SCO too{named}"
    )


def leads_title(rows: pd.DataFrame) -> str:
    """State who is said to lead the SCO, and by how many speakers; or how many leaderships are stated."""
    led = rows[(rows["organisation"] == "ac-sco") & (rows["status"] == "leads")]
    if led.empty:
        return f"{words.many(len(rows), 'statement')} on who leads or began what"
    named = led.groupby("speaker")["member_name"].agg(lambda names: " and ".join(sorted(names)))
    counts = named.value_counts()
    said = [f"{name}, {'says' if n == 1 else 'say'} {n}" for name, n in counts.items()]
    return "Who leads the SCO: " + "; ".join(said)


def network_title(rows: pd.DataFrame) -> str:
    """State who lost a post, and how many relations of which kind there are."""
    lost = rows[rows["relation"].isin(["removed", "detained"])]
    count = rows["relation"].value_counts().reindex(RELATIONS).dropna().astype(int)
    said = [f"{name} {n}" for name, n in count.items()]
    who = lost["object"].nunique()
    first = (
        f"{words.many(who, 'person', 'people')} lost a post or {'was' if who == 1 else 'were'} detained; "
        if who
        else ""
    )
    return f"{first}{words.many(len(rows), 'relation')}: {style.listed(said)}"
