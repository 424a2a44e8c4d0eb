"""What Hypothesis makes up: hostile texts, and whole records as a file would hold them."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

from oriv_cli.record.model import MODES, RESOURCE_KINDS, Resource, Speaker, is_web_address
from oriv_cli.record.text import fold, one_line, paragraphs

# Markup, formulas, escapes, separators, terminal codes, several scripts.
HOSTILE = (
    *"\\|()<>[]{}:;,.=+-@'\"`*_#!&%~/?0aZéœßİ",
    *("\x1b[31m", "[bold]", "[/annexe]", "=HYPERLINK(", " | ", "\\", "\\\\", "''=", "sep=;"),
    *("مرحبا", "\u202e", "日本", "👩‍👩‍👧", "́", "’", "«\u202f", "\u2028", "\x7f", "\ufeff"),
)
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
TEXTS = st.lists(st.sampled_from(HOSTILE) | ANY, max_size=8).map("".join)
LINES = TEXTS.map(one_line)
NAMES = LINES.filter(bool)
PARAGRAPHS = st.lists(TEXTS | st.just("\n"), max_size=6).map("".join).map(paragraphs)

ADDRESSES = (
    TEXTS.map(lambda text: f"https://exemple.fr/{text}").map(one_line).filter(is_web_address)
)
FILES = LINES.map(lambda text: one_line(re.sub(r"[/\\]", "", text)).strip()).filter(
    lambda text: text not in ("", ".", "..")
)
SPEAKERS = st.builds(Speaker, NAMES, LINES)
RESOURCES = st.builds(
    Resource,
    st.sampled_from(["", *RESOURCE_KINDS]),
    LINES.map(str.strip),
    ADDRESSES | st.just(""),
    FILES | st.just(""),
).filter(any)

THEMES = ("discriminations", "égalité et discriminations", "égalité femmes-hommes", "santé")
TERRITORIES = ("COM-57463", "DEP-57", "REG-44", "COM-67482", "COM-93066", "EPCI-246700488")
ABROAD = ("Kehl (DE)", "Bâle (CH)", "Neuhof (dans Strasbourg)")
DATES = (
    *("2018", "2018-11", "2018-12-05", "2018-11-03?", "2017~", "2018-21", "201X"),
    *("2018-12-30/2019-01-02", "2018-03/2018-05", "../2016", "2019/..", "2016/2020"),
    *("{2017-12-07,2018-12-10}", "{2016,2019-02}", "[2018-01-05,2018-02-06]"),
)


def _several(values: st.SearchStrategy[Any], size: int = 3, unique_by: Any = None) -> Any:
    return st.lists(values, max_size=size, unique_by=unique_by)


RECORDS = st.fixed_dictionaries(
    {"title": NAMES},
    optional={
        "date": st.sampled_from(DATES),
        "time": st.sampled_from(["14:00", "09:30/17:00"]),
        "kind": st.sampled_from(["colloque", "séminaire"]),
        "mode": st.sampled_from(MODES),
        "series": LINES,
        "venue": LINES,
        "places": _several(st.sampled_from((*TERRITORIES, *ABROAD))),
        "territories": _several(st.sampled_from(TERRITORIES)),
        "themes": _several(st.sampled_from(THEMES)),
        "organisers": _several(NAMES),
        "partners": _several(NAMES),
        "speakers": _several(SPEAKERS.map(Speaker._asdict), 2, lambda s: fold(s["name"])),
        "attendance": st.sampled_from(["0", "50", "~50", ">120", "<20"]),
        "half_days": st.integers(0, 20),
        "summary": PARAGRAPHS,
        "resources": _several(RESOURCES.map(Resource._asdict)),
        "source": LINES,
        "note": PARAGRAPHS,
    },
)
