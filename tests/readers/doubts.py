"""What a draft says without being sure of it."""

from __future__ import annotations

from oriv_cli.record.model import Draft


def unsure(draft: Draft) -> set[str]:
    """Return the fields of which a value was inferred."""
    return {key for key, found in draft.origins.items() if not all(one.sure for one in found)}
