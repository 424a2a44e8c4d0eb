"""Which tables are taken for an export of oriv, and read the quick, strict way."""

from __future__ import annotations

import io

import pytest

from oriv_cli.readers.tables import read_table
from oriv_cli.record.fields import PUBLIC

HEADERS = [field.header for field in PUBLIC if field.key not in ("id", "uid")]


@pytest.mark.parametrize(
    ("names", "ours"),
    [
        (HEADERS, True),
        (HEADERS[:8], True),
        (["uid", "titre"], True),
        (HEADERS[:7], False),
        ([*HEADERS[1:], HEADERS[0]], False),
        ([*HEADERS, "couleur"], False),
        ([header.title() for header in HEADERS], False),
    ],
)
def test_the_columns_of_an_export(names: list[str], ours: bool) -> None:
    text = (
        ";".join(names) + "\n" + ";".join("A" if name.lower() == "titre" else "" for name in names)
    )
    assert read_table(io.BytesIO(text.encode())).ours is ours
