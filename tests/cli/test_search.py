"""``oriv search``: what each query finds in the real archive, in which order, as what."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from cli.conftest import Oriv
from oriv_cli.archive import Archive
from oriv_cli.record.sought import Sought, context

pytestmark = pytest.mark.usefixtures("real_archive")
EQUALITY = [1, 3, 10, 22, 25]
DISCRIMINATION = [2, 3, 10, 22, 25]
INHABITANTS = [2, 14, 16, 19, 21]
QUARTERS = [2, 12, 13, 15, 16, 18, 20, 21]
POPULAR = [12, 15, 18, 20, 21]
POLICY = [2, 4, 12, 13, 16, 17, 21]


# The numbers are read off the page: all that a documentalist wants, and nothing else.
@pytest.mark.parametrize(
    ("words", "found"),
    [
        # Case, accents, number, derived forms.
        ("discrimination", DISCRIMINATION),
        ("DISCRIMINATIONS", DISCRIMINATION),
        ("Discriminer", DISCRIMINATION),
        ("egalite", EQUALITY),
        ("ÉGALITÉ", EQUALITY),
        ("e\u0301galite\u0301", EQUALITY),
        ("égalités", EQUALITY),
        ("egalite sante", [10]),
        ("sante", [10, 17]),
        ("inegalite numerique", [1]),
        ("inégalités", [1, 10, 19]),
        ("évaluer", [4, 21, 23]),
        ("évaluations", [4, 21, 23]),
        ("observer", [2, 13, 16, 21]),
        ("éducation", [24]),
        ("territoire", [2, 6, 14, 15, 17, 19]),
        ("territoriaux", [1, 4, 10, 18, 19, 21]),
        ("régionaux", [6, 10, 17, 18, 19, 21, 24]),
        ("professionnelle", [1, 4, 9, 10, 14, 17]),
        ("média", [12]),
        ("migrants", [11]),
        # Apostrophes, hyphens, slashes of the web, ligatures.
        ("l'égalité", EQUALITY),
        ("l’égalité", EQUALITY),
        ("lʼégalité", EQUALITY),  # The letter that some keyboards give.
        ("l’image des quartiers", [2, 12, 15, 18, 20]),
        ("l'Albatros", [10]),
        ("états-unis", [7]),
        ("compte-rendu", [4, 7, 9]),
        ("M@rsouin", [1]),
        ("lætitia", [23]),
        ("oeuvre", []),
        # Inclusive forms.
        ("habitantes", INHABITANTS),
        ("réfugiées", [11]),
        ("habitants-es", INHABITANTS),
        ("habitant·e·s", INHABITANTS),
        ("habitants·es", INHABITANTS),
        ("habitant.e.s", INHABITANTS),
        ("habitant(e)s", INHABITANTS),
        ("habitants/es", INHABITANTS),
        ("habitant/e/s", INHABITANTS),
        ("habitant-e-s citoyen-ne-s", [19]),
        ("intervenant·e·s", [1, 9]),
        ("intervenants-es", [1, 9]),
        # People, bodies, places, themes, resources, kinds, series.
        ("Plantard", [1]),
        ("dansou laetitia", [23]),
        ("cget", [13, 16, 24]),
        ("Furet", [22, 25]),
        ("préfecture bas rhin", [7]),
        ("Bas-Rhin", [7]),
        ("Médecins du Monde", [10]),
        ("epinal", [14]),
        ("Meurthe-et-Moselle", [4]),
        ("châlons en champagne", [23]),
        ("Châlons-en-Champagne", [23]),
        ("moselle", [4, 10]),
        ("CNFPT Strasbourg", [17, 21]),
        ("police", [2]),
        ("guide", [10]),
        ("CAPUNI 2019", [1]),
        ("séminaires", [12, 24]),
        ("enjeux migratoires", [5]),
        ("Saint-Denis", []),
        # Words that say nothing; words that stand in no event together.
        ("la ville et les contrats", [4, 16, 23, 24]),
        ("jeunes santé", []),
        # Phrases.
        ('"quartiers populaires"', POPULAR),
        ('"populaires quartiers"', []),
        ('"Quartier populaire"', POPULAR),
        ('"politique de la ville"', POLICY),
        ('"politique ville"', []),
        ('"Grand Est"', [2, 6, 7, 9, 10, 21, 23]),
        ('"nuit de la solidarité"', [8]),
        ('"petite enfance" Reims', [22]),
        # What is not wanted.
        ("quartiers -populaires", [2, 13, 16]),
        ('"quartiers populaires" -image', [21]),
        ('quartiers -"quartiers populaires"', [2, 13, 16]),
        ("égalité -santé -enfance", [1, 3, 25]),
        ("-quartiers", [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 17, 19, 22, 23, 24, 25]),
        ("santé -santé", []),
        # Beginnings.
        ("discrim*", DISCRIMINATION),
        ("DISCRIMINATIO*", DISCRIMINATION),
        ("quartier*", QUARTERS),
        ("agglo*", [10, 14]),
        ("épin*", [14]),
        # One field.
        ("theme:santé", [10, 17]),
        ("thème:sante", [10, 17]),
        ('theme:"santé mentale"', [17]),
        ("titre:santé", [10, 17]),
        ("titre:discrimination", [3, 10]),
        ("discrimination -titre:discrimination", [2, 22, 25]),
        ("titre:image", [15]),
        ("resume:discriminations", DISCRIMINATION),
        ("quartiers -theme:image", [2, 13, 16, 21]),
        ("partenaire:CGET", [13, 16, 24]),
        ("personne:plantard", [1]),
        ("lieu:Reims", [12, 16, 18, 22]),
        ("ressource:synthèse", [2, 15, 19, 20]),
        ("titre:discrim* santé", [10]),
        # Punctuation and words of search languages are words, or nothing.
        ("santé !", [10, 17]),
        ("(santé) ^mentale", [10, 17]),
        ('"santé mentale', [10, 17]),
        ("santé NEAR/2 mentale", []),
        ("14:30", []),
    ],
)
def test_what_each_query_finds(oriv: Oriv, words: str, found: list[int]) -> None:
    assert sorted(oriv("search", "-f", "ids", "--", words).numbers) == found


@pytest.mark.parametrize(
    ("words", "filters", "found"),
    [
        ("quartiers", "--year 2018", [15, 16, 18, 20]),
        ("quartiers", "--year 2018 --territory Reims", [16, 18]),
        ("égalité", "--undated", [3]),
        ("égalité", "--theme discriminations", [3, 10, 22, 25]),
        ("égalité", "--with ORIV", [10]),
        ("rapport", "--from 2019 --mode présentiel", [13]),
        ("contrats", "--kind séminaire", [24]),
        ("image", "--missing places", [2, 15, 20]),
        ("-quartiers", "--year 2018", [14, 17, 19, 22]),
        ("quartiers", "--year 1999", []),
    ],
)
def test_the_filters_of_list(oriv: Oriv, words: str, filters: str, found: list[int]) -> None:
    done = oriv("search", "-f", "ids", *filters.split(), "--", words)
    assert sorted(done.numbers) == found


def test_an_unknown_name_in_a_filter_is_an_error(oriv: Oriv) -> None:
    assert oriv("search", "santé", "--theme", "discrimation").code == 1


@pytest.mark.parametrize(
    ("words", "best"),
    [
        ("discrimination", {3, 10}),
        ("égalité", {10, 22, 25}),
        ("image", {15}),
        ("habitants", {21}),
        ("Metz", {16}),
        ("rapport", {2, 13, 16}),
        ("évaluation", {21, 23}),
        ("citoyens", {9}),
    ],
)
def test_a_title_weighs_most(oriv: Oriv, words: str, best: set[int]) -> None:
    found = oriv("search", "-f", "ids", words).numbers
    assert len(found) > len(best)
    assert set(found[: len(best)]) == best


def test_a_word_in_a_title_says_more_than_many_in_a_summary(oriv: Oriv) -> None:
    oriv("add-event", "--title", "Un logement", "--summary", "Une journée ordinaire.")
    oriv("add-event", "--title", "Autre chose", "--summary", "Logement, logement ! " * 3)
    assert oriv("search", "-f", "ids", "logements").numbers == [26, 27]


def test_another_order_if_asked_for(oriv: Oriv) -> None:
    listed = oriv("search", "-f", "ids", "--sort", "date", "quartiers").numbers
    assert listed == [21, 20, 18, 15, 16, 13, 12, 2]
    assert oriv("search", "-f", "ids", "--sort", "-id", "--limit", "2", "sante").numbers == [17, 10]


def test_a_limit_keeps_the_best(oriv: Oriv) -> None:
    every = oriv("search", "-f", "ids", "quartiers").numbers
    assert oriv("search", "-f", "ids", "--limit", "3", "quartiers").numbers == every[:3]
    said = oriv("--lang", "en", "search", "--limit", "3", "quartiers")
    assert (len(said.lines), said.err) == (3, "3 events. There are more: see --limit.\n")


@pytest.mark.parametrize("words", [["égalité", "santé"], ["égalité santé"], ["sante", "egalite"]])
def test_words_with_or_without_quotes_of_the_shell(oriv: Oriv, words: list[str]) -> None:
    assert oriv("search", "-f", "ids", *words).numbers == [10]


def test_ligatures(oriv: Oriv) -> None:
    oriv("add-event", "--title", "Une œuvre commune", "--partner", "Les Œuvres de l’Ill")
    oriv("add-event", "--title", "Des oeuvres de coeur", "--speaker", "Lætitia Dansou")
    for words in ("oeuvre", "œuvres", "ŒUVRE", "Oeuvr*"):
        assert sorted(oriv("search", "-f", "ids", words).numbers) == [26, 27]
    assert sorted(oriv("search", "-f", "ids", "cœur").numbers) == [27]
    assert sorted(oriv("search", "-f", "ids", "Laetitia").numbers) == [23, 27]


def test_what_was_changed_is_found_at_once(oriv: Oriv) -> None:
    assert oriv("edit", "5", "--title", "Nommer les fleuves").code == 0
    assert oriv("search", "-f", "ids", "fleuve").numbers == [5]
    assert oriv("delete", "5", "--yes").code == 0
    assert oriv("search", "-f", "ids", "fleuve").numbers == []


def test_the_internal_note_is_not_searched(oriv: Oriv) -> None:
    """It would put forward events of which nothing that is shown has the word."""
    [record] = json.loads(oriv("show", "24", "-f", "json").data)
    assert "Commissariat" in record["note"]
    assert oriv("search", "-f", "ids", "commissariat").numbers == []


def test_every_format(oriv: Oriv) -> None:
    best = oriv("search", "-f", "ids", "égalité").numbers
    assert [event["id"] for event in json.loads(oriv("search", "-f", "json", "égalité").data)] == (
        best
    )
    lines = oriv("search", "-f", "jsonl", "égalité").data.decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == best
    text = oriv("search", "-f", "csv", "égalité").data.decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    assert [int(row["numero"]) for row in rows] == best
    markdown = oriv("search", "-f", "markdown", "égalité").data.decode()
    assert [line for line in markdown.splitlines() if line.startswith("## Vers plus d’égalité")]
    assert ("\n" + markdown).count("\n## ") == len(best)
    assert oriv("search", "-f", "xyz", "égalité").code == 2


def test_public_formats_have_no_note(oriv: Oriv) -> None:
    for format_ in ("csv", "markdown"):
        assert b"Commissariat" not in oriv("search", "-f", format_, "DGESCO").data


def test_formats_say_nothing_beside_the_data(oriv: Oriv) -> None:
    for format_ in ("csv", "json", "jsonl", "markdown", "ids"):
        for words in ("égalité", "introuvable"):
            done = oriv("search", "-f", format_, words)
            assert (done.code, done.err) == (0, "")
    assert json.loads(oriv("search", "-f", "json", "introuvable").data) == []


def test_off_a_terminal_nothing_is_cut_nor_marked(oriv: Oriv) -> None:
    done = oriv("--lang", "en", "search", "quartiers")
    records = json.loads(oriv("search", "-f", "json", "quartiers").data)
    assert "\x1b" not in done.out
    assert [int(line.split()[0]) for line in done.lines] == [record["id"] for record in records]
    text = done.data.decode()
    assert [record["title"] for record in records if record["title"] not in text] == []
    assert done.err == "8 events.\n"


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("discrimations", ["discriminations"]),
        ("theme:discrimations", ["discriminations"]),
        ("egalite metzz", ["metz"]),
        ("santte", ["santé"]),
        ("Plantart", ["plantard"]),
        ("Strassbourg", ["strasbourg"]),
        ("quartier populare", ["populaires"]),
        ('"quartiers populères"', ["populaires"]),
    ],
)
def test_a_suggestion_from_the_words_of_the_archive(
    oriv: Oriv, words: str, near: list[str]
) -> None:
    done = oriv("--lang", "en", "search", words)
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("No event. Did you mean ")
    assert [word for word in near if f"“{word}”" not in done.err] == []


@pytest.mark.parametrize(
    "words",
    ["zzzzzz", "santé -santé", "titre:police", "xylophone -discrimation", "Dupont"],
)
def test_no_suggestion_when_nothing_is_near(oriv: Oriv, words: str) -> None:
    done = oriv("--lang", "en", "search", words)
    assert (done.code, done.out, done.err) == (0, "", "No event.\n")


def test_a_suggested_word_finds_something(oriv: Oriv) -> None:
    for words in ("discrimations", "Plantart", "numerikes", "evalluation"):
        said = oriv("--lang", "en", "search", words).err
        suggested = said.split("“")[1].split("”")[0]
        assert oriv("search", "-f", "ids", suggested).numbers


def test_an_empty_archive_has_nothing_to_suggest(oriv: Oriv) -> None:
    for number in range(1, 26):
        assert oriv("delete", str(number), "--yes").code == 0
    done = oriv("--lang", "en", "search", "discrimations")
    assert (done.code, done.out) == (0, "")
    assert "is empty" in done.err


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("santé numérique", "Aucun ne contient tous ces mots (santé : 2, numérique : 1)."),
        ("la santé de xylophones", "(santé : 2, xylophones : 0)."),
        ('"grand est" Santé -x thème:médias', '("grand est" : 7, Santé : 2, thème:médias : 1).'),
        ("santé numérique --year 2018", "(santé : 1, numérique : 0)."),
        ("santé --year 1999", "Sans les filtres : 2 événements."),
        ("xylophone --year 1999", "Aucun événement."),
        ("5 mars 2020", "Pour chercher par date : oriv list --from 2020-03-05 --to 2020-03-05"),
        ("novembre 2018", "oriv list --from 2018-11-01 --to 2018-11-30"),
        ("auteur:Dupont", "écrivez titre:, personne:, thème:, lieu:, ressource: ou résumé:, puis"),
        ("titre:", "écrivez titre:, personne:"),
    ],
)
def test_the_reason_why_nothing_is_found(oriv: Oriv, words: str, reason: str) -> None:
    words, *filters = words.split(" --")
    options = [word for text in filters for word in f"--{text}".split()]
    done = oriv("search", *options, "--", words)
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("Aucun événement.")
    assert done.err.rstrip().endswith(reason) or f"{reason}" in done.err
    assert "Vouliez-vous" not in done.err


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (["quartiers", "-image"], "quartiers -image"),
        (["-image", "quartiers", "-f", "ids"], "quartiers -image"),
        (["santé", "-formation"], "santé -formation"),
        (["-formation santé"], "santé -formation"),
        (["égalité", "-fractures", "--sort", "-id"], "égalité -fractures"),
        (["quartiers", "-2018"], "quartiers -2018"),
    ],
)
def test_a_word_that_is_not_wanted_is_typed_as_it_is(
    oriv: Oriv, words: list[str], same: str
) -> None:
    wanted = oriv("search", "-f", "ids", "--", same).numbers
    assert sorted(oriv("search", *words, "-f", "ids").numbers) == sorted(wanted)


def test_an_option_of_one_letter_stays_one(oriv: Oriv) -> None:
    assert oriv("search", "santé", "-fids").numbers == oriv("search", "santé", "-f", "ids").numbers
    assert oriv("search", "santé", "-i").code == 2
    done = oriv("search", "santé", "-limit", "3")
    assert done.code == 2
    assert "Écrivez --limit ; pour écarter le mot : oriv search -- -limit" in done.err
    assert oriv("search").err.startswith("Erreur : Il manque MOTS.\n")


def test_only_words_that_are_not_wanted(oriv: Oriv) -> None:
    """In the order of a list, since none is better than another."""
    listed = oriv("list", "-f", "ids").numbers
    found = oriv("search", "-f", "ids", "--", "-santé").numbers
    assert found == [number for number in listed if number not in (10, 17)]
    assert sorted(oriv("search", "-f", "ids", "numérique -santé").numbers) == [1]
    assert oriv("search", "a -b").code == 0


@pytest.mark.parametrize("words", ["", " ", "?!", "-", "*", '""', "-*", "« … »", "--", "🎉", "'"])
def test_a_text_without_a_word_is_misuse(oriv: Oriv, words: str) -> None:
    for format_ in ("table", "json"):
        done = oriv("--lang", "en", "search", "-f", format_, "--", words)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("Error: There is nothing to search for in “")
        assert done.err.count("\n") == 1


def test_no_word_at_all_is_misuse(oriv: Oriv) -> None:
    assert oriv("search").code == 2


def test_a_former_name_finds_what_is_called_otherwise_today(oriv: Oriv) -> None:
    found = oriv("search", "-f", "ids", "cget").numbers
    oriv("agent", "rename", "CGET", "Agence nationale de la cohésion")
    for words in ("CGET", "partenaire:cget", "cge*", '"cget"', "cget -lieu:Kehl"):
        assert sorted(oriv("search", "-f", "ids", words).numbers) == sorted(found), words
    assert oriv("search", "-f", "ids", "titre:cget").numbers == []
    assert oriv("search", "-f", "ids", "--", "-cget").numbers == [
        number for number in oriv("list", "-f", "ids").numbers if number not in found
    ]
    assert sorted(oriv("search", "-f", "ids", "cohésion").numbers) == sorted(found)


def test_a_theme_merged_into_another_is_found_by_its_name(oriv: Oriv) -> None:
    oriv("theme", "add", "Zététique")
    oriv("edit", "7", "--add-theme", "zététique")
    assert oriv("search", "-f", "ids", "zététiques").numbers == [7]
    oriv("theme", "merge", "zététique", "emploi")
    found = oriv("search", "-f", "ids", "zététiques").numbers
    assert found == oriv("search", "-f", "ids", "theme:emploi").numbers
    assert 7 in found
    oriv("theme", "rename", "emploi", "métiers")
    assert oriv("search", "-f", "ids", "theme:zététique").numbers == found


def test_what_a_former_name_finds_is_marked(real_archive: Path) -> None:
    with Archive(real_archive) as archive:
        with archive.naming("test") as naming:
            naming.rename("agent", "CGET", "Agence de la cohésion")
        event = archive.get(13)
        sought = archive.widened(Sought.from_words("cget"))
        assert "Agence de la cohésion" in context(event, sought)
        assert sought.spans("L’Agence de la cohésion") == [(2, 8), (9, 11), (12, 14), (15, 23)]


def test_a_thousand_former_names_are_no_error(oriv: Oriv, real_archive: Path) -> None:
    with Archive(real_archive) as archive, archive.naming("test") as naming:
        for n in range(1000):
            naming.add_agent(f"Nom {n}")
            naming.alias("agent", f"Nom {n}", f"Ancienne association {n}")
    assert oriv("search", "-f", "ids", "ancienne association 7").code == 0
