"""The titles of alliances: sentences that depend on its rows."""

from __future__ import annotations

import pandas as pd

from qantar.facts import words


def belonging_title(cells: pd.DataFrame) -> str:
    """State which countries were in the CSTO and in the SCO at once; ``cells``: with ``country, group, organisation``."""
    within = cells.drop_duplicates("country").groupby("group")["country"].agg(list)
    both, alone = within.get("In the CSTO and the SCO", []), within.get("In the CSTO alone", [])
    if not both and not alone:
        said = words.listed([f"the {name}" for name in sorted(set(cells["organisation_name"]))])
        return f"The articles name {words.many(cells['country'].nunique(), 'country', 'countries')} in {said}"
    named = f": {words.listed(sorted(both))}" if both else ""
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
    return f"The reshuffle: {words.listed(said)}"


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
                f"{words.listed(most)} {verb} by {words.many(int(each.max()), 'actor')}{' each' if others else ''}"
            )
    return "; ".join(parts) or words.many(len(rows), "call or request", "calls and requests")


def contacts_title(rows: pd.DataFrame) -> str:
    """State how many calls and messages there were, and with whom most."""
    each = rows.groupby("object_name", sort=False).size()
    most = words.listed(list(each[each == each.max()].index))
    more = f", {each.max()} of them to {most}" if each.max() > 1 else ""
    return words.many(len(rows), "account of a call or message", "accounts of calls and messages") + more
