"""The table of fields: one row for each thing that the archive says of an event.

Options, CSV headers, JSON keys, questions and messages all come from here;
adding a field is adding a row, and a column in the schema.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from oriv_cli.i18n import N_
from oriv_cli.record.text import fold

Form = Literal[
    "id",
    "uid",
    "line",
    "text",
    "date",
    "time",
    "kind",
    "mode",
    "place",
    "territory",
    "series",
    "theme",
    "agent",
    "speaker",
    "audience",
    "count",
    "resource",
]


class Field(NamedTuple):
    """What is known of one field.

    ``key`` names it in JSON and code, ``header`` in CSV and XLSX, ``label`` on
    the screen; ``form`` says how a value is read. ``one`` is the singular that
    the option bears when the field is ``many``; ``asked`` fields are asked for
    on a terminal, in the order of the table.
    """

    key: str
    header: str
    label: str
    help: str
    form: Form
    many: bool = False
    one: str = ""
    asked: bool = False

    @property
    def option(self) -> str:
        """The option that sets the field: ``--half-days``, ``--theme``."""
        return "--" + (self.one or self.key).replace("_", "-")


FIELDS = (
    Field("id", "numero", N_("Number"), "", "id"),
    Field("uid", "uid", N_("Identifier"), "", "uid"),
    Field("title", "titre", N_("Title"), N_("title of the event"), "line", asked=True),
    Field(
        "date",
        "date",
        N_("Date"),
        N_("“6 novembre 2020”, “5 et 6 septembre 2019”, “novembre 2018”, 2018-12-05…"),
        "date",
        asked=True,
    ),
    Field("time", "horaire", N_("Time"), N_("14:00 or 14:00/16:30"), "time", asked=True),
    Field("kind", "type", N_("Kind"), N_("conférence, journée régionale…"), "kind", asked=True),
    Field(
        "mode", "modalite", N_("Mode"), N_("présentiel, distanciel or hybride"), "mode", asked=True
    ),
    Field(
        "series",
        "cycle",
        N_("Series"),
        N_("name of the series it belongs to"),
        "series",
        asked=True,
    ),
    Field("venue", "lieu", N_("Venue"), N_("“CNFPT”, “Lycée Schuman”"), "line", asked=True),
    Field(
        "places",
        "communes",
        N_("Places"),
        N_("where it was held: “Metz”, “Saint-Denis (93)”, “Kehl (DE)”"),
        "place",
        many=True,
        one="place",
        asked=True,
    ),
    Field(
        "territories",
        "territoires",
        N_("Territories"),
        N_("territory it is about: “Moselle”, “Grand Est”"),
        "territory",
        many=True,
        one="territory",
        asked=True,
    ),
    Field(
        "themes",
        "themes",
        N_("Themes"),
        N_("theme of the thesaurus (see oriv theme list)"),
        "theme",
        many=True,
        one="theme",
        asked=True,
    ),
    Field(
        "organisers",
        "organisateurs",
        N_("Organisers"),
        N_("body that organised it"),
        "agent",
        many=True,
        one="organiser",
        asked=True,
    ),
    Field(
        "partners",
        "partenaires",
        N_("Partners"),
        N_("partner body"),
        "agent",
        many=True,
        one="partner",
        asked=True,
    ),
    Field(
        "speakers",
        "intervenants",
        N_("Speakers"),
        N_("“Name (title)”"),
        "speaker",
        many=True,
        one="speaker",
        asked=True,
    ),
    Field(
        "attendance",
        "participants",
        N_("Attendance"),
        N_("50, “environ 30”, “plus de 120”"),
        "audience",
        asked=True,
    ),
    Field(
        "half_days",
        "demi_journees",
        N_("Half-days"),
        N_("number of half-days"),
        "count",
        asked=True,
    ),
    Field("summary", "resume", N_("Summary"), N_("a few sentences"), "text", asked=True),
    Field(
        "resources",
        "ressources",
        N_("Resources"),
        N_("“compte-rendu: label <https://…>”"),
        "resource",
        many=True,
        one="resource",
        asked=True,
    ),
    Field("source", "source", N_("Source"), N_("where the record comes from"), "line"),
    Field("note", "note_interne", N_("Internal note"), N_("never published"), "text"),
)

# Written for readers of a file, worked out from the rest, ignored on import.
DERIVED_HEADERS = ("date_debut", "date_fin", "departements")

# What a person says of an event; its number and its identifier are the archive's.
OWN = tuple(field for field in FIELDS if field.form not in ("id", "uid"))
# What may leave the house unasked; with less than this, a record is not whole.
PUBLIC = tuple(field for field in FIELDS if field.key != "note")
BY_KEY = {field.key: field for field in FIELDS}
BY_NAME = {
    name: field
    for field in FIELDS
    for name in (fold(field.key), fold(field.header), fold(field.one or field.key))
}


def field_named(name: str) -> Field | None:
    """Return the field that a header, a key or an option's name means."""
    return BY_NAME.get(fold(name))
