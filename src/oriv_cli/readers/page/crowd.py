"""How many people came: a count of people beside a verb of coming, and no other count."""

from __future__ import annotations

import re

from oriv_cli.errors import InvalidValue
from oriv_cli.i18n import _
from oriv_cli.readers.page import words
from oriv_cli.readers.page.blocks import just_before
from oriv_cli.readers.page.facts import Fact, inferred, said
from oriv_cli.readers.page.numbers import IN_LETTERS, number
from oriv_cli.readers.page.scene import Scene
from oriv_cli.readers.page.sentences import Sentence
from oriv_cli.record import audience

_LETTERS_LAST = words.pattern(rf"{IN_LETTERS}$")
_COUNT = (
    r"(?:(?:environ|pres d[e']|plus d[e']|moins d[e']|autour d[e']|quelque) ?)?"
    r"(?:une (?:petite |bonne |grosse )?(?:dizaine|douzaine|quinzaine|vingtaine|trentaine"
    r"|quarantaine|cinquantaine"
    r"|soixantaine|centaine)|\d{1,3}(?: \d{3})?(?![\d%])|" + IN_LETTERS + ")"
)
_PEOPLE = (
    r"(?: d[e']| d')? ?(?:[a-z]{3,12} )?(?:participant|personne|acteur|actrice|professionnel"
    r"|inscrit present|habitant|citoyen|elu\b|elus|elue|agent|stagiaire|auditeur|auditrice"
    r"|benevole|jeunes\b|etudiant|internaute|spectateur|partenaires\b|technicien|representant"
    r"|intervenants? et|chefs|conseill|coordonn|coordin|membres\b|femmes\b|travailleur|mediat"
    r"|enseignant|gens\b|gardien|adulte|animat|educat|directeur|directrice|responsable"
    r"|delegue|referent|parents\b|assistant|locataires|salarie|maires\b|adherent|convive|invite"
    r"|festivalier|visiteur|lecteur|lectrice|lyceen|collegien|retraite|entrepreneur|createur|createurs"
    r"|seniors|cadres|chercheu|meres\b|peres\b|hommes\b|decideurs|techniciennes|acteurs|actrices)"
)
# « Public : 45 personnes », « Nombre de participants : 45 ».
_LABELLED = words.pattern(
    rf"\b(?:nombre de participant[\w·.-]{{0,9}}|participation|public|participants) ?: ?({_COUNT})"
)
_VERB_FIRST = words.pattern(
    rf"\b(?:ont forme|a forme|reuni|rassemble|accueilli|mobilise|attire|en presence d[e']"
    rf"|devant|compte|a permis a"
    rf"|reunissait|rassemblait|reunissant|rassemblant|regroupe|permis aux?|suivie? par"
    rf"|en presence de|reunit|rassemble)(?:e?s?)(?:[^.;:()]{{1,90}},"
    r"| pour l'occasion| (?:a|au|dans|en) [^.;:(),\d]{1,40}?)?"
    rf"(?: \d{{1,4}} [a-z' -]{{3,40}} (?:et|soit))?? ?(?:les )?({_COUNT})({_PEOPLE})"
)
_PEOPLE_FIRST = words.pattern(
    rf"({_COUNT})({_PEOPLE})(?:[a-z·-]{{0,9}} env\.)?[^.;:!?()]{{0,90}}?"
    r"(?:\([^()]{0,200}\)[^.;:!?()]{0,30}?)? ?"
    r"(?:etaient (?:\w{1,10} )?(?:reuni|present|rassemble|la\b|venue?s|connecte)"
    r"|(?:ont|avaient) (?:\w{1,12} )?(?:participe|assiste|repondu|pris part|suivi|echange|debattu"
    r"|visite|decouvert|travaille|planche|beneficie|pu |partage|rejoint|fait le deplacement|passe"
    r"|vecu|croise|ete (?:formee|accueilli|reuni|sensibilise)|rempli|pris place)"
    r"|l'(?:ont|avaient) (?:\w{1,12} )?suivi"
    r"|(?:se|s')(?: sont|etaient) (?:\w{1,12} )?(?:reuni|retrouve|rassemble|connecte)|y ont"
    r"|(?:present|connecte|reuni|rassemble)(?:e|\.e|·e)?s?\b)"
)
_CAME = (
    "participant|stagiaire|spectateur|auditeur|connecte"
    "|(?:personnes|professionnels|elus) (?:presente|connecte|reunie|mobilisee)"
)
_PARTICIPANTS = words.pattern(rf"\b({_COUNT})( d[e']| d')? ?(?:{_CAME})")
# Places for people, not people who came.
_CAPACITY = words.pattern(
    r"(?:limitee?s? a|limite de|maximum|maximale? de|jusqu'a|capacite d[e']|au plus|groupes? d[e']"
    r"|entre|minimum|parmi|sur|chaque|par|pour|places? d[e']|jauge d[e']|objectif d[e']|former"
    r"|forme|depuis \d{4},?|\ba)(?: (?:environ|les|de))? $"
)
_PLACES = words.pattern(
    r"[\w.·-]{0,9} (?:maximum|max\b|sur (?:les )?\d|au maximum|attendu|par (?:groupe|session"
    r"|an|seance)|a \d)"
)
# « 54 participants », a line of its own.
_ALONE = words.pattern(rf"^({_COUNT})( d[e']| d')? ?(?:{_CAME})[a-z·-]{{0,5}}(?: env)?[ .!]*$")
_ABOUT = words.pattern(r"(?: d[e'])? ?[\w.·()-]{0,15}(?: [a-z]{4,12})? env(?:iron|\b)")
# What a sentence may say of the event without naming it.
_LIKELY = words.pattern(
    r"participant|spectateur|auditeur|convive|participe|assiste|pris part|deplacement"
    r"|ete formee?s"
)
# « 25 + 3 en visio » is not one number.
_ADDS = re.compile(
    r"[^.;:]{0,30}?(?:\+ ?\d|\b(?:et|plus) \d{1,3} (?:en|a distance|autres|de plus))"
)
_ADDED = re.compile(r"\d ?\+ ?$")
_OF_THE_EVENT = (_VERB_FIRST, _PEOPLE_FIRST, _PARTICIPANTS)
_PERHAPS = (_PEOPLE_FIRST, _VERB_FIRST)
_OTHER_CROWD = words.pattern(r"\b(?:signataires|logements|menages|familles|structures|eleves)\b")


def attendance(scene: Scene) -> Fact | None:
    """Return the number of people who came, as the source has it."""
    doubtful: Fact | None = None
    for sentence in scene.sentences:
        if sentence.heading:
            continue
        # « Public : 45 personnes » speaks of the event by standing there.
        rules = (_LABELLED, _ALONE, *(_OF_THE_EVENT if sentence.about else _PERHAPS))
        for rule in rules:
            match = rule.search(sentence.bare)
            if match is None or not _is_crowd(sentence.bare, match):
                continue
            about = "environ " if _ABOUT.match(sentence.bare, match.end(1)) else ""
            value = _understood(f"{about}{match[1]}")
            written = sentence.words_at(match)
            outright = sentence.about or rule in (_LABELLED, _ALONE)
            if not value or not (outright or _may_be_of_event(sentence, match)):
                continue
            if outright:
                return said(value, written)
            why = _("The sentence does not name the event.")
            doubtful = doubtful or inferred(value, written, why)
    return doubtful


def _may_be_of_event(sentence: Sentence, match: re.Match[str]) -> bool:
    """Tell whether a sentence that names no event may count those who came to this one."""
    other = words.OTHERS_ANY.search(sentence.bare) or re.search(r"\bavai(?:t|ent)\b", match[0])
    return _LIKELY.search(match[0]) is not None and not other


def _is_crowd(bare: str, match: re.Match[str]) -> bool:
    """Tell whether a count is that of the people who came, and of nothing else."""
    after = bare[match.end() :]
    if _ADDS.match(bare, match.end(1)) or _ADDED.search(just_before(bare, match.start(1), 5)):
        return False
    if match.re is _LABELLED:
        return not _PLACES.match(after)
    if match.re is not _VERB_FIRST and _CAPACITY.search(just_before(bare, match.start(1), 30)):
        return False
    return not (_OTHER_CROWD.search(bare, match.start(1), match.end()) or _PLACES.match(after))


def _understood(count: str) -> str:
    plain = re.sub(r"\b(?:petite|bonne|grosse)\s", "", re.sub(r"\s", " ", count))
    plain = plain.replace("quelque ", "environ ")
    if letters := _LETTERS_LAST.search(plain):
        plain = f"{plain[: letters.start()]}{number(letters[0])}"
    try:
        return audience.understand(plain)
    except InvalidValue:
        return ""
