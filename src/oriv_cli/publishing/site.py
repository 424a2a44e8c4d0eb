"""What a publication is made of: how the centre wants its site, and what lies above names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from oriv_cli import i18n
from oriv_cli.errors import InvalidValue
from oriv_cli.i18n import _
from oriv_cli.record.model import Event, Territory, is_web_address


class Site(NamedTuple):
    """How the site is: its name, its language, its public address, the centre's templates.

    Without an address (``https://…/``) nothing absolute is written: no map of
    the site and no canonical links. ``licence`` is that of the data, if any;
    ``centre`` the name of who publishes.
    """

    title: str = ""
    language: str = "fr"
    url: str = ""
    templates: Path | None = None
    licence: str = ""
    centre: str = ""


class Wishes(NamedTuple):
    """What is asked of a site; None where nothing is said, and the last publication counts."""

    title: str | None = None
    language: str | None = None
    url: str | None = None
    templates: Path | None = None
    licence: str = ""
    centre: str = ""

    def settled(self, before: Mapping[str, str]) -> Site:
        """Return the site, by what is asked and else by what the folder remembers.

        Templates are programs: a folder that came from elsewhere may not name them.
        """
        title, language, url = (
            before.get(key, "") if asked is None else asked
            for key, asked in zip(REMEMBERED, self[:3], strict=True)
        )
        known = language if language in i18n.LANGUAGES else i18n.LANGUAGES[0]
        return Site(title, known, base_address(url), self.templates, self.licence, self.centre)


REMEMBERED = ("title", "language", "url")


class Above(NamedTuple):
    """What lies above a name: the broader theme of each theme, the territories around one."""

    broader: Mapping[str, str]
    around: Callable[[Territory], list[Territory]]


def public(event: Event) -> Event:
    """Return what may be seen of an event: all of it but the note."""
    return event._replace(note="")


def base_address(text: str) -> str:
    """Return the address of a site as pages need it, with its last slash, "" for none.

    Raises InvalidValue for what is no address of a folder on the web.
    """
    address = text.strip()
    if not address:
        return ""
    if not is_web_address(address) or re.search(r"[?#\"'<>\\]", address):
        raise InvalidValue(
            _("“{url}” is no address of a site: write https://archives.exemple.fr/.").format(
                url=address
            )
        )
    return address.rstrip("/") + "/"
