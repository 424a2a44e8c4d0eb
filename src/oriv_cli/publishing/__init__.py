"""Publishing: the public archive as a static site, one file a page.

site, entries, ways   what there is to show: events, and the names that they are found under
slugs                 addresses that last
pages                 which files there are; notices, lists: the pages of events and of names
words                 what the pages say
search, feeds         the index of the search box; the feed and the downloads
look                  templates, stylesheet and script, ours or the centre's
folder                what is written, left alone or removed

It gets events and knows no archive; no note goes further than `site.public`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from oriv_cli.publishing.entries import entries
from oriv_cli.publishing.feeds import remembered
from oriv_cli.publishing.folder import Done, Folder
from oriv_cli.publishing.pages import pages
from oriv_cli.publishing.site import Above, Wishes
from oriv_cli.publishing.ways import Ways
from oriv_cli.record.model import Event
from oriv_cli.writers.french import speaking

__all__ = ["Above", "Done", "Wishes", "publish"]


def publish(
    events: Iterable[Event],
    above: Above,
    wishes: Wishes,
    path: Path,
    *,
    now: datetime | None = None,
    dry_run: bool = False,
) -> Done | None:
    """Write the site of these events into a folder, and return what changed there.

    Returns None, and touches nothing, when there is no event. Raises OrivError
    for a folder that is not ours, and for templates that are broken.
    """
    folder = Folder(path)
    site = wishes.settled(folder.memory.site)
    with speaking(site.language):
        found = entries(events)
        if not found:
            return None
        memory = remembered(found, folder.memory, site, now or datetime.now(UTC))
        made = list(pages(found, Ways(found, above), site, memory))
        return folder.publish(made, memory, dry_run=dry_run)
