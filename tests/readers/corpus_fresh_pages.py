"""Pages of several kinds of sites, in files, each with its truth beside it in JSON.

They were written, with what a person reads in them, before the rules that now read them:
The Events Calendar, Elementor and Gutenberg, Spip, Drupal, an export, plain text. The
sentences and the people are invented. ``*key`` is a value that was inferred.
"""

from __future__ import annotations

import json
from pathlib import Path

from corpus_pages import Page

FOLDER = Path(__file__).parent / "pages"


def _page(truth: Path) -> Page:
    read = json.loads(truth.read_text(encoding="utf-8"))
    beside = next(file for file in FOLDER.glob(f"{truth.stem}.*") if file.suffix != ".json")
    return Page(read["name"], beside.read_bytes(), tuple(read["drafts"]))


FRESH_PAGES = tuple(map(_page, sorted(FOLDER.glob("*.json"))))
