"""Headers: which field a column is, by the words that people write above it.

A header is compared without case, accents, punctuation, little words, plurals
and inclusive endings: « Nombre de participant·e·s » is « nombre participant ».
The table says what each field is also called, the likeliest words first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from oriv_cli.errors import UnknownName
from oriv_cli.i18n import _
from oriv_cli.record.fields import BY_KEY, DERIVED_HEADERS, FIELDS, field_named
from oriv_cli.record.text import closest, fold, one_line

# What is no field by itself but a part of one: the field that it goes to.
PARTS = {
    "date_start": "date",
    "date_end": "date",
    "month": "date",
    "year": "date",
    "time_start": "time",
    "time_end": "time",
    "insee": "places",
    "postcode": "places",
    "department": "places",
    "first_name": "speakers",
}
LEFT_OUT = "-"
# What oriv works out for readers of its files.
_WORKED_OUT = dict(zip(DERIVED_HEADERS, ("date_start", "date_end", "department"), strict=True))
_DERIVED = {fold(header): part for header, part in _WORKED_OUT.items()}
_NO_FIELDS = {fold(part): part for part in PARTS}
_NO_FIELDS |= {fold(header): part for header, part in _WORKED_OUT.items()}

SYNONYMS = {
    "title": """intitulé | titre | intitulé de l'événement | titre de l'événement
        | titre de la rencontre | intitulé de la rencontre | titre de l'action
        | intitulé de l'action | titre de la journée | intitulé de la journée | libellé
        | libellé de l'action | désignation | nom de l'événement | nom de la rencontre
        | nom de l'action | nom de la manifestation | nom de l'atelier | événement
        | manifestation | rencontre | action | objet | sujet | nom | event | event name | name
        | subject | title fr | titre fr""",
    "date": """date | dates | date de l'événement | date de la rencontre | date de l'action
        | date de la journée | date de la manifestation | date de réalisation | date de tenue
        | jour | jours | quand | date et heure | date et horaires | jour et heure | day | when
        | event date | date of event""",
    "date_start": """date de début | date début | début | premier jour | du | start date | start
        | begin | date from | from | firstdate begin""",
    "date_end": """date de fin | date fin | fin | dernier jour | au | end date | end | date to | to
        | lastdate end""",
    "month": "mois | month",
    "year": "année | an | exercice | année de réalisation | year",
    "time": "heure | heures | horaire | horaires | créneau | créneau horaire | time | hour | hours",
    "time_start": "heure de début | heure début | horaire de début | start time | début heure",
    "time_end": "heure de fin | heure fin | horaire de fin | end time | fin heure",
    "kind": """type | type d'événement | type de rencontre | type d'action | type de manifestation
        | nature | nature de l'action | nature de l'événement | forme | kind | event type
        | type of event""",
    "mode": """modalité | modalités | mode | présentiel ou distanciel | présentiel distanciel
        | distanciel ou présentiel | mode d'organisation | modalité d'organisation | format""",
    "series": """cycle | série | nom du cycle | intitulé du cycle | titre du cycle
        | cycle de rencontres | series""",
    "venue": """lieu | lieu de l'événement | lieu de la rencontre | lieu de l'action | lieu précis
        | lieu d'accueil | lieu exact | nom du lieu | salle | adresse | adresse du lieu | site
        | équipement | structure d'accueil | endroit | où | venue | location | location name
        | address | location address""",
    "places": """commune | communes | ville | villes | localité | municipalité
        | ville de l'événement | commune d'accueil | commune de l'événement | lieu (ville)
        | city | town | place | location city""",
    "insee": "code insee | insee | code commune | location insee",
    "postcode": "code postal | cp | postcode | postal code | zip | location postalcode",
    "department": """département | départements | dépt | dép | dpt | n° de département | n° de dépt
        | numéro de département | code département | department | location department""",
    "territories": """territoire | territoires | territoire concerné | territoire d'intervention
        | périmètre | zone géographique | secteur géographique | territory""",
    "themes": """thème | thématique | thème principal | thématique principale | thèmes abordés
        | thématiques abordées | mots-clés | mot-clé | domaine | domaine d'intervention | champ
        | topic | keywords | tags | theme | keywords fr""",
    "organisers": """organisateur | organisé par | organisation | structure organisatrice
        | organisme organisateur | porteur | porteur de projet | porteur de l'action
        | structure porteuse | co-organisateur | organiser | organizer | organised by
        | organized by""",
    "partners": """partenaire | partenariat | en partenariat avec | partenaires associés
        | partenaires mobilisés | structures partenaires | partner | partnership""",
    "speakers": """intervenant | intervenant et fonction | intervenants invités | intervention de
        | nom des intervenants | conférencier | orateur | invité | avec la participation de
        | animateur | animatrice | animation | animé par | formateur | modérateur
        | modération | expert | speaker""",
    "first_name": "prénom | prénoms | prénom de l'intervenant | prénom intervenant | first name",
    "attendance": """nb participants | nombre de participants | nbre de participants
        | nb de participants | participants | participation | nombre total de participants
        | total participants | nb présents | nombre de présents | présents | nombre de personnes
        | nb de personnes | nb pers | nombre de personnes présentes | effectif | fréquentation
        | affluence | public touché | public présent | nombre de personnes touchées
        | attendance | attendees | number of participants | public""",
    "half_days": """demi-journées | nb de demi-journées | nb demi-journées
        | nombre de demi-journées | nombre demi-journées | durée en demi-journées | half days
        | 1/2 journées | nb 1/2 journées""",
    "summary": """résumé | description | descriptif | présentation | contenu | synthèse | summary
        | abstract | description fr""",
    "resources": """ressource | document | documents produits | documents associés | lien | liens
        | lien vers le document | url | lien internet | supports | link
        | resource""",
    "source": "source | origine | référence | source url | canonicalurl",
    "note": """note | note interne | remarque | observation | commentaire | divers | notes
        | comments | remarks""",
}
# « Public » is a number of people for some, the kind of people for others; « Format » a mode.
DOUBTFUL = frozenset({"public", "format"})
# These are titles of events only beside a date or many other columns of events.
VAGUE = frozenset(
    {"nom", "name", "objet", "sujet", "subject", "action", "event", "evenement", "rencontre"}
) | {"manifestation", "libelle", "designation"}

_LITTLE = frozenset(
    ["de", "des", "du", "d", "la", "le", "les", "l", "un", "une", "a", "au", "aux", "of", "the"]
)
_INCLUSIVE = re.compile(
    r"(?i)(?<=\w)[·•.(\-/](?:e|te|ne|ve|se|ère|ere|rice|trice|euse|ice)[·•.)\-]?(s?)\)?(?!\w)"
)
_PARENTHESIS = re.compile(r"\([^()]{0,100}\)|\*")
# What lists call their events, in the singular and without accents.
_EVENTS = frozenset(
    ["evenement", "action", "rencontre", "manifestation", "journee", "seance", "reunion"]
) | {"activite", "projet", "atelier", "formation", "session", "colloque", "conference", "event"}
_LONGEST = 200


class Meaning(NamedTuple):
    """The field, or the part of one, that a header names, and how surely.

    ``rank`` is 0 for the field's own name, else its place among the synonyms.
    """

    key: str
    rank: int = 0


@lru_cache(maxsize=4096)
def meaning(header: str) -> Meaning | None:
    """Return what a header names, or None."""
    if len(header) > _LONGEST or not header.strip():
        return None
    if (derived := _DERIVED.get(fold(header))) is not None:
        return Meaning(derived)
    if field := field_named(header):
        return Meaning(field.key)
    table = _table()
    bare = _PARENTHESIS.sub(" ", header)
    for text in (header, _INCLUSIVE.sub(r"\1", header), bare, _INCLUSIVE.sub(r"\1", bare)):
        if found := table.get(normal(text)):
            return found
    return _numbered(bare, table) or _of_event(bare, table)


def _of_event(header: str, table: Mapping[str, Meaning]) -> Meaning | None:
    """Return what « Thème de la séance » and « Event city » are: those of the event."""
    words = normal(_INCLUSIVE.sub(r"\1", header)).split()
    kept = [word for word in words if word not in _EVENTS]
    if not kept or len(kept) == len(words):
        return None
    return table.get(" ".join(kept))


def _numbered(header: str, table: Mapping[str, Meaning]) -> Meaning | None:
    """Return what « Thème 2 » or « Intervenant n° 3 » is: one of many."""
    words = re.sub(r"(?:\bn\s*°?\s*)?\d{1,2}\s*$", "", header)
    found = table.get(normal(words)) if words != header else None
    field = BY_KEY.get(found.key) if found else None
    return found if field and field.many else None


@lru_cache(maxsize=4096)
def normal(header: str) -> str:
    """Return the words of a header that count, in the singular."""
    words = fold(one_line(header)).split()
    kept = [word for word in words if word not in _LITTLE] or words
    return " ".join(word.rstrip("sx") if len(word) > 3 else word for word in kept)


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Meaning]:
    table: dict[str, Meaning] = {}
    for key, words in SYNONYMS.items():
        for rank, word in enumerate(words.split("|"), start=1):
            table.setdefault(normal(word), Meaning(key, rank))
    for field in FIELDS:
        # « N° » is the number of a row in most lists: only oriv's own word is a number of ours.
        if field.key not in ("id", "uid"):
            table.setdefault(normal(field.header), Meaning(field.key, 1))
            table.setdefault(normal(field.key), Meaning(field.key, 1))
    return table


@lru_cache(maxsize=1)
def spellings(key: str) -> frozenset[str]:
    """Return the synonyms of a field as they are written, in lower case."""
    words = (one_line(word).casefold() for word in SYNONYMS[key].split("|"))
    return frozenset(words) | {key, BY_KEY[key].header}


def resolved(mapping: Mapping[str, str]) -> dict[str, str]:
    """Return the key that a person's mapping gives to each folded header.

    A field goes by its key, its header, its option's name or a synonym; ``-``
    leaves the column out. Raises UnknownName for a field that there is none of.
    """
    return {fold(header): _field_key(key) for header, key in mapping.items()}


def _field_key(name: str) -> str:
    if name.strip() == LEFT_OUT:
        return LEFT_OUT
    if field := field_named(name):
        return field.key
    if part := _NO_FIELDS.get(fold(name)):
        return part
    if (found := meaning(name)) and (found.key in BY_KEY or found.key in PARTS):
        return found.key
    hint = _("Write one of these: {fields}.").format(fields=", ".join(f.header for f in FIELDS))
    near = closest(name, _names())
    raise UnknownName(_("No field is called “{name}”."), name, near, hint)


def _names() -> Iterable[str]:
    return [*(field.header for field in FIELDS), *(field.key for field in FIELDS)]
