"""Who organised an event, and with whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import flat, just_before
from oriv_cli.readers.page.facts import Fact, doubt, inferred, once, said
from oriv_cli.readers.page.french import bodywords, words
from oriv_cli.readers.page.french.bodywords import BRACKETS
from oriv_cli.readers.page.lines import bodies, bodynames
from oriv_cli.readers.page.lines.bodynames import is_person_name
from oriv_cli.readers.page.lines.labels import lone_label
from oriv_cli.readers.page.lines.lines import VERB
from oriv_cli.readers.page.lines.sentences import Sentence
from oriv_cli.readers.page.lines.towns import is_town
from oriv_cli.readers.page.scene import Scene
from oriv_cli.readers.page.values.relative import other_days
from oriv_cli.record import territories

_DID = re.compile(r" (?:a|ont|avait|avaient|organis\w{1,6}|propos\w{1,6}) ")
_AMONG = re.compile(r"\bdont ((?:le |la |les |l['’])?[^,;()]{2,80})")
_AFTER_DE = re.compile(r"d(?:e|u|es|['’])")
_SEVERAL = re.compile(r"[,;:/()]| et | [–-] | \d|^L[ea]s? |^L['’]")
# « Adoma et Soliha »: a capital on either side.
_JOINED = re.compile(r"[A-ZÀ-Þ][\w’'-]{0,30} et (?:de la |de l['’]|des |de |du |d['’])?[A-ZÀ-Þ]")
# « L’Observatoire l’a organisée », « l’ORIV y animait ».
_PRONOUN = re.compile(r" (?:l['’]|y |en )$")
_GATHERS = words.pattern(r"\b(?:reuni|rassembl|accueill)\w{0,6}$")
_LAST = 3
_LONGEST_SUBJECT, _SHORT_NAME = 900, 4


def organisers(scene: Scene) -> list[Fact]:
    """Return who organised the event, as the text says or, if it does not, as it suggests."""
    # « Le 25, la Nuit était organisée par le CCAS. Le lendemain, … »: that was something else.
    apart = other_days(scene)
    own = [s for s in scene.about if id(s) not in apart]
    found = [_doubted(f, s) for s in own for f in _organising(s, scene)]
    found += _below(scene, "organisers")
    found += [_unnamed(fact) for s in _elsewhere(scene) for fact in _organising(s, scene)]
    if not any(fact.origin.sure for fact in found):
        suggested = (list(_suggested(sentence, scene)) for sentence in scene.sentences)
        found += next(filter(None, suggested), [])
    return once(found)


def _elsewhere(scene: Scene) -> Iterator[Sentence]:
    """Yield the sentences that seem to go on about the event: « La soirée était portée par … »."""
    for sentence in scene.sentences:
        apart = sentence.about or sentence.dates or sentence.label or sentence.block.kind == "item"
        other = apart or sentence.under == "partners" or words.OTHERS_ANY.search(sentence.bare)
        held = (verb.end() for verb in words.ORGANISES.finditer(sentence.bare))
        speaks = bodywords.OF_IT.match(sentence.bare) or bodywords.DID_IT.search(sentence.bare)
        if not other and (
            speaks or any(bodywords.A_MEETING.match(sentence.bare, end) for end in held)
        ):
            yield sentence


def _organising(sentence: Sentence, scene: Scene) -> Iterator[Fact]:
    if _says_role(sentence, "organisers"):
        for name in _labelled(sentence.text[sentence.value_start :], scene):
            yield _person(name) if is_person_name(name) else _named(name, sentence.text)
        return
    if sentence.is_aside:
        return
    for verb in words.ORGANISES.finditer(sentence.bare):
        if not re.search(r"\b(?:a|ont|avait|avaient|vous)\s", verb[0]) and (
            sentence.text[verb.end() - 1] in "éÉ"
        ):
            continue
        # « un appel à projets serait lancé ».
        if sentence.text[verb.start()] in "àÀ":
            continue
        region = just_before(sentence.text, verb.start(), _LONGEST_SUBJECT)
        region = _PRONOUN.sub("", region)
        yield from _subject_facts(region, sentence.text[: verb.end()], scene)
    for verb in words.ORGANISED_BY.finditer(sentence.bare):
        if bodywords.OF_OTHER.search(just_before(sentence.bare, verb.start(), 60)):
            continue
        rest = sentence.text[verb.end() :]
        yield from _listed(rest, sentence.text[verb.start() :], scene)


def _below(scene: Scene, key: str) -> list[Fact]:
    """Return the bodies of the line below a label that stands alone: « Organisation »."""
    found: list[Fact] = []
    for label, value in pairwise(scene.sentences):
        lone = label.text == label.block.text and lone_label(label.text) == key
        line = value.text == value.block.text and not (value.label or VERB.search(value.text))
        if lone and line and value.block.kind != "item" and not lone_label(value.text):
            found += [_named(name, value.text) for name in _labelled(value.text, scene)]
    return found


def _labelled(value: str, scene: Scene) -> list[str]:
    """Return the bodies after a label; a few words are one name: « Lis avec moi »."""
    whole = value.strip(" .")
    short = len(whole.split()) <= _SHORT_NAME and not _SEVERAL.search(whole)
    if short and whole[:1].isupper() and bodynames.is_body(whole, ""):
        return [whole]
    return bodies.names(value, scene.sigles)


def _doubted(fact: Fact, sentence: Sentence) -> Fact:
    """Return a fact as not sure, where the sentence names neither the event nor its day."""
    return fact if not sentence.loose or sentence.dates else _unnamed(fact)


def _unnamed(fact: Fact) -> Fact:
    return doubt(fact, _("The sentence does not name the event."))


def _says_role(sentence: Sentence, key: str) -> bool:
    """Tell whether a line stands under « Partenaires : », or begins with it."""
    if sentence.label:
        return sentence.label.key == key
    return sentence.under == key and sentence.block.kind == "item"


def _subject_facts(region: str, written: str, scene: Scene) -> Iterator[Fact]:
    start = bodynames.subject(region)
    if start is None:
        return
    # « la MJC a prêté sa salle à Itinéraires, qui organisait … ».
    why = _("Where this name ends is not clear.")
    clear = bodies.ends_clearly(region[start:].strip())
    for name in bodies.names(region[start:], scene.sigles):
        # « Tourcoing a réuni élus et chercheurs » says where, not who.
        if name.isupper() or not (_GATHERS.search(flat(written)) and is_town(name)):
            yield _named(name, written) if clear else inferred(name, written, why)
    for inside in BRACKETS.findall(region[start:]):
        for match in _AMONG.finditer(inside):
            why = _("It is named among those who organised.")
            for name in bodies.names(match[1], scene.sigles):
                yield inferred(name, match[0], why)


def _suggested(sentence: Sentence, scene: Scene) -> Iterator[Fact]:
    """Yield who asked for the meeting, or leads the work that it belongs to."""
    if match := words.ASKED.search(sentence.bare):
        why = _("The meeting was held at its request, or at its invitation.")
        for name in bodies.names(sentence.text[match.end() :], scene.sigles, after_de=True):
            if not is_person_name(name):
                yield inferred(name, sentence.text[match.start() :], why)
    for verb in words.ENGAGES.finditer(sentence.bare):
        region = sentence.text[: verb.start()]
        start = bodynames.subject(region)
        if start is not None and sentence.block.kind != "item":
            why = _("It leads the work that the meeting belongs to; nothing says who organised.")
            for name in bodies.names(region[start:], scene.sigles):
                if not is_person_name(name):
                    yield inferred(name, sentence.text[: verb.end()], why)


def partners(scene: Scene, organisers_found: list[Fact]) -> list[Fact]:
    """Return the bodies with whose support, or in partnership with whom, it was held."""
    taken = {flat(str(fact.value)) for fact in organisers_found}
    found = _below(scene, "partners")
    others = [s for s in scene.sentences if not s.about]
    listed = [s for s in others if s.under == "partners" or words.PARTNERS.match(s.bare)]
    why = _("It stands by itself, and may be said of the whole page.")
    last = {id(sentence.block) for sentence in scene.sentences[-_LAST:]}
    for sentence in [*scene.about, *listed]:
        alone = words.PARTNERS.match(sentence.bare) and not sentence.dates
        foot = alone and id(sentence.block) in last and sentence.starts_block
        unsure = foot or (not sentence.about and sentence.under != "partners")
        for each in _partnering(sentence, scene):
            fact = _doubted(each, sentence)
            found.append(doubt(fact, why) if unsure else fact)
    for sentence in _elsewhere(scene):
        found += map(_unnamed, _partnering(sentence, scene))
    return once(fact for fact in found if flat(str(fact.value)) not in taken)


def _partnering(sentence: Sentence, scene: Scene) -> Iterator[Fact]:
    if _says_role(sentence, "partners"):
        for name in _labelled(sentence.text[sentence.value_start :], scene):
            yield _logo(name) if sentence.block.picture else _named(name, sentence.text)
        return
    # « Organisateurs : le CCAS, avec le soutien de la Région ».
    organisers = sentence.label is not None and sentence.label.key == "organisers"
    if sentence.block.kind == "item" or (sentence.label and not organisers):
        return
    for verb in bodywords.SUPPORTED.finditer(sentence.bare):
        region = just_before(sentence.text, verb.start(), _LONGEST_SUBJECT)
        yield from _subject_facts(region, sentence.text[: verb.end()], scene)
    for match in words.PARTNERS.finditer(sentence.bare):
        before = just_before(sentence.bare, match.start(), 200)
        other = words.OTHER_THING.search(before)
        organises = words.ORGANISES.search(before, other.start()) if other else None
        # « organisée par le réseau X, avec l’appui de Y ».
        by = words.ORGANISED_BY.search(before)
        organises = organises or (by if other and by and by.end() <= other.end() else None)
        # « en partenariat avec l’association X et avec le soutien de Y ».
        organises = organises or (other and words.PARTNERS.search(before, 0, other.start()))
        # « L’association X, avec le soutien de Y, vous invite »: it is the one that organises.
        later = words.ORGANISES.search(sentence.bare, match.end())
        if other and not organises and not (later and other[0].startswith("association")):
            continue
        rest = sentence.text[match.end() :].lstrip()
        for fact in _listed(rest, sentence.text[match.start() :], scene):
            # « Avec l’appui de la Ville, le Relais a réuni … »: the last is who did it.
            if match.start() or not _DID.match(rest.partition(str(fact.value))[2]):
                yield fact


def _listed(rest: str, written: str, scene: Scene) -> Iterator[Fact]:
    """Yield the bodies of a list after « organisée par », « avec le soutien »."""
    after_de = _AFTER_DE.match(rest) is not None
    for name in bodies.names(rest, scene.sigles, after_de=after_de):
        if not is_person_name(name):
            yield _named(name, written)


def _person(name: str) -> Fact:
    return inferred(name, name, _("This is the name of a person, not of a body."))


def _logo(name: str) -> Fact:
    return inferred(name, name, _("A logo among those of the partners bears this name."))


def _named(name: str, written: str) -> Fact:
    """Return a body; « DDCS 57 » has a number where an archive may write a département."""
    number = re.fullmatch(r"[A-Z]{2,10} (\d[\dAB]\d?)", name)
    department = territories.by_code(f"DEP-{number[1]}") if number else None
    # « le Conseil départemental » is a name, « le conseil départemental » may be any.
    if bodywords.PLAIN.fullmatch(flat(name)) and name not in written:
        return inferred(name, written, _("The text does not say which one it is."))
    if department is None and _JOINED.search(name) and not bodywords.WITH_AND.search(flat(name)):
        return inferred(name, written, _("It may be one body, or two that “et” joins."))
    if department is None:
        return said(name, written)
    why = _("“{number}” is {name}: write the body as the archive calls it.")
    return inferred(name, written, why.format(number=department.code[4:], name=department.name))
