"""Territories: names, codes, homonyms, places abroad, and what lies in what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import draft
from oriv_cli.archive import Archive
from oriv_cli.archive.vocabulary import ArchiveVocabulary
from oriv_cli.errors import InvalidValue, OrivError, UnknownName
from oriv_cli.record import territories
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Territory
from oriv_cli.record.validation import Refused

# Numbers that a département and a région share.
SHARED = {"11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94"}


@pytest.fixture(scope="module")
def vocabulary() -> Iterator[ArchiveVocabulary]:
    with Archive(Path("nowhere.db")) as archive:
        yield archive.vocabulary()


def gazetteer() -> list[Territory]:
    """Return every territory of the shipped table, once."""
    lines = territories._table().decode().splitlines()
    rows = [line.split(";") for line in lines if not line.startswith("#")][1:]
    return list({row[1]: territories._territory(row) for row in rows}.values())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Metz", "COM-57463"),
        ("  metz ", "COM-57463"),
        ("EPINAL", "COM-88160"),
        ("Moselle", "DEP-57"),
        ("Grand Est", "REG-44"),
        ("grand-est", "REG-44"),
        ("Eurométropole de Strasbourg", "EPCI-246700488"),
        ("COM-57463", "COM-57463"),
        ("DEP-57", "DEP-57"),
        ("PAYS-DE", "PAYS-DE"),
        ("Metz (Moselle)", "COM-57463"),
        ("Metz (57)", "COM-57463"),
        ("Metz (Grand Est)", "COM-57463"),
        ("Saint-Denis (93)", "COM-93066"),
        ("saint denis (974)", "COM-97411"),
        ("Saint-Denis (11)", "COM-11339"),
        ("Saint-Denis (Seine-Saint-Denis)", "COM-93066"),
        ("Aube (57)", "COM-57037"),
        ("Aube (département)", "DEP-10"),
        ("Suisse (57)", "COM-57662"),
        ("Suisse (pays)", "PAYS-CH"),
        ("Kehl (DE)", "LIEU-DE-kehl"),
        ("Kehl (Allemagne)", "LIEU-DE-kehl"),
        ("Esch-sur-Alzette (Luxembourg)", "LIEU-LU-esch-sur-alzette"),
        ("Bors (Canton de Charente-Sud)", "COM-16053"),
        ("Communauté d'agglomération Bassin d'Arcachon Sud (COBAS)", "EPCI-243300563"),
        ("Saint-Siège (Vatican)", "PAYS-VA"),
    ],
)
def test_names(vocabulary: ArchiveVocabulary, name: str, code: str) -> None:
    assert vocabulary.territory(name).code == code


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Saint-Denis", "écrivez « Saint-Denis (11) », « Saint-Denis (30) », « Saint-Denis (93) »"),
        ("Suisse", "« Suisse (57) » ou « Suisse (pays) »"),
        ("Aube", "« Aube (57) »"),
        ("Stratsbourg", "Vouliez-vous dire « Strasbourg »"),
        ("Kehl", "Territoire inconnu : « Kehl »"),
        ("Kehl (FR)", "Territoire inconnu"),
        ("Saint-Denis (67)", "Territoire inconnu"),
        ("COM-99999", "Aucun territoire"),
        ("", "Territoire inconnu"),
    ],
)
def test_names_refused(vocabulary: ArchiveVocabulary, name: str, said: str) -> None:
    with pytest.raises(OrivError) as refusal:
        vocabulary.territory(name)
    assert said in str(refusal.value).replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["Aube", "Suisse", "Vienne", "La Réunion"])
def test_what_an_event_is_about_is_never_taken_for_a_namesake(
    archive_path: Path, name: str
) -> None:
    """« Aube » is a département of Grand Est, and a village of Moselle."""
    with (
        Archive(archive_path) as archive,
        pytest.raises(Refused, match="plusieurs territoires"),
    ):
        archive.add(draft(territories=[name]), "test")


def test_where_an_event_was_held_is_a_commune(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        archive.add(draft(places=["Paris"]), "test")
    with Archive(archive_path) as archive:
        assert archive.get(1).places[0].code == "COM-75056"


@pytest.mark.parametrize("level", ["names in parentheses", "shared numbers"])
def test_every_label_means_its_own_territory(
    vocabulary: ArchiveVocabulary, level: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(territories, "_names_like", lambda _name: [])
    if level == "shared numbers":
        chosen = [t for t in gazetteer() if t.qualifier in SHARED]
        chosen = [t for t in chosen if t.qualifier in ("11", "44")] + chosen[::6]
    else:
        chosen = [t for t in gazetteer() if t.name.endswith(")")]
    assert len(chosen) > 20
    wrong = []
    for territory in chosen:
        try:
            found = vocabulary.territory(territory.label, commune=True).code
        except OrivError:
            found = "refused"
        if found != territory.code:
            wrong.append((territory.label, territory.code, found))
    assert wrong == []


def test_the_lineage_of_a_commune() -> None:
    metz = territories.by_code("COM-57463")
    assert metz is not None
    codes = {territory.code for territory in territories.ancestors(metz)}
    assert codes == {"DEP-57", "REG-44", "PAYS-FR", "EPCI-200039865"}
    assert territories.by_code("COM-00000") is None


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Metz", {1}),
        ("Moselle", {1, 3}),
        ("grand est", {1, 2, 3}),
        ("France", {1, 2, 3, 4}),
        ("Eurométropole de Strasbourg", {2}),
        ("Allemagne", {5}),
        ("Kehl (DE)", {5}),
        ("Marne", set()),
    ],
)
def test_a_filter_takes_in_all_that_lies_inside(
    archive_path: Path, wanted: str, found: set[int]
) -> None:
    with Archive(archive_path) as archive:
        archive.add(draft(places=["Metz"]), "test")
        archive.add(draft(places=["Strasbourg"]), "test")
        archive.add(draft(territories=["Moselle"]), "test")
        archive.add(draft(places=["Saint-Denis (93)"]), "test")
        archive.add(draft(places=["Kehl (DE)"]), "test")
    with Archive(archive_path) as archive:
        assert {event.id for event in archive.find(Filter(territories=(wanted,)))} == found


def test_a_homonym_in_use_wins(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        archive.add(draft(places=["Saint-Denis (93)"]), "test")
    with Archive(archive_path) as archive:
        assert archive.vocabulary().territory("saint denis").code == "COM-93066"
        assert archive.vocabulary().territory("Saint-Denis (974)").code == "COM-97411"


def test_two_homonyms_in_use_are_asked_about(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        archive.add(draft(places=["Saint-Denis (93)", "Saint-Denis (974)"]), "test")
    with Archive(archive_path) as archive, pytest.raises(InvalidValue, match="plusieurs"):
        archive.vocabulary().territory("Saint-Denis")


def test_the_home_region_decides_between_homonyms(
    archive_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive(archive_path) as archive:
        assert archive.vocabulary().territory("Isse", commune=True).code == "COM-51301"
    archive_path.with_name("oriv.toml").write_text('region = "REG-52"\n')
    with Archive(archive_path) as archive:
        assert archive.vocabulary().territory("Isse", commune=True).code == "COM-44075"


def test_a_place_abroad_once_used_needs_no_country(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        archive.add(draft(places=["Kehl (DE)"]), "test")
    with Archive(archive_path) as archive:
        assert archive.vocabulary().territory("kehl").label == "Kehl (DE)"


def test_the_archive_holds_what_it_uses_and_all_around(archive_path: Path) -> None:
    import sqlite3

    with Archive(archive_path) as archive:
        archive.add(draft(places=["Metz"]), "test")
    connection = sqlite3.connect(archive_path)
    codes = {row[0] for row in connection.execute("SELECT code FROM territories")}
    connection.close()
    assert codes == {"COM-57463", "DEP-57", "REG-44", "PAYS-FR", "EPCI-200039865"}


def test_unknown_territory_is_never_an_empty_list(archive_path: Path) -> None:
    with Archive(archive_path) as archive, pytest.raises(UnknownName):
        list(archive.find(Filter(territories=("Mosele",))))


def test_an_unknown_name_is_looked_up_once(
    archive_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The nearest of 40,000 names cost a fifth of a second; a file may repeat one."""
    asked: list[str] = []

    def names_like(_name: str) -> list[str]:
        asked.append("again")
        return []

    monkeypatch.setattr(territories, "_names_like", names_like)
    drafts = [draft(title=str(n), places="Stratsbourg") for n in range(5)]
    with Archive(archive_path) as archive, pytest.raises(Refused) as refusal:
        archive.take_in(drafts, "import")
    assert len(refusal.value.faults) == 5
    assert asked == ["again"]


def test_a_used_name_does_not_open_the_gazetteer(
    archive_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive(archive_path) as archive:
        archive.add(draft(places=["Metz"]), "test")
    monkeypatch.setattr(territories, "_table", lambda: pytest.fail("the gazetteer was read"))
    with Archive(archive_path) as archive:
        assert archive.count(Filter(territories=("Moselle",))).events == 1
