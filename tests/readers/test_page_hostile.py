"""Pages that no person wrote: read or refused with a sentence, in little time and memory."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import apart
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_page import drafts

from oriv_cli.i18n import use
from oriv_cli.readers import Unreadable, page
from oriv_cli.readers.page.french import words

MEGABYTES = 50
PROGRAM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (4, 4))
from oriv_cli.i18n import use
from oriv_cli.readers import Unreadable, page
use("en")
try:
    with open(sys.argv[1], "rb") as stream:
        found = sum(1 for _draft in page.read(stream))
    said = f"{found} drafts"
except Unreadable as refused:
    said = str(refused)
print(said)
"""
HTML, XML = "<html><body>", '<?xml version="1.0"?>'
FEED = f'{XML}<rss version="2.0"><channel><item><title>a</title>'
LAUGHS = (
    XML
    + '<!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><rss><channel><title>&j;</title></channel></rss>"
)
# The start of a file, and what is repeated up to 50 MB.
REFUSED = {
    "nested tags": (HTML, "<div>"),
    "rows that nobody ends": (HTML + "<table>", "<tr><td>3 mai 2019<td>Atelier"),
    "rules and signs": ("", ">> Atelier\n3 mai 2019\n=====\n"),
    "tags that nobody ends": (HTML, "<p>"),
    "a text without end": (HTML, "La journée a eu lieu. "),
    "comments": (HTML, "<!--"),
    "a script": (HTML + "<script>", "a();</"),
    "entities": (HTML, "&amp;&#233;"),
    "plain text": ("", "Journée d’étude\n\nElle a eu lieu.\n\n"),
    "blank lines": ("", "\n"),
    "nested elements": (XML + "<rss>", "<a>"),
    "a post without end": (FEED + "<title>", "mot "),
    "an external entity": (XML + '<!DOCTYPE rss SYSTEM "file:///etc/passwd">', "<rss>"),
    "billion laughs": (LAUGHS, ""),
    "no export": (XML + "<rsss>", ""),
}


def run(path: Path) -> tuple[int, str]:
    """Read a file in a process of its own; return its peak in megabytes, and what it said."""
    peak, said = apart.run(PROGRAM, path)
    return peak // 1024, said.strip()


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_too_much_is_refused_at_once(name: str, tmp_path: Path) -> None:
    start, again = REFUSED[name]
    with (tmp_path / "page").open("w", encoding="utf-8") as file:
        file.write(start)
        for _time in range(MEGABYTES if again else 0):
            file.write(again * ((1 << 20) // len(again)))
    peak, said = run(tmp_path / "page")
    assert said.endswith(".")
    assert peak < 200


@pytest.mark.parametrize(
    "start",
    [
        *(
            "<",
            "<!--",
            "<a ",
            "<a x='",
            "</",
            "<![CDATA[",
            "<!",
            "<?",
            "&",
            "&#1",
            "<p ='",
            "\0",
            "«",
            "<b class='label'>abcd</b>",
            "<span>a</span>",
            "a-\n",
        ),
        *("– ", "Avec A B, ", "a organisé ", "(", "1 2 mars ", "l’État et ", "à Metz et ", "A-"),
    ],
)
def test_what_repeats_is_read_in_little_time(start: str, tmp_path: Path) -> None:
    again = start * (100_000 // len(start))
    text = f"<html><h1>Journée « a »</h1><p>Elle a eu lieu. {again}</p>{again}"
    (tmp_path / "page").write_text(text, encoding="utf-8")
    peak, _said = run(tmp_path / "page")
    assert peak < 200


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield each pattern of the package once, though several modules import it."""
    seen: set[re.Pattern[str]] = set()
    for module in walk_packages(page.__path__, f"{page.__name__}."):
        there = import_module(module.name)
        for name, value in vars(there).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                if value not in seen:
                    yield f"{module.name}.{name}", value
                seen.add(value)
    yield "words.kinds", words.kinds()[0]
    yield "words.meetings", words.meetings()


LINEAR = """
import resource, sys
from itertools import islice
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
from test_page_hostile import REPEATED, patterns
for name, pattern in islice(patterns(), int(sys.argv[1]), None, 8):
    for start in REPEATED:
        text = (start * 100_000)[:100_000]
        print(name, start, flush=True)
        sum(1 for _match in pattern.finditer(text + "¤"))
"""
REPEATED = (
    *("a", "A", " ", "«", "-", ",", "1", ".", "¤"),
    *("a ", "Ab ", "Ab-", "d’A", "le ", "12 ", "et ", "à Ab ", "a ("),
)


@pytest.mark.parametrize("eighth", list("01234567"))
def test_each_pattern_takes_a_time_in_proportion(eighth: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINEAR, eighth],
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(Path(__file__).parent), "PATH": ""},
    )
    assert done.returncode == 0, (done.stdout.splitlines() or [""])[-1] + done.stderr[-500:]


def test_a_link_that_runs_something_is_no_address() -> None:
    text = (
        "<h1>Journée « a »</h1><p>Elle a eu lieu à Metz.</p><p>"
        '<a href="javascript:alert(1)">Actes de la journée</a> '
        '<a href="data:text/html,x">Programme de la journée</a> '
        '<a href="../../etc/passwd">Synthèse de la journée</a></p>'
    )
    (draft,) = drafts(text)
    assert [list(resource) for resource in draft.values["resources"]] == [["kind", "label"]] * 3


def test_controls_never_reach_a_draft() -> None:
    text = "Journée « \x1b[31mrouge\u202e »\n\nElle a eu lieu à \x9bMetz\x07 le 3 mai 2018.\n"
    (draft,) = drafts(text)
    assert draft.values["title"] == "[31mrouge"
    assert draft.values["places"] == ["Metz"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "<html><body><h1>Séminaire « Œuvrer à l’été »</h1><p>Il a eu lieu à Épinal.</p>"
    (draft,) = drafts(text.encode(encoding))
    assert draft.values["title"] == "Œuvrer à l’été"
    assert draft.values["places"] == ["Épinal"]


def test_a_broken_export_says_the_line() -> None:
    use("en")
    with pytest.raises(Unreadable, match="Line 1: this XML is broken"):
        drafts('<?xml version="1.0"?><rss><channel></rss>')


def test_names_that_html_gives_to_characters_are_read_in_an_export() -> None:
    (draft,) = drafts(
        '<?xml version="1.0"?><rss><channel><item><title>Colloque &laquo; L&rsquo;eau &nada;'
        " &raquo;</title><content:encoded>Le 4 mai 2019, à Metz.</content:encoded></item>"
        "</channel></rss>"
    )
    assert draft.values["title"] == "L’eau &nada;"


def test_a_time_that_opens_a_block() -> None:
    page = "<h2>Atelier « Lire »</h2><div>Il a eu lieu <em>à Metz</em><p><time>4 mai 2019</time>"
    (draft,) = drafts(f"<body>{page}")
    assert draft.values["places"] == ["Metz"]


@pytest.mark.parametrize("text", ["", "\n\n", "<html></html>", "Bonjour.", "<p>Rien ici.</p>"])
def test_what_holds_no_event_gives_none(text: str) -> None:
    assert drafts(text) == []


# What a page is made of, « @ » for what it says: cards, lists, tables, labels, sittings, rules.
PIECES = r"""<article>@|<div class='card'>@|<li>@|<h1>@|<h2>@</h2>|<h3><a href='/a'>@</a></h3>
<p>@</p>|<time datetime='2019-05-14'>@|</div>|</li>|</h2>|</time>|</table>
</article>|<p><b>@</b><br>@|<ul><li>@</li><li>@</li></ul>|<dl><dt>@</dt><dd>@</dd><dt>@</dt><dd></dd></dl>
<table><tr><td>@<td>|<table><tr><th>Date<th>Intitulé<th>Lieu</tr><tr><td>@<td>@</tr><tr><td>@</tr></table>
<li class='item'><h3>@</h3><small>@</small><p>@</p></li><li class='item'><h3>@</h3><p>@</p></li>
\n\n@\n\n|\n@\n@|\n- @\n- @|\n>> @\n|\n@\n=====\n|\n== @ ==\n|\n# @\n|\n*@*\n|Lieu : @|« @ »| – @"""
SAID = """Rencontre « Agir »|mardi 14 mai 2019|à Metz|14h-17h|avec Anne Petit, sociologue
40 personnes|Organisé par le CIDFF|Lieu :|Date :|Lire la suite|2018|Année 2008|JUIN|•
Cycle « Habiter »|Séance 1|12/03|mardi 06/10 – Matinée « X »
Annulé|du 2 au 4 juillet|le lendemain|«|»|(
Publié le 3 mars 2020|Le club : synthèse de la séance « Agir »|[Retour sur] Villes
Automne 2015 – On y va !|« »|[|“|l’
Le forum a eu lieu le 3 mai 2019 à Metz.|Voir aussi|Documents : actes – PDF
Nos journées passées|2.1"""
TEXT = st.lists(st.sampled_from([*re.split(r"[|\n]", SAID), " "]), max_size=3).map(" ".join)
MARKS = [piece.replace(r"\n", "\n") for piece in re.split(r"[|\n]", PIECES)]
FEED_OF = (
    f"{FEED.replace('<title>a', '<title>@')}</title><content:encoded><![CDATA[%]]>"
    "</content:encoded></item></channel></rss>"
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Return a page of HTML, a text, or the export of a post, made of whole pieces."""
    pieces = "".join(draw(st.lists(st.sampled_from(MARKS), max_size=12)))
    kind = draw(st.sampled_from(["<body>%", "%", FEED_OF]))
    first, *others = kind.replace("%", pieces).split("@")
    return first + "".join(draw(TEXT) + other for other in others)


@settings(max_examples=80, deadline=None)
@given(pages())
def test_whatever_stands_on_a_page_is_read_or_refused(text: str) -> None:
    try:
        drafts(text)
    except Unreadable:
        return


@pytest.mark.parametrize("title", ["“", "« »", "Le club : synthèse de la séance « Agir »", "( )"])
def test_a_title_that_is_hardly_one_is_read(title: str) -> None:
    for text in (
        f"<h1>{title}</h1><p>Le colloque a eu lieu le 3 mai 2019.</p>",
        f"{title}\n\nOui.",
    ):
        drafts(text)
