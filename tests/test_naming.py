"""The vocabulary: names are changed, merged and related; events, past and filters follow."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from conftest import draft
from consistency import assert_consistent, sql
from oriv_cli.archive import Archive
from oriv_cli.archive.glossary import AgentCard
from oriv_cli.archive.undo import Undone
from oriv_cli.errors import OrivError, UnknownName
from oriv_cli.readers import json_file
from oriv_cli.record.edits import Edits
from oriv_cli.record.fields import FIELDS
from oriv_cli.record.filters import Filter
from oriv_cli.record.model import Event
from oriv_cli.record.text import words
from oriv_cli.record.themes import Concept
from oriv_cli.writers import json_file as json_writer
from strategies import NAMES

KINDS = ("theme", "agent")


def name(path: Path, do: str, *given: Any, dry_run: bool = False) -> Any:
    """Do one thing with names, as one operation."""
    with (
        Archive(path) as archive,
        archive.naming(f"test {do}", dry_run=dry_run) as naming,
    ):
        return getattr(naming, do)(*given)


def refused(path: Path, do: str, *given: Any, match: str | None = None) -> None:
    """Check that something is refused, and that nothing was changed."""
    before = path.read_bytes()
    with pytest.raises(OrivError, match=match):
        name(path, do, *given)
    assert path.read_bytes() == before


def add(path: Path, **values: Any) -> Event:
    with Archive(path) as archive:
        return archive.add(draft(**values), "add-event")


def undo(path: Path, number: int | None = None) -> Undone:
    with Archive(path) as archive:
        return archive.undo(number, "undo")


def get(path: Path, number: int = 1) -> Event:
    with Archive(path) as archive:
        return archive.get(number)


def found(path: Path, **query: Any) -> list[int]:
    """Return the numbers of the events of a filter, sorted."""
    with Archive(path) as archive:
        return sorted(event.id for event in archive.find(Filter(**query)))


def theme(path: Path, label: str) -> tuple[Concept, list[str]]:
    with Archive(path) as archive:
        return archive.glossary().concept(label)


def agent(path: Path, label: str) -> AgentCard:
    with Archive(path) as archive:
        return archive.glossary().agent(label)


def operations(path: Path) -> int:
    with Archive(path) as archive:
        return len(archive.history())


def search(path: Path, word: str) -> list[int]:
    rows = sql(path, "SELECT rowid FROM event_words WHERE event_words MATCH ? ORDER BY 1", word)
    return [number for (number,) in rows]


def both(path: Path, first: str, second: str) -> None:
    """Add three events: of the first name, of the second, of both; as themes and as agents."""
    for names in ([first], [second], [first, second]):
        with Archive(path) as archive:
            given = draft(themes=names, organisers=names, partners=names, speakers=names)
            archive.take_in([given], "import", create=True)


def field(kind: str) -> str:
    return "themes" if kind == "theme" else "anyone"


# Renaming


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_name_is_said_everywhere_and_the_old_one_still_means_it(
    archive_path: Path, kind: str
) -> None:
    both(archive_path, "potager", "verger")
    assert name(archive_path, "rename", kind, "POTAGER", "jardin") == ("potager", "jardin", 2)
    event = get(archive_path, 3)
    said = event.themes if kind == "theme" else event.organisers
    assert said == ("jardin", "verger")
    for known in ("jardin", "potager"):
        assert found(archive_path, **{field(kind): (known,)}) == [1, 3]
    assert_consistent(archive_path)
    assert search(archive_path, "jardin") == [1, 3]


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_means_another_is_refused(archive_path: Path, kind: str) -> None:
    both(archive_path, "potager", "verger")
    refused(archive_path, "rename", kind, "potager", "Vergér", match=f"oriv {kind} merge")
    refused(archive_path, "alias", kind, "potager", "VERGER", match=f"oriv {kind} merge")
    refused(archive_path, f"add_{kind}", "verger", match=f"oriv {kind} merge")


@pytest.mark.parametrize("kind", KINDS)
def test_only_its_spelling_may_change(archive_path: Path, kind: str) -> None:
    both(archive_path, "egalite des places", "verger")
    name(archive_path, "rename", kind, "egalite des places", "Égalité des places")
    event = get(archive_path)
    assert "Égalité des places" in (event.themes if kind == "theme" else event.organisers)
    table = f"SELECT count(*) FROM {kind}_names"
    assert sql(archive_path, table) == [(2,)]
    assert found(archive_path, **{field(kind): ("egalite des places",)}) == [1, 3]
    assert_consistent(archive_path)


def test_the_same_name_is_no_operation(archive_path: Path) -> None:
    both(archive_path, "potager", "verger")
    before = archive_path.read_bytes()
    for kind in KINDS:
        name(archive_path, "rename", kind, "potager", "potager")
    name(archive_path, "broader", "potager", "")
    assert archive_path.read_bytes() == before
    name(archive_path, "distinct", "potager", "verger")
    before = archive_path.read_bytes()
    name(archive_path, "distinct", "verger", "potager")
    assert archive_path.read_bytes() == before


def test_a_shipped_theme_is_renamed_before_its_first_use(archive_path: Path) -> None:
    """What lies under it in the shipped thesaurus comes under its new name."""
    name(archive_path, "rename", "theme", "égalité et discriminations", "Champ trois")
    add(archive_path, themes=["discriminations"])
    assert found(archive_path, themes=("Champ trois",)) == [1]
    labels = [label for (label,) in sql(archive_path, "SELECT label FROM themes")]
    assert sorted(labels) == ["Champ trois", "discriminations"]
    assert theme(archive_path, "discriminations")[0].broader == "Champ trois"


def test_the_tree_shows_a_shipped_theme_once_under_its_new_name(archive_path: Path) -> None:
    with Archive(archive_path) as archive:
        before = len(archive.glossary().tree())
    name(archive_path, "rename", "theme", "santé", "bien-être")
    with Archive(archive_path) as archive:
        tree = [(depth, label) for depth, label, _count in archive.glossary().tree()]
    assert len(tree) == before
    assert (1, "santé mentale") in tree[tree.index((0, "bien-être")) :]


# Merging


@pytest.mark.parametrize("kind", KINDS)
def test_two_become_one_in_one_operation(archive_path: Path, kind: str) -> None:
    both(archive_path, "potager", "verger")
    name(archive_path, "alias", kind, "potager", "carré")
    assert name(archive_path, "merge", kind, "carré", "verger") == ("potager", "verger", 2)
    assert operations(archive_path) == 5
    for known in ("potager", "carré", "verger"):
        assert found(archive_path, **{field(kind): (known,)}) == [1, 2, 3]
    event = get(archive_path, 3)
    said = event.themes if kind == "theme" else event.organisers
    assert said == ("verger",), "once each"
    assert_consistent(archive_path)
    assert undo(archive_path).events == 2
    assert found(archive_path, **{field(kind): ("potager",)}) == [1, 3]
    assert found(archive_path, **{field(kind): ("verger",)}) == [2, 3]
    assert_consistent(archive_path)


def test_all_three_roles_and_their_order_follow(archive_path: Path) -> None:
    speakers = ["M (présidente)", "N", "O (maire)"]
    add(archive_path, organisers=["M", "N"], partners=["O", "M"], speakers=speakers)
    name(archive_path, "merge", "agent", "N", "M")
    event = get(archive_path)
    assert (event.organisers, event.partners) == (("M",), ("O", "M"))
    assert [speaker.text for speaker in event.speakers] == ["M (présidente)", "O (maire)"]


@pytest.mark.parametrize("speakers", [["M (x)", "N"], ["M", "N (x)"], ["M (x)", "N (x)"]])
@pytest.mark.parametrize("merged", [("M", "N"), ("N", "M")])
def test_the_title_of_a_speaker_is_kept(
    archive_path: Path, speakers: list[str], merged: tuple[str, str]
) -> None:
    add(archive_path, speakers=speakers)
    before = get(archive_path)
    name(archive_path, "merge", "agent", *merged)
    assert [speaker.text for speaker in get(archive_path).speakers] == [f"{merged[1]} (x)"]
    undo(archive_path)
    assert get(archive_path) == before


def test_two_titles_are_refused_with_the_number_of_the_event(archive_path: Path) -> None:
    add(archive_path, organisers=["M"])
    add(archive_path, speakers=["M (x)", "N (y)"])
    refused(archive_path, "merge", "agent", "M", "N", match="oriv edit 2")


def test_narrower_themes_follow(archive_path: Path) -> None:
    both(archive_path, "potager", "verger")
    name(archive_path, "add_theme", "serre", "potager")
    add(archive_path, themes=["serre"])
    name(archive_path, "merge", "theme", "potager", "verger")
    assert theme(archive_path, "serre")[0].broader == "verger"
    assert theme(archive_path, "potager")[1] == ["serre"]
    assert found(archive_path, themes=("verger",)) == [1, 2, 3, 4]
    undo(archive_path)
    assert theme(archive_path, "serre")[0].broader == "potager"
    assert found(archive_path, themes=("verger",)) == [2, 3]


def test_shipped_themes_under_a_merged_one_follow(archive_path: Path) -> None:
    name(archive_path, "merge", "theme", "logement", "santé")
    add(archive_path, themes=["mobilité résidentielle"])
    assert found(archive_path, themes=("santé",)) == [1]
    assert theme(archive_path, "logement")[0].label == "santé"
    assert sql(archive_path, "SELECT 1 FROM themes WHERE label = 'logement'") == []


def test_a_theme_is_not_merged_into_what_lies_under_it(archive_path: Path) -> None:
    name(archive_path, "add_theme", "potager")
    name(archive_path, "add_theme", "serre", "potager")
    refused(archive_path, "merge", "theme", "potager", "serre", match="serre")
    refused(archive_path, "merge", "theme", "serre", "SERRE")
    refused(archive_path, "merge", "agent", "personne", "nul")


def test_a_rehearsal_of_a_merge_says_how_many_and_changes_nothing(archive_path: Path) -> None:
    both(archive_path, "potager", "verger")
    before = archive_path.read_bytes()
    for kind in KINDS:
        done = name(archive_path, "merge", kind, "potager", "verger", dry_run=True)
        assert done == ("potager", "verger", 2)
    assert archive_path.read_bytes() == before


def test_a_rehearsal_makes_no_file(archive_path: Path) -> None:
    done = name(archive_path, "merge", "theme", "santé", "logement", dry_run=True)
    assert done.events == 0
    assert not archive_path.exists()


# Above and below


def test_what_is_broader_finds_what_is_narrower(archive_path: Path) -> None:
    name(archive_path, "add_theme", "plantes")
    both(archive_path, "potager", "verger")
    name(archive_path, "broader", "potager", "plantes")
    name(archive_path, "broader", "verger", "potager")
    assert found(archive_path, themes=("plantes",)) == [1, 2, 3]
    assert_consistent(archive_path)
    name(archive_path, "broader", "potager")
    assert found(archive_path, themes=("plantes",)) == []
    undo(archive_path)
    assert found(archive_path, themes=("plantes",)) == [1, 2, 3]
    refused(archive_path, "broader", "plantes", "verger", match="verger")
    refused(archive_path, "broader", "plantes", "PLANTES")


def test_no_circle_by_undoing(archive_path: Path) -> None:
    """A under B, no more, B under A: to undo the second would close a circle."""
    for label in "ab":
        name(archive_path, "add_theme", label)
        name(archive_path, "add_agent", label)
    name(archive_path, "broader", "a", "b")
    name(archive_path, "broader", "a")
    name(archive_path, "broader", "b", "a")
    before = archive_path.read_bytes()
    with pytest.raises(OrivError):
        undo(archive_path, 6)
    assert archive_path.read_bytes() == before
    name(archive_path, "successor", "a", "b")
    undo(archive_path)
    name(archive_path, "successor", "b", "a")
    with pytest.raises(OrivError):
        undo(archive_path, 9)


# Who took over from whom


@pytest.fixture
def chain(archive_path: Path) -> Path:
    """DIV, then Acsé from 2006, then CGET, then ANCT from 2020: an event of each."""
    for label in ("DIV", "Acsé", "CGET", "ANCT"):
        add(archive_path, organisers=[label])
    name(archive_path, "successor", "DIV", "Acsé", 2006)
    name(archive_path, "successor", "Acsé", "CGET")
    name(archive_path, "successor", "cget", "anct", 2020)
    return archive_path


def test_the_last_body_finds_the_events_of_all_before_it(chain: Path) -> None:
    for role in ("anyone", "organisers"):
        assert found(chain, **{role: ("ANCT",)}) == [1, 2, 3, 4]
        assert found(chain, **{role: ("Acsé",)}) == [1, 2]
        assert found(chain, **{role: ("ANCT",)}, exact=True) == [4]
    assert found(chain, partners=("ANCT",)) == []
    card = agent(chain, "ANCT")
    assert [(former.name, former.year) for former in card.formers] == [
        ("DIV", 2006),
        ("Acsé", None),
        ("CGET", 2020),
    ]
    successor = agent(chain, "CGET").successor
    assert successor
    assert successor[1:] == ("ANCT", 2020)


def test_it_is_said_unless_left_out(chain: Path) -> None:
    with Archive(chain) as archive:
        (said,) = archive.successions(Filter(anyone=("ANCT", "DIV"), organisers=("ANCT",)))
        assert all(part in said for part in ("ANCT", "CGET", "Acsé", "DIV", "2020", "--exact"))
        assert archive.successions(Filter(anyone=("ANCT",), exact=True)) == []
        assert archive.successions(Filter(partners=("DIV",))) == []


def test_circles_of_successors_are_refused(chain: Path) -> None:
    for new in ("DIV", "Acsé", "CGET", "ANCT"):
        refused(chain, "successor", "ANCT", new)
    refused(chain, "merge", "agent", "DIV", "ANCT")
    refused(chain, "merge", "agent", "ANCT", "DIV")


@pytest.mark.parametrize(
    ("merged", "left"),
    [
        (("Acsé", "CGET"), {"DIV": ("CGET", 2006), "CGET": ("ANCT", 2020)}),
        (("CGET", "Acsé"), {"DIV": ("Acsé", 2006), "Acsé": ("ANCT", 2020)}),
        (("CGET", "ANCT"), {"DIV": ("Acsé", 2006), "Acsé": ("ANCT", None), "ANCT": None}),
    ],
)
def test_neighbours_in_a_chain_may_be_merged(
    chain: Path, merged: tuple[str, str], left: dict[str, Any]
) -> None:
    name(chain, "merge", "agent", *merged)
    for label, expected in left.items():
        successor = agent(chain, label).successor
        assert (successor and successor[1:]) == expected
    assert found(chain, anyone=("ANCT",)) == [1, 2, 3, 4]
    undo(chain)
    assert [former.name for former in agent(chain, "ANCT").formers] == ["DIV", "Acsé", "CGET"]


def test_a_merge_keeps_who_took_over(archive_path: Path) -> None:
    for label in ("CGET", "C.G.E.T.", "ANCT"):
        add(archive_path, partners=[label])
    name(archive_path, "successor", "CGET", "ANCT", 2020)
    name(archive_path, "merge", "agent", "CGET", "C.G.E.T.")
    successor = agent(archive_path, "CGET").successor
    assert successor
    assert successor[1:] == ("ANCT", 2020)


# What is not one


def kept_apart(path: Path) -> set[frozenset[str]]:
    with Archive(path) as archive:
        return archive.glossary().kept_apart()


def test_two_that_are_not_one_are_remembered(archive_path: Path) -> None:
    add(archive_path, partners=["M", "N", "O"])
    name(archive_path, "distinct", "n", "M")
    assert kept_apart(archive_path) == {frozenset("MN")}
    name(archive_path, "rename", "agent", "N", "P")
    assert kept_apart(archive_path) == {frozenset("MP")}
    name(archive_path, "merge", "agent", "N", "O")
    assert kept_apart(archive_path) == {frozenset("MO")}, "what is true of one is of both"
    name(archive_path, "merge", "agent", "M", "O")
    assert kept_apart(archive_path) == set()
    for expected in ("MO", "MP", "MN", ""):
        undo(archive_path)
        assert kept_apart(archive_path) == ({frozenset(expected)} if expected else set())
    refused(archive_path, "distinct", "M", "m")
    refused(archive_path, "distinct", "M", "inconnu")


def test_a_merge_is_made_again_by_undoing_its_undo(archive_path: Path) -> None:
    add(archive_path, partners=["M", "N"])
    name(archive_path, "distinct", "M", "N")
    name(archive_path, "merge", "agent", "M", "N")
    merged = get(archive_path)
    undo(archive_path)
    undo(archive_path, 4)
    assert kept_apart(archive_path) == set()
    assert get(archive_path) == merged
    undo(archive_path, 5)
    name(archive_path, "merge", "agent", "M", "N")
    undo(archive_path, 7)
    assert undo(archive_path, 6).kept == {}, "although the event was changed since, and back"
    assert get(archive_path) == merged


@pytest.mark.parametrize("do", ["distinct", "successor"])
def test_what_refers_to_a_name_is_undone_first(archive_path: Path, do: str) -> None:
    name(archive_path, "add_agent", "M")
    name(archive_path, "add_agent", "N")
    name(archive_path, do, "M", "N")
    before = archive_path.read_bytes()
    with pytest.raises(OrivError, match="M"):
        undo(archive_path, 2)
    assert archive_path.read_bytes() == before
    undo(archive_path, 3)
    name(archive_path, "add_agent", "O")
    name(archive_path, "merge", "agent", "N", "O")
    with pytest.raises(OrivError):
        undo(archive_path, 4)  # N is no more


# New names


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_name_is_known_and_may_be_taken_back(archive_path: Path, kind: str) -> None:
    assert name(archive_path, f"add_{kind}", "  jardin  partagé ") == "jardin partagé"
    assert found(archive_path, **{field(kind): ("JARDIN PARTAGE",)}) == []
    undo(archive_path)
    with pytest.raises(UnknownName):
        found(archive_path, **{field(kind): ("jardin partagé",)})
    undo(archive_path, 2)
    assert found(archive_path, **{field(kind): ("jardin partagé",)}) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_in_use_is_not_taken_back(archive_path: Path, kind: str) -> None:
    name(archive_path, f"add_{kind}", "jardin")
    add(archive_path, themes=["santé"], organisers=["ORIV"])
    key = "themes" if kind == "theme" else "speakers"
    add(archive_path, **{key: ["jardin"]})
    before = archive_path.read_bytes()
    with pytest.raises(OrivError, match=r"jardin.*2"):
        undo(archive_path, 1)
    assert archive_path.read_bytes() == before
    undo(archive_path, 3)
    undo(archive_path, 1)
    undo(archive_path, 4)
    said = get(archive_path, 2)
    assert said.themes == ("jardin",) or said.speakers[0].name == "jardin"
    assert_consistent(archive_path)


@pytest.mark.parametrize("kind", KINDS)
def test_the_id_of_a_name_is_never_given_twice(archive_path: Path, kind: str) -> None:
    given: list[int] = []
    for label in ("un", "deux", "trois"):
        name(archive_path, f"add_{kind}", label)
        given += [sql(archive_path, f"SELECT max(id) FROM {kind}s")[0][0]]
        undo(archive_path)
    assert len(set(given)) == 3
    for number in (2, 4, 6):
        undo(archive_path, number)
    assert sql(archive_path, f"SELECT id FROM {kind}s ORDER BY id") == [(n,) for n in given]


@pytest.mark.parametrize("bad", ["", " ", "???", "« »", "\n", "-", "…", "👩‍👩‍👧"])
def test_a_name_has_a_letter_or_a_digit(archive_path: Path, bad: str) -> None:
    both(archive_path, "potager", "verger")
    for kind in KINDS:
        refused(archive_path, f"add_{kind}", bad)
        refused(archive_path, "rename", kind, "potager", bad)
        refused(archive_path, "alias", kind, "potager", bad)
    refused(archive_path, "add_territory", bad, "Strasbourg")


HOSTILE = ("[bold]x[/annexe]", "\x1b[31mrouge", "a" * 500, "100 %", 'dit "x"', "« été »", "x | y")


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_names_are_names(archive_path: Path, kind: str, hostile: str) -> None:
    both(archive_path, "potager", "verger")
    name(archive_path, "rename", kind, "potager", hostile)
    assert found(archive_path, **{field(kind): (hostile,)}) == [1, 3]
    name(archive_path, "merge", kind, "verger", hostile)
    assert found(archive_path, **{field(kind): (hostile,)}) == [1, 2, 3]
    undo(archive_path)
    undo(archive_path)
    assert get(archive_path, 3).themes == get(archive_path, 3).organisers == ("potager", "verger")


@settings(max_examples=30)
@given(NAMES.filter(words), NAMES.filter(words))
def test_any_name_goes_into_another_archive(one: str, other: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        both(path, "potager", "verger")
        for label, called in (("potager", one), ("verger", other)):
            for kind in KINDS:
                try:
                    name(path, "rename", kind, label, called)
                except OrivError:
                    name(path, "merge", kind, label, called)
        assert exported(copied(path)) == exported(path)
        assert_consistent(path)


def exported(path: Path) -> bytes:
    file = path.with_suffix(".json")
    with Archive(path) as archive, file.open("wb") as stream:
        json_writer.write(archive.find(Filter()), stream, FIELDS)
    return file.read_bytes()


def copied(path: Path) -> Path:
    """Return another archive, that took in what this one exports."""
    exported(path)
    other = path.with_name("other.db")
    with Archive(other) as archive, path.with_suffix(".json").open("rb") as stream:
        archive.take_in(json_file.read(stream), "import", create=True)
    return other


# The past


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("do", ["rename", "merge"])
def test_what_was_deleted_comes_back_under_the_name_of_today(
    archive_path: Path, kind: str, do: str
) -> None:
    both(archive_path, "potager", "verger")
    with Archive(archive_path) as archive:
        archive.remove([1], "delete")
    name(archive_path, do, kind, "potager", "verger" if do == "merge" else "jardin")
    assert undo(archive_path, 4).events == 1
    event = get(archive_path)
    said = event.themes if kind == "theme" else event.organisers
    assert said == (("verger",) if do == "merge" else ("jardin",))
    with Archive(archive_path) as archive:
        states = archive.states(1)
    assert {state.themes for _operation, *pair in states for state in pair if state} == {
        event.themes
    }
    assert_consistent(archive_path)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("taken", [False, True])
def test_a_name_that_was_taken_back_still_means_who_bore_it(
    archive_path: Path, kind: str, taken: bool
) -> None:
    """Deleted under a name that lasted a while, and that another one may bear by now."""
    both(archive_path, "potager", "verger")
    before = get(archive_path)
    name(archive_path, "rename", kind, "potager", "jardin")
    with Archive(archive_path) as archive:
        archive.remove([1], "delete")
    undo(archive_path, 4)
    if taken:
        name(archive_path, f"add_{kind}", "jardin")
    undo(archive_path, 5)
    assert get(archive_path) == before
    assert_consistent(archive_path)


def test_two_speakers_that_are_one_by_now_keep_both_titles(archive_path: Path) -> None:
    add(archive_path, speakers=["M (x)", "N (y)", "O"])
    before = get(archive_path)
    with Archive(archive_path) as archive:
        archive.remove([1], "delete")
    name(archive_path, "merge", "agent", "N", "M")
    undo(archive_path, 2)
    assert [speaker.text for speaker in get(archive_path).speakers] == ["M (x, y)", "O"]
    with Archive(archive_path) as archive:
        assert len(list(archive.states(1))) == 3
    undo(archive_path, 4)
    undo(archive_path, 3)
    undo(archive_path, 5)
    assert get(archive_path).speakers[1:] == before.speakers[2:]


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_changed_since_a_merge_is_left(archive_path: Path, kind: str) -> None:
    both(archive_path, "potager", "verger")
    name(archive_path, "merge", kind, "potager", "verger")
    with Archive(archive_path) as archive:
        archive.change([1], Edits({"venue": "V"}), "edit")
    undone = undo(archive_path, 4)
    assert (undone.events, undone.kept) == (1, {1: 5})
    assert found(archive_path, **{field(kind): ("potager",)}) == [3]
    assert found(archive_path, **{field(kind): ("verger",)}) == [1, 2, 3]
    assert_consistent(archive_path)


def test_a_refused_undo_names_the_operation_that_stands_in_its_way(archive_path: Path) -> None:
    add(archive_path, organisers=["M"])
    name(archive_path, "rename", "agent", "M", "N")
    name(archive_path, "alias", "agent", "N", "O")
    name(archive_path, "alias", "agent", "N", "P")
    undo(archive_path)
    before = archive_path.read_bytes()
    with pytest.raises(OrivError, match="oriv undo 3"):
        undo(archive_path, 2)
    assert archive_path.read_bytes() == before
    undo(archive_path, 3)
    undo(archive_path, 2)
    assert agent(archive_path, "M")[:2] == ("M", ())


# Places of one's own


def held(path: Path, *names: str) -> dict[str, list[int]]:
    return {place: found(path, territories=(place,)) for place in names}


def test_a_quartier_lies_in_its_commune(archive_path: Path) -> None:
    own = name(archive_path, "add_territory", "Neuhof", "Strasbourg")
    assert own.label == "Neuhof (dans Strasbourg)"
    add(archive_path, places=["Neuhof"])
    add(archive_path, territories=["Strasbourg"])
    around = ("Strasbourg", "Bas-Rhin", "Grand Est", "Eurométropole de Strasbourg")
    assert held(archive_path, *around, "Neuhof") == {
        **{place: [1, 2] for place in around},
        "Neuhof": [1],
    }
    assert held(archive_path, own.label, own.code) == {own.label: [1], own.code: [1]}
    refused(archive_path, "add_territory", "NEUHOF", "COM-67482", match="Neuhof")
    assert exported(copied(archive_path)) == exported(archive_path)
    assert_consistent(archive_path)


def test_a_former_region_holds_what_lay_in_it(archive_path: Path) -> None:
    for place in ("Strasbourg", "Haut-Rhin", "Metz"):
        add(archive_path, places=[place])
    name(archive_path, "add_territory", "Alsace", "Grand Est", ["Bas-Rhin", "DEP-68"])
    add(archive_path, territories=["Alsace"])
    expected = {"Alsace": [1, 2, 4], "Grand Est": [1, 2, 3, 4], "Bas-Rhin": [1]}
    assert held(archive_path, *expected) == expected
    assert_consistent(archive_path)
    undo(archive_path, 5)
    undo(archive_path, 4)
    assert held(archive_path, "Grand Est", "Bas-Rhin") == {"Grand Est": [1, 2, 3], "Bas-Rhin": [1]}
    with pytest.raises(UnknownName):
        found(archive_path, territories=("Alsace",))
    assert_consistent(archive_path)
    undo(archive_path, 6)
    assert held(archive_path, "Alsace") == {"Alsace": [4]}, "as its code says it"
    undo(archive_path, 7)
    assert held(archive_path, *expected) == expected
    assert_consistent(archive_path)


def test_a_place_abroad(archive_path: Path) -> None:
    own = name(archive_path, "add_territory", "Kehl", "Allemagne")
    assert (own.label, own.code) == ("Kehl (DE)", "LIEU-DE-kehl")
    add(archive_path, places=["Kehl"])
    assert found(archive_path, territories=("Allemagne",)) == [1]
    assert exported(copied(archive_path)) == exported(archive_path)


@pytest.mark.parametrize(
    ("place", "inside", "holding"),
    [
        ("Metz", "Moselle", []),
        ("bas rhin", "Grand Est", []),
        ("COM-57463", "Strasbourg", []),
        ("X", "Nulle part sur terre", []),
        ("X", "Strasbourg", ["Strasbourg"]),
        ("X", "Strasbourg", ["Grand Est"]),
        ("X", "Bas-Rhin", ["Alsace"]),
        ("X", "Alsace", ["Grand Est"]),
    ],
)
def test_places_refused(archive_path: Path, place: str, inside: str, holding: list[str]) -> None:
    name(archive_path, "add_territory", "Alsace", "Grand Est", ["Bas-Rhin"])
    refused(archive_path, "add_territory", place, inside, holding)


def test_a_place_in_use_is_not_taken_back(archive_path: Path) -> None:
    name(archive_path, "add_territory", "Neuhof", "Strasbourg")
    add(archive_path, places=["Neuhof"])
    before = archive_path.read_bytes()
    with pytest.raises(OrivError, match="Neuhof"):
        undo(archive_path, 1)
    assert archive_path.read_bytes() == before


# Lists


def test_every_name_that_somebody_put_there_is_listed(archive_path: Path) -> None:
    add(archive_path, organisers=["Épinal"], speakers=["Épinal (x)"])
    add(archive_path, organisers=["Zone"], partners=["Drancy"])
    name(archive_path, "add_agent", "Forbach")
    with Archive(archive_path) as archive:
        archive.remove([2], "delete")
        assert archive.glossary().agents() == [("Épinal", 1), ("Forbach", 0)]
    name(archive_path, "merge", "agent", "Forbach", "Épinal")
    assert listed(archive_path) == [("Épinal", 1)]
    assert agent(archive_path, "forbach").aliases == ("Forbach",)


def listed(path: Path) -> Iterable[tuple[str, int]]:
    with Archive(path) as archive:
        return archive.glossary().agents()


def test_the_card_of_an_agent_counts_each_role(archive_path: Path) -> None:
    add(archive_path, organisers=["ORIV"], partners=["ORIV"])
    add(archive_path, speakers=["ORIV (x)"])
    add(archive_path, speakers=["oriv"])
    roles = dict(agent(archive_path, "oriv").roles)
    assert sorted(roles.values()) == [1, 1, 2]
