"""Edits: what a person wants changed in an event, and all that stands in the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from oriv_cli.archive import Archive
from oriv_cli.record.edits import Edits, changed_fields
from oriv_cli.record.fields import FIELDS
from oriv_cli.record.model import Event, Resource, Speaker, Territory
from oriv_cli.record.validation import Refused, Reviewer

UID = "662379ca-77a2-570b-889e-eb91aec2dd19"
SINGLE = [field for field in FIELDS if not field.many and field.key not in ("id", "uid", "title")]
MANY = [field for field in FIELDS if field.many]


@pytest.fixture
def reviewed(real_archive: Path) -> Any:
    """Apply edits, given by way, to an event of the real archive."""

    def apply(event: Event, **given: Any) -> Event:
        with Archive(real_archive) as archive:
            return edits(**given).apply(event, Reviewer(archive.vocabulary()))

    return apply


@pytest.fixture
def full(real_archive: Path) -> Event:
    """An event whose every field is given."""
    with Archive(real_archive) as archive:
        places = archive.get(10).places
    return Event(
        *(7, UID, "Titre", "2018-12-05", "14:00", "colloque", "hybride", "Cycle", "CNFPT"),
        *(places, places, ("santé",), ("A",), ("B",), (Speaker("C", "d"), Speaker("E"))),
        *("~50", 2, "Résumé", (Resource("actes", "L", "https://x.fr"),), "S", "N"),
    )


def edits(
    values: dict[str, Any] | None = None,
    added: dict[str, list[str]] | None = None,
    removed: dict[str, list[str]] | None = None,
    cleared: tuple[str, ...] = (),
) -> Edits:
    return Edits(values or {}, added or {}, removed or {}, cleared)


def said(item: Any) -> object:
    return item.label if isinstance(item, Territory) else item


def test_the_full_event_is_full(full: Event) -> None:
    assert [key for key, value in full._asdict().items() if value in ("", (), None, 0)] == []


@pytest.mark.parametrize(
    "given",
    [
        {"values": {"title": "x"}},
        {"added": {"themes": ["x"]}},
        {"removed": {"themes": ["x"]}},
        {"cleared": ("note",)},
    ],
)
def test_one_thing_to_change_is_enough(given: dict[str, Any]) -> None:
    assert edits().is_empty
    assert not edits(**given).is_empty


# Values


@pytest.mark.parametrize(
    ("key", "typed", "meant"),
    [
        ("title", "  Autre   titre ", "Autre titre"),
        ("date", "5 et 6 septembre 2019", "2019-09-05/2019-09-06"),
        ("time", "9:30/17:00", "09:30/17:00"),
        ("kind", "SEMINAIRE", "séminaire"),
        ("mode", "Presentiel", "présentiel"),
        ("series", "Autre", "Autre"),
        ("venue", "Lycée Schuman", "Lycée Schuman"),
        ("attendance", "plus de 120", ">120"),
        ("half_days", "0", 0),
        ("summary", "un\n\ndeux", "un\n\ndeux"),
        ("source", "ici", "ici"),
        ("note", "là", "là"),
    ],
)
def test_a_value_is_read_as_anywhere_and_nothing_else_changes(
    reviewed: Any, full: Event, key: str, typed: str, meant: Any
) -> None:
    assert reviewed(full, values={key: typed}) == full._replace(**{key: meant})


def test_nothing_to_change_changes_nothing(reviewed: Any, full: Event) -> None:
    assert reviewed(full) == full


# Lists


@pytest.mark.parametrize(
    ("key", "typed", "there"),
    [
        ("places", "metz", "Metz"),
        ("territories", "Grand Est", "Grand Est"),
        ("themes", "SANTE", "santé"),
        ("organisers", "Nouveau", "Nouveau"),
        ("partners", "Nouveau", "Nouveau"),
        ("speakers", "Nouvelle (titre)", Speaker("Nouvelle", "titre")),
        ("resources", "actes: L <https://y.fr>", Resource("actes", "L", "https://y.fr")),
    ],
)
def test_added_to_a_list_once_at_the_end_then_taken_out(
    reviewed: Any, full: Event, key: str, typed: str, there: object
) -> None:
    others: Any = tuple(item for item in getattr(full, key) if said(item) != there)
    before = full._replace(**{key: others})
    more = reviewed(before, added={key: [typed, typed]})
    assert list(map(said, getattr(more, key))) == [*map(said, getattr(before, key)), there]
    assert more._replace(**{key: getattr(before, key)}) == before
    assert reviewed(more, added={key: [typed]}) == more
    assert reviewed(more, removed={key: [typed, typed]}) == before


def test_every_place_of_the_real_archive_is_known_again(reviewed: Any, real_archive: Path) -> None:
    """A territory of the file and one of the gazetteer are the same, or it would stand twice."""
    with Archive(real_archive) as archive:
        found = [archive.get(number) for number in range(1, 26)]
    with_places = [event for event in found if event.places]
    assert with_places
    for event in with_places:
        labels = [place.label for place in event.places]
        assert reviewed(event, added={"places": labels}) == event
        assert reviewed(event, removed={"places": labels}).places == ()


def test_what_remains_keeps_its_order(reviewed: Any, full: Event) -> None:
    full = full._replace(organisers=("A", "B", "C", "D"))
    assert reviewed(full, removed={"organisers": ["B", "D"]}).organisers == ("A", "C")


def test_added_and_removed_at_once(reviewed: Any, full: Event) -> None:
    changed = reviewed(full, added={"organisers": ["Z"]}, removed={"organisers": ["A"]})
    assert changed == full._replace(organisers=("Z",))


def test_what_does_not_stand_there_cannot_be_taken_out(reviewed: Any, full: Event) -> None:
    for key, item in [
        ("places", "Strasbourg"),
        ("themes", "jeunesse"),
        ("partners", "A"),
        ("speakers", "Inconnue"),
        ("resources", "actes: L"),
    ]:
        with pytest.raises(Refused, match="n’y figure pas"):
            reviewed(full, removed={key: [item]})


def test_a_speaker_is_taken_out_by_name_alone(reviewed: Any, full: Event) -> None:
    assert reviewed(full, removed={"speakers": ["C"]}).speakers == (Speaker("E"),)
    assert reviewed(full, removed={"speakers": ["C (d)"]}).speakers == (Speaker("E"),)
    with pytest.raises(Refused, match="n’y figure pas"):
        reviewed(full, removed={"speakers": ["C (autre titre)"]})
    with pytest.raises(Refused, match="n’y figure pas"):
        reviewed(full, removed={"speakers": ["E (titre)"]})


def test_the_title_of_a_speaker_is_corrected_in_one_go(reviewed: Any, full: Event) -> None:
    """What is added is not taken out again by the name of what it replaces."""
    changed = reviewed(full, added={"speakers": ["C (z)"]}, removed={"speakers": ["C"]})
    assert set(changed.speakers) == {Speaker("C", "z"), Speaker("E")}


@pytest.mark.parametrize("typed", ["C (z)", "C", "E (z)"])
def test_nobody_stands_twice_with_two_titles(reviewed: Any, full: Event, typed: str) -> None:
    """No record could hold both: neither an import nor an undo would read it again."""
    with pytest.raises(Refused, match="deux titres"):
        reviewed(full, added={"speakers": [typed]})


# Clearing


@pytest.mark.parametrize("key", [field.key for field in SINGLE + MANY])
def test_a_field_is_emptied_and_no_other(reviewed: Any, full: Event, key: str) -> None:
    empty = getattr(Event(0, "", ""), key)
    assert getattr(full, key) != empty
    assert reviewed(full, cleared=(key,)) == full._replace(**{key: empty})


def test_cleared_then_filled(reviewed: Any, full: Event) -> None:
    changed = reviewed(full, added={"organisers": ["Z"]}, cleared=("organisers", "venue"))
    assert changed == full._replace(organisers=("Z",), venue="")
    assert reviewed(full, values={"venue": "V"}, cleared=("venue",)).venue == "V"


@pytest.mark.parametrize("given", [{"cleared": ("title",)}, {"values": {"title": " "}}])
def test_the_title_is_never_emptied(reviewed: Any, full: Event, given: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="chaque événement en a un") as refused:
        reviewed(full, **given)
    assert [fault.field.key for fault in refused.value.faults if fault.field] == ["title"]
    assert reviewed(full, values={"title": "Z"}, cleared=("title",)).title == "Z"


# Faults


def test_all_that_is_wrong_is_said_at_once(reviewed: Any, full: Event) -> None:
    with pytest.raises(Refused) as refused:
        reviewed(
            full,
            values={"date": "31/02/2020", "mode": "x", "venue": "V"},
            added={"themes": ["discrimation"], "partners": ["Y"]},
            removed={"organisers": ["Absent"]},
            cleared=("title",),
        )
    keys = [fault.field.key for fault in refused.value.faults if fault.field]
    assert sorted(keys) == ["date", "mode", "organisers", "themes", "title"]
    assert "« discriminations »" in str(refused.value).replace("\xa0", " ").replace("\u202f", " ")


# What differs


@pytest.mark.parametrize("key", [field.key for field in FIELDS])
def test_the_field_that_changed_is_named(full: Event, key: str) -> None:
    assert changed_fields(full, full) == []
    other = full._replace(**{key: getattr(Event(0, "", ""), key)})
    assert [field.key for field in changed_fields(full, other)] == [key]
    assert [field.key for field in changed_fields(other, full)] == [key]


def test_the_order_of_a_list_is_a_change(full: Event) -> None:
    turned = full._replace(speakers=full.speakers[::-1])
    assert [field.key for field in changed_fields(full, turned)] == ["speakers"]


def test_nothing_is_a_change_beside_zero(full: Event) -> None:
    none, zero = full._replace(half_days=None), full._replace(half_days=0)
    assert [field.key for field in changed_fields(none, zero)] == ["half_days"]
