"""Tables: what is told of the columns, what a person maps, what each part does."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tables_files import Grid, as_ods, as_text, as_xlsx, day, reading, xlsx

from oriv_cli.archive import Archive, Taken
from oriv_cli.errors import OrivError, UnknownName
from oriv_cli.i18n import _
from oriv_cli.readers import Column, Unreadable, reader
from oriv_cli.readers.tables import (
    formats,
    grid,
    headers,
    lists,
    read,
    serials,
    xlsx_cells,
)
from oriv_cli.record.fields import FIELDS, Form


def columns(data: str | bytes, **mapping: str) -> list[tuple[str, str, str]]:
    return [(c.header, c.key, c.how) for c in reading(data, **mapping).columns]


# Columns


def test_how_each_column_was_understood() -> None:
    data = "Titre;Ville;date_debut;Couleur;departements\nUn;Metz;2018;bleu;Moselle\n"
    assert columns(data) == [
        ("Titre", "title", "exact"),
        ("Ville", "places", "synonym"),
        ("date_debut", "date", "exact"),
        ("Couleur", "note", "note"),
        ("departements", "places", "exact"),
    ]
    assert [c.example for c in reading(data).columns] == ["Un", "Metz", "2018", "bleu", "Moselle"]


def test_the_example_is_the_first_value_and_is_short() -> None:
    shown = reading("Titre;Ville\nUn;\nDeux;" + "x" * 99).columns
    assert shown[1].example == "x" * 39 + "…"


def test_of_two_columns_for_one_value_the_surest_is_taken_and_the_other_says_so() -> None:
    first, second, third = reading("Objet;Titre;Intitulé\na;b;c\n").columns
    assert (first.key, first.how) == ("note", "note")
    assert "Titre" in first.why
    assert second == Column("Titre", "title", "exact", "b")
    assert "Titre" in third.why
    (draft,) = reading("Objet;Titre;Intitulé\na;b;c\n").drafts
    assert draft.values["title"] == "b"
    assert draft.values["note"].split("\n") == ["Objet\xa0: a", "Intitulé\xa0: c"]


def test_the_sheet_of_each_column() -> None:
    data = xlsx({"2018": [["Titre", "Date"], ["A", "1"]], "2019": [["Nom", "Jour"], ["B", "2"]]})
    told = reading(data).columns
    assert [c.sheet for c in told] == ["2018", "2018", "2019", "2019"]
    assert [c.example for c in told] == ["A", "1", "B", "2"]


def test_a_mapping_goes_before_what_a_header_means() -> None:
    data = "Titre;Nature du public;Salle;Ville\nUn;élus;A 12;Metz\n"
    chosen = {"nature DU public": "summary", "Salle": "-", "Ville": "territoires"}
    assert columns(data, **chosen) == [
        ("Titre", "title", "exact"),
        ("Nature du public", "summary", "mapped"),
        ("Salle", "", "left out"),
        ("Ville", "territories", "mapped"),
    ]
    (draft,) = reading(data, **chosen).drafts
    assert draft.values == {"title": "Un", "summary": "élus", "territories": ["Metz"]}


def test_a_mapping_can_name_the_title_and_the_two_days() -> None:
    data = "Quoi;Ouverture;Clôture\nUn;05/09/2019;06/09/2019\n"
    (draft,) = reading(data, Quoi="titre", Ouverture="date_debut", Clôture="date_fin").drafts
    assert draft.values == {"title": "Un", "date": "2019-09-05/2019-09-06"}


def test_a_mapping_to_no_field_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName) as refusal:
        reading("Titre\nUn\n", Titre="titer")
    assert "titre" in str(refusal.value)
    with pytest.raises(UnknownName, match="communes"):
        reading(xlsx({"A": [["Titre"], ["Un"]]}), Titre="qqqqq")


def test_a_mapping_of_a_column_that_is_not_there_is_told() -> None:
    (told,) = reading("Titre;Ville\nUn;Metz\n", Viile="communes").left_out
    assert "Viile" in told


def test_a_mapping_of_an_export_of_ours() -> None:
    uid = "2f1c8a4e-1111-4111-8111-111111111111"
    (draft,) = reading(f"uid;titre;lieu\n{uid};Un;\n", lieu="-").drafts
    assert draft.values == {"uid": uid, "title": "Un"}


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("INTITULE", "title"),
        ("Nom de l'évènement *", "title"),
        ("nb participants", "attendance"),
        ("Nbre de participants", "attendance"),
        ("Participant.e.s", "attendance"),
        ("Organisateur·rice·s", "organisers"),
        ("Intervenant-e-s", "speakers"),
        ("Thématiques (2 max.)", "themes"),
        ("Thème n° 2", "themes"),
        ("Lieu de l’événement", "venue"),
        ("Lieu de la séance", "venue"),
        ("Event Title", "title"),
        ("Séance", None),
        ("Où ?", "venue"),
        ("Du", "date_start"),
        ("Date de\nfin", "date_end"),
        ("1/2 journées", "half_days"),
        ("CP", "postcode"),
        ("Départements", "department"),
        ("N° de dépt", "department"),
        ("place", "places"),
        ("N°", None),
        ("Titre 2", None),
        ("Couleur", None),
        (" ", None),
        ("x" * 1000, None),
    ],
)
def test_headers(header: str, key: str | None) -> None:
    found = headers.meaning(header)
    assert (found.key if found else None) == key


def test_every_field_is_known_by_its_own_names() -> None:
    for field in FIELDS:
        for name in (field.key, field.header, field.header.upper()):
            assert headers.meaning(name) == headers.Meaning(field.key)


def test_no_synonym_means_two_fields() -> None:
    keys: dict[str, set[str]] = {}
    for key, words in headers.SYNONYMS.items():
        for word in words.split("|"):
            keys.setdefault(headers.normal(word), set()).add(key)
    assert {word: found for word, found in keys.items() if len(found) > 1} == {}


def test_the_same_file_twice_changes_nothing(archive_path: Path) -> None:
    data = xlsx({"A": [["Intitulé", "Date", "Ville"], ["Un", day(43410), "Metz"]]})
    with Archive(archive_path) as archive:
        assert archive.take_in(read(io.BytesIO(data)), "import") == Taken(added=1)
        assert archive.take_in(read(io.BytesIO(data)), "import") == Taken(unchanged=1)


def test_a_list_of_addresses_is_no_list_of_events() -> None:
    people: Grid = [["Nom", "Ville", "Courriel"], ["Roy", "Metz", "x"]]
    events: Grid = [["Nom", "Date"], ["Forum", "2019"]]
    found = reading(xlsx({"Contacts": people, "Actions": events}))
    assert [draft.values["title"] for draft in found.drafts] == ["Forum"]
    assert "Contacts" in found.left_out[0]


# The parts


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("dd/mm/yyyy", "dmy"),
        ("[$-40C]dddd d mmmm yyyy;@", "dmy"),
        ("mmm-yy", "my"),
        ("mm:ss", "h"),
        ("[h]:mm", "h"),
        ("dd/mm/yy hh:mm", "dmyh"),
        ("h:mm AM/PM", "h"),
        ("jj/mm/aaaa", "dmy"),
        ("yyyy", "y"),
        ("General", ""),
        ("0.00%", "%"),
        ('# ##0 "jours"', ""),
        ("[Red]0", ""),
        ("", ""),
    ],
)
def test_what_a_format_shows(code: str, shown: str) -> None:
    assert formats.parts_shown(code) == shown


@pytest.mark.parametrize(
    ("raw", "shown", "value"),
    [
        ("50.0", "", 50),
        ("0.5", "", 0.5),
        ("1e3", "", 1000),
        ("1e999", "", "1e999"),
        ("nan", "", "nan"),
        ("x", "", "x"),
        ("-5", "dmy", -5),
        ("99999999", "dmy", 99999999),
        ("0.25", "%", "25 %"),
        ("1.5", "h", "36 h"),
    ],
)
def test_numbers(raw: str, shown: str, value: object) -> None:
    assert serials.number(raw, shown) == value


def test_the_first_days_of_excel() -> None:
    shown = [serials.day(serial, "dmy") for serial in (1, 59, 61)]
    texts = [grid.text_of(value) for value in shown]
    assert texts == ["01/01/1900", "28/02/1900", "01/03/1900"]
    first = serials.day(0, "dmy", from_1904=True)
    assert grid.text_of(first) == "01/01/1904"


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (16383, "XFD")])
def test_columns_have_letters(place: int, letters: str) -> None:
    assert grid.column_letters(place) == letters
    assert xlsx_cells.column_number(letters) == place


@pytest.mark.parametrize(
    ("cell", "form", "values", "sure"),
    [
        ("a ; b", "agent", ("a", "b"), True),
        ("a (x ; y) ; b", "speaker", ("a (x ; y)", "b"), True),
        ("a (x ; y\nb", "speaker", ("a (x ; y", "b"), True),
        ("1. a\n2. b", "agent", ("a", "b"), True),
        ("a, b", "agent", ("a, b",), False),
        ("a (x, y)", "speaker", ("a (x, y)",), True),
        ("CAF/CPAM", "agent", ("CAF/CPAM",), True),
        ("Metz - Nancy", "place", ("Metz", "Nancy"), True),
        ("Metz, Saint-Denis (93)", "place", ("Metz", "Saint-Denis (93)"), True),
        ("Metz, ailleurs", "place", ("Metz, ailleurs",), True),
        ("https://a.fr/x;y, z", "resource", ("https://a.fr/x;y, z",), True),
        (
            "https://a.fr/x ; https://b.fr, https://c.fr",
            "resource",
            ("https://a.fr/x", "https://b.fr", "https://c.fr"),
            True,
        ),
        ("guide: Le guide <https://a.fr>", "resource", ("guide: Le guide <https://a.fr>",), True),
        (";;", "agent", (), True),
    ],
)
def test_where_a_cell_is_cut(cell: str, form: Form, values: tuple[str, ...], sure: bool) -> None:
    found = lists.split(cell, form)
    assert found.values == values
    assert (found.why == "") == sure


# Refusals


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (xlsx({"Adresses": [["Courriel"], ["x"]]}), "Adresses"),
        (xlsx({"Vide": []}), "Vide"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 99, ".xlsx"),
        (b"PK\3\4" + b"\0" * 99, ".xlsx"),
        (b"Titre;Ville\na;b;c\n", "2"),
        (b"Bilan\n\nTitre;Ville\na;b\nc;d;e;f\n", "5"),
        (b"", "titre"),
        (b"rien\nici\n", "rien"),
    ],
)
def test_refused_with_a_place(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        list(reading(data).drafts)


def test_what_is_left_out_names_its_sheet_and_row() -> None:
    total: Grid = [["Titre", "Date", "Participants"], ["A", "2018", 3], ["Total", None, 3]]
    found = reading(xlsx({"2018": total, "2019": total}))
    assert len(list(found.drafts)) == 2
    assert ["2018" in told or "2019" in told for told in found.left_out] == [True, True]
    assert all("3" in told and "Total" in told for told in found.left_out)


@pytest.mark.parametrize("name", ["a.xlsx", "a.xlsm", "a.ods", "a.csv", "a.tsv"])
def test_every_ending_has_this_reader(name: str) -> None:
    assert reader(Path(name)) is read


def test_a_sentence_says_what_an_old_file_needs() -> None:
    with pytest.raises(Unreadable) as refusal:
        reading(b"\xd0\xcf\x11\xe0")
    assert str(refusal.value) == _(
        "This is a workbook of an old Excel, or one with a password: open it and save it as .xlsx"
        " without a password."
    )


@pytest.mark.parametrize("sign", [*" ;,/(1:.-h\u00a0\n'|e", " ,", "1:", "a (", "=-"])
def test_no_cell_is_long_to_read(sign: str) -> None:
    """Every pattern reads a cell once: this would not end otherwise."""
    long = (sign * 100_000)[:100_000]
    heads = ("Titre", "Date", "Heure", "Ville", "Lieu", "Thème", "Partenaires", "Participants")
    more = ("Liens", "Année", "Mois", "Code postal", "Public", long)
    grid_: Grid = [[*heads, *more], ["Un", *([long] * 13)], [long] * 14]
    assert len(list(read(io.BytesIO(xlsx({"A": grid_}))))) == 2


CELLS = st.sampled_from(
    ["Titre", "Ville", "Date", "Total", "", "Metz, Nancy", "43410", "nov-18", "a (b", "'=x", "|\\"]
) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)


@settings(max_examples=150)
@given(st.lists(st.lists(CELLS, max_size=5), max_size=6))
@example([["Titre"], ["'"]])
def test_any_table_is_read_or_refused(rows: list[list[str]]) -> None:
    for data in (as_xlsx(rows), as_ods(rows), as_text(rows)):
        try:
            drafts = list(reading(data).drafts)
        except OrivError:
            continue
        assert all(set(draft.origins) <= set(draft.values) for draft in drafts)
        assert all(
            len(draft.origins[key]) == len(draft.values[key])
            for draft in drafts
            for key in draft.origins
            if isinstance(draft.values[key], list)
        )


def test_a_draft_says_its_sheet_where_there_are_several() -> None:
    rows = [["titre", "date"], ["A", "2018"]]
    one, two = xlsx({"2018": rows}), xlsx({"2018": rows, "2019": rows})
    assert [draft.sheet for draft in reading(one).drafts] == [""]
    assert [draft.sheet for draft in reading(two).drafts] == ["2018", "2019"]


@pytest.mark.parametrize("beside", ["Commune", "FR", "Metz", "Grand Est"])
def test_what_names_no_departement_makes_nothing_certain(beside: str) -> None:
    (draft,) = reading(f"Titre;Commune;Dépt\nUn;Metz;{beside}\n").drafts
    assert draft.values == {"title": "Un", "places": ["Metz"], "note": f"Dépt\xa0: {beside}"}


def test_a_departement_of_ones_own_in_an_export_of_ours_is_kept() -> None:
    uid = "2f1c8a4e-1111-4111-8111-111111111111"
    (draft,) = reading(f"uid;titre;communes;Dpt\n{uid};Un;Metz;54\n").drafts
    assert draft.values["note"] == "Dpt\xa0: 54"


def test_addresses_with_their_departement_are_no_events() -> None:
    with pytest.raises(Unreadable):
        reading("Nom;Adresse;Ville;Département\nCNFPT;1 rue X;Metz;57\n")


def test_names_beside_a_parenthesis_are_not_surely_one() -> None:
    (draft,) = reading("Titre;Intervenants\nUn;Jean Dupont (maire)et Léa Roy\n").drafts
    assert any(not origin.sure for origin in draft.origins["speakers"])
