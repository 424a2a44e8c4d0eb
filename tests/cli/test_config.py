"""``oriv config``, and the saved filters that ``@name`` stands for."""

from __future__ import annotations

import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.conftest import Oriv, Process, breakable, events

CGET, YEAR_2018 = [24], [16, 14, 17, 15, 18, 19, 20, 22]
LARGE = "--theme " + "x" * 1_000_000


@pytest.fixture
def file(archive_path: Path) -> Path:
    """The file of settings; there is none yet."""
    return archive_path.with_name("oriv.toml")


def kept(file: Path) -> dict[str, Any]:
    """Return what the file of settings holds."""
    return tomllib.loads(file.read_text("utf-8"))


# --- settings --------------------------------------------------------------------------------


def test_every_setting_with_where_it_comes_from(oriv: Oriv, archive_path: Path, file: Path) -> None:
    file.write_text('[filter]\nanct = "--partner ANCT"\n', encoding="utf-8")
    done = oriv("config")
    assert done.code == 0
    assert done.lines == [
        f"db           {archive_path}",
        "             (option --db) fichier de l’archive",
        "region       Grand Est (REG-44)",
        "             (par défaut) où chercher d’abord une commune parmi ses homonymes",
        "centre       aucun nom",
        "             (par défaut) nom de votre centre, en tête de ses rapports",
        "licence      aucune licence",
        "             (par défaut) licence des données ouvertes, comme « Licence Ouverte 2.0 »",
        "templates    ceux d’oriv",
        "             (par défaut) dossier de vos propres gabarits pour l’archive publique",
        "filter.anct  --partner ANCT",
        "             (fichier de réglages) filtre enregistré : oriv list @anct",
    ]
    assert done.err == f"Fichier de réglages : {file}\n"


def test_in_english(oriv: Oriv) -> None:
    done = oriv("--lang", "en", "config")
    assert "(default) where a commune is looked for first among its namesakes" in done.out


def test_the_archive_of_the_environment_the_setting_and_the_default(
    process: Process, tmp_path: Path, file: Path
) -> None:
    by_environment = process("config")
    assert str(tmp_path / "archive.db") in by_environment.stdout
    assert "(environnement, ORIV_DB)" in by_environment.stdout
    file.write_text('db = "/by/setting.db"\n', encoding="utf-8")
    by_setting = process("config", env={"ORIV_DB": ""})
    assert "/by/setting.db\n" in by_setting.stdout
    assert "(fichier de réglages) fichier" in by_setting.stdout
    file.unlink()
    by_default = process("config", env={"ORIV_DB": "", "XDG_DATA_HOME": str(tmp_path)})
    assert "(par défaut) fichier" in by_default.stdout


@pytest.mark.parametrize("name", ["Bretagne", "bretagne", "REG-53", "reg-53", "53", " Bretagne "])
def test_a_region_by_its_name_or_its_code(oriv: Oriv, file: Path, name: str) -> None:
    done = oriv("config", "region", name)
    assert (done.code, done.out) == (0, "")
    assert "Bretagne (REG-53)" in done.err
    assert kept(file) == {"region": "REG-53"}
    assert oriv("config", "REGION").out == "REG-53\n"


@pytest.mark.usefixtures("archive_path")
def test_the_region_decides_between_homonyms(oriv: Oriv, archive_path: Path) -> None:
    oriv("config", "region", "La", "Réunion")
    assert oriv("add-event", "--title", "x", "--place", "Saint-Denis").code == 0
    assert events(archive_path)[0].places[0].code == "COM-97411"


def test_an_archive_is_kept_by_its_whole_path(
    process: Process, tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = process("config", "db", "other.db")
    assert done.returncode == 0
    assert "Il n’y en a pas encore" in done.stderr
    assert "Tant que la variable ORIV_DB est définie" in done.stderr
    assert kept(file) == {"db": str(tmp_path / "other.db")}
    assert process("config", "db", env={"ORIV_DB": ""}).stdout == f"{tmp_path / 'other.db'}\n"
    assert not (tmp_path / "other.db").exists()


@pytest.mark.usefixtures("real_archive")
def test_an_archive_that_is_there(oriv: Oriv, archive_path: Path, file: Path) -> None:
    done = oriv("config", "db", str(archive_path), env={"ORIV_DB": ""})
    assert done.err == f"L’archive est désormais « {archive_path} ».\n"
    assert kept(file) == {"db": str(archive_path)}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            ["nope"],
            1,
            "« nope ». Les réglages sont db, region, centre, licence, templates, filter.NOM et"
            " map.NOM.",
        ),
        (["regoin"], 1, "Réglage inconnu : « regoin ». Vouliez-vous dire « region » ?"),
        (["filtre.anct"], 1, "Vouliez-vous dire « filter.anct » ?"),
        (["lang", "en"], 1, "Réglage inconnu : « lang »."),
        (["filter"], 1, "Réglage inconnu : « filter »."),
        (["--bogus"], 2, "Il n’y a pas d’option --bogus."),
        (["region", "Bretange"], 1, "Région inconnue : « Bretange ». Vouliez-vous dire « Bret"),
        (["region", "REG-99"], 1, "Écrivez le nom ou le code d’une région"),
        (["region", "Moselle"], 1, "Région inconnue : « Moselle »."),
        (["region", "DEP-57"], 1, "Région inconnue"),
        (["region", ""], 2, "La valeur est vide : pour retirer un réglage, oriv config region --c"),
        (["region", "  "], 2, "La valeur est vide"),
        (["region", "Grand\nEst"], 1, "Un réglage est une ligne de texte"),
        (["db", "a\x1bb"], 1, "sans caractères de contrôle"),
        (["db", "x" * 4001], 1, "Un réglage a 4 000 caractères au plus ; celui-ci en a 4 001."),
        (["db", "~nobody-by-this-name/a.db"], 1, "n’est pas un chemin"),
        (["--clear"], 2, "--clear demande le nom d’un réglage"),
        (["region", "Corse", "--clear"], 2, "--clear demande le nom d’un réglage"),
        (["filter.x", "--clear"], 2, "Aucun filtre n’est enregistré sous le nom « @x »."),
        (["filter.x"], 2, 'Pour l’enregistrer : oriv config filter.x "--partner CGET"'),
    ],
)
def test_what_is_refused(oriv: Oriv, file: Path, words: list[str], code: int, said: str) -> None:
    done = oriv("config", *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert not file.exists()


def test_the_danger_of_a_place_is_said(oriv: Oriv, tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    assert (
        "Dropbox" in oriv("config", "db", str(tmp_path / "Dropbox" / "a.db")).err.splitlines()[-1]
    )


def test_a_folder_and_another_file_are_no_archive(oriv: Oriv, tmp_path: Path, file: Path) -> None:
    (tmp_path / "notes.db").write_text("not a database, but some text that is long enough")
    for path in (tmp_path, tmp_path / "notes.db"):
        assert oriv("config", "db", str(path)).code == 1
    assert not file.exists()


def test_a_setting_is_cleared(oriv: Oriv, file: Path) -> None:
    oriv("config", "region", "Corse")
    assert oriv("config", "region", "--clear").err == "« region » est retiré.\n"
    assert kept(file) == {}
    assert oriv("config", "--clear", "region").err == "« region » n’était pas dans les réglages.\n"
    assert oriv("config", "region").out == "REG-44\n"


# --- the file --------------------------------------------------------------------------------

BY_HAND = """\
# Nos réglages.
region = "REG-44"  # le Grand Est

[filter]
# Les partenaires
b = '--partner "Ville de Metz"'
a = "--year 2018"
"""


def test_comments_and_order_are_kept(oriv: Oriv, file: Path) -> None:
    file.write_text(BY_HAND, encoding="utf-8")
    assert oriv("config", "filter.c", "--undated").code == 0
    assert oriv("config", "region", "Corse").code == 0
    assert oriv("config", "filter.a", "--clear").code == 0
    assert file.read_text("utf-8") == BY_HAND.replace("REG-44", "REG-94").replace(
        'a = "--year 2018"', 'c = "--undated"'
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# seul",
        'filter.anct = "--undated"\n',
        'filter = { anct = "--undated" }\n',
        "[filter]\r\n\r\n[autre]\r\nx = 1\r\n",
        "\ufeff[filter]\n",
        "autre = [1]",
    ],
)
def test_however_the_file_is_written(oriv: Oriv, file: Path, text: str) -> None:
    file.write_bytes(text.encode())
    assert oriv("config", "region", "Corse").code == 0
    assert oriv("config", "filter.Anct", "--year 2018").code == 0
    assert oriv("config", "filter.anct").out == "--year 2018\n"
    assert oriv("config", "region").out == "REG-94\n"
    assert list(map(str.casefold, kept(file)["filter"])) == ["anct"]
    assert ("autre" in kept(file)) == ("autre" in text)


def test_a_stranger_in_the_file_is_named(oriv: Oriv, file: Path) -> None:
    file.write_text('regoin = "REG-44"', encoding="utf-8")
    assert "Le fichier contient « regoin », qui n’est pas un réglage." in oriv("config").err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\nregion = REG\n", "la ligne 2 n’est pas du TOML. Corrigez ce fichier."),
        (b"[filter", "n’est pas du TOML"),
        (b'region = """', "la fin n’est pas du TOML"),
        (b'region = "\xff"', "ce n’est pas un texte en UTF-8"),
    ],
)
@pytest.mark.parametrize("words", [["config"], ["config", "region", "Corse"], ["list", "@anct"]])
def test_a_broken_file_is_said_and_left_alone(
    oriv: Oriv, file: Path, words: list[str], content: bytes, said: str
) -> None:
    file.write_bytes(content)
    done = oriv(*words)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert file.read_bytes() == content


@pytest.mark.usefixtures("real_archive")
def test_one_spoilt_filter_leaves_the_others(oriv: Oriv, file: Path) -> None:
    file.write_text('filter.Anct = 5\nfilter.cget = "--partner CGET"\nmap.x = []', "utf-8")
    spoilt = f"« filter.Anct », dans « {file} », ne s’écrit pas ainsi. Un exemple : filter.cget = "
    assert oriv("list", "-f", "ids", "@cget").numbers == CGET
    for words in (["list", "@anct"], ["config", "filter.anct"]):
        done = oriv(*words)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith(f"Erreur : {spoilt}")
    listed = oriv("config")
    assert (listed.code, "filter.cget" in listed.out) == (0, True)
    assert spoilt in listed.err
    assert "« map.x », dans " in listed.err
    assert oriv("config", "region", "Corse").code == 0
    assert oriv("config", "filter.autre", "--undated").code == 0
    assert oriv("config", "filter.anct", "--clear").code == 0
    assert set(kept(file)["filter"]) == {"cget", "autre"}


@pytest.mark.parametrize("content", ['filter = "--year 2018"', "[[filter]]\nanct = 'x'"])
def test_filters_that_are_no_table(oriv: Oriv, file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    for words in (["list", "@anct"], ["config", "filter.anct", "--undated"]):
        done = oriv(*words)
        assert (done.code, done.out) == (1, "")
        assert "« filter », dans " in done.err
    assert file.read_text("utf-8") == content
    assert oriv("config", "region", "Corse").code == 0


def test_a_file_that_cannot_be_written(oriv: Oriv, tmp_path: Path, file: Path) -> None:
    (tmp_path / "notes").write_text("a file")
    file.mkdir()
    for path in (file, tmp_path / "notes" / "oriv.toml"):
        done = oriv("config", "region", "Corse", env={"ORIV_CONFIG": str(path)})
        assert done.code == 1
        assert "ne peut pas être écrit" in done.err


def test_the_folder_of_the_file_is_made(oriv: Oriv, tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "oriv.toml"
    assert oriv("config", "region", "Corse", env={"ORIV_CONFIG": str(path)}).code == 0
    assert kept(path) == {"region": "REG-94"}


# --- saving a filter -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["--partner ANCT"], "--partner ANCT"),
        (["--partner", "ANCT"], "--partner ANCT"),
        (["--partner=Ville de Metz", "--undated"], '"--partner=Ville de Metz" --undated'),
        (["--with", "L'Atelier"], '--with "L\'Atelier"'),
        (["--with", 'a\\b "c"'], '--with "a\\\\b \\"c\\""'),
        (["--sort", "-id", "--limit", "3", "--exact"], "--sort -id --limit 3 --exact"),
        (["  --year 2018\u00a0 "], "--year 2018"),
        (["--speaker @pascal"], "--speaker @pascal"),
        (["--", "--year", "2018"], "--year 2018"),
    ],
)
def test_a_filter_is_saved(oriv: Oriv, file: Path, words: list[str], text: str) -> None:
    done = oriv("config", "filter.anct", *words)
    assert (done.code, done.out) == (0, "")
    assert done.err == f"Filtre enregistré : oriv list @anct veut dire oriv list {text}\n"
    assert kept(file) == {"filter": {"anct": text}}
    assert oriv("config", "filter.anct").out == f"{text}\n"


@pytest.mark.usefixtures("real_archive")
def test_a_name_that_the_archive_does_not_know_is_said(oriv: Oriv, file: Path) -> None:
    done = oriv("config", "filter.anct", "--partner ANCT")
    assert done.code == 0
    assert "Tant que l’archive ne connaît pas ce nom, @anct est refusé : Acteur inc" in done.err
    assert kept(file) == {"filter": {"anct": "--partner ANCT"}}
    assert oriv("config", "filter.cget", "--partner CGET").err.count("\n") == 1
    oriv("config", "filter.deux", "@anct --year 2018")
    for words in (["list", "@anct"], ["search", "x", "@deux"], ["stats", "--by", "mode", "@anct"]):
        done = oriv(*words)
        assert done.code == 1
        assert done.err.startswith("Erreur : Dans @anct : Acteur inconnu : « ANCT ».")
    done = oriv("list", "@cget", "--partner", "ANCT")
    assert done.err.startswith("Erreur : Acteur inconnu")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Metz", "contient « Metz », qui n’est pas un filtre d’oriv list"),
        ("--partnr ANCT", "Vouliez-vous dire --partner ?"),
        ("--title x", "« --title »"),
        ("--add-theme santé", "« --add-theme »"),
        ("--of-kind séminaire", "« --of-kind »"),
        ("--format csv", "« --format »"),
        ("--yes", "« --yes »"),
        ("--help -h", "« --help »"),
        ("-- --year 2018", "« -- »"),
        ("--year", "L’option --year demande une valeur."),
        ("--year dix", "« dix » n’est pas une année"),
        ("--year=", "Un filtre vide ne dit rien"),
        ("--from 2019 --to 2018", "échangez --from et --to"),
        ("--mode loin", "écrivez présentiel, distanciel ou hybride"),
        ("--missing couleur", "Champ inconnu : « couleur »"),
        ("--sort couleur", "On ne peut pas trier par « couleur »"),
        ("--limit x", "« x » n’est pas un nombre entier"),
        ("--limit -1", "-1 est hors des limites"),
        ("--undated=oui", "L’option --undated ne prend pas de valeur."),
        ("--theme accès à l'emploi", "mettez des guillemets doubles"),
        ('--theme "x', "un guillemet, une apostrophe"),
        ("--theme x\\", "une barre oblique inverse de trop"),
        ("@nope", "Aucun filtre n’est enregistré sous le nom « @nope »"),
        ("@x", "se renvoient l’un à l’autre sans fin : @x → @x."),
        ("--year 2018\n--theme x", "Un réglage est une ligne de texte"),
        ("--theme \x1b[31m", "sans caractères de contrôle"),
        ("--theme \x00", "sans caractères de contrôle"),
        ("--theme \udcff", "sans caractères de contrôle"),
        (LARGE, "Un réglage a 4 000 caractères au plus ; celui-ci en a 1 000 008."),
    ],
)
def test_what_is_no_filter_is_refused(oriv: Oriv, file: Path, text: str, said: str) -> None:
    done = oriv("config", "filter.x", text)
    assert done.code in (1, 2)
    assert done.out == ""
    assert said in done.err
    assert not file.exists()


@pytest.mark.parametrize(
    "name", ["", "-", "_", "../x", "a b", "a.b", "a/b", 'a"b', "a]]", "a\nb", "@a", "x" * 41, "é;"]
)
def test_what_is_no_name_is_refused(oriv: Oriv, file: Path, name: str) -> None:
    done = oriv("config", f"filter.{name}", "--year 2018")
    assert (done.code, done.out) == (2, "")
    assert "n’est pas un nom de filtre : écrivez des lettres, des chiffres, - ou _" in done.err
    assert not file.exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(
    value=st.text(
        st.one_of(
            st.sampled_from("\"'\\]#=[{@ -$`é\u202f"),
            st.characters(exclude_categories=["C", "Zl", "Zp"]),
        ),
        min_size=1,
        max_size=30,
    ).filter(str.strip)
)
def test_any_name_comes_back_as_it_was_saved(oriv: Oriv, file: Path, value: str) -> None:
    assert oriv("config", "filter.x", "--with", value).code == 0
    assert shlex.split(kept(file)["filter"]["x"]) == ["--with", value]
    assert oriv("config").code == 0


# --- @name -----------------------------------------------------------------------------------


@pytest.fixture
def saved(real_archive: Path, file: Path) -> Path:
    """The real archive, with some saved filters."""
    file.write_text(
        '[filter]\ncget = "--partner CGET"\n"Année-2018" = "--year 2018"\n'
        'recents = "@annee-2018 --limit 2"\nseminaires = "--kind séminaire"\n'
        'atelier = "--partner \\"L\'Atelier\\" @cget"\n',
        encoding="utf-8",
    )
    return real_archive


@pytest.mark.usefixtures("saved")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["@cget"], CGET),
        (["@CGET"], CGET),
        (["@année-2018"], YEAR_2018),
        (["@ANNEE_2018"], YEAR_2018),
        (["@annee-2018", "--kind", "séminaire"], []),
        (["@cget", "@seminaires"], CGET),
        (["--year", "2017", "@cget"], CGET),
        (["@recents"], YEAR_2018[:2]),
        (["@recents", "@recents"], YEAR_2018[:2]),
        (["@recents", "--limit", "1"], YEAR_2018[:1]),
        (["--limit", "1", "@recents"], YEAR_2018[:1]),
        (["@seminaires", "--year=2019"], [12]),
    ],
)
def test_a_saved_filter_stands_for_its_options(
    oriv: Oriv, words: list[str], found: list[int]
) -> None:
    assert oriv("list", "-f", "ids", *words).numbers == found
    assert oriv("list", *words, "-f", "ids").numbers == found
    assert oriv("export", *words, "-f", "ids").numbers == found


@pytest.mark.usefixtures("saved")
def test_in_a_search(oriv: Oriv) -> None:
    assert oriv("search", "contrat", "@cget", "-f", "ids").numbers == CGET
    done = oriv("search", "@cge", "contrat")
    assert (done.code, done.out) == (2, "")
    assert "Vouliez-vous dire @cget ?" in done.err
    assert "Pour chercher le mot lui-même : oriv search -- @cge" in done.err
    searched = oriv("search", "-f", "ids", "--", "@cget").numbers
    assert searched == oriv("search", "-f", "ids", "cget").numbers != []
    assert "NOM" not in oriv("search", "@cget").out


@pytest.mark.usefixtures("saved")
@pytest.mark.parametrize("command", ["list", "export", "edit", "delete"])
def test_an_unknown_name(oriv: Oriv, command: str) -> None:
    done = oriv(command, "@cegt", "--year", "2018")
    assert (done.code, done.out) == (2, "")
    assert "Aucun filtre n’est enregistré sous le nom « @cegt »." in done.err
    assert "Vouliez-vous dire @cget ?" in done.err
    assert "Filtres enregistrés : @cget, @Année-2018, @recents, @seminaires, @atelier." in done.err
    assert "oriv search" not in done.err


def test_an_unknown_name_where_none_is_saved(oriv: Oriv) -> None:
    done = oriv("--lang", "en", "list", "@cget")
    assert done.code == 2
    assert done.err == (
        "Error: There is no saved filter “@cget”."
        ' To save it: oriv config filter.cget "--partner CGET"\n'
    )


@pytest.mark.usefixtures("saved")
@pytest.mark.parametrize(
    "word", ["@", "@@cget", "@../cget", "@{name}", "@a\nb", "@" + "x" * 10_000]
)
def test_hostile_names_are_unknown_ones(oriv: Oriv, word: str) -> None:
    for command in ("list", "search"):
        done = oriv(command, word)
        assert (done.code, done.out) == (2, "")
        assert "Aucun filtre n’est enregistré" in done.err
        assert len(done.err) < 400


@pytest.mark.usefixtures("saved")
def test_a_value_and_what_follows_two_hyphens_are_no_filters(oriv: Oriv, saved: Path) -> None:
    assert "Acteur inconnu : « @nope »" in oriv("list", "--speaker", "@nope").err
    assert "« @cget » est de trop" in oriv("list", "--", "@cget").err
    assert oriv("edit", "10", "--venue", "@cget", "--title", "--", "--note", "@nope").code == 0
    event = next(event for event in events(saved) if event.id == 10)
    assert (event.venue, event.title, event.note) == ("@cget", "--", "@nope")


@pytest.mark.usefixtures("saved")
def test_other_commands_know_no_saved_filter(oriv: Oriv) -> None:
    assert "« @cget » n’est pas un nombre entier" in oriv("show", "@cget").err
    assert "@cget" in oriv("theme", "show", "@cget").err


def test_an_edit_never_takes_a_value_from_a_filter(oriv: Oriv, saved: Path) -> None:
    done = oriv("edit", "@seminaires", "--kind", "colloque", "--yes")
    assert done.code == 0
    kinds = {event.id: event.kind for event in events(saved)}
    assert kinds[24] == "colloque"
    assert "séminaire" not in kinds.values()
    assert oriv("edit", "@seminaires", "--year", "2018").code == 2
    assert {event.id: event.kind for event in events(saved)} == kinds


def test_the_history_shows_the_options(oriv: Oriv, saved: Path) -> None:
    oriv("edit", "@cget", "@seminaires", "--add-theme", "numérique")
    oriv("delete", "@cget")
    lines = oriv("history").lines
    assert "edit --of-kind séminaire --partner CGET --add-theme numérique" in lines[1]
    assert "delete --partner CGET  (1 retiré)" in lines[0]


def test_a_saved_filter_chooses_events_as_others_do(oriv: Oriv, saved: Path) -> None:
    assert "pas les deux" in oriv("delete", "3", "@cget").err
    oriv("config", "filter.ordre", "--sort title")
    assert "Dites quels événements" in oriv("delete", "@ordre").err
    assert len(events(saved)) == 25


def test_a_circle_and_an_endless_way(oriv: Oriv, file: Path) -> None:
    deep = "\n".join(f'f{n} = "@f{n + 1}"' for n in range(2000))
    file.write_text(f'[filter]\na = "@b"\nb = "--year 2018 @a"\n{deep}\n', encoding="utf-8")
    done = oriv("list", "@a")
    assert done.code == 2
    assert "sans fin : @a → @b → @a." in done.err
    assert "sans fin" in oriv("list", "@f0").err


def test_many_references_are_one(oriv: Oriv, saved: Path, file: Path) -> None:
    doubling = "\n".join(f'f{n} = "@f{n + 1} @f{n + 1}"' for n in range(40))
    file.write_text(f'[filter]\n{doubling}\nf40 = "--partner CGET"\n', encoding="utf-8")
    assert oriv("list", "-f", "ids", "@f0").numbers == CGET


def test_a_circle_is_refused_when_it_is_set(oriv: Oriv, saved: Path) -> None:
    done = oriv("config", "filter.CGET", "@atelier --year 2018")
    assert "sans fin : @cget → @atelier → @cget." in done.err
    assert oriv("list", "-f", "ids", "@cget").numbers == CGET


def test_a_filter_that_another_uses_is_not_cleared(oriv: Oriv, saved: Path) -> None:
    done = oriv("config", "filter.CGET", "--clear")
    assert done.code == 1
    assert "« filter.atelier » emploie @cget" in done.err
    assert oriv("config", "filter.atelier", "--clear").code == 0
    assert oriv("config", "filter.CGET", "--clear").err == "« filter.cget » est retiré.\n"


def test_a_filter_spoilt_by_hand(oriv: Oriv, file: Path) -> None:
    file.write_text('filter.x = "--theme l\'emploi"\nfilter.y = "Metz"', encoding="utf-8")
    assert "« @x » a un guillemet, une apostrophe" in oriv("list", "@x").err
    assert "« @y » contient « Metz »" in oriv("--lang", "fr", "list", "@y").err


@pytest.mark.parametrize("command", ["list", "search", "export", "edit", "delete"])
def test_help_mentions_saved_filters(oriv: Oriv, command: str) -> None:
    page = oriv(command, "--help").out
    assert page.count("@NOM") == 2
    assert "  filtre enregistré, voir oriv config ('@NOM' en PowerShell)\n" in page


def test_a_process_takes_one_too(process: Process, saved: Path) -> None:
    done = process("list", "@cget", "-f", "ids")
    assert (done.returncode, done.stdout) == (0, "24\n")
    assert "« @nope »" in breakable(process("list", "@nope").stderr)
