"""How many people came: a count of people beside a verb of coming, and no other count."""

from __future__ import annotations

import re

from oriv_cli.errors import InvalidValue
from oriv_cli.i18n import _
from oriv_cli.readers.page import words
from oriv_cli.readers.page.blocks import just_before
from oriv_cli.readers.page.facts import Fact, inferred, said
from oriv_cli.readers.page.scene import Scene
from oriv_cli.record import audience

_UNITS = [
    "zero",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
]
_TENS = {
    "vingt": 20,
    "vingts": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "octante": 80,
    "nonante": 90,
}
_NUMBER_WORD = words.any_of("|".join([*_UNITS[2:], *_TENS, "cents?", "mille"]))
_IN_LETTERS = rf"{_NUMBER_WORD}(?:(?:[ -]|[ -]et[ -]){_NUMBER_WORD}|[ -]et[ -]un){{0,5}}"
_LETTERS_LAST = words.pattern(rf"{_IN_LETTERS}$")
_COUNT = (
    r"(?:(?:environ|pres d[e']|plus d[e']|moins d[e']|autour d[e']|quelque) ?)?"
    r"(?:une (?:petite |bonne |grosse )?(?:dizaine|douzaine|quinzaine|vingtaine|trentaine"
    r"|quarantaine|cinquantaine"
    r"|soixantaine|centaine)|\d{1,3}(?: \d{3})?(?![\d%])|" + _IN_LETTERS + ")"
)
_PEOPLE = (
    r"(?: d[e']| d')? ?(?:[a-z]{3,12} )?(?:participant|personne|acteur|actrice|professionnel"
    r"|inscrit present|habitant|citoyen|elu\b|elus|elue|agent|stagiaire|auditeur|auditrice"
    r"|benevole|jeunes\b|etudiant|internaute|spectateur|partenaires\b|technicien|representant"
    r"|intervenants? et|chefs|conseill|coordonn|coordin|membres\b|femmes\b|travailleur|mediat"
    r"|enseignant|gens\b|gardien|adulte|animat|educat|directeur|directrice|responsable"
    r"|delegue|referent|parents\b|assistant|locataires|salarie|maires\b|adherent|convive|invite"
    r"|festivalier|visiteur|lyceen|collegien|retraite|entrepreneur|createur|createurs"
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
    rf" ?(?:les )?({_COUNT})({_PEOPLE})"
)
_PEOPLE_FIRST = words.pattern(
    rf"({_COUNT})({_PEOPLE})[^.;:!?()]{{0,90}}?(?:\([^()]{{0,200}}\)[^.;:!?()]{{0,30}}?)? ?"
    r"(?:etaient (?:\w{1,10} )?(?:reuni|present|rassemble|la\b|venue?s|connecte|inscrit)"
    r"|ont (?:\w{1,12} )?(?:participe|assiste|repondu|pris part|suivi|echange|debattu|visite"
    r"|decouvert|travaille|planche|beneficie|pu )"
    r"|avaient (?:repondu|fait le deplacement|participe|assiste|suivi)"
    r"|l'ont (?:\w{1,12} )?suivi"
    r"|(?:se|s')(?: sont|etaient) (?:\w{1,12} )?(?:reuni|retrouve|rassemble|connecte|inscrit)|y ont"
    r"|present(?:e|\.e|·e)?s?\b)"
)
_PARTICIPANTS = words.pattern(rf"\b({_COUNT})( d[e']| d')? ?(?:participant|personnes presentes)")
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
_ALONE = words.pattern(rf"^({_COUNT})( d[e']| d')? ?(?:participante?s?|personnes presentes)[ .!]*$")
_OF_THE_EVENT = (_VERB_FIRST, _PEOPLE_FIRST, _PARTICIPANTS)
_OTHER_CROWD = words.pattern(r"\b(?:signataires|logements|menages|familles|structures|eleves)\b")


def attendance(scene: Scene) -> Fact | None:
    """Return the number of people who came, as the source has it."""
    doubtful: Fact | None = None
    for sentence in scene.sentences:
        if sentence.heading:
            continue
        # « Public : 45 personnes » speaks of the event by standing there.
        rules = (_LABELLED, _ALONE, *(_OF_THE_EVENT if sentence.about else (_PEOPLE_FIRST,)))
        for rule in rules:
            match = rule.search(sentence.bare)
            if match is None or not _is_crowd(sentence.bare, match):
                continue
            value = _understood(match[1])
            written = sentence.words_at(match)
            outright = sentence.about or rule in (_LABELLED, _ALONE)
            if not value or not (outright or "participant" in match[2]):
                continue
            if outright:
                return said(value, written)
            why = _("The sentence does not name the event.")
            doubtful = doubtful or inferred(value, written, why)
    return doubtful


def _is_crowd(bare: str, match: re.Match[str]) -> bool:
    """Tell whether a count is that of the people who came, and of nothing else."""
    after = bare[match.end() :]
    if match.re is _LABELLED:
        return not _PLACES.match(after)
    if match.re is not _VERB_FIRST and _CAPACITY.search(just_before(bare, match.start(1), 30)):
        return False
    return not (_OTHER_CROWD.search(match[0]) or _PLACES.match(after))


def _understood(count: str) -> str:
    plain = re.sub(r"\b(?:petite|bonne|grosse)\s", "", re.sub(r"\s", " ", count))
    plain = plain.replace("quelque ", "environ ")
    if letters := _LETTERS_LAST.search(plain):
        plain = f"{plain[: letters.start()]}{_number(letters[0])}"
    try:
        return audience.understand(plain)
    except InvalidValue:
        return ""


def _number(letters: str) -> int:
    """Return 140 for « cent quarante », 80 for « quatre-vingts »."""
    total = 0
    for word in re.split(r"[ -]", letters):
        if word in ("cent", "cents"):
            total = max(total, 1) * 100
        elif word == "mille":
            total = max(total, 1) * 1000
        elif word in ("vingt", "vingts") and total % 100 == 4:
            total += 76
        elif word != "et":
            total += _TENS.get(word, 0) or _UNITS.index(word)
    return total
