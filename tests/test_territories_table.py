"""The shipped gazetteer, and the script that makes it."""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from oriv_cli.record.text import fold

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "src/oriv_cli/reference/territories.csv.gz"
HEADER = "key;code;name;kind;qualifier;parents"


class Row(NamedTuple):
    key: str
    code: str
    name: str
    kind: str
    qualifier: str
    parents: str


@cache
def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "make_territories", ROOT / "data/make_territories.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def read_text() -> str:
    return gzip.decompress(TABLE.read_bytes()).decode()


@cache
def read_rows() -> list[Row]:
    lines = read_text().split("\n")
    assert lines.pop() == ""
    start = lines.index(HEADER) + 1
    return [Row(*line.split(";")) for line in lines[start:]]


@cache
def by_code() -> dict[str, Row]:
    return {row.code: row for row in read_rows()}


@cache
def fold_names() -> dict[str, str]:
    return {code: fold(row.name) for code, row in by_code().items()}


@cache
def by_key() -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in read_rows():
        found[row.key].append(row)
    return found


def list_ancestors(code: str) -> Iterator[str]:
    for parent in by_code()[code].parents.split():
        yield parent
        yield from list_ancestors(parent)


# The shipped table


def test_comments_tell_the_vintage_and_the_licences() -> None:
    comments = [line for line in read_text().split("\n")[:10] if line.startswith("#")]
    text = "\n".join(comments)
    for word in ("vintage 2026", "INSEE", "DGCL", "6.0.0", "Licence Ouverte", "MIT"):
        assert word in text
    assert read_text().startswith("\n".join([*comments, HEADER, ""]))


def test_compressed_header_has_no_time_and_no_name() -> None:
    flags, time = TABLE.read_bytes()[3], TABLE.read_bytes()[4:8]
    assert (flags, time) == (0, bytes(4))


def test_lines_are_sorted_and_distinct() -> None:
    pairs = [(row.key, row.code) for row in read_rows()]
    assert pairs == sorted(set(pairs))


def test_fields_need_no_quoting() -> None:
    assert '"' not in read_text()
    assert "\r" not in read_text()


def test_counts_by_kind() -> None:
    counts = Counter(row.kind for row in by_code().values())
    # The source counts the eight overseas collectivities as régions and as départements.
    assert counts.pop("region") == 18 + 8
    assert counts.pop("departement") == 101 + 8
    # With the 45 arrondissements of Paris, Lyon and Marseille.
    assert 34_800 + 45 < counts.pop("commune") < 35_100
    assert 1_200 < counts.pop("epci") < 1_300
    assert 230 < counts.pop("pays") < 250
    assert not counts


def test_every_parent_exists_and_every_code_leads_to_its_country() -> None:
    codes = by_code()
    for row in codes.values():
        assert all(parent in codes for parent in row.parents.split()), row
        assert (row.parents == "") == (row.kind == "pays"), row
        if row.kind == "commune":
            assert "PAYS-FR" in list_ancestors(row.code), row


def test_names_are_told_apart() -> None:
    names = Counter((fold_names()[row.code], row.qualifier) for row in by_code().values())
    assert max(names.values()) == 1


def test_a_qualifier_is_there_only_for_homonyms() -> None:
    names = Counter(fold_names().values())
    for row in by_code().values():
        assert (row.qualifier != "") == (names[fold_names()[row.code]] > 1), row


def test_keys_are_folded() -> None:
    assert all(row.key == fold(row.key) for row in read_rows())


def test_every_territory_has_its_own_name_as_a_key() -> None:
    found = {(row.code, row.key) for row in read_rows()}
    assert found >= set(fold_names().items())


@pytest.mark.parametrize(
    ("key", "code", "ancestors"),
    [
        ("strasbourg", "COM-67482", {"DEP-67", "EPCI-246700488", "REG-44", "PAYS-FR"}),
        ("schiltigheim", "COM-67447", {"DEP-67", "EPCI-246700488", "REG-44", "PAYS-FR"}),
        ("metz", "COM-57463", {"DEP-57", "EPCI-200039865", "REG-44", "PAYS-FR"}),
        ("nancy", "COM-54395", {"DEP-54", "EPCI-245400676", "REG-44", "PAYS-FR"}),
        ("reims", "COM-51454", {"DEP-51", "EPCI-200067213", "REG-44", "PAYS-FR"}),
        ("epinal", "COM-88160", {"DEP-88", "EPCI-200068757", "REG-44", "PAYS-FR"}),
        ("chalons en champagne", "COM-51108", {"DEP-51", "EPCI-200066876", "REG-44", "PAYS-FR"}),
        ("montreuil", "COM-93048", {"DEP-93", "EPCI-200054781", "EPCI-200057875", "REG-11"}),
        ("paris 20e", "COM-75120", {"COM-75056", "DEP-75", "REG-11", "PAYS-FR"}),
        ("papeete", "COM-98735", {"DEP-987", "REG-987", "PAYS-FR"}),
    ],
)
def test_communes_and_their_ancestors(key: str, code: str, ancestors: set[str]) -> None:
    assert code in [row.code for row in by_key()[key]]
    assert ancestors <= set(list_ancestors(code))


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("grand est", "REG-44"),
        ("bas rhin", "DEP-67"),
        ("eurometropole de strasbourg", "EPCI-246700488"),
        ("ca mulhouse alsace agglomeration", "EPCI-200066009"),
        ("mulhouse alsace agglomeration", "EPCI-200066009"),
        ("communaute d agglomeration mulhouse alsace agglomeration", "EPCI-200066009"),
        ("grand nancy", "EPCI-245400676"),
        ("plaine commune", "EPCI-200057867"),
        ("st die des vosges", "COM-88413"),
        ("ste marie aux mines", "COM-68298"),
        ("allemagne", "PAYS-DE"),
        ("germany", "PAYS-DE"),
        ("etats unis", "PAYS-US"),
        ("french guiana", "REG-03"),
        ("us", "COM-95625"),
    ],
)
def test_a_key_leads_to_one_territory(key: str, code: str) -> None:
    assert [row.code for row in by_key()[key]] == [code]


def test_homonyms_have_distinct_qualifiers() -> None:
    candidates = {row.qualifier: row.code for row in by_key()["saint denis"]}
    assert candidates["93"] == "COM-93066"
    assert candidates["974"] == "COM-97411"
    assert len(candidates) == len(by_key()["saint denis"]) > 2


def test_kinds_that_share_a_name_have_distinct_qualifiers() -> None:
    candidates = {row.code: row.qualifier for row in by_key()["la reunion"]}
    assert candidates == {"REG-04": "région", "DEP-974": "département", "COM-47222": "47"}


def test_lookup_in_bytes() -> None:
    data = gzip.decompress(TABLE.read_bytes())
    start = data.find(b"\nschiltigheim;") + 1
    line = data[start : data.index(b"\n", start)].decode()
    assert line == "schiltigheim;COM-67447;Schiltigheim;commune;;DEP-67 EPCI-246700488"


# The script

COMMUNES = [
    {"code": "67482", "nom": "Strasbourg", "departement": "67", "region": "44"},
    {"code": "67001", "nom": "Saint-Œuf", "departement": "67", "region": "44"},
    {"code": "68001", "nom": "L'Haÿ", "departement": "68", "region": "44"},
    {"code": "68002", "nom": "L'Hay", "departement": "68", "region": "44"},
    {
        "code": "67999",
        "nom": "Old",
        "departement": "67",
        "region": "44",
        "type": "commune-deleguee",
    },
]
EXPECTED = """\
bas rhin;DEP-67;Bas-Rhin;departement;;REG-44
ca d epinal;EPCI-1;Communauté d'agglomération d'Epinal;epci;;REG-44
communaute d agglomeration d epinal;EPCI-1;Communauté d'agglomération d'Epinal;epci;;REG-44
eurometropole de strasbourg;EPCI-2;Eurométropole de Strasbourg;epci;;DEP-67
france;PAYS-FR;France;pays;;
french guiana;REG-03;Guyane;region;;PAYS-FR
grand est;REG-44;Grand Est;region;;PAYS-FR
guyane;REG-03;Guyane;region;;PAYS-FR
guyane francaise;REG-03;Guyane;region;;PAYS-FR
haut rhin;DEP-68;Haut-Rhin;departement;;REG-44
l hay;COM-68001;L'Haÿ;commune;68001;DEP-68 EPCI-1
l hay;COM-68002;L'Hay;commune;68002;DEP-68
saint oeuf;COM-67001;Saint-Œuf;commune;;DEP-67 EPCI-1
st oeuf;COM-67001;Saint-Œuf;commune;;DEP-67 EPCI-1
strasbourg;COM-67482;Strasbourg;commune;;DEP-67 EPCI-2
"""


def write_json(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")


@pytest.fixture
def packages(tmp_path: Path) -> tuple[Path, Path]:
    """Give two small directories in the form of the two npm packages."""
    decoupage, countries = tmp_path / "decoupage", tmp_path / "countries"
    regions = [{"code": "44", "nom": "Grand Est"}, {"code": "03", "nom": "Guyane"}]
    names = {"67": "Bas-Rhin", "68": "Haut-Rhin"}
    epci = [
        {"code": "1", "nom": "CA d'Epinal", "membres": [{"code": "67001"}, {"code": "68001"}]},
        {"code": "2", "nom": "Eurométropole de Strasbourg", "membres": [{"code": "67482"}]},
    ]
    write_json(decoupage / "package.json", {"version": "9.8.7"})
    (decoupage / "README.md").write_text("| Année |\n| 2031  | 9.8.7   | x |\n", encoding="utf-8")
    data = decoupage / "data"
    write_json(data / "communes.json", [{"type": "commune-actuelle"} | each for each in COMMUNES])
    write_json(data / "regions.json", regions)
    departements = [{"code": code, "nom": nom, "region": "44"} for code, nom in names.items()]
    write_json(data / "departements.json", departements)
    write_json(data / "epci.json", epci)
    write_json(data / "ept.json", [])
    write_json(countries / "package.json", {"version": "1.2.3"})
    overseas = {iso: f"Ici {iso}" for iso in load_script().OVERSEAS}
    french = overseas | {"FR": "France", "GF": "Guyane française"}
    english = overseas | {"FR": ["France"], "GF": "French Guiana"}
    write_json(countries / "langs/fr.json", {"countries": french})
    write_json(countries / "langs/en.json", {"countries": english})
    return decoupage, countries


def test_script_makes_the_expected_table(packages: tuple[Path, Path]) -> None:
    made = load_script().make_table(*packages)
    comments, _, body = gzip.decompress(made).decode().partition(f"{HEADER}\n")
    assert body == EXPECTED
    assert "vintage 2031" in comments
    assert "@etalab/decoupage-administratif 9.8.7" in comments
    assert "i18n-iso-countries 1.2.3" in comments


def test_script_makes_the_same_bytes_again(packages: tuple[Path, Path]) -> None:
    make_table = load_script().make_table
    assert make_table(*packages) == make_table(*packages)


def test_script_refuses_homonyms_that_it_cannot_tell_apart(packages: tuple[Path, Path]) -> None:
    twins = [{"code": code, "nom": "Rhin", "region": "44"} for code in ("67", "68")]
    write_json(packages[0] / "data/departements.json", twins)
    with pytest.raises(AssertionError, match="not told apart"):
        load_script().make_table(*packages)


def test_script_refuses_a_parent_that_does_not_exist(packages: tuple[Path, Path]) -> None:
    write_json(packages[0] / "data/regions.json", [{"code": "03", "nom": "Guyane"}])
    with pytest.raises(AssertionError, match="parents that do not exist"):
        load_script().make_table(*packages)


@pytest.mark.parametrize(
    ("source", "name", "alias"),
    [
        ("CC du Pays de Nay", "Communauté de communes du Pays de Nay", "CC du Pays de Nay"),
        ("CU Le Mans Métropole", "Communauté urbaine Le Mans Métropole", "Le Mans Métropole"),
        ("CU du Grand Reims", "Communauté urbaine du Grand Reims", "Grand Reims"),
        ("Métropole du Grand Nancy", "Métropole du Grand Nancy", "Grand Nancy"),
        ("CA Communauté Paris-Saclay", "Communauté Paris-Saclay", "CA Communauté Paris-Saclay"),
        ("CA  X ''Y''", "Communauté d'agglomération X « Y »", "X « Y »"),
        ("CA Loire Forez (LFA)", "Communauté d'agglomération Loire Forez (LFA)", "Loire Forez"),
    ],
)
def test_names_of_epci(source: str, name: str, alias: str) -> None:
    made, aliases = load_script().name_epci(source)
    assert made == name
    assert alias in aliases


def test_a_bare_name_after_a_preposition_is_no_alias() -> None:
    assert "d'Epinal" not in load_script().name_epci("CA d'Epinal")[1]
