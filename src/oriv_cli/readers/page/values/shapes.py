"""The last gate: a value is sure only if it has the plain form that its field's values have.

Rules that find a value decide where it begins and ends; whatever they took too much or
too little of shows in the form. Nothing is left out here: what looks odd is inferred.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import flat
from oriv_cli.readers.page.facts import Fact, doubt
from oriv_cli.readers.page.french import bodywords, words

Facts = dict[str, list[Fact]]
# A name holds no verb: « la salle Europa affichait complet ».
_VERB = re.compile(
    r"\b(?:a|ont|est|sont|était|étaient|étant|sera|seront|fut|affich\w+"
    r"|\w+(?:aient|èrent|era|eront)|s['’]\w+ait)\b"
)
# « salle Briand à Saint-Chamond », « CAF au Château de Lure », « APF au Parvis 3 Saragosse ».
_AT = re.compile(
    r" à (?=[A-ZÀ-Þ])| \d+ (?=[A-ZÀ-Þ])| sur (?:la|le|les|l['’])\b"
    r"| (?:Rue|Place|Avenue|Boulevard|Quai|Allée) (?:d[eu]s? |d['’]|[A-ZÀ-Þ])"
    r"| (?:au|à la|à l['’]) ?(?i:château|centre|palais|mairie|salle|maison|théâtre|cinéma)\b"
)
_QUOTED = re.compile(r"«[^«»]{0,200}»")
# « Maison de l’emploi et Réseau Clé »: perhaps two bodies, « Lodévois et Larzac » is one.
_BOTH = re.compile(r" et (?=[A-ZÀ-Þ][\w'’-]+ [A-ZÀ-Þ])")
_JOINED = re.compile(r" et (?:co-?)?[a-zà-ÿ-]{3,20}(?:é|ée|és|ées)$")
_ENDS_OPEN = re.compile(
    r"(?:^|[ '’])(?:à|au|aux|de|du|des|d|et|ou|pour|par|sur|chez|dans|en|l|la|le|les|un|une)['’]?$"
)
# « la Ville de Strasbourg leur ont consacré ».
_PRONOUN = re.compile(r" (?:leur|lui|nous|vous|se|s['’]?|y|en|ne|n['’]?)$")
# Of « l’association Calima » some say « Calima »; « l’Association des maires » has no other name.
_MAY_BE_NOUN = re.compile(r"[aA]ssociation (?:« ?)?[A-ZÀ-Þ]")
_CUT = re.compile(r"[dl]['’]$")
_MOST_WORDS = 14
# After « et », what is no second body: « … de Bischwiller et environs ».
_AND_MORE = re.compile(r"(?:\s?\([^()]{0,80}\))? et (?P<next>[a-zà-ÿ][a-zà-ÿ'’-]*)")
_MAY_FOLLOW = words.pattern(
    r"(?:l|la|le|les|d|de|du|des|un|une|son|sa|ses|leurs?|notre|nos|plusieurs|avec|en|par|pour"
    r"|a|ont|dans|sous|au|aux|s|[\w-]{2,20}(?:ee?s?|ait|aient|i|is|ies?|uit|uite|u|ue|us))\b"
)
# Of what goes on with a bracket, a name, « pour l’amitié entre les peuples ».
_GOES_ON = re.compile(
    r"\s?\((?!programme)|\s(?:(?!Plus |Près )[A-ZÀ-Þ]|(?:par|entre|contre|pour|face)\b)"
)
# A title in which the sentence went on, or another thing began.
_MORE_THAN_TITLE = re.compile(
    r"^(?:M\.|Mme|Mlle) |, (?:donn|tenu|prononc|propos)ée?s? "
    r"|[.“”]\s|\s[–—-]\s|, à (?=[A-ZÀ-Þ])"
    r"|, [a-zé]{2,15}[ei]r (?:le|la|les|des|une?) |\b(?:PDF|[KM]o)\b"
    r"|\ben (?:jan|fév|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)|\(vidéo\)| de (?:19|20)\d\d$"
    r"|\b(?:la parole|en partenariat|initialement|dans les locaux|à l['’]invitation|à la demande"
    r"|et l['’]après-midi|M\.|MM\.|Mmes?|Mlle)(?!\w)"
)
_AWAY = re.compile(
    r"[–(,-] ?(?:(?:excus|remplac|empêch|absent)ée?s?|que nous remerci)"
    r"|\ba dû (?:renoncer|annuler|décliner)|\bn['’]a (?:pas )?pu "
)
# What is no title of an event: days, hours, a year, a weight, a way to meet.
_FURNITURE = words.pattern(
    rf"\b(?:{words.WEEKDAY}|{words.MONTH}|matin|apres-midi|soir|en ligne|visio"
    r"|telecharger|pdf|[km]o)s?\b|\d"
)
_SMALL = words.pattern(r"\b(?:h|er|de|du|des|a|au|le|les|la|et|en)\b|[^a-z]")
_LEAST_LETTERS = 4
_HOUR = re.compile(r"\b\d{1,2} ?h(?: ?\d\d)?\b")


def doubted(facts: Facts) -> Facts:
    """Return what was found; what has not the plain form of its field is inferred."""
    if not _is_plain_title(flat(str(facts["title"][0].value))):
        why = _("The heading may be something else than a title.")
        return {key: [doubt(fact, why) for fact in found] for key, found in facts.items()}
    return facts | {key: [_doubted(key, fact) for fact in facts[key]] for key in _PLAIN}


def _doubted(key: str, fact: Fact) -> Fact:
    if not _PLAIN[key](fact):
        return doubt(fact, _("Its form is unusual: where it begins or ends may be wrong."))
    if _MAY_BE_NOUN.match(str(fact.value)) and key != "venue":
        return doubt(fact, _("“Association” may belong to the name, or only say what it is."))
    return fact


def _is_plain_title(title: str) -> bool:
    left, removed = _FURNITURE.subn("", title)
    empty = removed and len(_SMALL.sub("", left)) < _LEAST_LETTERS
    return not (empty or _HOUR.search(title))


def _is_plain_name(name: str) -> bool:
    unquoted = _QUOTED.sub("", name)
    return not (
        _VERB.search(unquoted)
        or _AT.search(unquoted)
        or _ENDS_OPEN.search(name)
        or len(name.split()) > _MOST_WORDS
    )


def _is_plain_body(fact: Fact) -> bool:
    """Tell whether a name may be that of a body, as it begins, holds together and ends."""
    name = str(fact.value)
    first = flat(name).split()[0]
    begins = first not in bodywords.NO_NAME and not re.match(r"[dD](?:u|es?) |\d", name)
    both = _BOTH.search(_QUOTED.sub("", name)) and not bodywords.WITH_AND.search(flat(name))
    one = not (both or _JOINED.search(name) or _PRONOUN.search(name))
    return begins and one and _is_plain_name(name) and _stops(fact, name)


def _stops(fact: Fact, name: str) -> bool:
    """Tell whether what follows a name in its sentence is no more of it."""
    _before, found, after = fact.origin.words.partition(name)
    if found and _GOES_ON.match(after):
        return False
    goes_on = _AND_MORE.match(after) if found else None
    follows = flat(goes_on["next"]) if goes_on else ""
    return not follows or any(
        pattern.match(follows) for pattern in (_MAY_FOLLOW, bodywords.NOUN_START)
    )


def _is_plain_venue(fact: Fact) -> bool:
    return _is_plain_name(str(fact.value))


def _is_plain_speaker(fact: Fact) -> bool:
    """Tell whether a person was there, and the title is only a title."""
    title = str(fact.value.get("title") or "")
    return not (
        _VERB.search(title)
        or _CUT.search(fact.origin.words)
        or _MORE_THAN_TITLE.search(title)
        or _ENDS_OPEN.search(title)
        or _AWAY.search(fact.origin.words)
    )


_PLAIN: dict[str, Callable[[Fact], bool]] = {
    "organisers": _is_plain_body,
    "partners": _is_plain_body,
    "venue": _is_plain_venue,
    "speakers": _is_plain_speaker,
}
