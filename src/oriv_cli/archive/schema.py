"""The schema, by numbered migrations; each is frozen once it is released.

``PRAGMA user_version`` holds the number of the last migration, so that a read
need not load sqlite-utils to know it; ``application_id`` says whose file it is.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from oriv_cli import __version__

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x4F524956  # "ORIV"
VERSION = 2

EVENT_WORDS = (
    """CREATE VIRTUAL TABLE event_words USING fts5(
  title, people, themes, places, resources, summary,
  tokenize = 'ascii'
)""",
    "INSERT INTO event_words(event_words, rank) VALUES ('hashsize', 8388608)",
)
# Link tables (event_themes, event_territories, event_agents) hold what was said,
# in its order. Beside each, a derived table of the same facts serves the filters:
# it holds a row for each broader theme and enclosing territory too, and the
# event's first day in its key, so that the newest events of a filter are the end
# of one range, whatever the archive's size. An undated event has the empty
# start, and so comes last.
# The words come folded, so that the quickest tokenizer will do; 8 MiB of them are
# gathered before they are merged, a third less work in a large import.
# The checks say « a OR b » rather than « IN », for which SQLite builds a table
# anew at each row.
_M001 = """
CREATE TABLE kinds (
  label TEXT PRIMARY KEY
);
CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  date TEXT,
  start TEXT NOT NULL DEFAULT '',
  "end" TEXT NOT NULL DEFAULT '',
  time TEXT,
  kind TEXT REFERENCES kinds(label) ON UPDATE CASCADE,
  mode TEXT CHECK (mode = 'présentiel' OR mode = 'distanciel' OR mode = 'hybride'),
  series TEXT,
  venue TEXT,
  attendance INTEGER,
  attendance_qualifier TEXT,
  half_days INTEGER,
  summary TEXT,
  source TEXT,
  note TEXT
);
CREATE INDEX events_start ON events(start, id, "end");
CREATE INDEX events_series ON events(series) WHERE series IS NOT NULL;

CREATE TABLE occurrences (
  event_id INTEGER NOT NULL REFERENCES events(id) ON DELETE CASCADE,
  start TEXT NOT NULL,
  "end" TEXT NOT NULL,
  PRIMARY KEY (event_id, start, "end")
) WITHOUT ROWID;

CREATE TABLE themes (
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL UNIQUE,
  broader_id INTEGER REFERENCES themes(id)
);
CREATE TABLE theme_names (
  key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  theme_id INTEGER NOT NULL REFERENCES themes(id) ON DELETE CASCADE
);
CREATE INDEX theme_names_theme ON theme_names(theme_id);
CREATE TABLE event_themes (
  event_id INTEGER NOT NULL REFERENCES events(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  theme_id INTEGER NOT NULL REFERENCES themes(id),
  PRIMARY KEY (event_id, position)
) WITHOUT ROWID;
CREATE TABLE theme_events (
  theme_id INTEGER NOT NULL,
  start TEXT NOT NULL,
  event_id INTEGER NOT NULL,
  PRIMARY KEY (theme_id, start, event_id)
) WITHOUT ROWID;

CREATE TABLE territories (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  qualifier TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE territory_parents (
  code TEXT NOT NULL REFERENCES territories(code) ON DELETE CASCADE,
  parent TEXT NOT NULL REFERENCES territories(code),
  PRIMARY KEY (code, parent)
) WITHOUT ROWID;
CREATE TABLE territory_names (
  key TEXT NOT NULL,
  code TEXT NOT NULL REFERENCES territories(code) ON DELETE CASCADE,
  PRIMARY KEY (key, code)
) WITHOUT ROWID;
CREATE TABLE event_territories (
  event_id INTEGER NOT NULL REFERENCES events(id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role = 'held' OR role = 'about'),
  position INTEGER NOT NULL,
  code TEXT NOT NULL REFERENCES territories(code),
  PRIMARY KEY (event_id, role, position)
) WITHOUT ROWID;
CREATE TABLE territory_events (
  code TEXT NOT NULL,
  start TEXT NOT NULL,
  event_id INTEGER NOT NULL,
  PRIMARY KEY (code, start, event_id)
) WITHOUT ROWID;

CREATE TABLE agents (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);
CREATE TABLE agent_names (
  key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  agent_id INTEGER NOT NULL REFERENCES agents(id) ON DELETE CASCADE
);
CREATE INDEX agent_names_agent ON agent_names(agent_id);
CREATE TABLE event_agents (
  event_id INTEGER NOT NULL REFERENCES events(id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role = 'organiser' OR role = 'partner' OR role = 'speaker'),
  position INTEGER NOT NULL,
  agent_id INTEGER NOT NULL REFERENCES agents(id),
  title TEXT,
  PRIMARY KEY (event_id, role, position)
) WITHOUT ROWID;
CREATE TABLE agent_events (
  agent_id INTEGER NOT NULL,
  role TEXT NOT NULL,
  start TEXT NOT NULL,
  event_id INTEGER NOT NULL,
  PRIMARY KEY (agent_id, role, start, event_id)
) WITHOUT ROWID;

CREATE TABLE resources (
  event_id INTEGER NOT NULL REFERENCES events(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT,
  label TEXT,
  url TEXT,
  file TEXT,
  PRIMARY KEY (event_id, position)
) WITHOUT ROWID;

CREATE TABLE operations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  command TEXT NOT NULL,
  undoes INTEGER REFERENCES operations(id)
);
CREATE TABLE changes (
  operation_id INTEGER NOT NULL REFERENCES operations(id),
  event_id INTEGER NOT NULL,
  before TEXT,
  PRIMARY KEY (operation_id, event_id)
) WITHOUT ROWID;
CREATE INDEX changes_event ON changes(event_id, operation_id);
"""

# What a theme, an agent or a territory was before an operation, as JSON; a
# distinct pair is two agents that somebody said are not one. ``programs`` tells an
# older oriv which one it takes to open a file.
_M002 = """
ALTER TABLE agents ADD COLUMN successor_id INTEGER REFERENCES agents(id);
ALTER TABLE agents ADD COLUMN succeeded_from INTEGER;
CREATE INDEX agents_successor ON agents(successor_id) WHERE successor_id IS NOT NULL;
CREATE TABLE distinct_agents (
  pair TEXT PRIMARY KEY,
  one INTEGER NOT NULL REFERENCES agents(id),
  other INTEGER NOT NULL REFERENCES agents(id)
) WITHOUT ROWID;
CREATE TABLE entry_changes (
  operation_id INTEGER NOT NULL REFERENCES operations(id),
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  before TEXT,
  PRIMARY KEY (operation_id, kind, key)
) WITHOUT ROWID;
CREATE INDEX entry_changes_key ON entry_changes(kind, key, operation_id);
CREATE TABLE programs (
  schema INTEGER PRIMARY KEY,
  oriv TEXT NOT NULL
);
"""


def m001_events(db: Database) -> None:
    """Events with their dates, themes, territories, agents, resources and operations."""
    _run(db, _M001)
    for statement in EVENT_WORDS:
        db.execute(statement)


def m002_vocabulary(db: Database) -> None:
    """Successors of agents, agents that are not one, and the vocabulary's own operations."""
    _run(db, _M002)


def _run(db: Database, script: str) -> None:
    """Run statements inside the open transaction, which ``executescript`` would end."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an archive, new or of any older schema, to this program's schema."""
    from sqlite_utils import Database, Migrations

    db = Database(connection, execute_plugins=False)
    migrations = Migrations("oriv")
    for step in (m001_events, m002_vocabulary):
        migrations(name=step.__name__)(step)
    migrations.apply(db)
    db.execute("INSERT OR IGNORE INTO programs VALUES (?, ?)", (VERSION, __version__))
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {VERSION}")
