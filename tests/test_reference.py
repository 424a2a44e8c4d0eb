"""The shipped vocabularies and the real archive keep their promises."""

from __future__ import annotations

import csv
import gzip
import itertools
import json
import re
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from oriv_cli.record.text import fold

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "src" / "oriv_cli" / "reference"
ARCHIVE = ROOT / "data" / "archive.json"

FIELDS = [
    "accès aux droits et aux services",
    "participation et citoyenneté",
    "égalité et discriminations",
    "emploi",
    "immigration et intégration",
    "politique de la ville",
    "éducation et jeunesse",
    "santé",
    "numérique",
    "valeurs de la République et prévention des radicalisations",
]

# What staff filter on most: each is the preferred label, so that it means itself.
EVERYDAY = """discriminations;égalité femmes-hommes;intégration;laïcité;politique de la ville;
interculturalité;immigration;accès aux droits;logement;santé;éducation;jeunesse;emploi;mémoire;
vieillissement;fait religieux;participation des habitants;asile et réfugiés;
racisme et antisémitisme;apprentissage du français""".replace("\n", "").split(";")

# Every subject of the source page, in its own words, and the concept that stands for it.
SUBJECTS = {
    "accompagnement des victimes": "accès aux droits",
    "accueil des personnes migrantes": "accueil des personnes migrantes",
    "accueil familial": "accueil familial",
    "accès au droit": "accès aux droits",
    "accès aux droits": "accès aux droits",
    "assistants-tes maternels-les": "accueil familial",
    "cadre de vie": "cadre de vie",
    "citoyenneté": "citoyenneté",
    "co-construction": "participation des habitants",
    "conseils citoyens": "conseils citoyens",
    "contrats de ville": "contrats de ville",
    "discriminations": "discriminations",
    "développement territorial": "développement territorial",
    "emploi et développement économique": "emploi",
    "enjeux migratoires": "immigration",
    "exil et migrations": "immigration",
    "hospitalité": "accueil des personnes migrantes",
    "image des quartiers populaires": "image des quartiers populaires",
    "inclusion numérique": "inclusion numérique",
    "ingénierie et chefs-fes de projet": "ingénierie et pratiques professionnelles",
    "initiatives citoyennes": "initiatives citoyennes",
    "insertion socio-professionnelle": "insertion professionnelle",
    "intégration": "intégration",
    "inégalités sociales et territoriales": "inégalités sociales et territoriales",
    "inégalités territoriales": "inégalités sociales et territoriales",
    "jeunesse": "jeunesse",
    "lutte contre les discriminations": "discriminations",
    "migrations": "immigration",
    "mise en réseau": "ingénierie et pratiques professionnelles",
    "mobilité résidentielle": "mobilité résidentielle",
    "médias": "médias",
    "observation": "observation",
    "participation des habitants-es": "participation des habitants",
    "participation des jeunes": "participation des jeunes",
    "personnes en situation précaire": "précarité",
    "petite enfance": "petite enfance",
    "polarisation sociale": "prévention des radicalisations",
    "politique de la ville": "politique de la ville",
    "politiques publiques": "politiques publiques",
    "primo-arrivants": "primo-arrivants",
    "précarité": "précarité",
    "prévention des discriminations": "discriminations",
    "prévention des radicalisations": "prévention des radicalisations",
    "quartiers prioritaires": "quartiers prioritaires",
    "regard sur les quartiers populaires": "image des quartiers populaires",
    "relations police-population": "relations police-population",
    "représentations": "représentations",
    "résilience collective": "prévention des radicalisations",
    "santé": "santé",
    "santé mentale": "santé mentale",
    "solidarité": "solidarité",
    "stigmatisation": "stigmatisation",
    "travail social et numérique": "travail social et numérique",
    "volet éducatif": "réussite éducative",
    "échanges de pratiques": "ingénierie et pratiques professionnelles",
    "éducation": "éducation",
    "égalité": "égalité",
    "évaluation": "évaluation",
    "évaluation à mi-parcours": "évaluation",
}

# The keys of a record, in their order.
KEYS = [
    "id",
    "uid",
    "title",
    "date",
    "time",
    "kind",
    "mode",
    "series",
    "venue",
    "places",
    "territories",
    "themes",
    "organisers",
    "partners",
    "speakers",
    "attendance",
    "half_days",
    "summary",
    "resources",
    "source",
    "note",
]

RESOURCE_KINDS = [
    "présentation",
    "compte-rendu",
    "synthèse",
    "actes",
    "vidéo",
    "rapport",
    "guide",
    "support",
    "programme",
    "article",
    "dossier",
    "liste",
    "autre",
]

_DAY = r"\d{4}-\d{2}-\d{2}"
EDTF = re.compile(
    rf"(?:\d{{4}}(?:-\d{{2}}(?:-\d{{2}})?)?[?~%]?|{_DAY}/{_DAY}|\{{{_DAY}(?:,{_DAY})+\}})"
)


def read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def forms(row: dict[str, str]) -> list[str]:
    return [row["label"], *(alias for alias in row["aliases"].split("|") if alias)]


def names(rows: list[dict[str, str]]) -> dict[str, str]:
    """Return the label that each folded form stands for."""
    return {fold(form): row["label"] for row in rows for form in forms(row)}


THEMES = read("themes.csv")
KINDS = read("kinds.csv")
BROADER = {row["label"]: row["broader"] for row in THEMES}
EVENTS: list[dict[str, Any]] = json.loads(ARCHIVE.read_text(encoding="utf-8"))


def ancestors(label: str) -> Iterator[str]:
    """Yield the broader concepts; one more than there are means a cycle."""
    seen = 0
    while label := BROADER[label]:
        yield label
        seen += 1
        assert seen <= len(BROADER), f"cycle above {label}"


def ids(**wanted: Any) -> list[int]:
    return [e["id"] for e in EVENTS if all(e[key] == value for key, value in wanted.items())]


@pytest.mark.parametrize("name", ["themes.csv", "kinds.csv"])
def test_vocabulary_is_plain_text_that_people_can_type(name: str) -> None:
    raw = (REFERENCE / name).read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\n")
    text = raw.decode("utf-8")
    assert not set(text) & {"’", "\u00a0", "\u202f"}
    for row in read(name):
        assert all(form == " ".join(form.split()) for form in forms(row))


@pytest.mark.parametrize("rows", [THEMES, KINDS], ids=["themes", "kinds"])
def test_every_name_means_one_thing(rows: list[dict[str, str]]) -> None:
    counts = Counter(fold(form) for row in rows for form in forms(row))
    assert [form for form, n in counts.items() if n > 1 or not form] == []


def test_columns() -> None:
    assert list(THEMES[0]) == ["label", "broader", "aliases"]
    assert list(KINDS[0]) == ["label", "aliases"]


def test_ten_fields_in_the_centre_s_order() -> None:
    assert [row["label"] for row in THEMES if not row["broader"]] == FIELDS


def test_about_fifty_concepts() -> None:
    assert 45 <= len(THEMES) <= 65


def test_each_concept_follows_its_broader_one() -> None:
    """No cycle, no orphan, and a field is read with all that is under it."""
    path: list[str] = []
    for row in THEMES:
        if row["broader"]:
            assert row["broader"] in path, row["label"]
            del path[path.index(row["broader"]) + 1 :]
        else:
            path = []
        path.append(row["label"])


def test_no_cycle_and_three_levels() -> None:
    assert max(len(list(ancestors(label))) for label in BROADER) == 2


@pytest.mark.parametrize("label", EVERYDAY)
def test_everyday_themes_are_labels(label: str) -> None:
    assert label in BROADER


def test_discriminations_means_itself_alone() -> None:
    assert not [label for label in BROADER if "discriminations" in ancestors(label)]


@pytest.mark.parametrize(("subject", "label"), SUBJECTS.items())
def test_subjects_of_the_page_resolve(subject: str, label: str) -> None:
    assert names(THEMES).get(fold(subject)) == label


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("QPV", "quartiers prioritaires"),
        ("fle", "apprentissage du français"),
        ("Égalité hommes-femmes", "égalité femmes-hommes"),
        ("radicalisation", "prévention des radicalisations"),
        ("ILLECTRONISME", "inclusion numérique"),
        ("pouvoir d’agir", "participation des habitants"),
        ("discrimination", "discriminations"),
    ],
)
def test_what_staff_type_resolves(typed: str, label: str) -> None:
    assert names(THEMES).get(fold(typed)) == label


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("journée d’études", "journée d'étude"),
        ("Visio", "visioconférence"),
        ("webinar", "webinaire"),
        ("workshop", "atelier"),
        ("tables rondes", "table ronde"),
    ],
)
def test_kinds_as_staff_type_them(typed: str, label: str) -> None:
    assert names(KINDS).get(fold(typed)) == label


def test_archive_is_written_as_promised() -> None:
    text = ARCHIVE.read_text(encoding="utf-8")
    assert text == json.dumps(EVENTS, ensure_ascii=False, indent=2) + "\n"


def test_archive_has_the_25_entries_in_the_page_s_order() -> None:
    assert [e["id"] for e in EVENTS] == list(range(1, 26))
    for event in EVENTS:
        assert list(event) == KEYS
        assert event["title"]
        assert event["summary"]
        assert f"entrée n° {event['id']} : «" in event["source"]
    assert EVENTS[9]["title"].startswith("Vers plus d’égalité en santé")


def test_uids_are_unique_and_stay() -> None:
    for event in EVENTS:
        name = f"oriv:temps-dechanges-formations:{event['id']}"
        assert event["uid"] == str(uuid.uuid5(uuid.NAMESPACE_URL, name))
    assert len({e["uid"] for e in EVENTS}) == 25


def test_dates_are_edtf_and_real_days() -> None:
    for event in EVENTS:
        if event["date"] is None:
            continue
        assert EDTF.fullmatch(event["date"]), event["date"]
        days = [date.fromisoformat(day) for day in re.findall(_DAY, event["date"])]
        assert days == sorted(days)


def test_dates_that_the_page_leaves_open() -> None:
    assert ids(date=None) == [3, 4, 6, 11]
    assert {e["id"]: e["date"] for e in EVENTS if not re.fullmatch(_DAY, e["date"] or "")} == {
        2: "2020-11-03?",
        3: None,
        4: None,
        5: "2020",
        6: None,
        7: "2019-09-05/2019-09-06",
        11: None,
        15: "2018-11",
        16: "{2018-12-07,2018-12-10}",
        23: "2017-11",
    }


def test_two_events_were_held_in_two_places() -> None:
    places = {e["id"]: [p["name"] for p in e["places"]] for e in EVENTS if len(e["places"]) > 1}
    assert places == {16: ["Reims", "Metz"], 23: ["Châlons-en-Champagne", "Nancy"]}


def test_nothing_is_invented() -> None:
    assert {e["id"]: e["attendance"] for e in EVENTS if e["attendance"]} == {
        2: "~50",
        10: ">120",
        12: "~30",
    }
    assert ids(time=None, half_days=None) == list(range(1, 26))
    assert ids(mode="distanciel") == [1, 2]
    assert ids(mode="hybride") == []
    # A meeting is said to be in person only where the page says where people met.
    assert ids(mode="présentiel") == [e["id"] for e in EVENTS if e["places"]]
    assert [e["id"] for e in EVENTS if not e["organisers"]] == [1, 3, 11, 21, 22, 25]


def test_themes_and_kinds_are_preferred_labels() -> None:
    kinds = {row["label"] for row in KINDS}
    for event in EVENTS:
        assert event["kind"] in kinds
        assert 1 <= len(event["themes"]) <= 4
        assert len(set(event["themes"])) == len(event["themes"])
        assert set(event["themes"]) <= BROADER.keys()


def test_no_theme_repeats_what_a_narrower_one_says() -> None:
    for event in EVENTS:
        for one, other in itertools.permutations(event["themes"], 2):
            assert one not in ancestors(other), (event["id"], one, other)


@pytest.mark.parametrize(
    ("theme", "wanted"),
    [
        ("discriminations", [2, 3, 10, 22, 25]),
        ("immigration et intégration", [5, 6, 11]),
        ("quartiers prioritaires", [2, 12, 13, 15, 16, 18, 20, 21]),
        ("jeunesse", [14]),
        ("santé", [10, 17]),
    ],
)
def test_what_a_filter_on_a_theme_finds(theme: str, wanted: list[int]) -> None:
    found = [e["id"] for e in EVENTS if any(theme in (t, *ancestors(t)) for t in e["themes"])]
    assert found == wanted


def test_a_body_has_one_name_and_a_resource_a_known_kind() -> None:
    spellings: dict[str, set[str]] = {}
    for event in EVENTS:
        assert not set(event["organisers"]) & set(event["partners"])
        speakers = [speaker["name"] for speaker in event["speakers"]]
        for name in (*event["organisers"], *event["partners"], *speakers):
            spellings.setdefault(fold(name), set()).add(name)
        for resource in event["resources"]:
            assert list(resource) == ["kind", "label", "url", "file"]
            assert resource["kind"] in RESOURCE_KINDS
            assert resource["label"]
    assert [names for names in spellings.values() if len(names) > 1] == []


def test_territories_are_those_of_the_gazetteer() -> None:
    used = {(t["code"], t["name"]) for e in EVENTS for t in (*e["places"], *e["territories"])}
    with gzip.open(REFERENCE / "territories.csv.gz", "rt", encoding="utf-8") as stream:
        lines = itertools.dropwhile(lambda line: line.startswith("#"), stream)
        rows = csv.DictReader(lines, delimiter=";")
        known = {(row["code"], row["name"]) for row in rows} & used
    assert used == known
    assert all(t["code"].startswith("COM-") for e in EVENTS for t in e["places"])
