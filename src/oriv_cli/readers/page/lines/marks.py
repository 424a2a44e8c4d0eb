"""What a line may be to the event that it stands beside: its day, or its title."""

from __future__ import annotations

import re

from oriv_cli.readers.page.blocks import flat
from oriv_cli.readers.page.french import headwords
from oriv_cli.readers.page.french.daywords import expressions
from oriv_cli.readers.page.french.furniture import is_furniture
from oriv_cli.readers.page.french.housewords import STREET
from oriv_cli.readers.page.french.words import (
    MONTH,
    NOTICE,
    SHORT_WEEKDAY,
    WEEKDAY,
    meetings,
    pattern,
)
from oriv_cli.readers.page.lines.labels import label_of, lone_label
from oriv_cli.readers.page.lines.lines import is_house, kind_of_line
from oriv_cli.readers.page.lines.persons import NAME, is_person
from oriv_cli.readers.page.lines.sentences import blotted
from oriv_cli.readers.page.lines.towns import is_town

_LONGEST_TITLE, _SHORTEST_TITLE = 260, 4
# « mardi 14/01 »: the year is said above.
SHORT_DAY = pattern(rf"(?:{WEEKDAY}|\b{SHORT_WEEKDAY}\.?) \d{{1,2}}/\d{{1,2}}\b")
_MONTH = pattern(rf"(?:en )?{MONTH}(?: \d{{4}})?|(?:annee )?(?:19|20)\d\d")
_CIVILITY = re.compile(r"^(?:M|Mme|Mlle|Dr|Pr|Me|Monsieur|Madame|Maître)\.? (?=[A-ZÀ-Þ])")
# « Compte-rendu – Support de X », « Publié dans … »: what stands below a title.
_OF_DOCUMENT = pattern(
    r"(?:(?:comptes?[- ]rendus?|supports?|syntheses?|actes|programme|documents?|telecharger"
    r"|diaporamas?|presentations?)"
    r"(?: ?[–,/|-] | et (?=(?:support|synthese|acte|programme|document|diaporama)))"
    r"|(?:mise? en ligne|publiee?|postee?) (?:le|par|dans) "
    r"|categories? ?:).{0,200}$"
)
_MORE = re.compile(
    r"(?:(?:en )?(?:lire|savoir|voir) (?:la suite|plus|l'article|le detail)|en savoir plus"
    r"|details?|plus d'infos?[a-z]*|read more|inscription|je m'inscris|agenda|passe|termine)"
    r"\b.{0,20}"
)


def is_day_line(text: str) -> bool:
    """Tell whether a line is a day, with or without its label: no sentence, no publication."""
    label = label_of(text)
    if label is not None:
        return label.key == "when"
    days = ("when", "stamp", "dash", "session")
    return kind_of_line(text) in days or SHORT_DAY.search(flat(text)) is not None


def says_day(text: str) -> bool:
    """Tell whether a line or a sentence gives a day, and not that of its publication."""
    if is_day_line(text):
        return True
    if kind_of_line(text) == "published" or label_of(text):
        return False
    return any(day.is_day for day in expressions(blotted(flat(text)), text))


def is_month(text: str) -> bool:
    """Tell whether a line is « Mars 2020 » or « 2020 », above the days of that time."""
    return _MONTH.fullmatch(flat(text)) is not None


def is_title(text: str) -> bool:
    """Tell whether a line may be a title: no day, no place, no label, and words enough."""
    covered = flat(text).strip(" .:…[]>»")
    if not _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE or not re.search(r"[a-z]{3}", covered):
        return False
    if text.endswith((".", ":", ";")) or lone_label(text) or label_of(text):
        return False
    return not (
        kind_of_line(text) not in ("", "session")
        or SHORT_DAY.search(covered)
        or NOTICE.fullmatch(covered)
        or _MORE.fullmatch(covered)
        or headwords.PURE_LABEL.fullmatch(covered)
        or headwords.SECTION.match(covered)
        or _names_place(text, covered)
        or is_month(text)
        or _names_person(text)
    )


def is_other_thing(text: str) -> bool:
    """Tell whether a line that heads an entry is a day, a place or a person, and no title."""
    line = kind_of_line(text) not in ("", "session") or is_month(text) or text[:1] == "("
    address = any(map(STREET.match, flat(text).split(", ")[1:]))
    part = _OF_DOCUMENT.match(flat(text)) is not None or is_furniture(flat(text))
    return line or address or part or _names_place(text, flat(text)) or _names_person(text)


def _names_place(text: str, covered: str) -> bool:
    """Tell whether a line is a town or a house; « Café-débat « X » » is none."""
    named = meetings().match(covered) or " avec " in covered
    return is_town(text) or (is_house(text) and not named)


def _names_person(text: str) -> bool:
    """Tell whether a line is a name: « Anne ROY, sociologue », « Conférence : Anne Roy »."""
    text = _CIVILITY.sub("", text.rpartition(" : ")[2])
    name = NAME.match(text)
    rest = text[name.end() :] if name else "-"
    if "¤" in blotted(flat(rest)):
        # « Anne Roy (EHESS), « Habiter la friche » » has its title.
        return False
    return name is not None and (not rest or rest[0] in ",(") and is_person(name[1])
