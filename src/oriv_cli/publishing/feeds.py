"""What is read by programs: the Atom feed, the map of the site, and the downloads."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from uuid import NAMESPACE_OID, uuid5

from oriv_cli import __version__
from oriv_cli.i18n import _, language, number
from oriv_cli.publishing.entries import Entry, mark
from oriv_cli.publishing.folder import Memory, Page
from oriv_cli.publishing.site import REMEMBERED, Site
from oriv_cli.publishing.words import DOWNLOADS
from oriv_cli.record.fields import PUBLIC
from oriv_cli.writers import writer

# How many events the feed holds, and the calendar: Google takes none above 1 MB.
_LATEST, _IN_CALENDAR = 30, 1000
_PLACE = "telechargements/evenements.{format}"


def remembered(entries: list[Entry], before: Memory, site: Site, now: datetime) -> Memory:
    """Return when each event was first published and last changed, as of now.

    The record has no such times: the folder remembers them. The feed's own
    identifier, which no address gives, comes from the oldest event.
    """
    clock = int(now.timestamp())
    events: dict[str, tuple[str, int, int]] = {}
    for entry in entries:
        key, stamp = str(entry.event.id), entry.stamp.hex()
        former, came, changed = before.events.get(key, ("", clock, clock))
        events[key] = (stamp, came, changed if former == stamp else clock)
    first = min(entries, key=lambda entry: entry.event.id).event.uid
    feed = before.feed or uuid5(NAMESPACE_OID, f"oriv:{first}").urn
    asked = {key: str(getattr(site, key)) for key in REMEMBERED}
    return Memory({}, events, asked, feed)


def latest(entries: list[Entry], memory: Memory) -> list[tuple[Entry, str, str]]:
    """Return what the feed holds, the last published first, each with its two times."""
    known = [(entry, memory.events[str(entry.event.id)]) for entry in entries]
    known.sort(key=lambda each: -each[1][1])
    return [
        (entry, _rfc3339(published), _rfc3339(changed))
        for entry, (_stamp, published, changed) in known[:_LATEST]
    ]


def _rfc3339(clock: int) -> str:
    return f"{datetime.fromtimestamp(clock, UTC):%Y-%m-%dT%H:%M:%SZ}"


def downloads() -> list[tuple[str, str, str]]:
    """Return the address of each download, what it is, and who takes it."""
    return [
        (_PLACE.format(format=name), _(label), _(use).format(n=number(_IN_CALENDAR)))
        for name, (label, use) in DOWNLOADS.items()
    ]


def pages(entries: list[Entry]) -> Iterator[Page]:
    """Yield the downloads."""
    for name in DOWNLOADS:
        some = entries[:_IN_CALENDAR] if name == "ics" else entries
        key = mark(__version__, language(), b"".join(entry.stamp for entry in some))
        path = _PLACE.format(format=name)
        yield Page(path, key.hex(), partial(_written, name, some))


def _written(name: str, entries: Iterable[Entry]) -> bytes:
    """Return events in a format of the writers, the newest first."""
    stream = io.BytesIO()
    # A record a line: indented, JSON takes four times as long to write.
    write = writer("jsonl" if name == "json" else name)
    write((entry.event for entry in entries), stream, PUBLIC)
    if name == "json":
        return b"[\n" + stream.getvalue().rstrip(b"\n").replace(b"\n", b",\n") + b"\n]\n"
    return stream.getvalue()
