"""What stands at the foot of a page, below its last entry: of the site, and of no event."""

from __future__ import annotations

from oriv_cli.readers.page.blocks import Block, flat
from oriv_cli.readers.page.french import headwords, words
from oriv_cli.readers.page.lines.marks import is_day_line

_LAST = 15
_FOOT = words.pattern(
    r"[^\w]{0,3}(?:haut de page|retour en haut|retour (?:a la liste|a l'accueil)|mentions legales"
    r"|plan du site|politique de confidentialite|nous utilisons des cookies|tous droits reserves"
    r"|suivez-nous|vous recevez (?:cette|ce|cet)|se desabonner|directeur de (?:la )?publication"
    r"|directrice de (?:la )?publication|©|copyright|site realise|mise? a jour le"
    r"|derniere mise a jour|page mise (?:a jour|en ligne) le|voir aussi ?:|voir l'agenda"
    r"|abonnez-vous|vous souhaitez organiser|nous contacter\b|credits? ?:)"
)


def without_foot(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of a page up to the line that the foot of the site begins with.

    Below it no meeting is named, and no day.
    """
    end = len(blocks)
    for place in range(len(blocks) - 1, max(len(blocks) - _LAST, 0), -1):
        covered = flat(blocks[place].text)
        if _FOOT.match(covered):
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
