"""What can be chosen on the Positions page: topics and how a claim is put, bound to the address."""

from __future__ import annotations

from qantar.cards.positions import STATUS_NAMES, TOPIC_NAMES
from qantar.frame.state import pills


def claims_chosen() -> dict[str, tuple[str, ...]]:
    """Show the choice of topics and of ways to put a claim; return the keys chosen, for the cards of the page."""
    return {
        "topics": pills("Topics", "topic", TOPIC_NAMES),
        "statuses": pills(
            "How it is put", "status", STATUS_NAMES,
            "Hedged: with may, could, likely. Reported: the view of others. Rejected: a view that the author carries only to "
            "refuse it; it stands in the list of claims and counts for nobody.",
        ),
    }  # fmt: skip
