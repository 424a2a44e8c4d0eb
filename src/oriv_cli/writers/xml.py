"""Texts in XML: what it cannot hold is taken out, what it would read is escaped."""

from __future__ import annotations

import re

# https://www.w3.org/TR/xml/#charsets
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def held(text: str) -> str:
    """Return a text without the control characters that XML has no way to hold."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def escaped(text: str) -> str:
    """Return a text as XML holds it, in an element or in an attribute."""
    text = held(text)
    if "&" in text or "<" in text or ">" in text or '"' in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        text = text.replace('"', "&quot;")
    return text.replace("\r", "&#13;")
