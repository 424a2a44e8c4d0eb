"""Sentences that name no event and may tell of this one: « Le réseau s’est réuni à Chartres »."""

from __future__ import annotations

import re

from oriv_cli.readers.page.french import words
from oriv_cli.readers.page.lines.lines import VERB
from oriv_cli.readers.page.lines.persons import NAME as PERSON
from oriv_cli.readers.page.lines.sentences import Sentence
from oriv_cli.readers.page.lines.years import is_news
from oriv_cli.readers.page.scene import Scene

_LONGEST_LINE = 100
_HOUSE_AND_TOWN = re.compile(
    r"\b(?:au|à la|à l['’]|dans la|dans le|dans l['’]) ?\w[^,.;:()]{2,40}, à [A-ZÀ-Þ]"
)
# « à Colmar (le 14 octobre 2014) et à Haguenau (le 16 octobre 2014) ».
_TOWN_AND_DAY = re.compile(r"\bà [A-ZÀ-Þ][\w’'-]{1,40}(?: [\w’'-]{1,40}){0,3} \((?:le |les )?\d")
_MET = words.pattern(
    r"\b(?:nous (?:etions|avions|y)|vous etiez|on (?:etait|y)|accueill\w{1,6}|recev(?:ait|ions)"
    r"|se sont|s'est|s'etai(?:t|ent)|donnait rendez-vous|posee? le"
    r"|(?:a|ont) ete presentee?s?|repartis|reunis|tenue?s? a)\b"
)
_OTHER = words.pattern(
    r"\b(?:prochaine?s?|precedente?s?|suivante?s?|autres?|second|seconde|nouvelle|annulee?s?"
    r"|avait ete|inscri\w{2,8}|publie\w{0,3}|nee?s? (?:a|en|le)|loi|decret|rapport|renseignements"
    r"|candidatures?|comme l'ecri\w{2,6})\b"
)


def _is_line(sentence: Sentence) -> bool:
    """Tell whether a sentence has a day and no verb, or begins with a house and its town.

    « Deux groupes, en juin, à Limay », « Ambiance studieuse au café Lutèce, à Limay, où … ».
    """
    if _HOUSE_AND_TOWN.search(sentence.text[:_LONGEST_LINE]):
        return True
    short = len(sentence.text) <= _LONGEST_LINE and not VERB.search(sentence.text)
    return short and any(day.is_day for day in sentence.dates)


def _is_of_person(sentence: Sentence) -> bool:
    """Tell whether a sentence begins with a name: it says what that person does, and where."""
    return PERSON.match(sentence.text) is not None


def _is_news(scene: Scene, sentence: Sentence) -> bool:
    """Tell whether a sentence gives a weekday with its year, shortly before it was published."""
    return any(is_news(day, scene.entry.published) for day in sentence.dates)


def may_tell(scene: Scene) -> list[Sentence]:
    """Return the sentences beside those of the event that say that people met, and no other day."""
    return [
        sentence
        for sentence in scene.sentences
        if not (sentence.about or sentence.label or sentence.line)
        and (
            _is_news(scene, sentence)
            or (
                (
                    sentence.says_held
                    or _MET.search(sentence.bare)
                    or (sentence.dates and _TOWN_AND_DAY.search(sentence.text))
                    or _is_line(sentence)
                )
                and not _is_of_person(sentence)
            )
        )
        and not tells_of_other(sentence)
    ]


def tells_of_other(sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of another meeting, of a law, or of who was born when."""
    return any(sign.search(sentence.bare) for sign in (_OTHER, words.OTHERS_ANY))
