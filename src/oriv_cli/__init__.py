"""oriv: the archive manager of a regional resource centre."""

import os

__version__ = "0.1.0"

# Our help and our errors are our own; without this, completion would load Rich
# only to strip markup from them. Typer reads it when it is first imported.
os.environ.setdefault("TYPER_USE_RICH", "0")
