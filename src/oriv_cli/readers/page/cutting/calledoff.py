"""Whether a meeting was called off: cancelled, or put off to a day that nobody says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from oriv_cli.readers.page.blocks import Block, flat
from oriv_cli.readers.page.french import headwords
from oriv_cli.readers.page.french.daywords import expressions
from oriv_cli.readers.page.french.words import pattern
from oriv_cli.readers.page.lines.sentences import blotted, split

# « La séance que nous avions prévue en parallèle à Vitry a dû être annulée. »
_ONE_OF = pattern(
    r"\b(?:la|une|l'une des|cette) (?:seance|session|date|etape)s? (?:que|qui|prevue?s?|du|de|a)\b"
    r"|\bcelle (?:du|de|prevue)\b"
)
_RELATIVE = pattern(r"\b(?:(?:de )?la veille|(?:le|du) (?:sur)?lendemain|(?:le|du) meme jour)\b")


def is_cancelled(blocks: Iterable[Block]) -> bool:
    """Tell whether a meeting was cancelled, or put off to a day that nobody says.

    ``blocks`` are the heading and the first lines of an entry."""
    texts = [
        part for block in blocks for text in split(block.text) for part in _clauses(text) if part
    ]
    bare = [blotted(flat(text)) for text in texts]
    called = [place for place, covered in enumerate(bare) if headwords.CANCELLED.search(covered)]
    if called:
        return called[0] == 0 or not (
            any(headwords.TOOK_PLACE.search(b) for n, b in enumerate(bare) if n not in called)
            or all(_is_of_part(texts, bare, place) for place in called)
        )
    later = [place for place, covered in enumerate(bare) if headwords.LATER.search(covered)]
    if later and not any(map(headwords.TOOK_PLACE.search, bare)):
        return not all(_is_of_part(texts, bare, place) for place in later)
    return any(map(headwords.POSTPONED.search, bare)) and not any(
        (each.edtf or each.partial) and not _is_put_off(covered[: each.start])
        for covered, text in zip(bare, texts, strict=True)
        for each in expressions(covered, text)
    )


def _clauses(text: str) -> Sequence[str]:
    """Return « celle du 18 septembre a été annulée » and « les deux autres se sont tenues … »."""
    return [part.strip() for part in text.split(" ; ")]


def _is_of_part(texts: Sequence[str], bare: Sequence[str], called: int) -> bool:
    """Tell whether one sitting was cancelled, of a meeting that was held on other days too.

    « La séance du 25 février est annulée », « l’atelier prévu la veille a dû être annulé ».
    """
    days = {day.words for day in expressions(bare[called], texts[called]) if day.is_day}
    others = {
        day.words
        for place, covered in enumerate(bare)
        if place != called
        for day in expressions(covered, texts[place])
        if day.is_day
    }
    # « La matinée du 5 décembre » is that of « Jeudi 5 décembre 2019 ».
    others = {word for word in others if not any(day in word or word in day for day in days)}
    of_part = days or _RELATIVE.search(bare[called]) or _ONE_OF.search(bare[called])
    return bool(others) and bool(of_part)


def _is_put_off(before: str) -> bool:
    """Tell whether a day is the one that a meeting was first planned for."""
    return (
        re.search(r"\b(?:prevue?s?|programmee?s?|annoncee?s?|fixee?s?)\b[^.;]{0,30}$", before)
        is not None
    )
