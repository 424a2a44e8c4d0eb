"""The former and other names in an archive: what is searched by one is found by that of today.

The index of words holds the names of today alone, so that a new alias changes no event.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from oriv_cli.record import themes
from oriv_cli.record.sought import Known, Sought

# By the index first: among so many agents few have a second name.
_AGENTS = """SELECT a.name, n.name
  FROM (SELECT agent_id FROM agent_names GROUP BY agent_id HAVING count(*) > 1) s
  JOIN agents a ON a.id = s.agent_id JOIN agent_names n ON n.agent_id = s.agent_id
  WHERE n.name <> a.name"""
_THEMES = """SELECT t.label, n.name FROM theme_names n JOIN themes t ON t.id = n.theme_id
  WHERE n.name <> t.label"""


def widened(connection: sqlite3.Connection, sought: Sought) -> Sought:
    """Return what is sought, and what was called so at any time by its name of today."""
    return sought.widened(_known(connection))


def _known(connection: sqlite3.Connection) -> Iterator[Known]:
    for name, other in connection.execute(_AGENTS):
        yield Known("people", name, other)
    # What the shipped thesaurus takes for a theme helps to classify: nobody wrote it of an event.
    shipped = {alias for concept in themes.shipped() for alias in concept.aliases}
    for label, other in connection.execute(_THEMES):
        if other not in shipped:
            yield Known("themes", label, other)
