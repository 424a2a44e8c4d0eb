"""oriv: the archive manager of a regional resource centre."""

__version__ = "0.1.0"
