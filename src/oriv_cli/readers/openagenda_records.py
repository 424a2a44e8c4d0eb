"""The shapes in which OpenAgenda's records come, made one: flat, under the names of the data set.

A record of the data set is flat (``title_fr``, ``location_insee``, ``timings`` as
JSON text); Opendatasoft wraps it in ``fields`` or ``properties``. The API nests it
instead.
"""

from __future__ import annotations

import json
from typing import Any

from oriv_cli.readers import plain

_WRAPPERS = ("fields", "properties", "record")
_MARKS = frozenset({"title_fr", "firstdate_begin", "originagenda_title", "location_insee"})
_OF_THE_API = frozenset({"timings", "dateRange", "originAgenda", "attendanceMode", "firstTiming"})
# The names of the API, and those of the data set for the same things.
_FLAT = {
    "title": "title_fr",
    "description": "description_fr",
    "longDescription": "longdescription_fr",
    "keywords": "keywords_fr",
    "dateRange": "daterange_fr",
    "canonicalUrl": "canonicalurl",
    "attendanceMode": "attendancemode",
    "onlineAccessLink": "onlineaccesslink",
}
_FLAT_LOCATION = {
    "name": "location_name",
    "address": "location_address",
    "city": "location_city",
    "insee": "location_insee",
    "postalCode": "location_postalcode",
    "department": "location_department",
    "countryCode": "location_countrycode",
}

Record = dict[str, Any]


def recognises(record: Any) -> bool:
    """Tell whether a record, or what wraps it, is one of OpenAgenda's."""
    if not isinstance(record, dict):
        return False
    inner = unwrapped(record)
    if inner is not record and not any(key in inner for key in ("title_fr", "title")):
        return False
    return not _MARKS.isdisjoint(inner) or (
        isinstance(inner.get("title"), dict | str) and not _OF_THE_API.isdisjoint(inner)
    )


def unwrapped(record: Record) -> Record:
    for _depth in _WRAPPERS:
        inner = next((record[w] for w in _WRAPPERS if isinstance(record.get(w), dict)), None)
        if inner is None:
            break
        record = inner
    return record


def flat(record: Record) -> Record:
    """Return a record of the API, in one language or several, under the names of the data set."""
    if "title_fr" in record or not isinstance(record.get("title"), dict | str):
        return record
    location = record.get("location")
    origin = record.get("originAgenda")
    found = {_FLAT.get(key, key): _in_french(value) for key, value in record.items()}
    if isinstance(location, dict):
        found |= {_FLAT_LOCATION[k]: v for k, v in location.items() if k in _FLAT_LOCATION}
    if isinstance(origin, dict):
        found["originagenda_title"] = origin.get("title")
    return found


def _in_french(value: Any) -> Any:
    """Return what a value in several languages says in French, else in the first one."""
    if not isinstance(value, dict) or not all(len(str(key)) == 2 for key in value):
        return value
    return value.get("fr") or next(iter(value.values()), None)


def number(value: Any) -> int:
    """Return the code of a status, which is a number, or text that holds an object."""
    found = from_json(value)
    found = found.get("id") if isinstance(found, dict) else found
    return found if isinstance(found, int) else 0


def listed(value: Any) -> list[str]:
    """Return keywords, which are a list, or a text with commas or semicolons."""
    found = from_json(value) if isinstance(value, str) and value.startswith("[") else value
    if isinstance(found, str):
        found = found.replace(";", ",").split(",")
    words = map(plain.line_of, found[:200] if isinstance(found, list) else [])
    return list(dict.fromkeys(filter(None, words)))


def from_json(value: Any) -> Any:
    """Return what a text in JSON holds; a value that is none is returned as it is."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value[: 1 << 21])
    except (ValueError, RecursionError):
        return None
