"""The gazetteer of France: official territories by name and by code.

The shipped table holds the code officiel géographique (INSEE). It is read only
to look up a name that the archive has not used yet, and searched as bytes:
parsing its 40,000 lines would cost more than all the rest of a command.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from oriv_cli.errors import InvalidValue, UnknownName
from oriv_cli.i18n import N_, _, join, quoted
from oriv_cli.record.model import Territory
from oriv_cli.record.text import closest, fold, one_line

_TABLE = Path(__file__).parents[1] / "reference" / "territories.csv.gz"
_CODE = r"(?i:REG|DEP|COM|EPCI|PAYS|LIEU)-[^\s()]+"
_OWN = r"LIEU-((?:REG|DEP|COM|EPCI|PAYS)-[^-]+)-"
_QUALIFIED = r"(.+?)\s*\(([^()]+)\)"
# « Neuhof (dans Strasbourg) » is a place of one's own: no table is asked for it.
INSIDE = "dans"
_COUNTRY = r"[A-Z]{2}"
KINDS = {
    "commune": N_("commune"),
    "epci": N_("EPCI"),
    "departement": N_("département"),
    "region": N_("région"),
    "pays": N_("country"),
    "lieu": N_("place"),
}


@lru_cache(maxsize=1)
def _table() -> bytes:
    import gzip

    return gzip.decompress(_TABLE.read_bytes())


def _lines(needle: bytes) -> list[list[str]]:
    """Return the split lines of the table that hold these bytes, one each."""
    table, found, at = _table(), [], 0
    while (at := table.find(needle, at)) >= 0:
        start = table.rfind(b"\n", 0, at + 1) + 1
        end = table.index(b"\n", start)
        found.append(table[start:end].decode().split(";"))
        at = end
    return found


def _territory(line: list[str]) -> Territory:
    _key, code, name, kind, qualifier, parents = line
    return Territory(code, name, kind, qualifier, tuple(parents.split()))


@lru_cache(maxsize=1024)
def by_code(code: str) -> Territory | None:
    """Return the territory that bears an official code, ``COM-57463``."""
    lines = _lines(f";{code};".encode())
    return _territory(lines[0]) if lines else None


def by_name(name: str) -> list[Territory]:
    """Return the territories of the gazetteer that a bare name may mean."""
    found = [_territory(line) for line in _lines(f"\n{fold(name)};".encode())]
    return list({territory.code: territory for territory in found}.values())


@lru_cache(maxsize=1)
def folded_names() -> frozenset[str]:
    """Return every folded name, for one who asks of each word of a long text (some 30 ms)."""
    return frozenset(re.findall(r"(?m)^([^;\n]+);", _table().decode()))


class _Names:
    """The folded names of the gazetteer, looked up one by one."""

    def __contains__(self, folded: object) -> bool:
        return isinstance(folded, str) and bool(_lines(f"\n{folded};".encode()))


NAMES = _Names()


def ancestors(territory: Territory) -> list[Territory]:
    """Return all the territories that a territory of the gazetteer lies in."""
    found: dict[str, Territory] = {}
    waiting = list(territory.parents)
    while waiting:
        parent = by_code(waiting.pop())
        if parent and parent.code not in found:
            found[parent.code] = parent
            waiting.extend(parent.parents)
    return list(found.values())


def split_qualifier(text: str) -> tuple[str, str]:
    """Split ``Saint-Denis (93)`` into its name and what qualifies it."""
    match = re.fullmatch(_QUALIFIED, text.strip())
    return (match[1], match[2].strip()) if match else (text.strip(), "")


def is_code(text: str) -> bool:
    """Tell whether a text has the form of a territory's key."""
    return re.fullmatch(_CODE, text) is not None


def qualifies(territory: Territory, qualifier: str) -> bool:
    """Tell whether ``(93)``, ``(Moselle)`` or ``(DE)`` can be said of a territory."""
    wanted = fold(qualifier)
    lineage = [territory, *ancestors(territory)]
    # Only the numbers of départements, and of the territory itself, are said
    # bare: région 44 and département 44 are not the same place.
    numbered = [t for t in lineage if t.kind in ("departement", "pays")]
    numbers = {fold(t.code.partition("-")[2]) for t in (territory, *numbered)}
    names = {fold(name) for t in lineage for name in (t.name, t.code)}
    return wanted in numbers | names | {fold(territory.qualifier), fold(territory.kind)}


def choose(name: str, candidates: list[Territory], home: str, *, commune: bool) -> Territory:
    """Return the one territory that a name means, or refuse with the candidates.

    The only one in the home region wins; where a place is asked for, a commune
    goes before its namesakes of other levels.
    """
    if commune and any(t.kind == "commune" for t in candidates):
        candidates = [t for t in candidates if t.kind == "commune"]
    # « Suisse » is a commune of Moselle too: a country is never passed over.
    if len(candidates) > 1 and not any(t.kind == "pays" for t in candidates):
        near = [t for t in candidates if home in {a.code for a in ancestors(t)}]
        candidates = near if len(near) == 1 else candidates
    if len(candidates) == 1:
        return candidates[0]
    raise InvalidValue(
        _("“{name}” names several territories: write {candidates}.").format(
            name=name, candidates=join([quoted(t.label) for t in candidates[:12]], _("or"))
        )
    )


def abroad(name: str, country_name: str) -> Territory | None:
    """Return a place abroad from ``Kehl`` and ``DE`` or ``Allemagne``, if that is a country."""
    if re.fullmatch(_COUNTRY, country_name.upper()):
        country = by_code(f"PAYS-{country_name.upper()}")
    else:
        country = next((t for t in by_name(country_name) if t.kind == "pays"), None)
    if country is None or country.code == "PAYS-FR":
        return None
    iso = country.code.removeprefix("PAYS-")
    slug = fold(name).replace(" ", "-")
    return Territory(f"LIEU-{iso}-{slug}", one_line(name), "lieu", iso, (country.code,))


def within(name: str, around: Territory) -> Territory:
    """Return a place of one's own that lies in a territory: a quartier, a former region."""
    if around.kind == "pays" and (foreign := abroad(name, around.code.removeprefix("PAYS-"))):
        return foreign
    # The département of a commune too, since a quartier lies in it as well.
    parents = (around.code, *(code for code in around.parents if code.startswith("DEP-")))
    code = around.code if around.kind == "lieu" else f"LIEU-{around.code}"
    slug = fold(name).replace(" ", "-")
    qualifier = f"{INSIDE} {around.code if around.qualifier else around.name}"
    return Territory(f"{code}-{slug}", name, "lieu", qualifier, parents)


def from_code(name: str, code: str) -> Territory | None:
    """Return the place of one's own, or abroad, that a code of ours says: ``LIEU-DE-kehl``."""
    if own := re.match(_OWN, code):
        around = by_code(own[1])
        return within(name, around)._replace(code=code) if around else None
    return abroad(name, code.split("-")[1])


def unknown(name: str, known: list[str]) -> UnknownName:
    """Return the error for a name that no table holds, with the nearest names."""
    nearest = closest(name, known) or closest(name, _names_like(name))
    nearest = [*_names_beginning(name), *nearest][:3]
    hint = _("Write a commune, a département or a region; abroad, “Kehl (DE)”.")
    return UnknownName(_("Unknown territory: “{name}”."), name, nearest, hint)


def _names_beginning(name: str) -> list[str]:
    """Return names that begin with these words: « Saint-Dié » → « Saint-Dié-des-Vosges »."""
    found = re.findall(rb"\n%b [^;\n]*;[^;]*;([^;]*);" % re.escape(fold(name).encode()), _table())
    return list(dict.fromkeys(official.decode() for official in found[:9]))[:3]


def _names_like(name: str) -> list[str]:
    """Return the names that begin alike and are about as long: few enough to compare."""
    key = fold(name)
    start = re.escape(key[:1].encode())
    lines = re.findall(rb"\n(%b[^;\n]*);[^;]*;([^;]*);" % start, _table())
    return [official.decode() for folded, official in lines if abs(len(folded) - len(key)) <= 2]


def region(text: str) -> Territory:
    """Return the region that a name or a code means: « Grand Est », « REG-44 », « 44 »."""
    code = text.strip().upper()
    coded = (by_code(code), by_code(f"REG-{code}"))
    for found in (*coded, *by_name(text)):
        if found and found.kind == "region":
            return found
    known = list({line[1]: line[2] for line in _lines(b";region;")}.values())
    hint = _("Write the name or the code of a region: Grand Est, REG-44.")
    raise UnknownName(_("Unknown region: “{name}”."), text, closest(text, known), hint)


def beginning(typed: str, *kinds: str) -> list[Territory]:
    """Return the territories of the gazetteer with a word that begins so.

    ``kinds`` are those wanted, all by default; the names that begin so come first.
    """
    begun = fold(typed)
    lines = _lines(f"\n{begun}".encode())
    inside = f" {begun}"
    lines += [line for line in _lines(inside.encode()) if inside in line[0]]
    found = [_territory(line) for line in lines if not kinds or line[3] in kinds]
    return list({territory.code: territory for territory in found}.values())


def department(territory: Territory) -> str:
    """Return the name of the département that a territory lies in, "" for none."""
    around = next((c for c in territory.parents if c in _departments()), "")
    return territory.department or (_departments()[around].name if around else "")


def is_near(territory: Territory, region: str) -> bool:
    """Whether a territory is a region, or lies in it as far as its département tells."""
    known = _departments()
    return region in (territory.code, *territory.parents) or any(
        region in known[code].parents for code in territory.parents if code in known
    )


@lru_cache(maxsize=1)
def _departments() -> dict[str, Territory]:
    """Return the départements by their codes: looked up one by one, they would take too long."""
    found = [_territory(line) for line in _lines(b";departement;")]
    return {territory.code: territory for territory in found}
