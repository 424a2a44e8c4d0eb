"""The language of what staff read: French, or English for an English locale.

Sentences stand in the code in English, marked by ``_``, ``ngettext`` or ``N_``;
``locale/fr`` holds the French. ``make messages`` gathers and compiles them.
"""

from __future__ import annotations

import gettext as _gettext
import os
from collections.abc import Mapping
from pathlib import Path

LANGUAGES = ("fr", "en")
_LOCALE = Path(__file__).with_name("locale")
_language = ""
_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def use(language: str) -> None:
    """Speak this language, ``fr`` or ``en``, from now on."""
    global _language, _catalogue
    if language == _language:
        return
    if language == "en":
        _catalogue = _gettext.NullTranslations()
    else:
        _catalogue = _gettext.translation("oriv", str(_LOCALE), languages=[language])
    _language = language


def language() -> str:
    """Return the language in use: ``fr`` or ``en``."""
    if not _language:
        use(preferred(os.environ))
    return _language


def preferred(environ: Mapping[str, str]) -> str:
    """Return ``ORIV_LANG``, else English where the locale is English, else French."""
    asked = environ.get("ORIV_LANG", "").lower()[:2]
    if asked in LANGUAGES:
        return asked
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG")
    if not locale:
        # Windows sets none of these: Python reads the system's own there.
        from locale import LC_CTYPE, getlocale

        locale = getlocale(LC_CTYPE)[0] or ""
    return "en" if locale.lower().startswith("en") else "fr"


def _(message: str) -> str:
    """Return the message in the language in use."""
    language()
    return _catalogue.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form that agrees with the number, in the language in use."""
    language()
    return _catalogue.ngettext(one, many, number)


def N_(message: str) -> str:
    """Mark a message that is translated later, when it is shown."""
    return message


def join(words: list[str], last: str = "") -> str:
    """Return « a, b et c »; ``last`` is the joining word, « et » by default."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " " + (last or _("and")) + " " + words[-1]


def quoted(name: str) -> str:
    """Return « name » in the quotation marks of the language."""
    return _("“{name}”").format(name=name)


def labelled(label: str, text: str) -> str:
    """Return « label : text », with the colon of the language."""
    return label + _(": ") + text


def number(value: int) -> str:
    """Return a whole number as the language groups it: « 10 000 » or "10,000"."""
    return f"{value:,}" if language() == "en" else f"{value:,}".replace(",", "\u202f")
