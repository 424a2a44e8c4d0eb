"""The names of bodies in a list: « l’ARS, le CCAS et la ville de Metz »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oriv_cli.readers.page.blocks import blot, flat, listed
from oriv_cli.readers.page.french import bodywords, housewords, words
from oriv_cli.readers.page.lines.bodynames import (
    expanded,
    is_body,
    is_named,
    without_article,
)
from oriv_cli.readers.page.lines.towns import communes, is_town

_OF = re.compile(r"(?:de la |de l['’]|du |des |de |d['’])(?=[a-zà-ÿ])")
_PEOPLE = re.compile(
    r"(?:des|de nombreu(?:x|ses)|plusieurs) (?:associations|acteurs|partenaires|habitante?s|élus"
    r"|bénévoles|professionnels|structures|collectivités|étudiante?s|citoyens|parents|bailleurs)\b"
)
# Nouns that end the name of one body, after « et ».
_COMMON = listed(
    "sante culture compagnie territoires territoire habitat emploi cie solidarite solidarites"
    " citoyennete developpement formation egalite jeunesse insertion education logement sport"
    " loisirs familles avenir partage diversite integration patrimoine societe ville villes"
)
# « Villes au Carré » is a name.
_PLURAL = re.compile(r"(?:^|, |['’]| et |[a-zà-ÿ] )[A-ZÀ-Þ][a-zà-ÿ]+s$")
_SEVERAL_TOWNS = re.compile(r"\b(?:[Vv]illes|[Cc]ommunes|[Dd]épartements) d(?:e |u |['’])[^\s,]+$")
_OWN_ARTICLE = re.compile(r"[a-zà-ÿ] (?:L[ea]s? |L['’])[A-ZÀ-Þ][\w-]+$")
_ARTICLE_AND_WORD = re.compile(r"l(?:[ea]s? |['’])[A-ZÀ-Þ][a-zà-ÿ]+(?: et |[,.]|$)")
_IN_TOWN = re.compile(r"[^,;.()]{2,50}, à [A-ZÀ-Þ]")
_OF_PROPER = re.compile(r"(?:de la |de l['’]|du |des |d['’]|de )[A-ZÀ-Þ][\w-]+$")
# « Communauté de communes du Pays de Nied et Moselle ».
_TOWNS = words.pattern(r"(?:la |le )?(?:communaute|pays|parc naturel|syndicat mixte|terres)\b")
_COMPLEMENT = re.compile(r"(?:pour|de|sur|par|dans|à) (?:la |le |les |l['’])[a-zà-ÿ-]{2,25}$")


def names(text: str, sigles: frozenset[str], *, after_de: bool = False) -> list[str]:
    """Return the bodies of a list that begins here, as an archive writes them.

    ``after_de`` tells that each is said after « de »: « avec le soutien de l’État et de la Ville ».
    ``sigles`` are those that the page uses by themselves.
    """
    found: list[str] = []
    for item in _items(_list(text), after_de=after_de)[: bodywords.MOST]:
        name, article = without_article(item)
        # « RésO Villes, le centre de ressources de Bretagne »: the same one.
        named = re.search(r"(?:ressources|ville) [A-ZÀ-Þ«]", name)
        if found and article and not named and bodywords.APPOSED.match(flat(name)):
            continue
        # « Ville de Metz et association Carrefour »: the second one has no article.
        if not is_named(name, article or ("la" if found else "")):
            # « le centre de ressources et l’ARS »: the first one has no name of its own.
            if name[:1].islower() and (article or bodywords.NOUN_START.match(flat(name))):
                continue
            break
        found += expanded(name, article, sigles)
    return _with_towns(found)


def _list(text: str) -> str:
    """Return the list at the beginning of a text, without what follows it."""
    text = text[: bodywords.LONGEST_LIST]
    covered = _parentheses_out(text)
    # The bracket that the list stands in ends it.
    text = text[: covered.find(")")] if ")" in covered else text
    covered = covered[: len(text)]
    end = min((m.start() for m in bodywords.STOP.finditer(covered)), default=len(text))
    for pattern, is_place in ((bodywords.AT_HOUSE, _is_house), (bodywords.AT_TOWN, _is_town)):
        for match in pattern.finditer(covered[:end]):
            if not _PLURAL.search(text[: match.start()]) and is_place(text[match.end() :]):
                end = match.start()
                break
    return text[:end]


def _is_house(text: str) -> bool:
    # « au Parvis, à Pau »: whatever it is, that is where it was.
    return bool(housewords.VENUE_START.match(flat(text)) or _IN_TOWN.match(text))


def ends_clearly(text: str) -> bool:
    """Tell whether the list that begins a text goes to its end, or to a comma."""
    return text[len(_list(text)) :][:1] in ("", ",")


def _is_town(text: str) -> bool:
    parts = re.split(r"[ ,.(;]", text[:60])
    return any(communes(" ".join(parts[:length])) for length in range(1, min(4, len(parts)) + 1))


def _parentheses_out(text: str) -> str:
    """Return a text of the same length, with blots in the place of what stands in brackets."""
    return re.sub(r"«[^«»]{0,300}»", blot, bodywords.BRACKETS.sub(blot, text))


def _items(text: str, *, after_de: bool) -> list[str]:
    covered = _parentheses_out(text)
    cuts = [
        m.span()
        for m in re.finditer(
            r",\s?(?:et )?|;\s?| [/|] |\s&\s(?=l[ae]s? |l['’])| ainsi qu[e'’] ?", covered
        )
    ]
    cuts += [m.span() for m in re.finditer(r" et ", covered) if _joins(text, *m.span(), after_de)]
    # « CRPV – Ville de Nancy – Métropole »: « Caisse des Dépôts – Banque des Territoires » is one.
    dashes = [m.span() for m in re.finditer(r" [–—-] ", covered)]
    cuts += dashes if len(dashes) > 1 and not cuts else []
    items, start = [], 0
    for first, last in sorted(cuts):
        # « Direction de l’économie, de l’emploi et du travail » is one name.
        if not after_de and first >= start and _goes_on(text, last):
            continue
        items.append(text[start:first].strip())
        start = max(last, start)
    return [item for item in [*items, text[start:].strip()] if item]


def _goes_on(text: str, start: int) -> bool:
    return _OF.match(text, start) is not None and not _PEOPLE.match(text, start)


def _is_within(text: str, start: int, after: str) -> bool:
    """Tell whether an « et » is in a name: « Lens et environs », « La Lettre et la Marge »."""
    before = text[:start]
    known = any(m.start() < start < m.end() for m in bodywords.WITH_AND.finditer(flat(text)))
    towns = _SEVERAL_TOWNS.search(before) and re.match(r"d(?:e |['’])", after)
    proper = _OWN_ARTICLE.search(before) and _ARTICLE_AND_WORD.match(after)
    noun = bodywords.NOUN_START.match(flat(without_article(after)[0]))
    around = re.match(r"(?:environs|alentours)\b", after)
    return bool(known or towns or around or (proper and not noun))


def _joins(text: str, start: int, end: int, after_de: bool) -> bool:
    """Tell whether an « et » stands between two bodies, and not within the name of one."""
    before, after = text[:start], text[end:]
    if _is_within(text, start, after):
        return False
    # « Café Charlie de Besançon et Vesoul ».
    if (town := re.search(r"(?:de|d['’]) ?([A-ZÀ-Þ][\w-]+)$", before)) and is_town(town[1]):
        return not (after[:1].isupper() and is_town(re.split(r",| et | \(", after)[0]))
    # « et son partenaire le CIDFF », « et des associations locales »: these have no name.
    unnamed = _PEOPLE.match(after) and " des " not in before
    if unnamed or re.match(r"(?:son|sa|notre|leur) ", after):
        return True
    if re.match(r"(?:le |la |les |l['’])", after):
        # « pour la recherche et la formation » goes on with a name, « et les habitants » ends it.
        body = is_body(*without_article(re.split(r", | et |\(", after)[0]))
        return body or _COMPLEMENT.search(before) is None
    if re.match(r"(?:de la |de l['’]|du |des |de |d['’])", after):
        return after_de and _joins_after_de(before, after)
    return _joins_bare(before, after)


def _joins_after_de(before: str, after: str) -> bool:
    """Tell whether « de la Région et du Fonds social européen » are two."""
    name, _article = without_article(after)
    first = re.split(r"[ ,]", name)[0]
    known = (
        bodywords.SIGLE.match(name)
        or flat(first).upper() in bodywords.USUAL_SIGLES
        or flat(first) in ("etat", "region", "departement", "prefecture", "metropole", "mairie")
    )
    noun = bodywords.NOUN_START.match(flat(name))
    several = len(name.split()) > 1
    # « de la Région et du Fonds social européen », not « de l’Emploi et du Travail ».
    # After a sigle, a name of one word is another: « de la DRAC et du Fongecif ».
    after_sigle = bodywords.SIGLE.fullmatch(re.split(r"[ ’']", before)[-1])
    # « Université de Lorraine », but not « de la Cimade » by itself.
    proper = _OF_PROPER.search(before)
    within = proper is not None and not re.search(r"(?:^|, | et )$", before[: proper.start()])
    other = name[:1].isupper() and (after_sigle or (several and not within))
    return bool(known or (noun and several) or _is_proper(name) or other)


def _joins_bare(before: str, after: str) -> bool:
    """Tell whether what stands after « et » without an article is another body."""
    # « et association Carrefour ».
    if re.match(
        r"[a-zà-ÿ-]{3,20} (?:de la |du |de |d['’])?[A-ZÀ-Þ]", after
    ) and bodywords.NOUN_START.match(flat(after)):
        return True
    last = re.split(r", |(?<!-d)(?<!-l)['’]|\(| et ", before)[-1].strip()
    lone = (
        len(last.split()) == 1
        and not bodywords.SIGLE.fullmatch(last)
        and not _ends_with_article(before, last)
    )
    # « Aquitaine Ville et Santé », « Plumes et Compagnie »: one word more, and no sigle.
    word = re.split(r"[ ,(]", after)[0]
    alone = len(re.split(r",| et ", after)[0].split()) == 1
    # « l’association Femmes et Santé », « le Laboratoire Territoires et Migrations ».
    noun = bodywords.NOUN_START.match(flat(without_article(last)[0]))
    theme = (
        (noun or _TOWNS.match(flat(last)))
        and last.split()[-1][:1].isupper()
        and (_TOWNS.match(flat(last)) or not _OF_PROPER.search(last))
    )
    theme = theme and not any(map(bodywords.SIGLE.fullmatch, (word, last.split()[-1])))
    finishes = len(last.split()) > 1 and alone and (flat(word) in _COMMON or theme)
    return after[:1].isupper() and not lone and not finishes


def _is_proper(name: str) -> bool:
    """Tell whether a name is that of a body by its own capitals: « Labo Cités »."""
    parts = name.split()
    return len(parts) > 1 and parts[0][:1].isupper() and parts[1][:1].isupper()


def _ends_with_article(before: str, last: str) -> bool:
    return (
        re.search(r"(?:\b[Ll][ea]s? |[Ll]['’]|du |de la )$", before[: len(before) - len(last)])
        is not None
    )


def _with_towns(found: list[str]) -> list[str]:
    """Return the names; before « Ville de Metz », « CCAS » is the « CCAS de Metz »."""
    whole: list[str] = []
    for place, name in enumerate(found):
        town = bodywords.OF_TOWN.match(found[place + 1]) if place + 1 < len(found) else None
        whole.append(f"{name} {town[1]}" if name in bodywords.MUNICIPAL and town else name)
    return list(dict.fromkeys(whole))


def sigles_of(texts: Iterator[str]) -> frozenset[str]:
    """Return the sigles that a page writes by themselves, outside of brackets."""
    found: set[str] = set()
    for text in texts:
        found.update(bodywords.SIGLE.findall(bodywords.BRACKETS.sub("", text)))
    return frozenset(found)
