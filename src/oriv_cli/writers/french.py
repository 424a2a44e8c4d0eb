"""What a file says of itself, in French whoever makes it: its readers are not its maker.

The same archive so gives the same file on every screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from oriv_cli import i18n
from oriv_cli.i18n import N_
from oriv_cli.record.fields import FIELDS

_FIELDS = {
    "id": N_("the number of the event in the archive, which is given to no other"),
    "uid": N_("the identifier of the event, the same in every file and in every archive"),
    "title": N_("what the event is called"),
    "date": N_(
        "in EDTF (ISO 8601-2): 2018-12-05; 2018-11 for a month, 2020 for a year;"
        " 2019-09-05/2019-09-06 for days that follow each other;"
        " {2018-12-07,2018-12-10} for an event held twice; “?” for an uncertain date and “~”"
        " for an approximate one. Empty if the source gives none"
    ),
    "time": N_("14:00 for the beginning alone, 14:00/16:30 with the end"),
    "kind": N_("the form of the event, from a list of words"),
    "mode": N_("présentiel, distanciel or hybride"),
    "series": N_("the name of the series that the event belongs to"),
    "venue": N_("the building or the body where it was held"),
    "places": N_("the communes where it was held"),
    "territories": N_("the territories that it is about, which are not always where it was held"),
    "themes": N_("the subjects, from a thesaurus"),
    "organisers": N_("the bodies that organised it"),
    "partners": N_("the bodies that took part in organising it"),
    "speakers": N_("the people who spoke, with the title that they had that day in parentheses"),
    "attendance": N_(
        "a number of people, as the source gives it: 50; ~50 for about 50, >120 for more than"
        " 120, <20 for fewer than 20. Empty if it is not known"
    ),
    "half_days": N_("how many half-days it lasted"),
    "summary": N_("a few sentences on what was said"),
    "resources": N_("the documents that came out of it, as “compte-rendu: label <address>”"),
    "source": N_("where the record comes from"),
    "note": N_("a note for the staff, which is not to be published"),
}
_DERIVED = {
    "date_debut": (N_("First day"), N_("the first day that the date may mean, worked out from it")),
    "date_fin": (N_("Last day"), N_("the last day that the date may mean, worked out from it")),
    "departements": (
        N_("Départements"),
        N_("those of the communes and of the territories, worked out from them"),
    ),
}
SEVERAL = N_("Several values in one cell are separated by “ | ”.")
# header: label and explanation
EXPLANATIONS = {field.header: (field.label, _FIELDS[field.key]) for field in FIELDS} | _DERIVED


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language in the body, and the person's own again after it."""
    own = i18n.language()
    i18n.use(language)
    try:
        yield
    finally:
        i18n.use(own)


def in_french() -> AbstractContextManager[None]:
    """Speak French in the body, whatever the language of the screen."""
    return speaking("fr")
