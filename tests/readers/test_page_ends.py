"""Where a title, a name, a list of bodies or a count ends, and the next words begin."""

from __future__ import annotations

import pytest
from test_page_values import HELD, one


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        (
            "Il a été ouvert par Mme Anne MOREL, adjointe au maire, et conclu par Paul Faure,"
            " géographe.",
            ["adjointe au maire", "géographe"],
        ),
        ("Avec Anne Morel, juriste à l’ADIL, et l’association Relais.", ["juriste à l’ADIL"]),
        ("Anne Morel, juriste à l’ADIL, y est intervenue.", ["juriste à l’ADIL"]),
        ("Guide : Anne Morel, née à Metz, géographe.", ["géographe"]),
        ("Avec Anne Morel, diététicienne, à l’épicerie sociale de Tarbes.", ["diététicienne"]),
        ("Avec le docteur Anne Morel, médecin à la PASS.", ["médecin à la PASS"]),
        ("Avec Anne Morel, juriste – Paul Faure, géographe.", ["juriste", "géographe"]),
        ("Le matin : Anne Morel (Insee) puis Paul Faure.", ["Insee", None]),
    ],
)
def test_a_title_ends_where_the_sentence_goes_on(words: str, titles: list[str | None]) -> None:
    found = one(f"{HELD}. {words}")
    people = found.get("speakers") or found["*speakers"]
    assert [person.get("title") for person in people] == titles


def test_who_presides_over_a_body_did_not_speak() -> None:
    found = one(f"{HELD}. Le comité scientifique était présidé par Paul Faure.")
    assert "speakers" not in found


@pytest.mark.parametrize(
    ("words", "key", "names"),
    [
        ("avec le soutien de la DRAC Occitanie et de l’Acsé", "partners", "DRAC Occitanie|Acsé"),
        ("avec l’appui de la DREETS et de l’Agefiph", "partners", "DREETS|Agefiph"),
        ("organisé par le centre Aval et co-financé par la CAF", "organisers", "Centre Aval"),
    ],
)
def test_a_list_of_bodies(words: str, key: str, names: str) -> None:
    assert one(f"{HELD}, {words}.").get(key) == names.split("|")


def test_what_stands_under_the_aegis_of_a_body_is_no_body() -> None:
    found = one("Sous l’égide du rectorat, l’ARS a organisé l’atelier le mardi 12 mars 2019.")
    assert found["organisers"] == ["ARS"]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Une quinzaine d’élus.", "~15"),
        ("Près de 60 connexions ont été comptées.", "~60"),
        ("Une quarantaine d’élues… et six agents", "~40"),
        ("12 agents par jour maximum.", None),
    ],
)
def test_a_count_without_a_verb_is_not_sure(words: str, number: str | None) -> None:
    found = one(f"{HELD}.</p><p>{words}")
    assert found.get("*attendance") == number
    assert "attendance" not in found


def test_a_session_of_a_cycle_is_no_cycle() -> None:
    title = "Cycle « Paroles » : la rencontre de Reims"
    found = one("La rencontre s’est tenue le mardi 12 mars 2019.", title)
    assert (found["kind"], found["*places"]) == ("rencontre", ["Reims"])


def test_what_has_no_verb_may_open_the_text() -> None:
    found = one("Deux jours à Reims, avec Anne Morel, juriste.", "Atelier « A » – 12 mars 2019")
    assert "Reims" in [*found.get("places", []), *found.get("*places", [])]


def test_a_mixed_syndicate_is_no_hybrid_meeting() -> None:
    found = one(f"{HELD}, avec Anne Morel, directrice du syndicat mixte.")
    assert "mode" not in found
    assert "*mode" not in found
