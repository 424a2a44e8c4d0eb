"""Texts in XML: what it cannot hold is taken out and counted, what it would read is escaped."""

from __future__ import annotations

import re

from oriv_cli.i18n import ngettext, number

# https://www.w3.org/TR/xml/#charsets
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Held:
    """Takes out of texts the control characters that XML has no way to hold."""

    def __init__(self) -> None:
        self._lost = 0

    def __call__(self, text: str) -> str:
        """Return a text without them."""
        if text.isprintable():
            return text
        held, lost = _FORBIDDEN.subn("", text)
        self._lost += lost
        return held

    def told(self) -> str:
        """Return how many there were, "" if none."""
        if not self._lost:
            return ""
        text = ngettext(
            "{n} control character is left out: this format cannot hold it.",
            "{n} control characters are left out: this format cannot hold them.",
            self._lost,
        )
        return text.format(n=number(self._lost))


def escaped(text: str) -> str:
    """Return a text that XML can hold as it stands there, in an element or in an attribute."""
    if "&" in text or "<" in text or ">" in text or '"' in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        text = text.replace('"', "&quot;")
    return text.replace("\r", "&#13;")
