"""What the reader of archive pages finds on a page, against the archive that it must meet.

``make bench-reading`` prints precision, recall and F1 of each field, and lists every value
that the reader calls sure and that the archive does not hold.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from oriv_cli.errors import OrivError
from oriv_cli.i18n import use
from oriv_cli.readers import json_file, page
from oriv_cli.record import territories
from oriv_cli.record.model import Draft
from oriv_cli.record.text import fold, words

ARCHIVE = Path(__file__).parents[2] / "data" / "archive.json"
HOME = "REG-44"
# The least F1 that issue 5 asks for.
ASKED = {
    "date": 0.95,
    "places": 0.95,
    "kind": 0.95,
    "speakers": 0.85,
    "bodies": 0.85,
    "attendance": 0.85,
}
FIELDS = (
    "title",
    "date",
    "time",
    "kind",
    "mode",
    "series",
    "venue",
    "places",
    "territories",
    "themes",
    "organisers",
    "partners",
    "speakers",
    "attendance",
    "resources",
)
_ARTICLE = re.compile(r"(?:le|la|les|l) (?=.)")


class Score(NamedTuple):
    """How many values were found and right, found, and there to be found."""

    right: int = 0
    found: int = 0
    true: int = 0

    def plus(self, other: Score) -> Score:
        return Score(*(mine + its for mine, its in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class Result(NamedTuple):
    """The scores of a page, and what it calls sure without a warrant."""

    entries: Score
    fields: dict[str, Score]
    invented: list[str]


def measure(drafts: list[Draft], archive: list[dict[str, Any]]) -> Result:
    """Compare drafts with the records of the same headings."""
    pairs = list(_paired(drafts, archive))
    fields = {key: Score() for key in (*FIELDS, "bodies")}
    invented: list[str] = []
    for draft, record in pairs:
        for key in FIELDS:
            score, strange = _compared(key, draft, record)
            fields[key] = fields[key].plus(score)
            invented += strange
            if key in ("organisers", "partners"):
                fields["bodies"] = fields["bodies"].plus(score)
    matched = sum(bool(draft.values and record) for draft, record in pairs)
    return Result(Score(matched, len(drafts), len(archive)), fields, invented)


def _paired(
    drafts: list[Draft], archive: list[dict[str, Any]]
) -> Iterator[tuple[Draft, dict[str, Any]]]:
    """Yield each record with the draft whose heading it quotes, and the drafts left over."""
    left = dict(enumerate(drafts))
    for record in archive:
        place = next((n for n, draft in left.items() if _same_entry(draft, record)), None)
        yield (Draft(0, {}) if place is None else left.pop(place)), record
    for draft in left.values():
        yield draft, {}


def _same_entry(draft: Draft, record: dict[str, Any]) -> bool:
    heading = fold(draft.origins["source"][0].words)
    return heading in fold(record["source"])


def _compared(key: str, draft: Draft, record: dict[str, Any]) -> tuple[Score, list[str]]:
    found, true = _values(draft.values.get(key)), _values(record.get(key))
    left = [_form(key, value) for value in true]
    right, strange = 0, []
    for place, value in enumerate(found):
        form = _form(key, value)
        met = next((other for other in left if _meets(key, form, other)), None)
        if met is not None:
            left.remove(met)
            right += 1
        elif draft.origins[key][place].sure:
            strange.append(f"{draft.line}: {key}: {value}")
    return Score(right, len(found), len(true)), strange


def _values(value: Any) -> list[Any]:
    if value in (None, "", []):
        return []
    return list(value) if isinstance(value, list) else [value]


def _form(key: str, value: Any) -> str:
    """Return what is compared: a code, a name without its article, a kind of document."""
    if key in ("places", "territories"):
        return value["code"] if isinstance(value, dict) else _code(value)
    if key == "resources":
        return str(value["kind"])
    if key == "speakers":
        return fold(value["name"])
    if key in ("date", "attendance", "time"):
        return str(value)
    return _ARTICLE.sub("", fold(value), count=1)


def _meets(key: str, found: str, true: str) -> bool:
    """Tell whether two forms say one thing; the archive words some titles anew."""
    if key != "title":
        return found == true
    ours, theirs = set(words(found)), set(words(true))
    return found == true or len(ours & theirs) >= 0.8 * len(ours)


def _code(name: str) -> str:
    named, qualifier = territories.split_qualifier(name)
    candidates = territories.by_name(named)
    if qualifier:
        candidates = [t for t in candidates if territories.qualifies(t, qualifier)]
    try:
        return territories.choose(named, candidates, HOME, commune=False).code
    except OrivError:
        return name


def report(result: Result) -> str:
    """Return the table that ``make bench-reading`` prints."""
    lines = [f"entries {result.entries.right}/{result.entries.true}, found {result.entries.found}"]
    lines.append(f"{'field':12} {'precision':>9} {'recall':>7} {'F1':>6} {'found':>6} {'true':>5}")
    for key, score in result.fields.items():
        asked = f"  (asked {ASKED[key]:.2f})" if key in ASKED else ""
        lines.append(
            f"{key:12} {score.precision:9.2f} {score.recall:7.2f} {score.f1:6.2f}"
            f" {score.found:6} {score.true:5}{asked}"
        )
    lines.append(f"invented among those called sure: {len(result.invented)}")
    return "\n".join([*lines, *(f"  line {strange}" for strange in result.invented)])


def reading(source: Path) -> Result:
    """Read a page and measure it against the archive."""
    use("en")
    with source.open("rb") as stream:
        drafts = list(page.read(stream))
    with ARCHIVE.open("rb") as stream:
        return measure(drafts, [draft.values for draft in json_file.read(stream)])


def main() -> int:
    result = reading(Path(sys.argv[1]))
    sys.stdout.write(report(result) + "\n")
    missed = any(result.fields[key].f1 < least for key, least in ASKED.items())
    complete = result.entries.right == result.entries.true == result.entries.found
    return int(missed or not complete or bool(result.invented))


if __name__ == "__main__":
    raise SystemExit(main())
