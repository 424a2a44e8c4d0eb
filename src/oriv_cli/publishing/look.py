"""How the pages look: the templates, the stylesheet and the script, ours or the centre's.

A centre puts files of the same names into a folder of its own. A template of
theirs may begin with ``{% extends "oriv/event.html" %}`` and change one block;
``centre.css`` is added to our stylesheet.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oriv_cli import __version__, paths
from oriv_cli.errors import OrivError
from oriv_cli.i18n import _, number
from oriv_cli.publishing import words
from oriv_cli.publishing.entries import mark
from oriv_cli.publishing.site import Site
from oriv_cli.writers import html

if TYPE_CHECKING:
    from jinja2 import Environment

OURS = Path(__file__).with_name("templates")
ASSETS = ("style.css", "site.js", "icon.svg")
OWN_STYLE = "centre.css"
# « file: » lets browsers that take no file for 'self' open the site from a folder.
POLICY = "; ".join(
    [
        "default-src 'none'",
        *(f"{kind}-src 'self' file:" for kind in ("script", "style", "img")),
        "form-action 'self' file:",
        "base-uri 'none'",
    ]
)


class Look:
    """Renders pages; ``stamp`` changes with anything that changes all of them."""

    def __init__(self, site: Site, menu: list[tuple[str, str]]) -> None:
        self._folder = site.templates
        if self._folder and not self._folder.is_dir():
            raise OrivError(_("There is no folder “{path}”.").format(path=self._folder))
        self._environment = _environment(self._folder)
        self.title = title = site.title or _(words.TITLE)
        self._environment.globals.update(
            site=site._replace(title=title),
            t=words.sentences(),
            menu=menu,
            policy=POLICY,
            documents=words.documents,
            figure=number,
        )
        self.stamp = mark(__version__, site, title, menu, words.sentences(), self._sources())

    def page(self, template: str, path: str, **context: Any) -> bytes:
        """Return a page; ``path`` is where it goes, from the root of the site.

        Raises OrivError for a template of the centre that is broken.
        """
        root = "../" * path.count("/")
        try:
            found = self._environment.get_template(template)
            return found.render(root=root, path=path, **context).encode()
        except Exception as error:
            # A template is a program: anything may go wrong in one of the centre.
            if self._folder:
                raise BrokenTemplate(template, error) from error
            raise

    def asset(self, name: str) -> bytes:
        """Return the stylesheet, the script or the icon, with what the centre adds."""
        own = self._own(name)
        content = _read(own or OURS / name)
        added = self._own(OWN_STYLE) if name == "style.css" else None
        return content + b"\n" + _read(added) if added else content

    def _own(self, name: str) -> Path | None:
        path = self._folder / name if self._folder else None
        return path if path and path.is_file() else None

    def _sources(self) -> bytes:
        """Return a mark of every template, which all pages may use."""
        digest = blake2b(digest_size=9)
        for folder in filter(None, (OURS, self._folder)):
            for path in sorted(folder.glob("*.html")) + sorted(folder.glob("*.xml")):
                digest.update(path.name.encode() + b"\0" + _read(path))
        return digest.digest()


class BrokenTemplate(OrivError):
    """A template cannot be used; the message says which, where and why."""

    def __init__(self, template: str, error: Exception) -> None:
        name = getattr(error, "name", None) or template
        line = getattr(error, "lineno", None)
        sentence = _("The template “{name}” cannot be used: {reason}.")
        if line:
            sentence = _("The template “{name}” cannot be used, line {line}: {reason}.")
        reason = str(getattr(error, "message", None) or error).rstrip(".")
        if isinstance(error, UnicodeError):
            reason = _("it is no text in UTF-8")
        super().__init__(sentence.format(name=name, line=line, reason=reason))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise paths.CannotRead(path, error) from error


def _environment(own: Path | None) -> Environment:
    made = html.environment(OURS, own, keep_trailing_newline=True)
    made.policies["json.dumps_function"] = _json
    made.filters.update(cut=words.cut, paragraphs=_paragraphs)
    return made


def _json(value: Any, **_settings: Any) -> str:
    """Return JSON of which Jinja escapes what could end a script."""
    import json

    return json.dumps(value, ensure_ascii=True, indent=1)


def _paragraphs(text: str) -> list[str]:
    return [line for line in map(str.strip, text.split("\n")) if line]
