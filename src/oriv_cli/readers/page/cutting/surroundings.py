"""What stands around the entries of a page: the year above them, and the foot of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence

from oriv_cli.readers.page.blocks import Block, flat
from oriv_cli.readers.page.french import headwords, words
from oriv_cli.readers.page.lines.labels import label_of
from oriv_cli.readers.page.lines.marks import is_day_line, is_month
from oriv_cli.readers.page.lines.meetings import is_dated

_LAST, _LONGEST_YEAR, _LONGEST_MONTH = 15, 60, len("septembre 2020")
_YEAR = re.compile(r"(?<![\d/-])(?:20\d\d|19[89]\d)(?![\d/-])")
_FOOT = words.pattern(
    r"[^\w]{0,3}(?:haut de page|retour en haut|retour (?:a la liste|a l'accueil)|mentions legales"
    r"|plan du site|politique de confidentialite|nous utilisons des cookies|tous droits reserves"
    r"|suivez-nous|vous recevez (?:cette|ce|cet)|se desabonner|directeur de (?:la )?publication"
    r"|directrice de (?:la )?publication|©|copyright|site realise|mise? a jour le"
    r"|derniere mise a jour|page mise (?:a jour|en ligne) le|voir aussi ?:|voir l'agenda"
    r"|abonnez-vous|vous souhaitez organiser|nous contacter\b|credits? ?:)"
)
# « 2 rue du Priez, 59800 Lille – Tél. 03 20 00 00 00 ».
_ADDRESS = words.pattern(r"\b\d{5} [a-z][^\d]{0,40}\btel(?:ephone)?\b\.? ?:? ?0\d")


def without_foot(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of a page up to the line that the foot of the site begins with.

    Below it no meeting is named, and no day.
    """
    end = len(blocks)
    for place in range(len(blocks) - 1, max(len(blocks) - _LAST, 0), -1):
        covered = flat(blocks[place].text)
        if _FOOT.match(covered) or _ADDRESS.search(covered):
            end = place
        elif words.meetings().search(covered) or is_day_line(blocks[place].text):
            break
    return blocks[:end]


def without_asides(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Leave out what stands below « À lire aussi »: it speaks of other things."""
    kept: list[Block] = []
    aside = False
    for block in blocks:
        if block.kind == "heading":
            aside = headwords.ASIDE.match(flat(block.text)) is not None
        if not aside:
            kept.append(block)
    return tuple(kept)


def end_before_headings(blocks: Sequence[Block]) -> int:
    """Return the place where the headings begin that stand just above a list: they are its own."""
    end = len(blocks)
    while end and blocks[end - 1].kind == "heading":
        end -= 1
    return end


def years_above(blocks: Sequence[Block], page: str) -> list[int]:
    """Return for each block the year that a heading above names, else the page; 0 for none."""
    years = [_year_of(page)]
    for block in blocks:
        alone = block.kind == "heading" or len(block.text) <= _LONGEST_MONTH
        years.append((_year_of(block.text) if alone else 0) or years[-1])
    return years


def _year_of(text: str) -> int:
    """Return the one year that a short heading names, 0 for none."""
    if len(text) > _LONGEST_YEAR:
        return 0
    years = set(_YEAR.findall(text))
    return int(years.pop()) if len(years) == 1 and _is_of_several(text) else 0


def _is_of_several(text: str) -> bool:
    """Tell whether a heading may be that of the events of a year: it gives no day of its own.

    « Actualités – juin 2019 » is the month of a letter.
    """
    month = re.search(words.MONTH, flat(text)) and not is_month(text)
    return not (month or label_of(text) or is_dated(text))
