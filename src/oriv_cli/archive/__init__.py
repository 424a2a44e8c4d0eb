"""The archive: one SQLite file, and the façade through which all else uses it.

The façade is imported when it is first asked for: completion, which reads a few names,
would take longer to import it than to answer.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from oriv_cli.archive.archive import Archive as Archive
    from oriv_cli.archive.intake import Taken as Taken
    from oriv_cli.archive.questions import Count as Count

_FACADE = {"Archive": "archive", "Count": "questions", "Taken": "intake"}


def __getattr__(name: str) -> Any:
    if name not in _FACADE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"oriv_cli.archive.{_FACADE[name]}"), name)
