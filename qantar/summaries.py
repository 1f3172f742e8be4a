"""What the pages of views come to, in sentences and titles made from their rows."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from qantar import stances, style, words

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
WEIGHTS = {
    "can't be true": {"error": ("doesn't hold", "don't hold"), "contradiction": ("contradiction", "contradictions")},
    "in tension (both may hold)": {"tension": ("", "")},
    "only {seem} to differ": {"scope": ("in scope", "in scope"), "date": ("in days", "in days"),
                              "definition": ("in definition", "in definition")},
}  # fmt: skip
"""What entries of the ledger come to, in three, and the verdicts behind each."""


def tally(cells: pd.DataFrame, question: str) -> Counter[str]:
    """Count speakers by what they answer flatly to a question on the crisis; ``several``: those who give several answers.

    Who only hedges or reports counts as ``hedged``, who speaks of the longer run alone as ``trend``, else as ``silent``.
    """
    counts: Counter[str] = Counter()
    for _, rows in cells.groupby("speaker"):
        said = stances.given(rows, question)
        counts.update(said)
        counts["several"] += len(said) > 1
    return counts


def headline(cells: pd.DataFrame) -> list[tuple[str, str]]:
    """Say in three sentences what the speakers make of the ties, who gains, and who is most and least alike."""
    total = words.many(cells["speaker"].nunique(), "speaker")
    if stances.flatly(cells).empty:
        return [("", f"Of {total}, none says flatly anything of it on the crisis.")]
    ties = tally(cells, "relationship")
    said = [f"{ties['stable'] or 'none'} {'says' if ties['stable'] == 1 else 'say'} flatly that the ties held"]
    said += [f"{ties['closer'] or 'none'} that they grew closer"]
    said += [f"{ties['rift'] or 'none'} {'speak' if ties['rift'] > 1 else 'speaks'} of a rift"]
    both = _both(cells)
    more = f" ({style.listed(both)} {'says' if len(both) == 1 else 'say'} more than one of these)" if both else ""
    rest = sum(ties[quiet] for quiet in QUIET)
    more += f"; {rest} {'says' if rest == 1 else 'say'} nothing of it flatly" if rest else ""
    text = (
        f"none of {total} says anything of it flatly"
        if rest == cells["speaker"].nunique()
        else f"of {total}, {style.listed(said)}{more}"
    )
    lines = [("Russia and China on the crisis:", f"{text}.")]
    counts = {country: tally(cells, country) for country in stances.COUNTRIES}
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
        lines.append((f"{OF[question]} on the crisis:", f"{text}."))
    if speakers > total:
        lines.append(("", f"{words.many(speakers - total, 'more speaker')} answer none of these questions."))
    return lines


def camps(cells: pd.DataFrame) -> list[tuple[str, str]]:
    """Name the speakers of each camp."""
    grouped = stances.camps(cells)
    return [
        (f"{CAMPS[camp]} ({len(rows)}):", f"{style.listed(list(rows['speaker_name']))}.")
        for camp in stances.CAMPS
        if len(rows := grouped[grouped["camp"] == camp])
    ]


def _alike(cells: pd.DataFrame) -> list[tuple[str, str]]:
    """Say which two speakers are furthest apart and which most alike, of several pairs, if they are so at all."""
    pairs = stances.likeness(cells).dropna(subset=["alike"])
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
        said = style.listed([text for answer, text in seen.items() if ties[answer]])
        return f"Russia and China on the crisis: {words.inside(cells['speaker_name'].iloc[0])} sees {said}"
    parts = [f"{ties[answer] or 'none'} {text}" for answer, text in seen.items()]
    parts[0] = parts[0].replace(" ", f" {'sees' if ties['stable'] == 1 else 'see'} ", 1)
    parts += [f"{rest} nothing flatly"] * bool(rest)
    both = _both(cells)
    more = f"; {style.listed(both)} {'sees' if len(both) == 1 else 'see'} more than one of these" if both else ""
    return f"Russia and China on the crisis: of {words.many(total, 'speaker')}, {style.listed(parts)}{more}"


def _both(cells: pd.DataFrame) -> list[str]:
    """Return the names of those who say more than one thing flatly of the ties in the crisis."""
    camps = stances.camps(cells)
    return list(camps.loc[camps["camp"] == "several", "speaker_name"])


def ledger(entries: pd.DataFrame) -> str:
    """Count the entries of the ledger by what they come to, in three and by verdict."""
    count = Counter(entries["verdict"])
    said = []
    for weight, verdicts in WEIGHTS.items():
        parts = [f"{count[key]} {names[count[key] > 1]}" for key, names in verdicts.items() if count[key] and names[0]]
        said.append((weight, sum(count[key] for key in verdicts), f" ({style.listed(parts)})" if parts else ""))
    return f"{words.many(len(entries), 'disagreement')}: {_weighed(said)}{_beyond(entries)}."


def _beyond(entries: pd.DataFrame) -> str:
    """Say how many of the entries no article has a part in, and how many of these can't be true."""
    rest = entries[entries["sources"] == ""]
    if rest.empty:
        return ""
    sharp = int(rest["verdict"].isin(list(WEIGHTS["can't be true"])).sum())
    said = f"; {len(rest)} of them {'is' if len(rest) == 1 else 'are'} among reference sources alone"
    return said + (f", {sharp} of those that can't be true" if sharp else "")


def _weighed(counts: list[tuple[str, int, str]]) -> str:
    return style.listed(
        [f"{n} {weight.format(seem='seems' if n == 1 else 'seem')}{more}" for weight, n, more in counts if n]
    )


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
    return f"On the crisis, of {words.many(len(known), 'pair')} of speakers with two shared questions or more, {style.listed(said)}"


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
    """State how many entries there are, and how many of them can't be true, pull apart or only seem to differ."""
    counts = [
        (weight.split(" (")[0], int(entries["verdict"].isin(list(verdicts)).sum()), "")
        for weight, verdicts in WEIGHTS.items()
    ]
    return f"{words.many(len(entries), 'disagreement')}: {_weighed(counts)}{_beyond(entries)}"


def belonging_title(cells: pd.DataFrame) -> str:
    """State which countries were in the CSTO and in the SCO at once; ``cells``: with ``country, group, organisation``."""
    within = cells.drop_duplicates("country").groupby("group")["country"].agg(list)
    both, alone = within.get("In the CSTO and the SCO", []), within.get("In the CSTO alone", [])
    if not both and not alone:
        said = style.listed([f"the {name}" for name in sorted(set(cells["organisation_name"]))])
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
            parts.append(
                f"{style.listed(most)} {verb} by {words.many(int(each.max()), 'actor')}{' each' if others else ''}"
            )
    return "; ".join(parts) or words.many(len(rows), "call or request", "calls and requests")


def contacts_title(rows: pd.DataFrame) -> str:
    """State how many calls and messages there were, and with whom most."""
    each = rows.groupby("object_name", sort=False).size()
    most = style.listed(list(each[each == each.max()].index))
    more = f", {each.max()} of them to {most}" if each.max() > 1 else ""
    return words.many(len(rows), "account of a call or message", "accounts of calls and messages") + more
