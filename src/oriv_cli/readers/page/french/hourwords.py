"""Hours as French writes them, in flat letters: « de 9h30 à 12h », « 14:00 », « 9h à midi »."""

from __future__ import annotations

from oriv_cli.readers.page.french import words

_SIGN = r"(?:h(?:eures?)?|:(?=\d{2}))(?: ?(\d{2})(?: ?min\b)?)?(?![\w:])"
_HOUR = rf"(\d{{1,2}}) ?{_SIGN}"
# « de 9 à 12 h » begins at nine, not at twelve.
_FIRST = rf"(?:{_HOUR}|(?:(?<=de )|(?<=entre ))(\d{{1,2}})(?= ?(?:a|et|-) ?\d{{1,2}} ?h))"
# « de 9h30 à 12h », « 14h-16h30 », « entre 18 h et 20 h », « 10 h 00 min - 11 h 30 min »,
# « de 9h à midi »; « jusqu’à 18 h » says no beginning.
HOURS = words.pattern(
    r"(?<!\w)(?<!jusqu')(?:(?:de|entre|a partir de|des|a|accueil|horaires? ?:|\() ?)?"
    rf"{_FIRST}(?: ?(?:a|et|-|–|/|>|jusqu'a|@|–? ?cloture) ?(?:{_HOUR}|(midi|minuit)\b))?"
)
