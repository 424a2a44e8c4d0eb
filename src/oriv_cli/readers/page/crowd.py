"""How many people came: a count of people beside a verb of coming, and no other count."""

from __future__ import annotations

import re

from oriv_cli.errors import InvalidValue
from oriv_cli.readers.page import words
from oriv_cli.readers.page.facts import Fact, Scene, said
from oriv_cli.record import audience

_IN_LETTERS = {
    "douze": 12,
    "quinze": 15,
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "soixante-dix": 70,
    "quatre-vingts": 80,
    "quatre-vingt": 80,
    "quatre-vingt-dix": 90,
    "cent": 100,
    "cent vingt": 120,
    "cent cinquante": 150,
    "deux cents": 200,
    "trois cents": 300,
}
_COUNT = (
    r"(?:(?:environ|pres d[e']|plus d[e']|moins d[e']|autour d[e']|quelque) ?)?"
    r"(?:une (?:petite |bonne |grosse )?(?:dizaine|douzaine|quinzaine|vingtaine|trentaine"
    r"|quarantaine|cinquantaine"
    r"|soixantaine|centaine)|\d{1,3}(?: \d{3})?(?!\d)|" + words.any_of("|".join(_IN_LETTERS)) + ")"
)
_PEOPLE = (
    r"(?: d[e']| d')? ?(?:participant|personne|acteur|actrice|professionnel|inscrit present"
    r"|habitant|citoyen|elu\b|elus"
    r"|elue|agent|stagiaire|auditeur|benevole|jeunes\b|etudiant|internaute|spectateur"
    r"|partenaires\b|techniciens"
    r"|representant|intervenants? et|chefs|conseill|coordonn|membres\b|femmes\b|travailleurs"
    r"|mediat|enseignant|gens)"
)
# « Public : 45 personnes », « Nombre de participants : 45 ».
_LABELLED = words.pattern(
    rf"\b(?:nombre de participant[\w·.-]{{0,9}}|participation|public|participants) ?: ?({_COUNT})"
)
_VERB_FIRST = words.pattern(
    rf"\b(?:reuni|rassemble|accueilli|mobilise|attire|en presence d[e']|devant|compte|a permis a"
    rf"|reunissait"
    rf"|rassemblait|reunissant|rassemblant)(?:e?s?) ?(?:pour l'occasion )?({_COUNT})({_PEOPLE})"
)
_PEOPLE_FIRST = words.pattern(
    rf"({_COUNT})({_PEOPLE})[^.;:!?()]{{0,90}}? (?:etaient (?:reuni|present|rassemble|la\b)"
    r"|ont (?:\w{1,12} )?(?:participe|assiste|repondu|pris part|suivi|echange|debattu|visite"
    r"|decouvert|travaille)"
    r"|(?:se|s')(?: sont|etaient) (?:\w{1,12} )?(?:reuni|retrouve|rassemble|connecte)|y ont"
    r"|etaient connecte)"
)
_PARTICIPANTS = words.pattern(rf"\b({_COUNT})( d[e']| d')? ?(?:participant|personnes presentes)")
_OF_THE_EVENT = (_VERB_FIRST, _PEOPLE_FIRST, _PARTICIPANTS)
_OTHER_CROWD = words.pattern(r"\b(?:signataires|logements|menages|familles|structures|eleves)\b")


def attendance(scene: Scene) -> Fact | None:
    """Return the number of people who came, as the source has it."""
    for sentence in scene.sentences:
        if sentence.heading:
            continue
        # « Public : 45 personnes » speaks of the event by standing there.
        rules = (_LABELLED, *(_OF_THE_EVENT if sentence.about else ()))
        for rule in rules:
            match = rule.search(sentence.bare)
            if match is None or _OTHER_CROWD.search(match[0]):
                continue
            value = _understood(match[1])
            if value:
                return said(value, sentence.text[match.start() : match.end()])
    return None


def _understood(count: str) -> str:
    plain = re.sub(r"\b(?:petite|bonne|grosse)\s", "", re.sub(r"\s", " ", count))
    plain = plain.replace("quelque ", "environ ")
    for letters in sorted(_IN_LETTERS, key=len, reverse=True):
        plain = re.sub(rf"\b{letters}$", str(_IN_LETTERS[letters]), plain)
    try:
        return audience.understand(plain)
    except InvalidValue:
        return ""
