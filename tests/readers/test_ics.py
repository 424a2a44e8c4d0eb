"""Calendars: each trap of iCalendar, and exactly what must be understood."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from calendars import SERIES, calendar, one, read
from doubts import unsure

from oriv_cli.archive import Archive
from oriv_cli.errors import OrivError
from oriv_cli.readers import Unreadable, ics_file, reader
from oriv_cli.readers import read as read_file
from oriv_cli.readers.sketch import LeftOut


def test_one_event_in_full() -> None:
    draft = one(
        """
UID:6F9619FF-8B86-D011-B42D-00C04FC964FF
SUMMARY:L’égalité\\, ici\\; et
  là
DTSTART;TZID=Europe/Paris:20181207T140000
DTEND;TZID=Europe/Paris:20181207T163000
LOCATION:CNFPT\\, 1 rue des Jardins\\, 57000 Metz
DESCRIPTION:Un échange.\\n\\nDeuxième paragraphe.
CATEGORIES:santé,Bénévoles
CATEGORIES:emploi
URL:https://centre.example/egalite
ATTACH;FILENAME=programme.pdf:https://centre.example/programme.pdf
"""
    )
    assert draft.line == 3
    assert draft.values == {
        "uid": "6f9619ff-8b86-d011-b42d-00c04fc964ff",
        "title": "L’égalité, ici; et là",
        "date": "2018-12-07",
        "time": "14:00/16:30",
        "venue": "CNFPT",
        "places": [{"code": "COM-57463", "name": "Metz"}],
        "summary": "Un échange.\n\nDeuxième paragraphe.",
        "themes": ["santé", "emploi"],
        "note": draft.values["note"],
        "source": "https://centre.example/egalite",
        "resources": [{"label": "programme.pdf", "url": "https://centre.example/programme.pdf"}],
    }
    assert draft.values["note"].endswith("Bénévoles")
    assert unsure(draft) == set()
    assert [len(draft.origins[key]) for key in ("themes", "places", "title")] == [2, 1, 1]
    assert "20181207T140000" in draft.origins["date"][0].words


def test_what_is_left_out_is_counted() -> None:
    left_out = LeftOut()
    events = [
        "UID:a\nSUMMARY:Annulée\nSTATUS:CANCELLED",
        "UID:b\nSUMMARY:Dentiste\nCLASS:PRIVATE",
        "UID:c\nSUMMARY:Ancienne\nSEQUENCE:1",
        "UID:c\nSUMMARY:Nouvelle\nSEQUENCE:10",
        "UID:c\nSUMMARY:Plus ancienne",
    ]
    (draft,) = read(*events, left_out=left_out)
    assert draft.values["title"] == "Nouvelle"
    assert left_out == {"cancelled": 1, "private": 1, "older": 2}
    assert len(left_out.sentences()) == 3
    assert all("1" in text or "2" in text for text in left_out.sentences())


def test_what_is_left_out_is_told_once_all_is_read() -> None:
    stream = io.BytesIO(calendar("SUMMARY:x", "SUMMARY:y\nSTATUS:CANCELLED"))
    reading = read_file(stream, Path("a.ics"))
    assert (reading.columns, reading.left_out) == ((), [])
    assert len(list(reading.drafts)) == 1
    assert len(reading.left_out) == 1


def test_a_calendar_of_cancellations() -> None:
    assert read("SUMMARY:x\nDTSTART:20181207T140000", head="METHOD:CANCEL") == []


@pytest.mark.parametrize(
    "lines", ["SUMMARY:x\nSTATUS:TENTATIVE", "SUMMARY:Annulé : x", "SUMMARY:Reportée - x"]
)
def test_what_is_not_confirmed_is_unsure(lines: str) -> None:
    assert unsure(one(f"{lines}\nDTSTART:20181207T140000")) == {"date"}


TEAMS = (
    "Un échange.\\n\\n________________________________\\nRéunion Microsoft Teams\\n"
    "Rejoindre : https://teams.microsoft.com/l/meetup-join/19\\nID de réunion : 12 34\\n"
    "Code secret : abc\\n________________________________\\nBesoin d’aide ?\\n"
    "________________________________\\n\\nProgramme à suivre."
)
ZOOM = (
    "Le Centre vous invite à une réunion Zoom planifiée.\\n\\nRejoindre Zoom Réunion\\n"
    "https://us02web.zoom.us/j/9?pwd=x\\n\\nID de réunion : 1\\n+33 1 70 95 03 50 France\\n\\n"
    "Les habitants y ont pris part."
)


@pytest.mark.parametrize(
    ("lines", "summary"),
    [
        (f"DESCRIPTION:{TEAMS}", "Un échange.\n\nProgramme à suivre."),
        (f"DESCRIPTION:{ZOOM}", "Les habitants y ont pris part."),
        ("DESCRIPTION:Microsoft Teams meeting\\nJoin on your computer", None),
        ("LOCATION:https://us02web.zoom.us/j/9?pwd=x", None),
        ("LOCATION:Réunion Microsoft Teams", None),
        ("URL:https://meet.google.com/abc-defg-hij", None),
        ("X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij", None),
        ("DESCRIPTION:<p>Un <b>échange</b></p><p>La suite</p>", "Un échange\n\nLa suite"),
    ],
)
def test_joining_details_are_no_summary(lines: str, summary: str | None) -> None:
    draft = one(f"SUMMARY:x\n{lines}")
    assert draft.values.get("summary") == summary
    if "<p>" not in lines:
        assert draft.values["mode"] == "distanciel"
        assert unsure(draft) == {"mode"}
    # Whoever has the address can come in: it is not kept.
    values = str(draft.values)
    assert not any(word in values for word in ("zoom.us", "teams.microsoft", "meet.google"))


def test_modes() -> None:
    both = one("SUMMARY:x\nLOCATION:Salle 3\\; Réunion Microsoft Teams")
    assert (both.values["mode"], both.values["venue"]) == ("hybride", "Salle 3")
    assert unsure(both) == {"mode"}
    plainly = one("SUMMARY:x\nLOCATION:En visioconférence")
    assert plainly.values["mode"] == "distanciel"
    assert unsure(plainly) == set()
    assert "mode" not in one("SUMMARY:x\nLOCATION:CNFPT").values


@pytest.mark.parametrize(
    ("location", "venue", "mode", "sure"),
    [
        ("CNFPT et en visioconférence", "CNFPT", "hybride", False),
        ("CNFPT\\, 57000 Metz + Zoom", "CNFPT", "hybride", False),
        ("CNFPT (ou en ligne)", "CNFPT", "hybride", False),
        ("Zoom / CNFPT", "CNFPT", "hybride", False),
        ("En présentiel", None, "présentiel", True),
        ("Présentiel et distanciel", None, "hybride", True),
        ("CNFPT\\, hybride", "CNFPT", "hybride", True),
        ("Arts et Métiers", "Arts et Métiers", None, True),
    ],
)
def test_modes_among_the_words_of_a_place(
    location: str, venue: str | None, mode: str | None, sure: bool
) -> None:
    draft = one(f"SUMMARY:x\nLOCATION:{location}")
    assert (draft.values.get("venue"), draft.values.get("mode")) == (venue, mode)
    assert ("mode" not in unsure(draft)) == sure


@pytest.mark.parametrize(
    ("location", "venue", "place", "sure"),
    [
        ("CNFPT\\, 1 rue X\\, 57000 METZ Cedex 1\\, France", "CNFPT", "COM-57463", True),
        ("12 quai X\\n67000 Strasbourg", "12 quai X", "COM-67482", True),
        ("Lycée Schuman\\, Metz", "Lycée Schuman", "COM-57463", False),
        ("Metz", None, "COM-57463", False),
        ("Mairie\\, 75011 Paris 11e", "Mairie", "COM-75056", True),
        ("Centre\\, 93200 Saint-Denis", "Centre", "COM-93066", True),
        ("Centre\\, 97400 Saint-Denis", "Centre", "COM-97411", True),
        ("20000 Ajaccio", None, "COM-2A004", True),
        (
            "Stadthalle\\, Hauptstr. 3\\, 77694 Kehl\\, Allemagne",
            "Stadthalle, Hauptstr. 3",
            "Kehl (DE)",
            True,
        ),
        # The town beside a dash, in brackets, within a département, or parted from its postcode.
        ("MJC - 4 rue X - 67100 Strasbourg", "MJC", "COM-67482", True),
        ("MJC - Nancy", "MJC", "COM-54395", False),
        ("Nancy - Faculté de droit", "Faculté de droit", "COM-54395", False),
        ("57000 Metz - Grand salon", "Grand salon", "COM-57463", True),
        ("Metz - Nancy", "Metz - Nancy", None, True),
        ("Espace Mandela (Saint-Dizier)", "Espace Mandela", "COM-52448", False),
        ("Salle 12\\, Colmar\\, Haut-Rhin", "Salle 12", "COM-68066", True),
        ("12 rue X\\, 67000 Strasbourg\\, Grand Est\\, France", "12 rue X", "COM-67482", True),
        ("MJC\\, 12 rue X\\, Mulhouse\\, 68100\\, France", "MJC", "COM-68224", True),
        ("MJC\\, 67000\\, Strasbourg", "MJC", "COM-67482", True),
        (
            "MJC\\, 12\\, Rue X\\, Strasbourg\\, Bas-Rhin\\, Grand Est\\, 67000\\, France",
            "MJC",
            "COM-67482",
            True,
        ),
        ("MJC\\, 1A place X\\, 67000 Strasbourg", "MJC", "COM-67482", True),
        ("MJC\\, 12-14 rue X\\, 67000 Strasbourg", "MJC", "COM-67482", True),
        # No venue yet.
        ("À définir", None, None, True),
        ("Lieu à confirmer\\, 57000 Metz", None, "COM-57463", True),
        # Names that several communes bear, and a postcode of another département.
        ("Saint-Denis", "Saint-Denis", None, True),
        ("Salle Metz", "Salle Metz", None, True),
        ("CNFPT\\, 67000 Metz", "CNFPT, 67000 Metz", None, True),
    ],
)
def test_locations(location: str, venue: str | None, place: str | None, sure: bool) -> None:
    draft = one(f"SUMMARY:x\nLOCATION:{location}")
    places = draft.values.get("places", [])
    codes = [found["code"] if isinstance(found, dict) else found for found in places]
    assert (draft.values.get("venue"), codes) == (venue, [place] if place else [])
    assert ("places" not in unsure(draft)) == sure


def test_people_are_not_read() -> None:
    draft = one(
        """
SUMMARY:x
ORGANIZER;CN=Camille Durand:mailto:camille@centre.example
ATTENDEE;CN=Dominique Petit:mailto:dominique@centre.example
"""
    )
    assert draft.values == {"title": "x"}
    body = one("SUMMARY:x\nORGANIZER;CN=ORIV Grand Est:mailto:contact@centre.example")
    assert body.values["organisers"] == ["ORIV Grand Est"]
    assert unsure(body) == {"organisers"}


def test_addresses_that_no_browser_may_open_are_told_in_the_note() -> None:
    draft = one("SUMMARY:x\nURL:javascript:alert(1)\nATTACH:file:///etc/passwd")
    assert "source" not in draft.values
    assert "resources" not in draft.values
    assert "javascript:alert(1)" in draft.values["note"]
    assert "file:///etc/passwd" in draft.values["note"]


def test_an_image_is_no_document_and_a_title_is_no_markup() -> None:
    draft = one(
        """
SUMMARY:S&eacute;minaire &#8220;R&amp;D&#8221;
ATTACH;FMTTYPE=image/jpeg:https://centre.example/photo.jpg
ORGANIZER;CN="Centre%20de%20ressources":mailto:contact@centre.example
"""
    )
    assert draft.values == {
        "title": "Séminaire “R&D”",
        "organisers": ["Centre de ressources"],
    }


@pytest.mark.parametrize(
    ("title", "doubtful"),
    [
        ("ANNULÉ – Rencontre", True),
        ("Rencontre (reportée)", True),
        ("Rencontre - ANNULÉE", True),
        ("Débat annulé !", True),
        ("Rencontre reportée au 12 mars", True),
        ("Le rapport annulé de l’État", False),
        ("Reportage", False),
    ],
)
def test_titles_that_say_that_it_was_called_off(title: str, doubtful: bool) -> None:
    draft = one(f"SUMMARY:{title}\nDTSTART:20181207T140000")
    assert ("date" in unsure(draft)) == doubtful


def test_a_file_within_the_calendar_is_passed_over() -> None:
    inline = "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "QUJD" * 100_000
    assert one(f"SUMMARY:x\n{inline}").values == {"title": "x"}


def test_controls_and_bad_bytes_in_a_title() -> None:
    data = calendar("SUMMARY:Une \x1b[31mjournée\x07 d’été\x00").replace(b"t\xc3\xa9\0", b"t\xe9")
    (draft,) = ics_file.read(io.BytesIO(data))
    assert "journée" in draft.values["title"] or "journÃ©e" in draft.values["title"]
    assert draft.values["title"].isprintable()


@pytest.mark.parametrize(
    "line",
    [
        "DTSTART:2018",
        "DTSTART:20181332T140000",
        "DTSTART;VALUE=DATE:hier",
        "RRULE:FREQ=JAMAIS",
        "RRULE:",
        "EXDATE:x",
        "DURATION:P99999999999999W",
        "SEQUENCE:" + "9" * 5000,
        "CATEGORIES:",
        "X-CASSE",
        "LOCATION;=:x",
    ],
)
def test_a_broken_property_costs_no_more_than_itself(line: str) -> None:
    draft = one(f"SUMMARY:Rencontre\n{line}")
    assert draft.values["title"] == "Rencontre"


def test_a_date_that_cannot_be_read_is_told_in_the_note() -> None:
    draft = one("SUMMARY:x\nDTSTART:2018")
    assert "date" not in draft.values
    assert "DTSTART:2018" in draft.values["note"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_line_ends_and_marks(mark: bytes, end: bytes) -> None:
    data = mark + calendar("SUMMARY:Une\n  suite").replace(b"\r\n", end)
    assert [d.values["title"] for d in ics_file.read(io.BytesIO(data))] == ["Une suite"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"titre;date\n",
        b"BEGIN:VCARD\nEND:VCARD\n",
        b"BEGIN:VCALENDAR\nVERSION:1.0\nEND:VCALENDAR\n",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n",
        b"BEGIN:VCALENDAR\nEND:VCALENDAR\nSUMMARY:x\n",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VEVENT\n",
        calendar("SUMMARY:x")[:-20],
    ],
)
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        list(ics_file.read(io.BytesIO(data)))


def test_other_entries_are_no_events() -> None:
    head = "BEGIN:VTODO\nSUMMARY:Tâche\nEND:VTODO\nBEGIN:VJOURNAL\nSUMMARY:Note\nEND:VJOURNAL"
    alarm = "SUMMARY:x\nBEGIN:VALARM\nDESCRIPTION:Rappel\nSUMMARY:Rappel\nEND:VALARM"
    assert [draft.values for draft in read(alarm, head=head)] == [{"title": "x"}]


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "icalendar", None)
    with pytest.raises(OrivError, match=r"oriv\[ics\]"):
        read("SUMMARY:x")


def test_imported_twice_and_then_moved(archive_path: Path) -> None:
    event = "UID:a@centre\nSUMMARY:Une journée\nDTSTART:2018120{day}T140000\nLOCATION:Metz"

    def take_in(day: int) -> tuple[int, int, int]:
        data = io.BytesIO(calendar(event.format(day=day), SERIES))
        with Archive(archive_path) as archive:
            taken = archive.take_in(ics_file.read(data), "import a.ics")
        return taken.added, taken.changed, taken.unchanged

    assert take_in(7) == (2, 0, 0)
    assert take_in(7) == (0, 0, 2)
    assert take_in(8) == (0, 1, 1)


def test_the_reader_is_found_by_the_ending() -> None:
    assert reader(Path("Agenda.ICS")) is ics_file.read
