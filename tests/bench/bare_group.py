"""What ``oriv stats`` is measured against: one GROUP BY, and a table of Rich."""

from __future__ import annotations

import sqlite3
import sys

from rich.console import Console
from rich.table import Table

rows = sqlite3.connect(sys.argv[1]).execute(
    "SELECT t.label, count(*) FROM theme_events e JOIN themes t ON t.id = e.theme_id GROUP BY 1"
)
table = Table("theme", "events")
for label, count in rows:
    table.add_row(label, str(count))
Console().print(table)
