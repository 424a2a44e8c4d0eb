"""Pages of HTML: templates in which every text is escaped, cleaned, and links where it may.

One room for all pages: those of the public archive and that of the activity report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from oriv_cli.errors import extra
from oriv_cli.record.model import is_web_address
from oriv_cli.record.text import printable

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

# No text of XML or HTML may hold these; the rest of what is unsafe is in `printable`.
_LAST = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NO_CHARACTERS = re.compile(f"[\ufdd0-\ufdef\ud800-\udfff{_LAST}]")
_BLANKS = re.compile("(?<=«) | (?=[»?!;:])")


def environment(ours: Path, own: Path | None = None, **options: Any) -> Environment:
    """Return what renders the templates of a folder of ours, or those of a centre before them.

    Theirs may extend ours by « oriv/NAME ». Raises OrivError without its library.
    """
    with extra("web"):
        from jinja2 import (
            ChoiceLoader,
            Environment,
            FileSystemLoader,
            PrefixLoader,
            StrictUndefined,
        )

    loader = FileSystemLoader([folder for folder in (own, ours) if folder])
    named = PrefixLoader({"oriv": FileSystemLoader(ours)})
    made = Environment(
        loader=ChoiceLoader([loader, named]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        **options,
    )
    made.filters.update(host=host, linkable=linkable)
    return made


def _shown(value: Any) -> Any:
    return clean(value) if type(value) is str else value


def clean(text: str) -> str:
    """Return a text without what no page may hold: controls, marks that turn the text round.

    The blanks of French typography become no-break: no line begins with « ? ».
    """
    if not text.isprintable():
        text = _NO_CHARACTERS.sub("�", printable(text))
    return _BLANKS.sub("\u00a0", text) if " " in text else text


def linkable(text: str) -> bool:
    """Whether a link may lead there: a web address, and never a script."""
    return is_web_address(text) and bool(host(text))


def host(address: str) -> str:
    """Return the name of the site that an address leads to, empty for none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
