"""What the pages of views come to, in sentences and titles made from their rows."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from qantar import stances, style, words

ANSWERS = {
    "gain": "that it gains", "loss": "that it loses", "mixed": "that it does both at once", "closer": "that they come closer",
    "stable": "that the ties stay as they were", "rift": "that they part",
}  # fmt: skip
QUIET = {"hedged": "only hedging or reporting", "silent": "silent"}
OF = {"russia": "Russia", "china": "China", "kazakhstan": "Kazakhstan", "relationship": "Russia and China together"}
CAMPS = {
    "rift": "A rift", "several": "More than one of these", "stable": "Ties unchanged", "closer": "Closer",
    "silent": "Not said flatly",
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
    """Count speakers by what they answer flatly to a question; ``several`` counts those who give more than one answer.

    Who only hedges or reports counts as ``hedged``, who doesn't speak of it as ``silent``.
    """
    counts: Counter[str] = Counter()
    for _, rows in cells.groupby("speaker"):
        said = rows[rows["question"] == question]
        flat = list(said.loc[said["flat"] > 0, "answer"])
        counts.update(flat or ["silent" if said.empty else "hedged"])
        counts["several"] += len(flat) > 1
    return counts


def positions(cells: pd.DataFrame, speakers: int) -> list[tuple[str, str]]:
    """Say for each question, named before the sentence, how many speakers answer what.

    ``cells``: as ``stances.positions`` returns them; ``speakers``: how many speak at all, of anything.
    """
    total, lines = cells["speaker"].nunique(), []
    for question in stances.QUESTIONS:
        count = tally(cells, question)
        answers = [answer for answer in stances.answers(question) if answer != "mixed" or count[answer]]
        said = [f"{count[answer] or 'none'} {ANSWERS[answer]}" for answer in answers]
        said[0] = said[0].replace(" ", f" {'says' if count[answers[0]] == 1 else 'say'} flatly ", 1)
        n = count["several"]
        more = f" ({n} {'gives' if n == 1 else 'give'} more than one of these answers)" if n else ""
        rest = [f"{count[key]} {verb}" for key, verb in QUIET.items() if count[key]]
        text = f"of {words.many(total, 'speaker')}, {style.listed(said)}{more}" + (
            f"; {style.listed(rest)}" if rest else ""
        )
        lines.append((f"{OF[question]}:", f"{text}."))
    if speakers > total:
        lines.append(("", f"{words.many(speakers - total, 'more speaker')} answer none of these questions."))
    return lines


def camps(cells: pd.DataFrame) -> list[tuple[str, str]]:
    """Name the speakers of each camp, and who is most and who is least alike."""
    grouped = stances.camps(cells)
    lines = [
        (f"{CAMPS[camp]} ({len(rows)}):", f"{style.listed(list(rows['speaker_name']))}.")
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
    part = len(known) - same - none
    said = [
        f"{n} {'agrees' if n == 1 else 'agree'} {how}"
        for n, how in ((same, "fully"), (part, "in part"), (none, "on nothing"))
        if n
    ]
    return f"Of {words.many(len(known), 'pair')} of speakers with two shared questions or more, {style.listed(said)}"


def who_title(pairs: pd.DataFrame) -> str:
    """State which article stands against the others most often, and which one outside evidence corrects most."""
    others = pairs[(pairs["one"] != pairs["other"]) & (pairs["one"] != "reference")]
    within = others[others["other"] != "reference"]
    parts = []
    if len(within):
        each = pd.concat([within[["one", "entries"]], within[["other", "entries"]].rename(columns={"other": "one"})])
        counts = each.groupby("one", sort=False)["entries"].agg(lambda cells: len(set("|".join(cells).split("|"))))
        total = len({entry for cell in within["entries"] for entry in cell.split("|")})
        first = f"{style.name(counts.idxmax())} stands against another article in {counts.max()}"
        parts.append(f"{first} of {words.many(total, 'entry between articles', 'entries between articles')}")

    beyond = others[others["other"] == "reference"].groupby("one", sort=False)["count"].sum()
    if len(beyond):
        parts.append(
            f"{'r' if parts else 'R'}eference data differs most with {style.name(beyond.idxmax())} ({beyond.max()})"
        )
    own = {entry for cell in pairs.loc[pairs["one"] == pairs["other"], "entries"] for entry in cell.split("|")}
    return "; ".join(parts) or f"{words.many(len(own), 'entry', 'entries')} set a source against itself"


def side_by_side_title(cells: pd.DataFrame) -> str:
    """State how many things are counted or dated by several articles, by one, and by reference data alone."""
    count = cells[cells["column"] != "reference"].groupby("row")["column"].nunique()
    total, several = cells["row"].nunique(), int((count > 1).sum())
    rest = total - len(count)
    more = f", {rest} by reference data alone" if rest else ""
    one = len(count) - several
    return (
        f"{words.many(total, 'thing')} that can be counted or dated: {several or 'none'} by more than one article, "
        f"{one or 'none'} by one{more}"
    )


def ledger_title(entries: pd.DataFrame) -> str:
    """State how many entries there are, and how many of them can't be true."""
    sharp = int(entries["verdict"].isin(["error", "contradiction"]).sum())
    return f"{words.many(len(entries), 'disagreement')}, of which {sharp or 'none'} can't all be true"


def belonging_title(cells: pd.DataFrame) -> str:
    """State which countries were in the CSTO and in the SCO at once; ``cells``: with ``country, group, organisation``."""
    within = cells.drop_duplicates("country").groupby("group")["country"].agg(list)
    both, alone = within.get("In the CSTO and the SCO", []), within.get("In the CSTO alone", [])
    if not both and not alone:
        said = style.listed(sorted(set(cells["organisation_name"])))
        return f"The articles name {words.many(cells['country'].nunique(), 'country', 'countries')} in {said}"
    named = f": {style.listed(sorted(both))}" if both else ""
    return (
        f"{len(both) or 'None'} of {words.many(len(both) + len(alone), 'CSTO member')} "
        f"{'is' if len(both) == 1 else 'are'} in the SCO too{named}"
    )


def leads_title(rows: pd.DataFrame) -> str:
    """State who is said to lead the SCO and by how many speakers, a single one by name; or how many leaderships are stated."""
    led = rows[(rows["organisation"] == "ac-sco") & (rows["status"] == "leads")]
    if led.empty:
        return f"{words.many(len(rows), 'statement')} on who leads or began what"
    named = led.groupby("speaker")["member_name"].agg(lambda names: " and ".join(sorted(names)))
    said = []
    for name, n in named.value_counts().items():
        one = named.index[named == name][0].replace("Author of", "the author of")
        said.append(f"{name}, says {one} alone" if n == 1 else f"{name}, say {n} speakers")
    return "Who leads the SCO: " + "; ".join(said)


def moves_title(rows: pd.DataFrame) -> str:
    """State how many people lost a post, were detained and were appointed."""
    verbs = {"removed": "lost a post", "detained": "{} detained", "appointed": "{} appointed"}
    said: list[str] = []
    for relation, verb in verbs.items():
        n = rows.loc[rows["relation"] == relation, "object"].nunique()
        if n:
            said.append(
                f"{words.many(n, 'person', 'people') if not said else n} {verb.format('was' if n == 1 else 'were')}"
            )
    return f"The reshuffle: {style.listed(said)}"


def support_title(rows: pd.DataFrame) -> str:
    """State whom most backed, whom most criticised and whom most blamed; else how many asked, called or wrote."""
    parts: list[str] = []
    for verb in ("backed", "criticised", "blamed"):
        own = rows[rows["relation"] == verb]
        if len(own):
            each = own.drop_duplicates(["subject_name", "object_name"]).groupby("object_name", sort=False).size()
            first, *others = each[each == each.max()].index
            most = [first if not parts else words.inside(first), *map(words.inside, others)]
            parts.append(f"{style.listed(most)} {verb} by {words.many(int(each.max()), 'actor')}")
    return "; ".join(parts) or words.many(len(rows), "call or request", "calls and requests")


def contacts_title(rows: pd.DataFrame) -> str:
    """State how many calls and messages there were, and with whom most."""
    each = rows.groupby("object_name", sort=False).size()
    most = style.listed(list(each[each == each.max()].index))
    more = f", {each.max()} of them to {most}" if each.max() > 1 else ""
    return words.many(len(rows), "call or message", "calls and messages") + more
