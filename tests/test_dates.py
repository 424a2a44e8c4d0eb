"""Dates as people type them and as they are said back, in both languages."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oriv_cli import i18n
from oriv_cli.errors import InvalidValue
from oriv_cli.record import dates
from oriv_cli.record.dates import edtf, full_day, words
from oriv_cli.record.dates.names import NAMES


@pytest.fixture(autouse=True)
def _french() -> None:
    i18n.use("fr")


def _refusal(text: str) -> str:
    with pytest.raises(InvalidValue) as refusal:
        dates.understand(text)
    return str(refusal.value)


# What people type.


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # One day.
        ("vendredi 6 novembre 2020", "2020-11-06"),
        ("Vendredi 6 Novembre 2020", "2020-11-06"),
        ("vendredi, 6 novembre 2020.", "2020-11-06"),
        ("mardi 1er octobre 2019", "2019-10-01"),
        ("mardi 1ᵉʳ octobre 2019", "2019-10-01"),
        ("le 3 décembre 2019", "2019-12-03"),
        ("6 nov. 2020", "2020-11-06"),
        ("mar. 3 nov. 2020", "2020-11-03"),
        ("15 aout 2018", "2018-08-15"),
        ("15 août 2018", "2018-08-15"),
        ("6 nov 20", "2020-11-06"),
        ("06/11/2020", "2020-11-06"),
        ("06/11/20", "2020-11-06"),
        ("6.11.2020", "2020-11-06"),
        ("6-11-2020", "2020-11-06"),
        ("6-novembre-2020", "2020-11-06"),
        ("vendredi 06/11/2020", "2020-11-06"),
        ("06/11/69", "1969-11-06"),
        ("06/11/99", "1999-11-06"),
        ("06/11/00", "2000-11-06"),
        ("06/11/68", "2068-11-06"),
        ("le 2020-11-06", "2020-11-06"),
        ("November 6, 2020", "2020-11-06"),
        ("Friday, November 6, 2020", "2020-11-06"),
        ("6 November, 2020", "2020-11-06"),
        ("Friday 6th November 2020", "2020-11-06"),
        ("3 Mar 2020", "2020-03-03"),
        ("6 novembre 0100", "0100-11-06"),
        # Several days.
        ("5 et 6 septembre 2019", "2019-09-05/2019-09-06"),
        ("jeudi 5 et vendredi 6 septembre 2019", "2019-09-05/2019-09-06"),
        ("les jeudi 5 et vendredi 6 septembre 2019", "2019-09-05/2019-09-06"),
        ("jeudi, 5 et vendredi, 6 septembre 2019", "2019-09-05/2019-09-06"),
        ("du 5 au 6 septembre 2019", "2019-09-05/2019-09-06"),
        ("5-6 sept. 2019", "2019-09-05/2019-09-06"),
        ("5 – 6 septembre 2019", "2019-09-05/2019-09-06"),
        ("du 05/09/2019 au 06/09/2019", "2019-09-05/2019-09-06"),
        ("05/09/2019-06/09/2019", "2019-09-05/2019-09-06"),
        ("du 30 novembre au 2 décembre 2018", "2018-11-30/2018-12-02"),
        ("du 28 décembre 2018 au 3 janvier 2019", "2018-12-28/2019-01-03"),
        ("31 décembre 2018 et 1er janvier 2019", "2018-12-31/2019-01-01"),
        ("3, 4 et 5 mai 2019", "2019-05-03/2019-05-05"),
        ("7 et 10 décembre 2018", "{2018-12-07,2018-12-10}"),
        ("7 & 10 décembre 2018", "{2018-12-07,2018-12-10}"),
        ("7, 10 et 12 décembre 2018", "{2018-12-07,2018-12-10,2018-12-12}"),
        ("30 novembre et 2 décembre 2018", "{2018-11-30,2018-12-02}"),
        ("du 3 au 5 et le 10 mai 2019", "{2019-05-03..2019-05-05,2019-05-10}"),
        ("7 ou 10 décembre 2018", "[2018-12-07,2018-12-10]"),
        # Months, seasons, years.
        ("novembre 2018", "2018-11"),
        ("nov. 2018", "2018-11"),
        ("déc. 2018", "2018-12"),
        ("decembre 2018", "2018-12"),
        ("févr. 2019", "2019-02"),
        ("en novembre 2018", "2018-11"),
        ("au mois de novembre 2018", "2018-11"),
        ("novembre-décembre 2018", "2018-11/2018-12"),
        ("novembre et décembre 2018", "2018-11/2018-12"),
        ("de mars à juin 2019", "2019-03/2019-06"),
        ("d’avril à juin 2019", "2019-04/2019-06"),
        ("mars et juin 2019", "{2019-03,2019-06}"),
        ("automne 2019", "2019-23"),
        ("à l’automne 2019", "2019-23"),
        ("printemps 2019", "2019-21"),
        ("hiver 2018", "2018-24"),
        ("du printemps à l’été 2019", "2019-21/2019-22"),
        ("2019", "2019"),
        ("en 2019", "2019"),
        ("2018-2019", "2018/2019"),
        ("de 2018 à 2019", "2018/2019"),
        # One of the dates of a span: it did not last from the one to the other.
        ("entre le 3 et le 5 mars 2019", "[2019-03-03..2019-03-05]"),
        ("entre le dimanche 3 et le mardi 5 mars 2019", "[2019-03-03..2019-03-05]"),
        ("entre novembre 2018 et janvier 2019", "[2018-11..2019-01]"),
        ("entre 2018 et 2019", "[2018..2019]"),
        ("between 3 and 5 March 2019", "[2019-03-03..2019-03-05]"),
        ("2018 et 2020", "{2018,2020}"),
        ("années 2010", "201X"),
        ("2004, mois inconnu", "2004-XX"),
        # Qualified and open.
        ("vers 2015", "2015~"),
        ("environ 2015", "2015~"),
        ("circa 2015", "2015~"),
        ("2015 environ", "2015~"),
        ("vers novembre 2015", "2015-11~"),
        ("vers 2015-11", "2015-11~"),
        ("2015-11 ?", "2015-11?"),
        ("15 juil. 2017-10 janv. 2018", "2017-07-15/2018-01-10"),
        ("vers le 6 novembre 2020", "2020-11-06~"),
        ("novembre 2018 ?", "2018-11?"),
        ("novembre 2018\u202f?", "2018-11?"),
        ("2018 (?)", "2018?"),
        ("mardi 3 novembre 2020 (incertain)", "2020-11-03?"),
        ("vers 2015 ?", "2015%"),
        ("5 et 6 septembre 2019 ?", "2019-09-05?/2019-09-06?"),
        ("avant 2016", "../2015"),
        ("après 2016", "2017/.."),
        ("depuis 2016", "2016/.."),
        ("à partir de 2016", "2016/.."),
        ("à partir du 6 novembre 2020", "2020-11-06/.."),
        ("jusqu'en 2016", "../2016"),
        ("jusqu’au 6 novembre 2020", "../2020-11-06"),
        ("depuis environ 2016", "2016~/.."),
        # Parts that level 1 cannot say.
        ("début 2020", "2020"),
        ("au début de l’année 2020", "2020"),
        ("fin 2019", "2019"),
        ("mi-2018", "2018"),
        ("courant 2018", "2018"),
        ("début novembre 2018", "2018-11"),
        ("mi-novembre 2018", "2018-11"),
        # EDTF, and nearly.
        ("2018-11", "2018-11"),
        ("2018-21", "2018-21"),
        ("  2018-11 ", "2018-11"),
        ("201x", "201X"),
        ("{2018-12-10, 2018-12-07}", "{2018-12-07,2018-12-10}"),
        ("2016/", "2016/"),
    ],
)
def test_understand(text: str, found: str) -> None:
    assert dates.understand(text) == found
    # Neither case nor typography counts, nor the language in use.
    i18n.use("en")
    assert dates.understand(text.upper().replace(" ", "\u00a0").replace("’", "'")) == found


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_by_each_name(language: str, number: int) -> None:
    names = NAMES[language]
    for name in (names.months[number - 1], names.short_months[number - 1]):
        assert dates.understand(f"14 {name} 2019") == f"2019-{number:02}-14"
        assert dates.understand(f"{name} 2019") == f"2019-{number:02}"


# What is refused, and why.


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "La date est vide"),
        (" \u00a0\n", "La date est vide"),
        ("1er août", "n’a pas d’année"),
        ("5 et 6 septembre", "n’a pas d’année"),
        ("novembre", "n’a pas d’année"),
        ("6/11", "n’a pas d’année"),
        ("31/02/2020", "Il n’y a pas de 31 février 2020 : ce mois compte 29 jours"),
        ("31 février 2020", "Il n’y a pas de 31 février 2020"),
        ("30 et 31 avril 2019", "Il n’y a pas de 31 avril 2019"),
        ("0 avril 2019", "Il n’y a pas de 0 avril 2019"),
        ("2020-02-31", "Il n’y a pas de 31 février 2020"),
        ("12/13/2018", "« 12/13/2018 » : il n’y a pas de mois 13"),
        ("06/00/2020", "« 06/00/2020 » : il n’y a pas de mois 00"),
        ("jeudi 6 novembre 2020", "Le 6 novembre 2020 est un vendredi, pas un jeudi"),
        ("mercredi 1er octobre 2019", "Le 1er octobre 2019 est un mardi, pas un mercredi"),
        ("mercredi 5 et vendredi 6 septembre 2019", "est un jeudi, pas un mercredi"),
        ("Thursday, November 6, 2020", "est un vendredi, pas un jeudi"),
        ("du 6 au 5 septembre 2019", "à l’envers"),
        ("du 28 décembre au 3 janvier 2019", "à l’envers"),
        ("10 et 7 décembre 2018", "à l’envers"),
        ("2019-2018", "à l’envers"),
        ("2019/2018", "à l’envers"),
        ("2018-19", "deux façons"),
        ("demain", "dépend du jour"),
        ("hier", "dépend du jour"),
        ("après-demain", "dépend du jour"),
        ("lundi", "dépend du jour"),
        ("lundi prochain", "dépend du jour"),
        ("14h30", "l’heure a son propre champ"),
        ("14:30", "l’heure a son propre champ"),
        ("6 novembre 2020 à 14h", "l’heure a son propre champ"),
        ("6 novembre 2020 14:30", "l’heure a son propre champ"),
        ("2020-11-06T14:00", "l’heure a son propre champ"),
        ("mardi 3 novembre 2020 matin", "l’heure a son propre champ"),
        ("6 novembre 2020 à Metz", "--place"),
        ("6 novembre 2020 au CNFPT", "--place"),
        ("colloque du 6 novembre 2020", "« colloque »"),
        ("6 novembre 2020 (matinée d’études)", "propre champ"),
        ("6 novembre 2020 14", "ne se lit pas"),
        ("6 novembre 2020 2021", "ne se lit pas"),
        ("6 11 2020", "ne se lit pas"),
        ("2020/11/06", "ne se lit pas"),
        ("20201106", "ne se lit pas"),
        ("hiver 2018-2019", "ne se lit pas"),
        ("novembre 2018 et 2019", "ne se lit pas"),
        ("7 et 7 décembre 2018", "ne se lit pas"),
        ("7, 8 et 9 ou 10 mai 2019", "ne se lit pas"),
        ("fin 6 novembre 2020", "ne se lit pas"),
        ("du début 5 au 6 mai 2019", "ne se lit pas"),
        ("du 3 au 5 et le 10 mai 2019 ?", "ne se lit pas"),
        ("novembre 2018 6", "ne se lit pas"),
        ("mardi mars 2020", "ne se lit pas"),
        ("lundi 2020", "ne se lit pas"),
        ("depuis 2016-2018", "ne se lit pas"),
        ("xyzzy", "ne se lit pas"),
        ("😀", "ne se lit pas"),
        ("\x00", "ne se lit pas"),
        ("٦ نوفمبر ٢٠٢٠", "ne se lit pas"),
        ("٠٦/١١/٢٠٢٠", "ne se lit pas"),
        ("et", "ne se lit pas"),
        ("()", "ne se lit pas"),
        (", ,", "ne se lit pas"),
        ("x" * 10_000, "trop long"),
        ("5, " * 3000 + "6 mai 2019", "trop long"),
        ("0000", "quatre chiffres"),
        ("reporté au 12/04/2018", "« reporté », dans"),
    ],
)
def test_refusals_say_why_and_what_to_type(text: str, reason: str) -> None:
    sentence = _refusal(text)
    assert reason in sentence.replace("\u00a0", " ")
    assert "tapez" in sentence.lower() or "par exemple" in sentence
    assert len(sentence) < 400
    assert not any(mark in sentence for mark in "{}\x00")


def test_refusals_are_in_english_too() -> None:
    i18n.use("en")
    assert "There is no 31 February 2020: that month has 29 days" in _refusal("31/02/2020")
    assert "6 November 2020 is a Friday, not a Thursday" in _refusal("jeudi 6 novembre 2020")
    assert "month 13" in _refusal("12/13/2018")
    assert "--place" in _refusal("6 November 2020 in Metz")


# The traps of dateutil: what it does alone, and what we do.


def test_dayfirst_does_not_turn_an_iso_date() -> None:
    from dateutil.parser import parse  # type: ignore[import-untyped]

    assert parse("2020-11-06", dayfirst=True) == datetime(2020, 6, 11)
    for text in ("2020-11-06", "vendredi 2020-11-06", "2020-11-06 ?", "avant le 2020-11-07"):
        assert edtf.occurrences(dates.understand(text))[0][1] == "2020-11-06"


@pytest.mark.parametrize("words", [["novembre", "2018"], ["6", "novembre"], ["2018"], ["6"], []])
def test_nothing_is_filled_in_from_today(words: list[str]) -> None:
    assert full_day.read(words) == ""


def test_two_defaults_unmask_a_day_that_was_not_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full_day, "_could_be_one_date", lambda _words: True)
    assert full_day.read(["novembre", "2018"]) == ""
    assert full_day.read(["6", "novembre"]) == ""
    assert full_day.read(["14:30"]) == ""
    assert full_day.read(["6", "novembre", "2020", "14:30:05"]) == ""
    assert full_day.read(["6", "novembre", "2020"]) == "2020-11-06"


def test_two_days_are_no_hour() -> None:
    from dateutil.parser import parse

    class French(type(full_day._parser().info)):  # type: ignore[misc]
        WEEKDAYS = NAMES["fr"].weekdays
        JUMP = (" ", "et")

    text = "jeudi 5 et vendredi 6 septembre 2019"
    assert parse(text, French(dayfirst=True)).hour == 20
    assert dates.understand(text) == "2019-09-05/2019-09-06"


def test_a_day_and_a_month_are_never_swapped() -> None:
    from dateutil.parser import parse

    assert parse("12/13/2018", dayfirst=True) == datetime(2018, 12, 13)
    assert "mois 13" in _refusal("12/13/2018")
    assert dates.understand("13/12/2018") == "2018-12-13"


def test_two_figures_mean_the_same_year_for_ever() -> None:
    # dateutil counts fifty years from the day on which it runs.
    assert [dates.understand(f"1/2/{year}")[:4] for year in ("68", "69")] == ["2068", "1969"]


def test_the_figures_of_a_year_count() -> None:
    # dateutil reads the year 20 as 2020.
    _refusal("6 novembre 0020")


# What is said back.


SAID = [
    (
        "2020-11-06",
        ("vendredi 6 novembre 2020", "6 nov. 2020"),
        ("Friday 6 November 2020", "6 Nov 2020"),
    ),
    (
        "2019-10-01",
        ("mardi 1er octobre 2019", "1er oct. 2019"),
        ("Tuesday 1 October 2019", "1 Oct 2019"),
    ),
    (
        "2019-09-05/2019-09-06",
        ("du jeudi 5 au vendredi 6 septembre 2019", "5-6 sept. 2019"),
        ("Thursday 5 to Friday 6 September 2019", "5-6 Sep 2019"),
    ),
    (
        "2018-11-30/2018-12-02",
        ("du vendredi 30 novembre au dimanche 2 décembre 2018", "30 nov.-2 déc. 2018"),
        ("Friday 30 November to Sunday 2 December 2018", "30 Nov-2 Dec 2018"),
    ),
    (
        "2018-12-28/2019-01-03",
        ("du vendredi 28 décembre 2018 au jeudi 3 janvier 2019", "28 déc. 2018-3 janv. 2019"),
        ("Friday 28 December 2018 to Thursday 3 January 2019", "28 Dec 2018-3 Jan 2019"),
    ),
    (
        "2018-09-05/2019-09-06",
        ("du mercredi 5 septembre 2018 au vendredi 6 septembre 2019", "5 sept. 2018-6 sept. 2019"),
        ("Wednesday 5 September 2018 to Friday 6 September 2019", "5 Sep 2018-6 Sep 2019"),
    ),
    (
        "{2018-12-07,2018-12-10}",
        ("vendredi 7 et lundi 10 décembre 2018", "7 et 10 déc. 2018"),
        ("Friday 7 and Monday 10 December 2018", "7 and 10 Dec 2018"),
    ),
    (
        "[2018-12-07,2018-12-10]",
        ("vendredi 7 ou lundi 10 décembre 2018", "7 ou 10 déc. 2018"),
        ("Friday 7 or Monday 10 December 2018", "7 or 10 Dec 2018"),
    ),
    (
        "[2019-03-03..2019-03-05]",
        ("entre le dimanche 3 et le mardi 5 mars 2019", "3-5 mars 2019 ?"),
        ("between Sunday 3 and Tuesday 5 March 2019", "3-5 Mar 2019?"),
    ),
    (
        "[2019-04..2019-10]",
        ("entre avril et octobre 2019", "avr.-oct. 2019 ?"),
        ("between April and October 2019", "Apr-Oct 2019?"),
    ),
    (
        "[2018..2019]",
        ("entre 2018 et 2019", "2018-2019 ?"),
        ("between 2018 and 2019", "2018-2019?"),
    ),
    (
        "{2019-05-03..2019-05-05,2019-05-10}",
        ("du vendredi 3 au dimanche 5 et vendredi 10 mai 2019", "3-5 et 10 mai 2019"),
        ("Friday 3 to Sunday 5 and Friday 10 May 2019", "3-5 and 10 May 2019"),
    ),
    (
        "{2019-05-03,2019-06-05,2019-07-10,2020-01-02}",
        (
            "vendredi 3 mai, mercredi 5 juin, mercredi 10 juillet 2019 et jeudi 2 janvier 2020",
            "3 mai 2019 (+3)",
        ),
        (
            "Friday 3 May, Wednesday 5 June, Wednesday 10 July 2019 and Thursday 2 January 2020",
            "3 May 2019 (+3)",
        ),
    ),
    (
        "{2018-12-07,2018-12-10?}",
        (
            "vendredi 7 décembre 2018 ; lundi 10 décembre 2018 (incertain)",
            "7 et 10 déc. 2018 ?",
        ),
        ("Friday 7 December 2018; Monday 10 December 2018 (uncertain)", "7 and 10 Dec 2018?"),
    ),
    ("2018-11", ("novembre 2018", "nov. 2018"), ("November 2018", "Nov 2018")),
    (
        "2018-11/2018-12",
        ("de novembre à décembre 2018", "nov.-déc. 2018"),
        ("November to December 2018", "Nov-Dec 2018"),
    ),
    (
        "2019-04/2019-06",
        ("d’avril à juin 2019", "avr.-juin 2019"),
        ("April to June 2019", "Apr-Jun 2019"),
    ),
    ("2019-23", ("automne 2019", "automne 2019"), ("autumn 2019", "autumn 2019")),
    (
        "2019-21/2019-22",
        ("du printemps à l’été 2019", "printemps-été 2019"),
        ("spring to summer 2019", "spring-summer 2019"),
    ),
    ("2020", ("2020", "2020"), ("2020", "2020")),
    (
        "2018-12-07/2018-12",
        ("du vendredi 7 décembre à décembre 2018", "7 déc.-déc. 2018"),
        ("Friday 7 December to December 2018", "7 Dec-Dec 2018"),
    ),
    (
        "2018-11/2018",
        ("de novembre 2018 à 2018", "nov. 2018-2018"),
        ("November 2018 to 2018", "Nov 2018-2018"),
    ),
    ("2018/2019", ("de 2018 à 2019", "2018-2019"), ("2018 to 2019", "2018-2019")),
    (
        "2020-11-03?",
        ("mardi 3 novembre 2020 (incertain)", "3 nov. 2020 ?"),
        ("Tuesday 3 November 2020 (uncertain)", "3 Nov 2020?"),
    ),
    ("2015~", ("vers 2015", "~2015"), ("about 2015", "~2015")),
    ("2015%", ("vers 2015 (incertain)", "~2015 ?"), ("about 2015 (uncertain)", "~2015?")),
    (
        "2018?/2019~",
        ("de 2018 à 2019 (début incertain, fin approximative)", "2018 ?-~2019"),
        ("2018 to 2019 (start uncertain, end approximate)", "2018?-~2019"),
    ),
    ("../2015", ("avant 2016", "avant 2016"), ("before 2016", "before 2016")),
    ("../9999", ("jusqu’à 9999", "jusqu’à 9999"), ("until 9999", "until 9999")),
    (
        "../2020-11-05",
        ("avant le vendredi 6 novembre 2020", "avant le 6 nov. 2020"),
        ("before Friday 6 November 2020", "before 6 Nov 2020"),
    ),
    ("2016/..", ("depuis 2016", "depuis 2016"), ("since 2016", "since 2016")),
    ("2016~/..", ("depuis 2016 (approximatif)", "depuis ~2016"), None),
    ("2016/", ("de 2016 à une date inconnue", "2016-"), ("2016 to an unknown date", "2016-")),
    ("201X", ("années 2010", "années 2010"), ("2010s", "2010s")),
    ("20XX", ("années 2000 à 2099", "2000-2099"), ("years 2000 to 2099", "2000-2099")),
    ("2004-XX", ("2004, mois inconnu", "2004"), ("2004, month unknown", "2004")),
    (
        "1985-04-XX",
        ("avril 1985, jour inconnu", "avr. 1985"),
        ("April 1985, day unknown", "Apr 1985"),
    ),
    (
        "1985-XX-XX",
        ("1985, mois et jour inconnus", "1985"),
        ("1985, month and day unknown", "1985"),
    ),
    ("", ("", ""), ("", "")),
]


@pytest.mark.parametrize("text", ["entre 2018", "entre le 3 mars 2019", "vers entre 2018 et 2019"])
def test_half_a_span_is_no_date(text: str) -> None:
    _refusal(text)


@pytest.mark.parametrize("text", ["[2019-03-03..2019-03-05]", "[2018-11..2019-01]", "[2018..2019]"])
def test_one_date_of_a_span_is_said_as_it_is_typed(text: str) -> None:
    for language in i18n.LANGUAGES:
        i18n.use(language)
        assert dates.understand(dates.full(text)) == text


@pytest.mark.parametrize(("text", "french", "english"), SAID)
def test_full_and_short(
    text: str, french: tuple[str, str], english: tuple[str, str] | None
) -> None:
    assert (dates.full(text), dates.short(text).replace("\u00a0", " ")) == (
        french[0].replace(" ;", "\u00a0;"),
        french[1],
    )
    i18n.use("en")
    if english:
        assert (dates.full(text), dates.short(text)) == english


def test_the_question_mark_stays_with_its_date() -> None:
    assert dates.short("2020-11-03?") == "3 nov. 2020\u00a0?"


def test_the_language_may_change_under_the_cache() -> None:
    assert dates.short("2020-11-06") == "6 nov. 2020"
    i18n.use("en")
    assert dates.short("2020-11-06") == "6 Nov 2020"


@pytest.mark.parametrize("say", [dates.full, dates.short])
def test_what_is_no_date_is_not_said(say: object) -> None:
    assert callable(say)
    for text in ("gibberish", "2020-02-31", "2019/2018"):
        with pytest.raises(InvalidValue):
            say(text)


# There and back.

DAYS = st.dates(date(1000, 1, 2), date(9990, 12, 30)).map(date.isoformat)
MONTHS = DAYS.map(lambda day: day[:7])
YEARS = DAYS.map(lambda day: day[:4])
SEASONS = st.builds("{}-{}".format, YEARS, st.integers(21, 24))
KINDS = (DAYS, MONTHS, YEARS, SEASONS)
ONE = st.one_of(*KINDS)
MARK = st.sampled_from(["", "", "?", "~", "%"])
NEAR = st.integers(700_000, 700_800).map(lambda number: date.fromordinal(number).isoformat())


def _not_neighbours(atoms: list[str]) -> bool:
    return any(edtf.neighbour(one, 1) != other for one, other in pairwise(atoms))


def _sorted(kind: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(kind, min_size=least, max_size=most, unique=True).map(sorted)


TWO = st.one_of(*(_sorted(kind, 2, 2) for kind in (*KINDS, NEAR)))
SEVERAL = st.one_of(*(_sorted(kind, 2, 4) for kind in (*KINDS, NEAR))).filter(_not_neighbours)
RUN_AND_ONE = _sorted(NEAR, 3, 3).map(lambda atoms: [f"{atoms[0]}..{atoms[1]}", atoms[2]])
UNSPECIFIED = st.one_of(
    st.integers(100, 998).filter(lambda number: number % 10).map("{:03}X".format),
    st.integers(10, 99).map("{:02}XX".format),
    YEARS.map("{}-XX".format),
    YEARS.map("{}-XX-XX".format),
    MONTHS.map("{}-XX".format),
)
CANONICAL = st.one_of(
    st.tuples(ONE | UNSPECIFIED, MARK).map("".join),
    st.builds(lambda ends, one, two: f"{ends[0]}{one}/{ends[1]}{two}", TWO, MARK, MARK),
    st.builds("{}{}/{}".format, ONE, MARK, st.sampled_from(["..", ""])),
    st.builds("{}/{}{}".format, st.sampled_from(["..", ""]), ONE, MARK),
    st.builds(lambda atoms, mark: "{" + ",".join(a + mark for a in atoms) + "}", SEVERAL, MARK),
    st.builds(lambda atoms, mark: "[" + ",".join(a + mark for a in atoms) + "]", SEVERAL, MARK),
    RUN_AND_ONE.map(lambda members: "{" + ",".join(members) + "}"),
)


@settings(derandomize=True, deadline=None, max_examples=400)
@given(CANONICAL)
def test_what_is_said_can_be_typed(text: str) -> None:
    assert dates.understand(text) == text
    for language in i18n.LANGUAGES:
        i18n.use(language)
        assert dates.understand(dates.full(text)) == text


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.one_of(ONE, TWO.map("/".join)))
def test_the_short_form_can_be_typed_too(text: str) -> None:
    for language in i18n.LANGUAGES:
        i18n.use(language)
        assert dates.understand(dates.short(text)) == text


@settings(derandomize=True, deadline=None, max_examples=200)
@given(DAYS, st.sampled_from(["{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}.{m}.{y}", "{d}-{m}-{y}"]))
def test_figures_are_read_with_the_day_first(day: str, form: str) -> None:
    real = date.fromisoformat(day)
    assert dates.understand(form.format(d=real.day, m=real.month, y=real.year)) == day


WORDS = sorted(
    {"6", "1er", "31", "2020", "18", "13/12/2018", "2018-11", "?", "(", ")", "-", ",", "/", "~"}
    | {"novembre", "mai", "mardi", "automne", "incertain", "inconnu", "jour", "14h", "à Metz"}
    | words.ARTICLES
    | words.PARTS
    | words.ALL_OF
    | {"entre", "années", "avant", "depuis", "jusqu'en", "vers", "ou", "s", "une date inconnue"}
)


@settings(derandomize=True, deadline=None, max_examples=600)
@given(st.text(max_size=40) | st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
def test_any_text_is_a_date_or_a_refusal(text: str) -> None:
    try:
        found = dates.understand(text)
    except InvalidValue:
        return
    assert dates.understand(found) == found
    assert edtf.occurrences(found)
    assert dates.full(found)
    assert dates.short(found)


@pytest.mark.parametrize(
    "text", ["1 " * 99, "et " * 60, "(" * 199, "5, " * 60, "-" * 10_000, "1" * 10_000, "9/" * 5000]
)
def test_long_texts_are_refused_too(text: str) -> None:
    _refusal(text)


# Filters.


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("novembre 2018", ("2018-11-01", "2018-11-30")),
        ("2018", ("2018-01-01", "2018-12-31")),
        ("06/11/2020", ("2020-11-06", "2020-11-06")),
        ("7 et 10 décembre 2018", ("2018-12-07", "2018-12-10")),
        ("depuis 2016", ("2016-01-01", "9999-12-31")),
        ("{2018,2018-03}", ("2018-01-01", "2018-12-31")),
    ],
)
def test_day_span(text: str, span: tuple[str, str]) -> None:
    assert dates.day_span(text) == span


def test_stored_dates_need_neither_dateutil_nor_the_grammar() -> None:
    code = (
        "import sys\n"
        "from oriv_cli.record import dates\n"
        "dates.short(dates.understand('2019-09-05/2019-09-06'))\n"
        "print(*(name for name in sys.modules if 'dateutil' in name or 'dates.typed' in name))\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (result.stdout, result.stderr) == ("\n", "")
