"""One value at a time: what each form takes, and what it refuses with a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from oriv_cli.archive import Archive
from oriv_cli.errors import OrivError
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.model import Resource, Speaker
from oriv_cli.record.validation import Reviewer

UID = "662379ca-77a2-570b-889e-eb91aec2dd19"


@pytest.fixture(scope="module")
def reviewer() -> Iterator[Reviewer]:
    with Archive(Path("nowhere.db")) as archive:
        yield Reviewer(archive.vocabulary())


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("id", "12", 12),
        ("id", 12, 12),
        ("uid", f" {UID.upper()} ", UID),
        ("title", "  Un\n titre ", "Un titre"),
        ("title", 2018, "2018"),
        (
            "title",
            "[bold]x[/annexe] 👩‍👩‍👧 مرحبا \x1b[31m",
            "[bold]x[/annexe] 👩‍👩‍👧 مرحبا \x1b[31m",
        ),
        ("date", "vendredi 6 novembre 2020", "2020-11-06"),
        ("date", "5 et 6 septembre 2019", "2019-09-05/2019-09-06"),
        ("date", 2019, "2019"),
        ("time", "14:00", "14:00"),
        ("time", "14:00/16:30", "14:00/16:30"),
        ("time", "14h-16h30", "14:00/16:30"),
        ("time", "de 9h à 12h", "09:00/12:00"),
        ("time", "9 h 30 – 12 h", "09:30/12:00"),
        ("time", "14h", "14:00"),
        ("kind", "Journée Regionale", "journée régionale"),
        ("kind", "seminaire", "séminaire"),
        ("mode", "Présentiel", "présentiel"),
        ("mode", "en ligne", "distanciel"),
        ("mode", "visio", "distanciel"),
        ("mode", "mixte", "hybride"),
        ("mode", "in person", "présentiel"),
        ("themes", "Sante | emploi", ("santé", "emploi")),
        ("themes", ["santé", "SANTÉ", None, ""], ("santé",)),
        ("themes", "discrimination", ("discriminations",)),
        ("organisers", "ORIV | Ville de Metz", ("ORIV", "Ville de Metz")),
        ("organisers", ["Cget", "CGET"], ("Cget",)),
        ("speakers", "A (b) | C", (Speaker("A", "b"), Speaker("C"))),
        ("speakers", [{"name": "A", "title": None}], (Speaker("A"),)),
        ("speakers", [{"name": "A (b"}], (Speaker("A (b"),)),
        ("attendance", "une cinquantaine", "~50"),
        ("attendance", 120, "120"),
        ("half_days", "0", 0),
        ("half_days", 3, 3),
        ("summary", " un\r\n\r\ndeux ", "un\n\ndeux"),
        ("resources", "vidéo: v <https://a.fr>", (Resource("vidéo", "v", "https://a.fr"),)),
        (
            "resources",
            [{"kind": "Compte rendu", "label": "c", "file": "c.pdf"}],
            (Resource("compte-rendu", "c", "", "c.pdf"),),
        ),
    ],
)
def test_taken(reviewer: Reviewer, key: str, raw: Any, value: Any) -> None:
    assert reviewer.read(BY_KEY[key], raw) == value


@pytest.mark.parametrize(
    ("key", "raw", "code"),
    [
        ("places", "Metz", "COM-57463"),
        ("places", ["COM-57463"], "COM-57463"),
        ("places", [{"code": "COM-57463", "name": "Metz"}], "COM-57463"),
        ("places", [{"code": "COM-57463"}], "COM-57463"),
        ("places", [{"name": "Metz"}], "COM-57463"),
        ("places", [{"code": "COM-93066", "name": "Saint-Denis (93)"}], "COM-93066"),
        ("places", "Kehl (DE)", "LIEU-DE-kehl"),
        ("places", [{"code": "LIEU-DE-kehl", "name": "Kehl"}], "LIEU-DE-kehl"),
        ("territories", "grand est", "REG-44"),
    ],
)
def test_territories_taken(reviewer: Reviewer, key: str, raw: Any, code: str) -> None:
    (territory,) = reviewer.read(BY_KEY[key], raw)
    assert territory.code == code


@pytest.mark.parametrize(
    ("key", "raw", "said"),
    [
        ("id", "0", "n’est pas un nombre entier : écrivez par exemple 2"),
        ("id", "1.5", "n’est pas un nombre entier"),
        ("uid", "abc", "n’est pas un UUID"),
        ("title", ["a"], "un texte est attendu"),
        ("title", True, "un texte est attendu, pas true"),
        ("title", 1.5, "un texte est attendu, pas 1.5"),
        ("title", "a\0b", "caractère nul"),
        ("title", "\ud800", "Unicode"),
        ("date", "31/02/2020", "2020"),
        ("date", "lundi 6 novembre 2020", "vendredi"),
        ("date", {"start": "2018"}, "un texte est attendu"),
        ("time", "25:00", "n’est pas un horaire"),
        ("time", "14:60", "n’est pas un horaire"),
        ("time", "après-midi", "n’est pas un horaire"),
        ("time", "16:30/14:00", "finit avant de commencer"),
        ("kind", "seminère", "« séminaire »"),
        ("mode", "virtuel", "présentiel, distanciel ou hybride"),
        ("places", "Mets", "Territoire inconnu"),
        ("places", "Saint-Denis", "« Saint-Denis (93) »"),
        ("places", [{"code": "COM-57463", "name": "Nancy"}], "« Metz »"),
        ("places", [{"code": "COM-99999"}], "COM-99999"),
        ("places", [{"nom": "Metz"}], 'clé inconnue "nom"'),
        ("places", [["Metz"]], "un texte est attendu"),
        ("themes", "discrimation", "Vouliez-vous dire « discriminations »"),
        ("themes", {"label": "santé"}, "une liste est attendue"),
        ("themes", 3, "une liste est attendue"),
        ("speakers", "(maire)", "Nom"),
        ("speakers", [{"title": "maire"}], "Nom"),
        ("speakers", "A (b) | A (c)", "deux fois"),
        ("speakers", [{"name": ["A"]}], "un texte est attendu"),
        ("attendance", "beaucoup", "50"),
        ("attendance", -3, "50"),
        ("half_days", "2,5", "n’est pas un nombre entier : écrivez par exemple 2"),
        ("half_days", -1, "n’est pas un nombre entier"),
        ("resources", "vidéo: v <javascript:alert(1)>", "n’est pas une adresse web"),
        ("resources", [{"url": "javascript:alert(1)"}], "n’est pas une adresse web"),
        ("resources", [{"url": "oriv.org"}], "n’est pas une adresse web"),
        ("resources", [{"file": "../secret"}], "n’est pas un nom de fichier"),
        ("resources", [{"file": "C:\\x"}], "n’est pas un nom de fichier"),
        ("resources", [{"file": ".."}], "n’est pas un nom de fichier"),
        ("resources", "actes <file:/etc/passwd>", "n’est pas un nom de fichier"),
        ("resources", [{"kind": "video clip", "label": "x"}], "type de ressource"),
        ("resources", [{"address": "x"}], 'clé inconnue "address"'),
        ("speakers", [{"name": "A", "title": False}], "un texte est attendu"),
        ("resources", [{}], ""),
        ("resources", [{"kind": None, "label": None}], ""),
    ],
)
def test_refused(reviewer: Reviewer, key: str, raw: Any, said: str) -> None:
    with pytest.raises(OrivError) as refusal:
        reviewer.read(BY_KEY[key], raw)
    sentence = str(refusal.value).replace("\u00a0", " ")
    assert said in sentence
    assert sentence.rstrip()[-1] in ".?"


def test_no_blank_at_the_ends_of_what_a_cell_parts(reviewer: Reviewer) -> None:
    """A CSV cell parts « Name (title) » and « kind: label »: no blank there may count."""
    name = {"name": "\u202fx\u00a0", "title": "\u00a0y"}
    assert reviewer.read(BY_KEY["speakers"], [name]) == (Speaker("x", "y"),)
    label = {"kind": "guide", "label": "\u202fz\u00a0"}
    assert reviewer.read(BY_KEY["resources"], [label]) == (Resource("guide", "z"),)
