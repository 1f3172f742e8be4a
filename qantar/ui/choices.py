"""What can be chosen on the Positions page: topics, how a claim is put and what it is about."""

from __future__ import annotations

from qantar.ui import address


def claims_chosen() -> dict[str, tuple[str, ...]]:
    """Show the choice of topics, of ways to put a claim and of what it is about; return the keys chosen, for the cards of the page."""
    return {
        "topics": address.pills("Topics", "topic"),
        "statuses": address.pills(
            "How it is put", "status",
            "Hedged: with may, could, likely. Reported: the view of others. Rejected: a view that the author carries only to "
            "refuse it; it stands in the list of claims and counts for nobody.",
        ),
        "horizons": address.pills(
            "What it is about", "horizon",
            "The crisis: what happened in January 2022, what follows from it and what it is said to show. The longer run: all "
            "that lasts or took long; it counts in no title and no group.",
        ),
    }  # fmt: skip
