"""Who spoke, with the title that the page gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from oriv_cli.readers.page import bodies, words
from oriv_cli.readers.page.blocks import Block, flat, listed
from oriv_cli.readers.page.facts import Fact, Scene, said
from oriv_cli.readers.page.roles import subject
from oriv_cli.readers.page.sentences import Sentence
from oriv_cli.record import territories
from oriv_cli.record.text import fold

_WORD = r"[A-ZÀ-Þ][\w'’]{1,25}(?:-[A-ZÀ-Þ][\w'’]{1,25})*"
_NAME = re.compile(
    rf"(?<![\w-])(?:(?:M\.|Mme|Mmes|Dr|Pr|Mlle|Avec|Par|Et) )?((?!Interventions? |Animation "
    rf"|Témoignages? |Regards? |Conférence |Introduction |Conclusion |Ouverture |Avec |Par |Et "
    rf"|Puis |Enfin |Ensuite |Le |La |Les |L['’]|Mme |Dr |Pr ){_WORD}(?: (?:de|du|d['’]|le|la"
    rf"|von|van|ben|el|al|di|da))?"
    rf"(?: {_WORD}){{1,3}})(?![\w-])"
)
_ROLE = words.pattern(
    words.any_of(
        "professeure?|directeur|directrice|chargee?"
        " d|maitre|maitresse|sociologue|chercheu|responsable|cheff?e?s? d",
        "presidente?|vice-president|coordinat|coordonnat|maire|adjointe?|elue?|deleguee?|psycholog|psychiatre|consultant",
        "anthropologue|docteure?|doctorant|medecin|juriste|avocat|prefete?|sous-pref|membre|formateur|formatrice",
        "geographe|historien|politiste|politologue|philosophe|urbaniste|economiste|demographe|ingenieure?|journaliste",
        "animat|mediat|educat|habitante?|conseill|secretaire|fondat|cofondat|co-|auteure?|autrice|enseignant|inspect",
        "architecte|infirmi|pediatre|cadre|gerante?|technicien|agente?|assistante?|statisticien|ethnologue|linguiste",
        "expert|specialiste|comedien|artiste|realisat|directions?|charge|universitaire|depute|senat|ministre|referent",
        "representante?|benevole|travailleu|orthophoniste|puericult|magistrat|procureure?|substitut|commissaire|officier",
        "ancien|ancienne|psychanalyste|pedopsychiatre|invitee?|grand"
        " temoin|socio|attachee?|correspondant|pilote",
    )
)
_SPEAKS = words.pattern(
    r"\b(?:(?:a|ont|est|sont|nous a|nous ont|avait|avaient) (?:\w{1,14} ){0,2}?(?:presente"
    r"|rappele|expose|interven|anime"
    r"|dresse|partage|temoigne|introduit|conclu|souligne|explique|nourri|apporte|eclaire|evoque"
    r"|aborde|montre"
    r"|insiste|ouvert|debattu|echange|propose|livre|restitue|decrit|analyse|developpe)\w{0,3}"
    r"|intervien\w{1,7}|intervenai\w{1,3}|presentera\w{0,3}|animera\w{0,3}|presentai\w{1,3}"
    r"|animai\w{1,3})\b"
)
_BEFORE = words.pattern(
    r"(?:\bavec(?: la participation d[e'u]| l'intervention d[e'u]| les interventions d[e'u]"
    r"| le temoignage d[e'u])?"
    r"|\binterventions? d[e'u]|\bconference d[e'u]|\bapport(?:s)? d[e'u]|\btemoignages? d[e'u]"
    r"|\b(?:animee?s?|assuree?s?|presentee?s?|moderee?s?|introduite?s?|conclue?s?|co-animee?s?"
    r"|ouverte?s?) par"
    r"|\ben presence d[e'u]|\bintervenante?s? ?:|\bgrand temoin ?:|\banimation ?:|\bregards? d[e'u]"
    r"|\binvitee? ?:|\bintervention ?:|\bplus avec|\bautour d[e'u]|\b(?:est"
    r"|sont) intervenue?s? ?:) ?(?:m\. |mme )?$"
)
_AUTHOR = words.pattern(
    r"(?:\b(?:rapport|ouvrage|livre|film|enquete|etude|memoire|these|photos?|dessins?|texte"
    r"|article|rue|lycee|college"
    r"|ecole|salle|espace|place|centre|maison|hommage|avenue|quartier|amphitheatre|loi|fondation"
    r"|prix|campus|site"
    r"|auditorium|mediatheque|theatre|gymnase|musee|institut)(?: d[e'u]| a)?"
    r"|\b(?:redigee?|ecrite?|montee?|creee?|realisee?|dirigee?|signee?|coordonnee?|fondee?"
    r"|publiee?|illustree?)s? par) ?$"
)
_COLLECTIVE = words.pattern(r"\b(?:est|sont) intervenue?s?\b")
_OF = re.compile(r", (?:de l['’]|du |de la |des |de |d['’]|pour l[ea'’] ?)(?=[\w«])")
_INVITED = re.compile(r",? invitée?s? (?:en tant que|comme|à titre de) ")
_LIST_OF_SPEAKERS = words.pattern(
    r"(?:(?:les |nos |l')?(?:intervenant|orateur|invite)\w{0,9}[^.,]{0,30}$|avec ?:?$"
    r"|avec la participation[^.,]{0,30}$|en presence d\w{0,2} ?:$)"
)
_NO_PERSON = listed(
    "universite centre ville observatoire agence mission conseil region grand saint sainte"
    " journee politique national"
    " nationale regional regionale maison institut association fondation comite collectif reseau"
    " cabinet secours medecins"
    " migrations sante espace ministere direction prefecture departement metropole communaute"
    " caisse ecole lycee college"
    " laboratoire federation union villes cites banlieue profession reso labo etats unis semaine"
    " semaines appel nuit"
    " assemblee generale croix rouge caf ars cnfpt emploi pole france plan contrat contrats"
    " programme atelier cycle"
    " temps forum accueil droits egalite travail service services hauts alpes seine loire rhone"
    " cote ile haute haut"
    " bas basse nord sud est ouest republique europe fabrique territoires haute-marne plateforme"
    " etat"
)
_LONGEST_TITLE = 220


class Person(NamedTuple):
    """Where a name stands in a sentence, and where the words about it begin."""

    name: str
    start: int
    end: int
    chained: bool = False


def speakers(scene: Scene) -> list[Fact]:
    """Return the people, and the bodies, that the page says spoke, each once."""
    found: dict[str, Fact] = {}
    under: Block | None = None
    for sentence in scene.sentences:
        if sentence.block.kind != "item":
            under = sentence.block
        listed = under is not None and _LIST_OF_SPEAKERS.match(flat(under.text)) is not None
        listed = listed and (sentence.block.kind == "item" or sentence.block is under)
        for fact in [*_people(sentence, listed=listed), *_bodies(sentence, scene)]:
            _keep(found, fact)
    return list(found.values())


def _keep(found: dict[str, Fact], fact: Fact) -> None:
    """Keep a speaker, with the longer of two titles."""
    key = fold(fact.value["name"])
    known = found.get(key)
    if known is None or len(known.value.get("title", "")) < len(fact.value.get("title", "")):
        found[key] = fact


def _people(sentence: Sentence, *, listed: bool) -> Iterator[Fact]:
    spoken = _SPEAKS.search(sentence.bare)
    people = list(_named(sentence, listed=listed, speaks=bool(spoken)))
    for place, person in enumerate(people):
        following = people[place + 1].start if place + 1 < len(people) else len(sentence.text)
        title = _title(sentence, person, following)
        value = {"name": person.name, **({"title": title} if title else {})}
        yield said(value, sentence.text[person.start : max(following, person.end)].strip(" ,"))


def _named(sentence: Sentence, *, listed: bool, speaks: bool) -> Iterator[Person]:
    """Yield the people of a sentence whom its words make speakers."""
    last: Person | None = None
    for match in _NAME.finditer(sentence.text):
        name, start, end = match[1], match.start(1), match.end(1)
        before = sentence.bare[max(start - 60, 0) : start]
        if sentence.bare[start] == "¤" or not _is_person(name) or _AUTHOR.search(before):
            continue
        introduced = _BEFORE.search(before) is not None
        titled = _has_title(sentence, end)
        chained = (
            last is not None
            and titled
            and re.search(r"(?:, | et |; |,? puis |,? et d[e'u] ?)$", before) is not None
        )
        chained = chained or (
            last is not None
            and before.endswith((" et ", " puis ", " et de ", " et d'"))
            and start - last.end < 8
        )
        opens = titled and speaks and (start < 4 or before.endswith((", ", " et ")))
        if (
            introduced
            or chained
            or opens
            or (listed and (titled or start < 3))
            or _speaks_next(sentence, end)
        ):
            last = Person(name, start, end, chained)
            yield last


def _has_title(sentence: Sentence, end: int) -> bool:
    after = sentence.bare[end : end + 60]
    if re.match(r"(?: ?,| [–-]| ?\(| ?:) ?", after):
        rest = re.sub(r"^(?: ?,| [–-]| ?\(| ?:) ?(?:la |le |l'|un |une )?", "", after)
        if _ROLE.match(rest):
            return True
    return _OF.match(sentence.text, end) is not None or re.match(r" ?\([^()]", after) is not None


def _speaks_next(sentence: Sentence, end: int) -> bool:
    """Tell whether « est intervenu », « a présenté » follow a name."""
    return re.match(r" ,? ?", sentence.bare[end : end + 3]) is not None and (
        _SPEAKS.match(sentence.bare, end + 1) is not None
    )


def _is_person(name: str) -> bool:
    parts = fold(name).split()
    if any(part in _NO_PERSON for part in parts) or name.isupper():
        return False
    # « Grand Est », « Metz », « Villeurbanne » are places, « DRDJSCS Alsace » a body.
    first = name.split()[0]
    return not (len(first) > 1 and first.isupper() and first in bodies.USUAL_SIGLES) and not (
        territories.by_name(name)
    )


def _title(sentence: Sentence, person: Person, following: int) -> str:
    """Return what is said of a person between the name and the verb, or the next name."""
    rest = sentence.text[person.end : following]
    covered = flat(rest)
    verb = _SPEAKS.search(covered)
    if verb:
        rest = rest[: verb.start()]
    bracket = re.match(r" ?\(([^()]{2,200})\)", rest)
    # A year or an hour in brackets is no title.
    if bracket and not re.fullmatch(r"[\d\s/h-]+", bracket[1]):
        return _lower(bracket[1])
    match = re.match(r"(?: ?,| [–-]| ?:) ?(.*)", rest, re.DOTALL)
    if match is None or "«" in match[1][:3]:
        return ""
    title = _INVITED.sub(lambda _m: ", ", match[1]).strip(" ,;.:–-")
    title = re.sub(
        r",? (?:et de|et d['’]|et|puis|ainsi que|qui|est|sont|nous|a|ont)$", "", title
    ).strip(" ,;.")
    title = re.sub(r"^(?:de l['’]|du |de la |des |de |d['’]|pour l[ea'’] ?)(?=[\w«])", "", title)
    return _lower(_short(re.sub(r", Grand [Tt]émoin", ", grand témoin", title)))


def _short(title: str) -> str:
    """Return a title without the sentence that goes on after it."""
    title = re.split(r",? (?:a|ont|est|sont|s['’]est|se sont|aura|avait|étaient) ", title)[0]
    title = re.split(r" ?[:«»]", title)[0]
    title = re.split(r", (?=(?:cette|ce|cet|ces|nous|ils|elles|il|elle|on)\b)", title)[0]
    cut = re.search(
        r" (?:pour (?=\w+(?:er|ir|re)\b)|lors|afin|sur le th|autour|dans le cadre|et (?:a|ont|en"
        r"|sur) |à travers|qui )",
        title,
    )
    title = title[: cut.start()] if cut and cut.start() > 8 else title
    return title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE].rsplit(" ", 1)[0]


def _lower(title: str) -> str:
    """Return a title with a small letter where a common noun begins it."""
    first = title.split(" ")[0]
    return (
        title[:1].lower() + title[1:] if _ROLE.match(flat(first)) and not first.isupper() else title
    )


def _bodies(sentence: Sentence, scene: Scene) -> Iterator[Fact]:
    """Yield the bodies of « le CGET est intervenu »."""
    if match := _COLLECTIVE.search(sentence.bare):
        region = sentence.text[: match.start()]
        start = subject(region)
        if start is None or _NAME.match(region, start):
            return
        for name in bodies.names(region[start:], sigles=scene.sigles):
            yield said({"name": name}, sentence.text[: match.end()])
