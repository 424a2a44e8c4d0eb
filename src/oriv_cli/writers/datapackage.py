"""Open data: the ``datapackage.json`` that says what the columns of the CSV beside it are.

https://specs.frictionlessdata.io/table-schema/, made from the table of fields.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from oriv_cli.i18n import _
from oriv_cli.record.fields import Field
from oriv_cli.record.model import MODES, is_web_address
from oriv_cli.writers.french import EXPLANATIONS, SEVERAL, in_french
from oriv_cli.writers.tables import headers

FILE, TABLE = "datapackage.json", "evenements.csv"
Json = dict[str, Any]

_TEXT: Json = {"type": "string"}
_COUNT: Json = {"type": "integer", "constraints": {"minimum": 0}}
_DAY: Json = {"type": "date", "format": "%Y-%m-%d"}
_TYPES: dict[str, Json] = {
    "numero": {"type": "integer", "constraints": {"required": True, "minimum": 1, "unique": True}},
    "uid": {
        "type": "string",
        "format": "uuid",
        "constraints": {"required": True, "unique": True},
    },
    "titre": {"type": "string", "constraints": {"required": True}},
    "horaire": {
        "type": "string",
        "constraints": {"pattern": r"[0-2]\d:[0-5]\d(/[0-2]\d:[0-5]\d)?"},
    },
    "modalite": {"type": "string", "constraints": {"enum": list(MODES)}},
    "participants": {"type": "string", "constraints": {"pattern": r"[~<>]?\d+"}},
    "demi_journees": _COUNT,
    "date_debut": _DAY,
    "date_fin": _DAY,
}
_LICENCES = {
    "licence ouverte 2.0": (
        "etalab-2.0",
        "Licence Ouverte / Open Licence 2.0",
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
    ),
    "odbl 1.0": (
        "ODbL-1.0",
        "Open Data Commons Open Database License 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
    ),
    "cc by 4.0": (
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "cc0 1.0": (
        "CC0-1.0",
        "CC0 1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
}


def write(stream: BinaryIO, tables: Iterable[str], fields: Sequence[Field], licence: str) -> None:
    """Write the description of CSV files, given by their names, that hold these fields.

    ``licence`` is what the centre has set, "" for nothing: none is supposed.
    """
    described = describe(tables, fields, licence)
    stream.write(json.dumps(described, ensure_ascii=False, indent=2).encode() + b"\n")


def describe(tables: Iterable[str], fields: Sequence[Field], licence: str = "") -> Json:
    """Return the description, in French as the headers are."""
    with in_french():
        schema = _schema(fields)
        package: Json = {
            "profile": "tabular-data-package",
            "name": "evenements",
            "title": _("Events"),
            "description": _("Public meetings of a resource centre, one event a row."),
        }
    if licence:
        package["licenses"] = [_licence(licence)]
    return package | {"resources": [_resource(name, schema) for name in tables]}


def _resource(file: str, schema: Json) -> Json:
    return {
        "profile": "tabular-data-resource",
        "name": file.removesuffix(".csv"),
        "path": file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "schema": schema,
    }


def _schema(fields: Sequence[Field]) -> Json:
    names = headers(fields)
    many = {field.header for field in fields if field.many} | {"departements"}
    schema: Json = {"fields": [_column(name, several=name in many) for name in names]}
    schema["missingValues"] = [""]
    return schema | ({"primaryKey": ["uid"]} if "uid" in names else {})


def _column(header: str, *, several: bool) -> Json:
    label, explanation = EXPLANATIONS[header]
    text = _(explanation)
    description = text[0].upper() + text[1:] + "."
    if several:
        description += " " + _(SEVERAL)
    named = {"name": header, "title": _(label), "description": description}
    return named | _TYPES.get(header, _TEXT)


def _licence(text: str) -> Json:
    if known := _LICENCES.get(" ".join(text.casefold().replace("-", " ").split())):
        return dict(zip(("name", "title", "path"), known, strict=True))
    return {"path": text, "title": text} if is_web_address(text) else {"name": text, "title": text}
