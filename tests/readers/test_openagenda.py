"""Public events of OpenAgenda: every shape that they are given in, and what they say."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from doubts import unsure

from oriv_cli.archive import Archive
from oriv_cli.errors import OrivError
from oriv_cli.readers import Unreadable, json_file, openagenda
from oriv_cli.readers.sketch import LeftOut
from oriv_cli.readers.tables import read_table
from oriv_cli.record.model import Draft


def slot(begin: str, end: str = "") -> dict[str, str]:
    return {"begin": begin, "end": end} if end else {"begin": begin}


# Composed by hand, with the keys and the forms of the national data set.
RECORD: dict[str, Any] = {
    "uid": "40217755",
    "slug": "rencontre",
    "canonicalurl": "https://openagenda.example/centre/events/rencontre",
    "title_fr": "Rencontre sur l’accès aux soins",
    "description_fr": "Un temps d’échange.",
    "longdescription_fr": "<p>Avec des <b>médecins</b>.</p>",
    "keywords_fr": ["santé", "Quartier", "colloque"],
    "daterange_fr": "Mercredi 16 novembre, 15h00",
    "firstdate_begin": "2022-11-16T14:00:00+00:00",
    "lastdate_end": "2022-11-16T17:00:00+00:00",
    "timings": json.dumps([slot("2022-11-16T15:00:00+01:00", "2022-11-16T18:00:00+01:00")]),
    "location_name": "Maison de quartier",
    "location_address": "1 rue des Jardins, 57000 Metz",
    "location_insee": "57463",
    "location_postalcode": "57000",
    "location_city": "Metz",
    "location_department": "Moselle",
    "location_countrycode": "FR",
    "attendancemode": json.dumps({"id": 1, "label": {"fr": "Sur place"}}),
    "status": json.dumps({"id": 1, "label": {"fr": "Programmé"}}),
    "originagenda_title": "Centre de ressources",
    "contributor_email": "camille@centre.example",
    "contributor_contactname": "Camille Durand",
    "registration": "inscription@centre.example",
    "image": "https://openagenda.example/image.jpg",
}


def read(value: Any, left_out: LeftOut | None = None) -> list[Draft]:
    text = value if isinstance(value, str) else json.dumps(value)
    counted = LeftOut() if left_out is None else left_out
    return list(json_file.read_counting(io.BytesIO(text.encode()), counted))


def one(**changes: Any) -> Draft:
    (draft,) = read([{**RECORD, **changes}])
    return draft


def test_one_record_in_full() -> None:
    draft = one()
    note = draft.values.pop("note")
    assert draft.values == {
        "uid": draft.values["uid"],
        "title": "Rencontre sur l’accès aux soins",
        "date": "2022-11-16",
        "time": "15:00/18:00",
        "venue": "Maison de quartier",
        "places": [{"code": "COM-57463", "name": "Metz"}],
        "summary": "Un temps d’échange.\n\nAvec des médecins.",
        "themes": ["santé"],
        "kind": "colloque",
        "organisers": ["Centre de ressources"],
        "source": "https://openagenda.example/centre/events/rencontre",
        "mode": "présentiel",
    }
    assert note.endswith("Quartier")
    assert unsure(draft) == {"organisers", "kind"}
    assert "57463" in draft.origins["places"][0].words


@pytest.mark.parametrize(
    "wrap",
    [
        lambda record: [record],
        lambda record: json.dumps(record),
        lambda record: json.dumps(record) + "\n",
        lambda record: [{"datasetid": "x", "recordid": "y", "fields": record}],
        lambda record: {"nhits": 1, "parameters": {"rows": [10]}, "records": [{"fields": record}]},
        lambda record: {"total_count": 1, "results": [record]},
        lambda record: {"links": [], "records": [{"links": [], "record": {"fields": record}}]},
        lambda record: {"results": [record], "total_count": 12},
        lambda record: {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "geometry": None, "properties": record}],
        },
        # The API of an agenda: nested, in several languages.
        lambda record: {
            "total": 1,
            "events": [
                {
                    "uid": 40217755,
                    "title": {"en": "A meeting", "fr": record["title_fr"]},
                    "dateRange": {"fr": "Mercredi 16 novembre"},
                    "timings": json.loads(record["timings"]),
                    "location": {"name": record["location_name"], "insee": "57463"},
                }
            ],
        },
    ],
)
def test_every_shape_gives_the_same_event(wrap: Any) -> None:
    (draft,) = read(wrap(RECORD))
    for key in ("uid", "title", "date", "time", "venue", "places"):
        assert draft.values[key] == one().values[key]


def test_two_records_a_line_each() -> None:
    lines = "".join(json.dumps({**RECORD, "uid": str(n)}) + "\n" for n in range(3))
    assert [draft.line for draft in read(lines)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("timings", "date", "time", "in_doubt"),
    [
        ([slot("2022-11-16T15:00:00+01:00")], "2022-11-16", "15:00", set()),
        # Universal time becomes Paris time, and the next day with it.
        (
            [slot("2022-07-16T22:30:00Z", "2022-07-16T23:30:00Z")],
            "2022-07-17",
            "00:30/01:30",
            {"date", "time"},
        ),
        # The hour of a place overseas is that of the place.
        ([slot("2022-11-16T15:00:00+04:00")], "2022-11-16", "15:00", set()),
        (
            [slot(f"2022-11-1{d}T15:00:00+01:00", f"2022-11-1{d}T18:00:00+01:00") for d in "678"],
            "2022-11-16/2022-11-18",
            "15:00/18:00",
            set(),
        ),
        (
            [slot(f"2022-11-{d}T15:00:00+01:00") for d in ("16", "17", "23")],
            "{2022-11-16..2022-11-17,2022-11-23}",
            "15:00",
            set(),
        ),
        # A morning and an afternoon of the same day.
        (
            [
                slot("2022-11-16T09:00:00+01:00", "2022-11-16T12:00:00+01:00"),
                slot("2022-11-16T14:00:00+01:00", "2022-11-16T17:00:00+01:00"),
            ],
            "2022-11-16",
            "09:00/17:00",
            {"time"},
        ),
    ],
)
def test_timings(timings: list[dict[str, str]], date: str, time: str, in_doubt: set[str]) -> None:
    for given in (timings, json.dumps(timings)):
        draft = one(timings=given)
        assert (draft.values["date"], draft.values["time"]) == (date, time)
        assert unsure(draft) - {"organisers", "kind"} == in_doubt


def test_hours_that_differ_are_told_in_the_note() -> None:
    draft = one(
        timings=[
            slot("2022-11-16T09:00:00+01:00", "2022-11-16T12:00:00+01:00"),
            slot("2022-11-18T14:00:00+01:00", "2022-11-18T17:00:00+01:00"),
        ]
    )
    assert draft.values["date"] == "{2022-11-16,2022-11-18}"
    assert "time" not in draft.values
    assert "2022-11-16 09:00–12:00, 2022-11-18 14:00–17:00" in draft.values["note"]


def test_too_many_dates_keep_the_first_and_the_last() -> None:
    timings = [
        slot(f"{year}-{month:02}-{day:02}T09:00:00+01:00")
        for year in (2021, 2022)
        for month in range(1, 13)
        for day in range(1, 28, 2)
    ]
    draft = one(timings=[*timings, *(slot(t["begin"].replace("202", "201")) for t in timings)])
    assert draft.values["date"] == "2011-01-01/2022-12-27"
    assert "date" in unsure(draft)


@pytest.mark.parametrize("timings", [None, "", "[]", "[", "3", [3], [{"begin": "hier"}], {"a": 1}])
def test_without_timings_the_bounds_are_taken(timings: Any) -> None:
    draft = one(timings=timings)
    assert (draft.values["date"], draft.values["time"]) == ("2022-11-16", "15:00/18:00")
    assert {"date", "time"} <= unsure(draft)
    long = one(timings=timings, lastdate_end="2022-12-16T17:00:00+00:00")
    assert long.values["date"] == "2022-11-16/2022-12-16"
    assert "time" not in long.values
    assert "date" in unsure(long)


def test_without_any_date_the_words_are_kept() -> None:
    draft = one(timings=None, firstdate_begin=None)
    assert "date" not in draft.values
    assert "Mercredi 16 novembre" in draft.values["note"]


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({}, ["COM-57463"]),
        ({"location_insee": "1004", "location_city": "Autre"}, ["COM-01004"]),
        ({"location_insee": "75111"}, ["COM-75056"]),
        ({"location_insee": "69383"}, ["COM-69123"]),
        ({"location_insee": "13201"}, ["COM-13055"]),
        ({"location_insee": None}, ["COM-57463"]),
        ({"location_insee": "99999", "location_postalcode": None}, ["COM-57463"]),
        ({"location_insee": "", "location_city": "", "location_postalcode": ""}, ["COM-57463"]),
        (
            {
                "location_insee": "",
                "location_city": "Saint-Denis",
                "location_postalcode": "",
                "location_department": "Seine-Saint-Denis",
            },
            ["COM-93066"],
        ),
        (
            {
                "location_insee": "",
                "location_city": "Saint-Denis",
                "location_postalcode": "",
                "location_department": "",
            },
            [],
        ),
        (
            {
                "location_insee": "",
                "location_city": "Kehl",
                "location_postalcode": "77694",
                "location_countrycode": "DE",
            },
            ["Kehl (DE)"],
        ),
    ],
)
def test_places(changes: dict[str, Any], places: list[str]) -> None:
    found = one(**changes).values.get("places", [])
    assert [place["code"] if isinstance(place, dict) else place for place in found] == places


@pytest.mark.parametrize(
    ("changes", "mode"),
    [
        ({"attendancemode": {"id": 2}}, "distanciel"),
        ({"attendancemode": 3}, "hybride"),
        ({"attendancemode": '{"id": 2, "label"'}, None),
        ({"status": {"id": 3}}, "distanciel"),
        ({"attendancemode": None, "onlineaccesslink": "https://zoom.us/j/1"}, "hybride"),
        ({"attendancemode": None}, None),
    ],
)
def test_modes(changes: dict[str, Any], mode: str | None) -> None:
    draft = one(**changes)
    assert draft.values.get("mode") == mode
    assert "zoom.us" not in str(draft.values)


def test_what_is_cancelled_or_given_twice_is_left_out() -> None:
    left_out = LeftOut()
    cancelled = {**RECORD, "uid": "2", "status": '{"id": 6}'}
    drafts = read([RECORD, cancelled, RECORD], left_out)
    assert len(drafts) == 1
    assert left_out == {"cancelled": 1, "twice": 1}
    assert "date" in unsure(one(status=4))


@pytest.mark.parametrize(
    ("changes", "doubtful"),
    [
        ({"title_fr": "ANNULÉ – Rencontre"}, {"date"}),
        ({"status": "Reporté"}, {"date"}),
        ({"state": 0}, {"date"}),
        ({"draft": True}, {"date"}),
        ({"state": 2, "draft": False}, set()),
        ({"status": {"id": 3}}, {"venue", "places"}),
        ({"timings": [slot("2022-11-16T15:00:00+01:00", "2022-11-16T12:00:00+01:00")]}, {"date"}),
    ],
)
def test_what_the_record_is_not_sure_of(changes: dict[str, Any], doubtful: set[str]) -> None:
    assert unsure(one(**changes)) - {"organisers", "kind"} == doubtful


def test_a_status_in_words() -> None:
    left_out = LeftOut()
    assert read([{**RECORD, "status": "Annulé"}], left_out) == []
    assert left_out == {"cancelled": 1}


@pytest.mark.parametrize(
    ("changes", "venue", "mode"),
    [
        ({"location_name": "À définir"}, None, "présentiel"),
        ({"location_name": "Metz"}, None, "présentiel"),
        ({"location_name": "MJC, Metz"}, "MJC, Metz", "présentiel"),
        ({"location_name": "Nancy"}, "Nancy", "présentiel"),
        ({"location_name": "En ligne", "attendancemode": None}, None, "hybride"),
    ],
)
def test_names_of_venues(changes: dict[str, Any], venue: str | None, mode: str) -> None:
    draft = one(**changes)
    assert (draft.values.get("venue"), draft.values["mode"]) == (venue, mode)


def test_an_answer_in_one_language() -> None:
    event = {
        "title": "Rencontre",
        "timings": [slot("2022-11-16T15:00:00+01:00", "2022-11-16T18:00:00+01:00")],
        "location": {"name": "MJC", "city": "Metz", "postalCode": "57000"},
    }
    (draft,) = read({"total": 1, "events": [event]})
    assert (draft.values["title"], draft.values["venue"]) == ("Rencontre", "MJC")
    assert draft.values["time"] == "15:00/18:00"


def test_a_date_that_cannot_be_read_is_told_in_the_note() -> None:
    draft = one(timings=None, daterange_fr=None, firstdate_begin="32/13/2022")
    assert "date" not in draft.values
    assert "32/13/2022" in draft.values["note"]


def test_people_are_not_read() -> None:
    text = str(one())
    assert "Camille" not in text
    assert "@" not in text


def test_keywords_in_one_text() -> None:
    draft = one(keywords_fr="santé;emploi, Quartier")
    assert draft.values["themes"] == ["santé", "emploi"]


def test_links_and_bad_addresses() -> None:
    links = json.dumps([{"link": "https://video.example/1"}, {"link": "javascript:alert(1)"}, 3])
    draft = one(links=links, canonicalurl="ftp://x")
    assert draft.values["resources"] == [{"url": "https://video.example/1"}]
    assert "source" not in draft.values
    assert "javascript:alert(1)" in draft.values["note"]


@pytest.mark.parametrize(
    "changes",
    [
        {"title_fr": "Une \ud83d journ\u00e9e \u001b[31m\u0000"},
        {"uid": 10**300, "location_insee": {"a": []}, "keywords_fr": {"x": 1}},
        {"location_city": ["Metz"], "description_fr": 3, "canonicalurl": [], "links": "{"},
        {"timings": [slot("9999-12-31T23:59:00Z", "0001-01-01T00:00:00Z")]},
        {"timings": "[" * 100_000},
    ],
)
def test_hostile_values_give_what_can_be_read(changes: dict[str, Any], archive_path: Path) -> None:
    draft = one(**changes)
    assert draft.values["title"].encode().decode().isprintable()
    draft.values.pop("themes", None)
    with Archive(archive_path) as archive:
        assert archive.take_in([draft], "import x.json").added == 1


def test_imported_twice(archive_path: Path) -> None:
    moved = {**RECORD, "timings": [slot("2022-11-17T15:00:00+01:00")]}
    tallies = []
    for record in (RECORD, RECORD, moved):
        with Archive(archive_path) as archive:
            taken = archive.take_in(read([record]), "import x.json")
        tallies.append((taken.added, taken.changed, taken.unchanged))
    assert tallies == [(1, 0, 0), (0, 0, 1), (0, 1, 0)]


def test_records_of_ours_are_still_ours() -> None:
    assert read([{"titre": "Une journée", "type": "colloque"}])[0].values["kind"] == "colloque"
    assert read('{"type": "colloque", "titre": "x"}')[0].values["title"] == "x"
    with pytest.raises(OrivError):
        read([{"title": "x", "unknown": 1}])


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([RECORD, 3]),
        json.dumps([RECORD, {"title": "x"}]),
        '{"total_count": 1, "results": [',
        '{"total_count": 1, "results": []',
        '{"total_count": 1, "results": [], }',
        '{"total_count": 1} x',
        '{"total_count" 1}',
    ],
)
def test_what_is_broken_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)


def test_an_answer_without_events() -> None:
    assert read({"total_count": 0, "results": []}) == []


def test_flat_rows_of_a_spreadsheet() -> None:
    row = {key: value if isinstance(value, str) else "" for key, value in RECORD.items()}
    (draft,) = openagenda.drafts([(2, {**row, "keywords_fr": "santé,Quartier"})])
    assert (draft.line, draft.values["date"]) == (2, "2022-11-16")
    assert draft.values["themes"] == ["santé"]


@pytest.mark.parametrize("delimiter", [";", ","])
def test_a_spreadsheet_gives_what_the_json_gives(delimiter: str) -> None:
    records = [
        RECORD,
        {**RECORD, "uid": "2", "timings": "", "keywords_fr": [], "location_city": "Kehl"},
        {**RECORD, "uid": "3", "status": json.dumps({"id": 6})},
    ]
    text = io.StringIO()
    rows = csv.DictWriter(text, RECORD.keys(), delimiter=delimiter)
    rows.writeheader()
    rows.writerows({**one, "keywords_fr": ",".join(one["keywords_fr"])} for one in records)
    left_out = LeftOut()
    reading = read_table(io.BytesIO(text.getvalue().encode("utf-8-sig")))
    found = [draft._replace(line=0) for draft in reading.drafts]
    assert found == [draft._replace(line=0) for draft in read(records, left_out)]
    assert (len(found), reading.left_out) == (2, left_out.sentences())
