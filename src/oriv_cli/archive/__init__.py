"""The archive: one SQLite file, and the façade through which all else uses it."""

from oriv_cli.archive.archive import Archive as Archive
from oriv_cli.archive.archive import Count as Count
from oriv_cli.archive.archive import Taken as Taken
