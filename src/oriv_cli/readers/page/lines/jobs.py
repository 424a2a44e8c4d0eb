"""What is said of a person beside the name: « sociologue », « directrice de l’IREV »."""

from __future__ import annotations

import re

from oriv_cli.readers.page.blocks import flat, just_before, listed
from oriv_cli.readers.page.french import bodywords, words
from oriv_cli.readers.page.lines.lines import is_house
from oriv_cli.readers.page.lines.persons import ROLE, SUFFIX, has_given_name
from oriv_cli.readers.page.lines.towns import is_town

# A plural title is said of all who stand before it: « X et Y, sociologues ».
PLURAL = words.pattern(
    rf"(?:co-?)?(?:{SUFFIX}s|professeure?s|directeurs|charge?e?s|medecins|avocate?s|elue?s"
    r"|militante?s|etudiante?s|benevoles|habitante?s|consultante?s|membres|architectes)\b"
)
_NO_TITLE = words.pattern(
    r"(?:l[ea]s?|du|des|au|aux|a|en|dans|pour|sur|par|qui|que|est|sont|ont|et|ou|mais|ce|cette|ces"
    r"|cet|il|elle|ils|elles|nous|vous|on|lors|avec|chez|\d+"
    r"|nee?s?|agee?s?|venue?s?|installee?s?|accompagnee?s?|entouree?s?|assistee?s?|presente?s?|ainsi"
    r"|initialement|finalement|egalement|avant|apres|devant|suivie?s?|decede\w{0,2}|disparue?s?|parrain\w{0,3}|tous|toutes|puis|enfin|bref|hier|demain)\b"
)
_INTRODUCED_TITLE = re.compile(
    r"(?<!\w)(?:la |le |l['’]"
    r"|notre )?([a-zà-ÿ][\w’'-]{2,25}(?: (?:en )?[a-zà-ÿ][\w’'-]{2,20}){0,2}) $"
)
# « Le directeur des affaires culturelles, M. Christophe Pomez, a rappelé … ».
_APPOSED = re.compile(
    r"(?:(?:^|[.;:] )(?:Madame |Monsieur )?(?:(?:[Nn]otre|[Ss]on|[Ss]a|[Ll]eur|[Ll][ea]) "
    r"|[Ll]['’])?|(?:, |\b(?:par|avec|et|de|que) )(?:(?:notre|son|sa|leur|l[ea]) "
    r"|l['’]))(?=([^,.;:()]{4,80}), (?:M\. |Mme |Madame |Monsieur )?$)"
)
_GOES_ON = re.compile(
    r" [–—-] (?:le |la |les |son |voir )?(?:programme|diaporama|support|vidéo|présentation|affiche"
    r"|actes|synthèse|compte)|, (?:la |le |l['’]|les )(?:parole\b|journée|rencontre|séminaire"
    r"|soirée|matinée|table ronde|atelier|webinaire|colloque|après-midi|débat|conférence|échanges"
    r"|temps)|, (?:projection|visite|lecture) d(?:e |u |['’])|, sur "
    r"|,? (?:puis|en particulier|notamment|en présence|ainsi que|suivie?s?|ensuite"
    r"|avant d|lors|avec)\b|, (?:avant|après|devant|pendant|tandis|dont|où|en (?:partenariat|lien"
    r"|collaboration)|de ce|des (?=[a-zà-ÿ]))\b|, (?:pour (?:l[ea]s? |l['’]|son |sa |leurs? )|cette"
    r"|ce|cet|ces|nous|ils|elles|il|elle|on|et (?:à |d['’]|de |par |l['’]|l[ea]s? |des |du "
    r"|deux|trois"
    r"|quatre|un |une )|(?:et )?(?:co-?)?(?:financ|organis|anim|souten|propos|accueill)\w+ par)\b"
    r"|, (?:les (?=[a-zà-ÿ])|deux |trois |quatre |plusieurs |au (?:profit|bénéfice) )"
    r"|, d(?:e |['’])[a-zà-ÿ]{3,12}(?:er|ir|re)(?= )"
    r"|, [a-zà-ÿ]{3,12}(?:er|ir|re) (?:leurs?|son|sa|ses|l[ae]s?|comment)\b"
    # Where they met, and whom they spoke to.
    r"|,? à \d|, à (?:l['’]invitation|la demande|l['’]initiative) d|, s['’]\w{4,12}ait "
    r"|, en \w{2,14}ant\b|, dans (?:l[ea]s? |l['’]|nos |une? )"
    r"|,? (?:et )?(?:celui|celle|ceux)\b|,? et [a-zé]{3,12}(?:[ei]ra|[ei]ront|èrent|aient)\b"
)
# « conseillère de l’ADIL, le mercredi 13 mars »: the day is no part of a title.
_WHEN = re.compile(
    r",? (?:le |les |ce )(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|\d{1,2}(?:er)? [a-zé])"
)
# Where somebody comes from, and the sentence that begins where a full stop is missing.
_LIFE = re.compile(
    r",? \(?(?:et )?(?:co-?)?(?:auteure?|autrice)s? d"
    r"|,? (?:et )?(?:née?s?|native?s?|natifs?) (?:à|en|d[eu]|d['’]|au|aux|le)"
    r"|, (?:originaires?|installée?s?|venue?s?|basée?s?|âgée?s?) "
    r"|,? (?:et )?\w{3,14}(?:ée?s?|ie?s?|te?s?|ue?s?) par(?: |$)|, (?:discut|anim|présent|modér"
    r"|introdui|suivi|accompagn|conclu)\w{0,4}$|(?<=\)) (?=[A-ZÀ-Þ])"
)
_BORN = re.compile(r" ?\((?:née?s?|native?|natif) [^()]{2,80}\)")
_NEXT = re.compile(
    r"(?<!«) (?=([A-ZÀ-Þ][\w'’-]{2,20}) [A-ZÀ-Þ]"
    r"|(?:L(?:es?|a) |L['’]|Ce(?:tte|t|s)? |Ils? |Elles? |Une? |Des |Nous )[a-zà-ÿ])"
)
_AT_HOUSE = re.compile(r", (?:à la |à l['’]|au |aux |dans l[ea] |dans l['’])")
_EMPLOYS = words.pattern(
    r"(?:universite|ecole|institut|faculte|lycee|college|hopital|chu|centre)\b"
)
_NAMED_AFTER = words.pattern(
    r"\b(?:universite|lycee|college|institut|hopital)(?: [^ ,]{1,20}){1,2}$"
)
# « Nino Ferrero, né à Cuneo, géographe ».
_NEE = re.compile(
    r", (?:née?|native?|natif|âgée?|installée?|originaire) [^,.;:()]{2,40}, (.*)", re.DOTALL
)
# « politologue, Cergy, 94 participants »: that is where they met.
_TOWN_AND_COUNT = re.compile(r", ([A-ZÀ-Þ][\w'’-]{1,40}), \d{1,4} (?:part|pers)")
_INVITED = re.compile(r",? invitée?s? (?:en tant que|comme|à titre de) ")
_VERB_AFTER = re.compile(
    r",? (?:a|ont|est|sont|s['’]est|se sont|aura|avait|étaient|était|y|viendra|viendront|sera"
    r"|seront|fera|feront|auront|dira|peut|permet) "
)
_NO_TITLE_BEFORE = re.compile(r"avec|dont|comme|notamment|intervenant|orat|invité|conférenci")
_NO_LAST = listed("par avec de du des en dont comme notamment et pour ou selon sur")
# What a name of a person may belong to: « du collège Jean Moulin ».
_BEFORE_NAME = listed(
    "college lycee ecole fondation association institut centre hopital universite rue place"
    " espace maison theatre mjc residence foyer laboratoire cabinet compagnie musee mediatheque"
    " librairie social agence groupe chu clinique amis de du la le des saint sainte l"
)
_LONGEST_TITLE, _SHORTEST = 220, 8
_NUMBER = re.compile(
    r"[\d\s/h-]+|(?i:pdf\b.{0,30}|\d{1,4}(?:[.,]\d{1,2})? [kmg]o)"
    r"|(?:env\w*\.? )?\d+ ?(?:p\.?|pers|part|insc|prés|aud|entr)\b.*"
)
_OF = re.compile(r", (?:de l['’]|du |de la |des |de |d['’]|pour l[ea'’] ?)(?=[\w«])")


def has_title(bare: str, text: str, end: int) -> bool:
    """Tell whether a title stands after a name: « , sociologue », « (CNRS) », « , de l’Insee »."""
    after = bare[end : end + 60]
    match = re.match(r"(?: ?,| [–-]| ?\(| ?:) ?(?:la |le |l'|un |une )?", after)
    if match and ROLE.match(after[match.end() :]):
        return True
    # « , université de Lorraine », « , ORIV »: whom they come from.
    body = re.match(r", (?:l['’])?", text[end : end + 6])
    if body and bodywords.NOUN_START.match(bare[end + body.end() : end + 60]):
        return True
    return _OF.match(text, end) is not None or re.match(r" ?\([^()]", after) is not None


def title_before(text: str, start: int) -> str:
    """Return the title that stands before a name: « la sociologue Ghislaine Théodore »."""
    for apposed in _APPOSED.finditer(just_before(text, start, 120)):
        if ROLE.match(flat(apposed[1])):
            return _lower(apposed[1])
    match = _INTRODUCED_TITLE.search(just_before(text, start, 90))
    if match is None:
        return ""
    parts = match[1].split()
    # « Les auditeurs ont écouté X »: a verb is no part of a title.
    if flat(parts[-1]) in _NO_LAST or {"a", "est", "ont", "sont"} & {*parts}:
        return ""
    for place in range(len(parts)):
        phrase = re.sub(r"^l['’]", "", " ".join(parts[place:]))
        if ROLE.match(flat(phrase)) and not _NO_TITLE_BEFORE.match(phrase):
            return phrase
    return ""


def title_after(rest: str, speaks: re.Pattern[str]) -> str:
    """Return what is said of a person between the name and the verb, or the next name."""
    if verb := speaks.search(flat(rest)):
        rest = rest[: verb.start()]
    # « (Pauline Charvet, chercheuse) »: the bracket that the name stands in ends it.
    rest = rest.partition(")")[0] if re.match(r"[^()]*\)", rest) else rest
    bracket = re.match(r" ?\(([^()]{2,200})\)", rest)
    # A year, an hour or how many came is no title.
    if bracket and not _NUMBER.fullmatch(bracket[1]):
        return _lower(bracket[1])
    # « Mehdi Lahlou de l’association La Clède ».
    of = re.match(r" (?:de l['’]|du |de la |de )(.+)", rest)
    if of and (bodywords.NOUN_START.match(flat(of[1])) or bodywords.SIGLE.match(of[1])):
        rest = f",{rest}"
    # « Azouz Begag écrivain et ancien ministre ».
    if re.match(r" [a-zà-ÿ]", rest) and ROLE.match(flat(rest[1:])):
        rest = f",{rest}"
    match = re.match(r"(?: ?,| [–-]| ?:) ?(.*)", rest, re.DOTALL)
    if match is None or re.match(r".{0,2}[«“\"]", match[1]):
        return ""
    match = _NEE.match(rest) or match
    title = _INVITED.sub(lambda _m: ", ", match[1]).strip(" ,;.:–-")
    title = re.sub(
        r",? (?:et de|et d['’]|et|puis|ainsi que|qui|est|sont|nous|y|a|ont)$", "", title
    ).strip(" ,;.")
    if not ROLE.match(flat(title)):
        if title.startswith("respectivement "):
            return title
        # After a dash or a colon stands what they spoke of.
        if not rest.startswith((",", " ,")) or (
            not _OF.match(f", {title}") and _NO_TITLE.match(flat(title))
        ):
            return ""
    title = re.sub(r"^(?:de l['’]|du |de la |des |de |d['’]|pour l[ea'’] ?)(?=[\w«])", "", title)
    return _lower(_short(re.sub(r", Grand [Tt]émoin", ", grand témoin", title)))


def _short(title: str) -> str:
    """Return a title without the sentence that goes on after it."""
    where = _TOWN_AND_COUNT.search(title)
    title = title[: where.start()] if where and is_town(where[1]) else title
    title = _VERB_AFTER.split(_BORN.sub("", title))[0]
    title = re.split(
        r" ?[:;>•|]|, «| «(?![^»]{2,60}»)| \d{1,2} ?h ?\d{0,2}\b| \d+ (?:part|pers)"
        # The next label, where a line does not end.
        r"| (?:Documents?|Supports?|Public|Participants|Lieu|Date|Contact|Nombre|Organisation"
        r"|Partenaires|Durée|Horaires?|Tarif|Coût|Effectif)(?: [a-zà-ÿ]{3,15})? ?:"
        r"| (?:Moins|Plus|Près) d[e'’]",
        title,
    )[0]
    for match in re.finditer(r",? et (?=[A-ZÀ-Þ][\w'’-]+ [A-ZÀ-Þ])", title):
        if has_given_name(title[match.end() :]):
            title = title[: match.start()]
            break
    title = _without_house(_GOES_ON.split(title)[0])
    cut = re.search(
        r" (?:pour (?=\w+(?:er|ir|re)\b|une? |ce(?:t|tte)? )|, sur |afin|sur l[ea]s? |autour"
        r"|dans le cadre"
        r"|et (?:a|ont|en"
        r"|sur|d['’]échanges) |à travers|qui |dont )|[!?]|\.(?= [A-ZÀ-Þ«“])",
        title,
    )
    title = title[: cut.start()] if cut and cut.start() > 8 else title
    title = title.strip(" ,;.–-")
    title = _WHEN.split(title)[0].rstrip(" ,")
    title = _without_next(_LIFE.split(title)[0])
    title = re.sub(
        r"(?:,?\s(?:de|du|des|d['’]|à|en|pour|et|par|avec|la|le|les|qui|que|ne|lui|leur|[lsmnt]['’]|M\.?|M[ml]?e|Dr|Pr)\s?)+$",
        "",
        title,
    )
    # « élue de Colombelles (14460) ».
    title = re.sub(r" \([\d ]{2,6}\)$", "", title)
    # A bracket that nobody closed.
    if title.count("(") > title.count(")"):
        title = title[: title.rfind("(")].strip()
    return title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE].rsplit(" ", 1)[0]


def _without_house(title: str) -> str:
    """Return « diététicienne » for « diététicienne, à l’épicerie sociale »: they met there."""
    for match in _AT_HOUSE.finditer(title):
        rest = title[match.end() :]
        if is_house(re.split(r"[,;(]", rest)[0]) and not _EMPLOYS.match(flat(rest)):
            return title[: match.start()]
    return title


def _without_next(title: str) -> str:
    """Return a title without the next person or sentence, where a comma or a stop is missing."""
    for match in _NEXT.finditer(title):
        before = re.split(r"[ ']", flat(title[: match.start()]))[-1]
        other = match[1] is None or has_given_name(match[1])
        # « université de Picardie Jules Verne ».
        within = match[1] and _NAMED_AFTER.search(flat(title[: match.start()]))
        if other and not (within or before in _BEFORE_NAME) and match.start() > _SHORTEST:
            return title[: match.start()].rstrip(" ,;")
    return title


def _lower(title: str) -> str:
    """Return a title with a small letter where a common noun begins it."""
    first = title.split(" ")[0]
    return (
        title[:1].lower() + title[1:] if ROLE.match(flat(first)) and not first.isupper() else title
    )
