"""What is proposed as one types, and what an archive says before a new event is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import draft
from oriv_cli.archive import Archive
from oriv_cli.record.fields import BY_KEY
from oriv_cli.record.model import Event, Territory
from oriv_cli.record.proposing import MOST, Candidate, Names, thesaurus


def proposed(path: Path, key: str, typed: str) -> list[tuple[str, str]]:
    with Archive(path) as archive:
        propose = archive.proposals().of(BY_KEY[key])
        assert propose
        return [(text, beside) for text, beside in propose(typed)]


def texts(path: Path, key: str, typed: str) -> list[str]:
    return [text for text, _beside in proposed(path, key, typed)]


def test_names_are_found_by_the_beginning_of_any_word() -> None:
    names = Names(map(Candidate, ["politique de la ville", "Égalité", "œuvre d’État", "civil"]))
    assert [p.text for p in names("vil")] == ["politique de la ville"]
    assert [p.text for p in names("EGA")] == ["Égalité"]
    assert [p.text for p in names("etat")] == ["œuvre d’État"]
    assert [p.text for p in names("de la v")] == ["politique de la ville"]
    assert names("ille") == []
    assert len(names("")) == 4


def test_the_nearest_name_comes_first() -> None:
    names = Names(
        [
            Candidate("la santé mentale"),
            Candidate("précarité", "", ("santé des pauvres",)),
            Candidate("santé publique"),
            Candidate("santé"),
        ]
    )
    assert [p.text for p in names("sante")] == [
        *("santé", "santé publique", "la santé mentale", "précarité")
    ]
    # By what other name it was found stands beside.
    assert names("sante des")[0] == ("précarité", "«\xa0santé des pauvres\xa0»")


def test_no_more_is_proposed_than_a_person_reads() -> None:
    assert len(Names(Candidate(f"nom {n}") for n in range(1000))("nom")) == MOST


def test_a_shipped_theme_is_known_by_its_label_alone() -> None:
    used = [("logis", "", "logis"), ("logis", "", "logement"), ("toit", "logis", "santé publique")]
    found = {theme.text: theme for theme in thesaurus(used)}
    assert found["logis"] == ("logis", "", ("logement",))
    assert found["toit"].beside == "logis"
    # Renamed: it is there under its name of today. Another one took but an alias.
    assert "logement" not in found
    assert "santé" in found


@pytest.mark.parametrize(
    ("key", "typed", "first"),
    [
        ("themes", "mentale", ("santé mentale", "santé")),
        ("themes", "lutte contre les", ("discriminations", "« lutte contre les discriminations »")),
        ("kind", "coll", ("colloque", "")),
        ("mode", "", ("présentiel", "")),
        ("series", "semaine", ("Semaines de l’Egalité de la Ville de Strasbourg", "")),
        ("venue", "cnf", ("CNFPT Alsace Moselle", "")),
        ("places", "metz", ("Metz", "Moselle")),
        ("places", "nanc", ("Nancy", "Meurthe-et-Moselle")),
        ("places", "saint-denis-en", ("Saint-Denis-en-Val", "Loiret")),
        ("territories", "grand es", ("Grand Est", "région")),
        ("territories", "moselle", ("Moselle", "département")),
        ("organisers", "agence reg", ("Agence régionale de santé", "")),
        ("resources", "comp", ("compte-rendu: ", "")),
    ],
)
def test_what_is_proposed_first(
    real_archive: Path, key: str, typed: str, first: tuple[str, str]
) -> None:
    text, beside = proposed(real_archive, key, typed)[0]
    assert (text, beside.replace("\xa0", " ")) == first


def test_free_texts_have_no_proposals(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        known = archive.proposals()
        for key in ("title", "date", "time", "attendance", "half_days", "summary", "note"):
            assert known.of(BY_KEY[key]) is None


def test_places_in_use_come_first_and_the_gazetteer_after_three_letters(
    archive_path: Path,
) -> None:
    with Archive(archive_path) as archive:
        archive.add(draft(places=["Mertzwiller"], territories=["Kehl (DE)"]), "test")
    assert texts(archive_path, "places", "me") == ["Mertzwiller"]
    assert texts(archive_path, "places", "mert")[0] == "Mertzwiller"
    assert len(texts(archive_path, "places", "mer")) > 5
    assert texts(archive_path, "territories", "ke") == ["Kehl (DE)"]


def test_everything_proposed_can_be_read(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        vocabulary = archive.vocabulary()
        for typed in ("saint", "val", "bel"):
            for label in texts(real_archive, "places", typed):
                assert vocabulary.territory(label, commune=True).label == label


def test_people_are_proposed_with_their_last_title_and_bodies_without_people(
    archive_path: Path,
) -> None:
    with Archive(archive_path) as archive:
        archive.add(draft(speakers=["Jean Roy (maître de conférences)"]), "test")
        archive.add(draft(speakers=["Jean Roy (professeur)"], organisers=["ORIV"]), "test")
        with archive.naming("test") as naming:
            naming.alias("agent", "ORIV", "Observatoire")
    assert texts(archive_path, "speakers", "roy") == ["Jean Roy (professeur)"]
    assert texts(archive_path, "partners", "") == ["ORIV"]
    assert texts(archive_path, "partners", "obs") == ["ORIV"]


def test_an_empty_archive_proposes_the_shipped_tables(archive_path: Path) -> None:
    assert texts(archive_path, "themes", "discrim")[0] == "discriminations"
    assert texts(archive_path, "organisers", "a") == []
    assert not archive_path.exists()


# --- before the write ----------------------------------------------------------------------------

METZ = Territory("COM-57463", "Metz")


@pytest.mark.parametrize(
    ("title", "date", "places", "found"),
    [
        ("Vers plus d’égalité", "2020-11-06", (METZ,), [1]),
        ("VERS PLUS D'EGALITE", "2020-11", (METZ,), [1]),
        ("Vers plus d’égalité", "2020-11-07", (METZ,), []),
        ("Vers plus d’égalité", "2020-11-06", (), []),
        ("Vers plus d’égalité", "", (METZ,), []),
        ("Une autre réunion", "2020-11-06", (METZ,), []),
        ("Sans rien", "", (), [2]),
    ],
)
def test_the_events_that_a_new_one_may_be(
    archive_path: Path, title: str, date: str, places: tuple[Territory, ...], found: list[int]
) -> None:
    with Archive(archive_path) as archive:
        archive.add(draft(title="Vers plus d’égalité", date="6/11/2020", places=["Metz"]), "test")
        archive.add(draft(title="Sans rien"), "test")
        doubles = archive.doubles(Event(0, "", title, date=date, places=places))
        assert [event.id for event in doubles] == found
        # An event is no double of itself.
        assert archive.doubles(archive.get(1)) == []


def test_new_names_like_known_ones(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        glossary = archive.glossary()
        assert glossary.known_like(["préfecture du Bas Rhin", "Amicale des boulistes"]) == [
            ("préfecture du Bas Rhin", "Préfecture du Bas-Rhin")
        ]
        assert glossary.known_like(["Préfecture du Bas-Rhin"]) == []
        assert glossary.known_like(["Amicale boulistes", "Amicale des boulistes"]) == [
            ("Amicale des boulistes", "Amicale boulistes")
        ]
