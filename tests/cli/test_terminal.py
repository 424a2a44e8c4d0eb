"""oriv as a person sees it: on a pseudo-terminal, at several widths."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cli.conftest import Oriv, Process, breakable
from cli.terminals import plain, screen, width


def squeezed(text: str) -> str:
    """Return a text without its blanks: a title however it was wrapped."""
    return "".join(text.split())


def column(table: list[str], title: str, after: str | None) -> str:
    """Return all that stands in one column of a drawn table."""
    start = table[0].index(title)
    end = table[0].index(after) if after else None
    return squeezed("".join(line[start:end] for line in table[2:]))


def underlined(shown: str) -> list[str]:
    """Return the words on a screen that are both bold and underlined."""
    return re.findall(r"\x1b\[1;4(?:;\d+)*m([^\x1b]*)\x1b\[0m", shown)


def heads(shown: str) -> list[int]:
    """Return the numbers of the events that a search shows, each before its date."""
    return [int(number) for number in re.findall(r"(?m)^ *(\d+)  ", plain(shown))]


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize(
    ("columns", "headings"),
    [
        (120, ["N°", "Date", "Titre", "Communes", "Thèmes"]),
        (80, ["N°", "Date", "Titre", "Communes"]),
        (50, ["N°", "Date", "Titre"]),
    ],
)
def test_the_list_at_each_width(oriv: Oriv, columns: int, headings: list[str]) -> None:
    records = json.loads(oriv("list", "-f", "json").data)
    lines = plain(screen("list", columns=columns)).splitlines()

    assert max(map(width, lines)) <= columns
    assert lines[0].split() == headings
    assert breakable(lines[-1]) == "25 événements, dont 4 sans date."
    after = headings[3] if len(headings) > 3 else None
    titles = column(lines[:-1], "Titre", after)
    assert [r["title"] for r in records if squeezed(r["title"]) not in titles] == []
    dates = column(lines[:-1], "Date", "Titre")
    assert [day for day in ("6nov.2020", "7et10déc.2018", "1eroct.2019") if day not in dates] == []
    assert "…" not in "".join(lines).replace("Regards croisés…", "")


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize("columns", [120, 80, 50])
def test_a_card_at_each_width(oriv: Oriv, columns: int) -> None:
    [record] = json.loads(oriv("show", "10", "-f", "json").data)
    card = plain(screen("show", "10", columns=columns))
    assert max(map(width, card.splitlines())) <= columns
    for key in ("title", "summary", "venue"):
        assert squeezed(record[key]) in squeezed(card)
    for partner in record["partners"]:
        assert squeezed(partner) in squeezed(card)


@pytest.mark.usefixtures("real_archive")
def test_colour_is_for_those_who_want_it() -> None:
    assert "\x1b[" in screen("list")
    for command in (["list"], ["show", "10"]):
        shown = screen(*command, env={"NO_COLOR": "1"})
        assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", shown)
    assert "\x1b" not in screen("list", env={"TERM": "dumb"})


@pytest.mark.usefixtures("real_archive")
def test_formats_are_not_drawn_on_a_terminal_either(oriv: Oriv) -> None:
    shown = screen("list", "-f", "jsonl", "--year", "2018")
    assert [json.loads(line)["id"] for line in shown.splitlines()][:2] == [16, 14]


@pytest.mark.usefixtures("real_archive")
@pytest.mark.parametrize("columns", [120, 80, 50])
def test_what_is_sought_stands_out_at_each_width(oriv: Oriv, columns: int) -> None:
    records = json.loads(oriv("search", "égalité", "-f", "json").data)
    shown = screen("search", "égalité", columns=columns)
    lines = plain(shown).splitlines()

    assert max(map(width, lines)) <= columns
    assert heads(shown) == [record["id"] for record in records]
    text = squeezed(plain(shown))
    assert [r["title"] for r in records if squeezed(r["title"]) not in text] == []
    # Beside the titles, the words around what was found: a resource, a series, a summary.
    for around in ("promouvoir l’égalité", "Semaines de l’Egalité", "guide « Vers plus d’égalité"):
        assert squeezed(around) in text
    assert {word.casefold() for word in underlined(shown)} == {"égalité", "egalité"}
    assert len(underlined(shown)) == len(re.findall(r"(?i)\b[ée]galité\b", plain(shown)))


@pytest.mark.usefixtures("real_archive")
def test_a_phrase_stands_out_as_a_whole_only() -> None:
    shown = screen("search", '"politique de la ville"', "--year", "2018", "--limit", "1")
    assert underlined(shown)[:4] == ["politique", "de", "la", "ville"]
    assert len(underlined(shown)) % 4 == 0
    assert underlined(screen("search", "--year", "2018", "--", "-santé")) == []


@pytest.mark.usefixtures("real_archive")
def test_what_is_sought_stands_out_without_colour_too() -> None:
    shown = screen("search", "égalité", env={"NO_COLOR": "1"})
    assert not re.search(r"\x1b\[[0-9;]*(3[0-7]|9[0-7]|38)[;m]", shown)
    assert set(underlined(shown)) == {"égalité", "Egalité"}
    assert "\x1b" not in screen("search", "égalité", env={"TERM": "dumb"})


def test_a_hostile_record_does_nothing_to_a_search(oriv: Oriv) -> None:
    title = "Santé [bold]mentale[/annexe] \x1b[31mrouge\x1b]0;titre\x07 \u202esanté"
    summary = "Avant\x1b[2J la santé [link=x]après\x9b31m"
    record = json.dumps({"title": title, "summary": summary, "partners": ["[/red]Santé\x1b[H"]})
    assert oriv("add-event", "--json", "-", input=record).code == 0
    for columns in (120, 50):
        shown = screen("search", "santé", columns=columns)
        assert set(underlined(shown)) == {"Santé", "santé"}
        for escape in ("\x1b[31m", "\x1b]", "\x07", "\u202e", "\x1b[2J", "\x9b", "\x1b[H"):
            assert escape not in shown
        for written in ("[bold]mentale[/annexe]", "␛[31mrouge", "␛[2J", "[link=x]après"):
            assert squeezed(written) in squeezed(plain(shown))


@pytest.mark.usefixtures("real_archive")
def test_a_search_off_a_terminal_is_plain(process: Process) -> None:
    done = process("search", "égalité", env={"COLUMNS": "40", "TERM": "xterm-256color"})
    assert (done.returncode, "\x1b" in done.stdout) == (0, False)
    assert len(done.stdout.splitlines()) == 5
    assert "« Fractures » ou « inclusion » numériques ?" in breakable(done.stdout)


@pytest.mark.usefixtures("real_archive")
def test_a_search_on_a_terminal_stops_at_twenty() -> None:
    shown = screen("--lang", "en", "search", "--", "-introuvable")
    assert len(heads(shown)) == 20
    assert "There are more: see --limit." in plain(shown)
    assert len(heads(screen("search", "--limit", "50", "--", "-introuvable"))) == 25


def test_an_import_on_a_terminal_ends_with_its_tally(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text("".join(f'{{"title": "Numéro {n}"}}\n' for n in range(2000)), "utf-8")
    shown = breakable(plain(screen("import", str(file))))
    assert shown.rstrip().endswith("2 000 événements ajoutés.")


def test_the_bar_of_an_import_shows_the_name_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "[bold]an[archive].json"
    file.write_text('[{"title": "Agir"}]', "utf-8")
    shown = screen("import", str(file), columns=80)
    assert "[bold]an[archive].json" in shown
    assert "100%" in shown
