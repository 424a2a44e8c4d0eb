"""How many people came: a count of people beside a verb of coming, and no other count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from oriv_cli.errors import InvalidValue
from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import just_before
from oriv_cli.readers.page.facts import Fact, inferred, said
from oriv_cli.readers.page.french import crowdwords, words
from oriv_cli.readers.page.french.numbers import number as spelt_out
from oriv_cli.readers.page.lines.labels import lone_label
from oriv_cli.readers.page.lines.sentences import Sentence
from oriv_cli.readers.page.scene import Scene
from oriv_cli.record import audience

# « Public : 45 personnes » speaks of the event by standing there.
_BY_ITSELF = (crowdwords.LABELLED, crowdwords.ALONE, crowdwords.IN_BRACKETS)
_OF_A_MEETING = (crowdwords.VERB_FIRST, crowdwords.PEOPLE_FIRST, crowdwords.PARTICIPANTS)
_NO_VERB = (crowdwords.PEOPLE_ALONE, crowdwords.MET_WITH, crowdwords.PEOPLE_DID)
# The words before their count are no measure of room.
_AFTER_VERB = (crowdwords.VERB_FIRST, crowdwords.MET_WITH)
_GUESSED = (crowdwords.SOME_FIRST, crowdwords.GATHERED, crowdwords.THEY_WERE, *_NO_VERB)
_COUNTED, _FEWEST, _ADDED = 70, 5, 40
# After the noun that is counted: « 60 salariés | des dix-huit centres ».
_NEXT_NOUN = re.compile(
    r"[,(–.;:]| (?:des?|du|qui|venue?s|issue?s|dont|autour|pour|represent\w+) | d'"
)
_HEADED = (crowdwords.PARTICIPANTS, crowdwords.PEOPLE_FIRST)


def attendance(scene: Scene) -> Fact | None:
    """Return the number of people who came, as the source has it."""
    # A heading rounds what the text tells.
    # What is said once of a whole cycle counts those of all its sessions, or of each.
    own = (s for s in scene.sentences if not s.block.common or "chaque" in s.bare)
    ordered = sorted(own, key=lambda sentence: sentence.heading)
    found = [fact for sentence in ordered for fact in _counted(sentence)]
    found = [*_below(scene), *found]
    outright = [fact for fact in found if fact.origin.sure]
    if not outright:
        return next(iter(found), None)
    first = outright[0]
    other = next((fact for fact in found if _digits(fact) != _digits(first)), None)
    if other is None:
        return first
    why = _("The text gives another number too: {other}.").format(other=audience.full(other.value))
    return inferred(first.value, first.origin.words, why)


def _below(scene: Scene) -> Iterator[Fact]:
    """Yield the number of the line below « Participants », a label that stands alone."""
    for label, value in pairwise(scene.sentences):
        match = crowdwords.NUMBER.fullmatch(value.bare)
        if match and lone_label(label.text) == "crowd" and (number := _understood(match[1])):
            yield said(number, value.text)


def _digits(fact: Fact) -> str:
    return str(fact.value).strip("~<>")


def _counted(sentence: Sentence) -> Iterator[Fact]:
    """Yield the number of people that a sentence says came, as sure as it says it."""
    rules = _HEADED if sentence.heading else (*_BY_ITSELF, *_OF_A_MEETING, *_GUESSED)
    for rule in rules:
        for match in rule.finditer(sentence.bare):
            if not _is_crowd(sentence, match):
                continue
            about = "environ " if crowdwords.ABOUT.match(sentence.bare, match.end(1)) else ""
            value = _understood(f"{about}{match[1]}")
            if value and (fact := _judged(sentence, match, value)):
                yield fact
                return


def _judged(sentence: Sentence, match: re.Match[str], value: str) -> Fact | None:
    """Return a number as sure where its sentence says that it is of this event, else with why."""
    written = sentence.words_at(match)
    if crowdwords.OVERALL.search(sentence.bare) and crowdwords.SESSIONS.search(sentence.bare):
        why = _("The number may be that of several meetings together.")
        return inferred(value, written, why)
    if crowdwords.AT_LEAST.match(match[1]):
        return inferred(value, written, _("The text says “at least”."))
    guessed = match.re in _GUESSED
    if match.re in _BY_ITSELF or (sentence.about and not guessed):
        return said(value, written)
    if guessed and (sentence.about and not _is_earlier(sentence, match)):
        return inferred(value, written, _("The words do not say outright that so many came."))
    if match.re is crowdwords.PEOPLE_ALONE or _may_be_of_event(sentence, match):
        return inferred(value, written, _("The sentence does not name the event."))
    return None


def _may_be_of_event(sentence: Sentence, match: re.Match[str]) -> bool:
    """Tell whether a sentence that names no event may count those who came to this one."""
    likely = match.re in _NO_VERB or crowdwords.LIKELY.search(match[0])
    return bool(likely) and not (
        words.OTHERS_ANY.search(sentence.bare) or _is_earlier(sentence, match)
    )


def _is_earlier(sentence: Sentence, match: re.Match[str]) -> bool:
    """Tell whether a count is that of another year: « en 2016, 40 élus avaient participé »."""
    before = re.search(r"\b(?:avai|s'etai)(?:t|ent)\b", match[0]) is not None
    return before and crowdwords.EARLIER.search(sentence.bare) is not None


def _is_crowd(sentence: Sentence, match: re.Match[str]) -> bool:
    """Tell whether a count is that of the people who came, and of nothing else."""
    bare = sentence.bare
    before = just_before(bare, match.start(1), 30)
    if words.soon(crowdwords.ADDS, bare, match.end(1), _ADDED) or crowdwords.ADDED.search(before):
        return False
    after = bare[match.end() : match.end() + 60]
    if match.re is crowdwords.PEOPLE_ALONE and match.start() and sentence.label:
        return False
    if crowdwords.LIVE_THERE.match(match[0]):
        return False
    if match.re is crowdwords.LABELLED:
        return not crowdwords.PLACES.match(after)
    if match.re not in _AFTER_VERB and crowdwords.CAPACITY.search(before):
        return False
    # « 80 élus, venus de 23 quartiers »: it is the noun beside the number that counts.
    counted = re.sub(r"^ d[e'] ?", "", bare[match.end(1) : match.end()][:_COUNTED])
    other = crowdwords.OTHER_CROWD.search(_NEXT_NOUN.split(counted, maxsplit=1)[0])
    return not (other or crowdwords.PLACES.match(after))


def _understood(count: str) -> str:
    plain = re.sub(r"\b(?:petite|bonne|grosse|belle)\s", "", re.sub(r"\s", " ", count))
    plain = re.sub(r"\b(?:la|cette) (?=\w+aine$)", "une ", plain)
    plain = crowdwords.ROUGHLY.sub("environ ", plain)
    plain = crowdwords.AT_LEAST.sub("plus de", plain).replace("de de ", "de ")
    if letters := crowdwords.LETTERS_LAST.search(plain):
        plain = f"{plain[: letters.start()]}{spelt_out(letters[0])}"
    try:
        value = audience.understand(plain)
    except InvalidValue:
        return ""
    # « Trois invités ont partagé … » are no audience.
    return value if int(value.strip("~<>")) >= _FEWEST else ""
