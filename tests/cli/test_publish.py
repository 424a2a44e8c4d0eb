"""``oriv publish``: what it says, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Oriv

pytestmark = pytest.mark.usefixtures("real_archive")


def test_it_says_what_it_did_and_where_to_look(oriv: Oriv, tmp_path: Path) -> None:
    site = tmp_path / "le site"
    done = oriv("publish", str(site))
    assert (done.code, done.out) == (0, "")
    pages = sum(path.is_file() for path in site.rglob("*")) - 1
    assert done.err == (
        f"Publié : {pages} pages nouvelles, 0 page modifiée, 0 page retirée, 0 page inchangée.\n"
        f"Pour l’ouvrir : {site.as_uri()}/index.html\n"
    )
    assert "%20site/index.html" in done.err


def test_a_correction_is_published_again(oriv: Oriv, tmp_path: Path) -> None:
    site = str(tmp_path / "site")
    oriv("publish", site)
    assert oriv("edit", "10", "--summary", "Autre chose.").code == 0
    assert "0 page nouvelle, 6 pages modifiées, 0 page retirée," in oriv("publish", site).err
    assert oriv("delete", "10", "--yes").code == 0
    assert "1 page retirée" not in oriv("publish", site, "--dry-run").err
    assert (tmp_path / "site" / "evenements" / "10.html").exists()
    oriv("publish", site)
    assert not (tmp_path / "site" / "evenements" / "10.html").exists()


def test_the_filters_choose(oriv: Oriv, tmp_path: Path) -> None:
    oriv("publish", str(tmp_path / "site"), "--year", "2018", "--theme", "discriminations")
    found = {path.stem for path in (tmp_path / "site" / "evenements").iterdir()}
    listed = oriv("list", "--year", "2018", "--theme", "discriminations", "-f", "ids").numbers
    assert found == set(map(str, listed))


def test_a_rehearsal_writes_nothing(oriv: Oriv, tmp_path: Path) -> None:
    done = oriv("publish", str(tmp_path / "site"), "--dry-run")
    assert done.err.startswith("Serait publié : 1")
    assert not (tmp_path / "site").exists()


def test_no_event_touches_nothing(oriv: Oriv, tmp_path: Path) -> None:
    done = oriv("publish", str(tmp_path / "site"), "--year", "1900")
    assert done.code == 0
    assert done.err.startswith("Aucun événement : rien n’est publié")
    assert not (tmp_path / "site").exists()


def test_an_unknown_theme_is_no_empty_site(oriv: Oriv, tmp_path: Path) -> None:
    done = oriv("publish", str(tmp_path / "site"), "--theme", "discrimation")
    assert done.code == 1
    assert "« discriminations »" in done.err


def test_a_folder_with_something_else_is_refused(oriv: Oriv, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(b"a")
    done = oriv("publish", str(folder))
    assert done.code == 1
    assert "n’est pas vide et ne contient pas de site d’oriv (a.jpg…)" in done.err


def test_a_file_is_no_folder(oriv: Oriv, tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"")
    assert oriv("publish", str(tmp_path / "f")).code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--url", "archives"], "« archives » n’est pas l’adresse d’un site"),
        (["--lang", "de"], "« de »"),
        (["--templates", "nulle-part"], "nulle-part"),
        (["--with-notes"], "--with-notes"),
    ],
)
def test_what_is_refused(oriv: Oriv, tmp_path: Path, words: list[str], said: str) -> None:
    done = oriv("publish", str(tmp_path / "site"), *words)
    assert done.code in (1, 2)
    assert said in done.err
    assert not (tmp_path / "site").exists()


def test_the_language_of_the_pages_is_not_that_of_the_screen(oriv: Oriv, tmp_path: Path) -> None:
    site = tmp_path / "site"
    done = oriv("--lang", "en", "publish", str(site))
    assert done.err.startswith("Published: ")
    assert '<html lang="fr">' in (site / "index.html").read_text("utf-8")
    oriv("publish", str(site), "--lang", "en", "--title", "Our meetings")
    assert "Our meetings" in (site / "index.html").read_text("utf-8")
    assert oriv("publish", str(site)).err.startswith("Publié : 0 page nouvelle, 0 page modifiée")


def test_templates_and_licence_are_settings(oriv: Oriv, tmp_path: Path) -> None:
    own = tmp_path / "gabarits"
    own.mkdir()
    (own / "centre.css").write_text("h1 { color: navy }")
    assert oriv("config", "templates", str(own)).code == 0
    assert oriv("config", "licence", "Licence Ouverte 2.0").code == 0
    assert oriv("config", "centre", "ORIV").code == 0
    oriv("publish", str(tmp_path / "site"))
    assert "navy" in (tmp_path / "site" / "style.css").read_text("utf-8")
    assert "Licence Ouverte 2.0" in (tmp_path / "site" / "donnees.html").read_text("utf-8")
    assert "<p>ORIV</p>" in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_templates_that_are_no_folder_are_refused(oriv: Oriv, tmp_path: Path) -> None:
    done = oriv("config", "templates", str(tmp_path / "nulle-part"))
    assert done.code == 1
    assert "nulle-part" in done.err
