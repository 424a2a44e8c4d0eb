"""Make src/oriv_cli/reference/territories.csv.gz, the gazetteer of French territories.

Usage: fetch two npm packages with `npm pack`, unpack them, then, where oriv is installed,

    python data/make_territories.py DECOUPAGE_DIR COUNTRIES_DIR

where each directory is the one that holds the package's package.json.

Sources:
- @etalab/decoupage-administratif (code MIT, data Licence Ouverte): INSEE, code officiel
  géographique; DGCL, EPCI with own taxation; INSEE, EPT. The table shipped was made from 6.0.0,
  vintage 2026 (the EPT are those of 2025).
- i18n-iso-countries (MIT): French and English names of the ISO 3166-1 alpha-2 codes.

The same packages give the same bytes. The vintage is read from the first package's README, which
has one row a vintage.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from oriv_cli.record.text import fold

TABLE = Path(__file__).parents[1] / "src/oriv_cli/reference/territories.csv.gz"
HEADER = "key;code;name;kind;qualifier;parents"
FRANCE = "PAYS-FR"

EPCI_PREFIXES = {
    "CA": "Communauté d'agglomération",
    "CC": "Communauté de communes",
    "CU": "Communauté urbaine",
}

# Parts of France that ISO 3166-1 lists beside it, with their region in the INSEE code: their
# country names become aliases of the region.
OVERSEAS = {
    "BL": "977",
    "GF": "03",
    "GP": "01",
    "MF": "978",
    "MQ": "02",
    "NC": "988",
    "PF": "987",
    "PM": "975",
    "RE": "04",
    "TF": "984",
    "WF": "986",
    "YT": "06",
}

# Usual French names that i18n-iso-countries lacks.
COUNTRY_ALIASES = {
    "BY": ("Bélarus",),
    "CF": ("Centrafrique",),
    "CZ": ("Tchéquie",),
    "MM": ("Birmanie",),
    "SV": ("Salvador",),
    "TZ": ("Tanzanie",),
    "US": ("États-Unis",),
    "VA": ("Saint-Siège", "Vatican"),
}

Json = dict[str, Any]


class Territory(NamedTuple):
    """One territory; `qualifiers` go from the shortest to one that is certainly unique."""

    code: str
    name: str
    kind: str
    parents: tuple[str, ...]
    qualifiers: tuple[str, ...]
    aliases: tuple[str, ...] = ()


def read_regions(data: Path) -> Iterator[Territory]:
    """Yield the regions and, as the source has them, the overseas collectivities."""
    for row in _load(data / "regions.json"):
        yield Territory(f"REG-{row['code']}", row["nom"], "region", (FRANCE,), ("région",))


def read_departements(data: Path) -> Iterator[Territory]:
    for row in _load(data / "departements.json"):
        parents = (f"REG-{row['region']}",)
        code = f"DEP-{row['code']}"
        yield Territory(code, row["nom"], "departement", parents, ("département",))


def read_communes(data: Path) -> Iterator[Territory]:
    """Yield today's communes, and the arrondissements of Paris, Lyon and Marseille."""
    groups = defaultdict(list)
    for epci in (*_load(data / "epci.json"), *_load(data / "ept.json")):
        for member in epci["membres"]:
            groups[member["code"]].append(f"EPCI-{epci['code']}")
    for row in _load(data / "communes.json"):
        code, name, departement = row["code"], row["nom"], row["departement"]
        qualifiers = (departement, code)
        if row["type"] == "commune-actuelle":
            parents = (f"DEP-{departement}", *groups[code])
            yield Territory(f"COM-{code}", name, "commune", parents, qualifiers)
        elif row["type"] == "arrondissement-municipal":
            parents = (f"COM-{row['commune']}",)
            aliases = (name.removesuffix(" Arrondissement"),)
            yield Territory(f"COM-{code}", name, "commune", parents, qualifiers, aliases)


def read_epci(data: Path) -> Iterator[Territory]:
    """Yield the EPCI with own taxation and the EPT of the Métropole du Grand Paris."""
    rows = _load(data / "communes.json")
    communes = {row["code"]: row for row in rows if row["type"] == "commune-actuelle"}
    for row in (*_load(data / "epci.json"), *_load(data / "ept.json")):
        name, aliases = name_epci(row["nom"])
        parent = _enclose([communes[member["code"]] for member in row["membres"]])
        inside = (f"EPCI {parent[4:]}",) if parent.startswith("DEP-") else ()
        qualifiers = ("EPCI", *inside, f"EPCI {row['code']}")
        yield Territory(f"EPCI-{row['code']}", name, "epci", (parent,), qualifiers, aliases)


def read_countries(countries: Path) -> Iterator[Territory]:
    french, english = _read_country_names(countries)
    for iso, names in sorted(french.items()):
        if iso not in OVERSEAS:
            aliases = (*names[1:], *english[iso], *COUNTRY_ALIASES.get(iso, ()))
            yield Territory(f"PAYS-{iso}", names[0], "pays", (), ("pays",), aliases)


def name_epci(source: str) -> tuple[str, tuple[str, ...]]:
    """Give the written-out name of an EPCI and its other names, from the source's form.

    >>> name_epci("CA Mulhouse Alsace Agglomération")[0]
    "Communauté d'agglomération Mulhouse Alsace Agglomération"
    """
    text = " ".join(re.sub(r"(\"|'')(.+?)\1", r"« \2 »", source).split())
    prefix, _, rest = text.partition(" ")
    kind = EPCI_PREFIXES.get(prefix)
    bare = rest if kind else text
    says_it_already = bare.startswith("Communauté ") or "Communauté de Communes" in bare
    name = f"{kind} {bare}" if kind and not says_it_already else bare
    aliases = [text, name]
    if not re.match(r"(de|du|des) |d'", bare):
        aliases.append(bare)
    if grand := re.match(r"(?:Métropole )?du (Grand .+)", bare):
        aliases.append(grand[1])
    # « (COBAS) » and the like: staff leave them out.
    aliases += [re.sub(r" \([^)]+\)$", "", alias) for alias in aliases]
    return name, tuple(dict.fromkeys(aliases))


def add_overseas_names(territories: Iterable[Territory], countries: Path) -> Iterator[Territory]:
    """Yield the territories, the overseas regions with their names as ISO 3166-1 entries."""
    french, english = _read_country_names(countries)
    names = {f"REG-{region}": french[iso] + english[iso] for iso, region in OVERSEAS.items()}
    for territory in territories:
        more = tuple(names.get(territory.code, ()))
        yield territory._replace(aliases=territory.aliases + more)


def choose_qualifiers(territories: Iterable[Territory]) -> dict[str, str]:
    """Map each code to what tells it from its homonyms, or to nothing if it has none."""
    homonyms = defaultdict(list)
    for territory in territories:
        homonyms[fold(territory.name)].append(territory)
    chosen = {group[0].code: "" for group in homonyms.values() if len(group) == 1}
    for group in homonyms.values():
        borne = Counter(qualifier for each in group for qualifier in each.qualifiers)
        for each in group if len(group) > 1 else ():
            alone = (qualifier for qualifier in each.qualifiers if borne[qualifier] == 1)
            chosen[each.code] = next(alone, each.qualifiers[-1])
    return chosen


def list_keys(territory: Territory, official: set[str]) -> set[str]:
    """Give the keys of a territory; an alias yields to the official name of another one."""
    own = fold(territory.name)
    keys = {own, *map(fold, territory.aliases)}
    keys |= {re.sub(r"\bsaint(e?)\b", r"st\1", key) for key in keys}
    return {key for key in keys if key == own or key not in official}


def make_lines(territories: list[Territory]) -> list[str]:
    """Give the sorted lines of the table, header left out.

    Raises AssertionError when the sources break what the table promises.
    """
    qualifiers = choose_qualifiers(territories)
    assert len(qualifiers) == len(territories), "two territories have the same code"
    _check(territories, qualifiers)
    official = {fold(each.name) for each in territories}
    rows = []
    for each in territories:
        fields = (each.code, each.name, each.kind, qualifiers[each.code], " ".join(each.parents))
        assert not any(re.search('[;"\n]', field) for field in fields), fields
        rows += [(key, *fields) for key in list_keys(each, official)]
    return [";".join(row) for row in sorted(rows)]


def make_table(decoupage: Path, countries: Path) -> bytes:
    """Give the compressed table, made from the two unpacked packages."""
    data = decoupage / "data"
    french = (*read_regions(data), *read_departements(data), *read_epci(data))
    territories = [*french, *read_communes(data), *read_countries(countries)]
    lines = make_lines(list(add_overseas_names(territories, countries)))
    text = "\n".join([*_describe_sources(decoupage, countries), HEADER, *lines, ""])
    buffer = io.BytesIO()
    # No name and no time in the header, so that the same sources give the same bytes.
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=buffer, mtime=0) as out:
        out.write(text.encode())
    return buffer.getvalue()


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _enclose(communes: list[Json]) -> str:
    """Give the code of the smallest territory that holds all these communes."""
    for key, prefix in (("departement", "DEP"), ("region", "REG")):
        codes = {commune[key] for commune in communes}
        if len(codes) == 1:
            return f"{prefix}-{codes.pop()}"
    return FRANCE


def _read_country_names(countries: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Give the French and the English names by alpha-2 code, each first name the usual one."""
    french, english = (
        {
            iso: [names] if isinstance(names, str) else names
            for iso, names in _load(countries / "langs" / f"{language}.json")["countries"].items()
        }
        for language in ("fr", "en")
    )
    return french, english


def _check(territories: list[Territory], qualifiers: dict[str, str]) -> None:
    names = Counter((fold(each.name), qualifiers[each.code]) for each in territories)
    doubtful = [name for name, times in names.items() if times > 1]
    assert not doubtful, f"not told apart: {doubtful}"
    orphans = [each for each in territories if not qualifiers.keys() >= set(each.parents)]
    assert not orphans, f"parents that do not exist: {orphans}"


def _describe_sources(decoupage: Path, countries: Path) -> list[str]:
    version = _load(decoupage / "package.json")["version"]
    readme = (decoupage / "README.md").read_text(encoding="utf-8")
    vintage = re.search(rf"^\| *(\d{{4}}) *\| *{re.escape(version)} *\|", readme, re.MULTILINE)
    assert vintage, f"no vintage for version {version} in README.md"
    return [
        f"# Territories of France and countries, vintage {vintage[1]}.",
        "# Made by data/make_territories.py; do not edit.",
        "# Sources: INSEE, code officiel géographique and EPT; DGCL, EPCI à fiscalité propre;"
        f" via @etalab/decoupage-administratif {version} (data Licence Ouverte, code MIT).",
        "# Country names: i18n-iso-countries"
        f" {_load(countries / 'package.json')['version']} (MIT), ISO 3166-1 alpha-2.",
    ]


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print("usage: python data/make_territories.py DECOUPAGE_DIR COUNTRIES_DIR", file=sys.stderr)
        return 2
    table = make_table(Path(arguments[0]), Path(arguments[1]))
    TABLE.write_bytes(table)
    print(f"{TABLE}: {len(table)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
