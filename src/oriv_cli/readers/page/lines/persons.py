"""The names of people in a text, and the titles beside them."""

from __future__ import annotations

import re

from oriv_cli.readers.page.blocks import listed
from oriv_cli.readers.page.french import bodywords, words
from oriv_cli.readers.page.french.givennames import GIVEN_NAMES
from oriv_cli.readers.page.french.housewords import VENUE_START
from oriv_cli.readers.page.lines.towns import named
from oriv_cli.record.text import fold

_WORD = r"[A-ZÀ-Þ][\w'’]{1,25}(?:-[A-ZÀ-Þ][\w'’]{1,25})*"
_LONE = (
    r"Interventions? |Animation |Témoignages? |Regards? |Conférence |Introduction |Conclusion "
    r"|Ouverture |Avec |Par |Et |Puis |Enfin |Ensuite |Le |La |Les |L['’]|Mme |Madame |Monsieur "
    r"|Dr |Pr |Table |Photo |Crédit |Modération |Clôture |Synthèse |Échanges? |Discours |Accueil "
    r"|Exposés? |Supports? |Diaporama |Vidéo |Portrait |Me "
    r"|Abbé |Père |Sœur |Frère |Pasteure? |Imam |Rabbin |Docteur |Professeure? |Maître "
    r"|Capitaine |Commandante? |Lieutenante? |Colonel |Adjudante? |Major |Brigadi(?:er|ère) "
)
NAME = re.compile(
    r"(?<![\w-])(?:(?:M\.|MM\.|Mme|Mmes|Me|Dr|Pr|Pre|Mlle|Madame|Monsieur|Avec|Par|Et) )?"
    rf"((?!{_LONE}){_WORD}(?: (?:de la|de|du|d['’]|le|la|von|van|ben|el|al|di|da))?"
    rf"(?: {_WORD}){{1,3}}(?: (?:de|von|van) {_WORD})?)(?![\w-])"
)
# « Aude Petit (Odenore, Université de Tours) »: whom they come from.
WITH_BRACKET = re.compile(rf"({NAME.pattern}) ?\([^()]{{0,200}}\)")
_LAST_PART = re.compile(r" (?:de|von|van) ([^ ]+)$")
_NO_VOWEL = re.compile(r"[b-df-hj-np-tv-xz]{2,}")
_SHORTEST_NAME = 2
_NOUN = words.any_of(
    "professeure?|directeur|directrice|chargee?|chef|cheffe|maire|adjointe?|adjoint|deleguee?",
    "psychologue|psychiatre|medecin|avocate?|prefete?|prefet|membre|docteure?|doctorante?|elue?",
    "ancien|ancienne|co-|vice[ -]|sous-|ex-|cadre|artiste|juge|guide|invitee?|attachee?|attache",
    "depute|deputee|substitut|procureure?|procureur|agente?|agent|porte-parole|grand temoin",
    "representante?|consultante?|habitante?|enseignante?|gerante?|presidente?|assistante?",
    "dirigeante?|militante?|intervenante?|surveillante?|correspondante?|aidante?|expert|experte",
    "socio|metteu|conseill|ingenieure?|maitre|maitresse|universitaire|benevole|pilote|referente?",
    "ministre|rectrice|recteur|archeologue|comedienne?|charge|responsable|secretaire|principale?",
    "analyste|ecrivaine?|proviseure?|proviseur|capitaine|commandante?|major|officier|salariee?|stagiaire|retraitee?",
    "travailleu|entrepreneu|employee?|soignante?|notaire|commercante?|libraire|commissaire|apprentie?",
    "maraicher|maraichere|boulanger|sage-femme|berger|bergere|directions?|chauffeu|danseu|facilitat",
    "interprete|adjudant|lieutenant|colonel|infirmier|policier|pompier|jardinier|ouvrier|ouvriere",
    "refugiee?|temoin|mere|pere|parent|marraine|parrain|architecte|cofondat|fondat|createur"
    "|creatrice|auteure?|autrice|etudiante?|dessinat|graveu|photographe",
)
# Nouns of people by the way they end: « sociologue », « rédactrice », « géographe ».
SUFFIX = (
    r"(?:[a-z-]{2,18}(?:logue|trice|teur|graphe|iste|nome|ienne|icien|atre|euse|cheur|turge|rien|easte|sophe|ppeur)"
    # « teinturière », but not « matière ».
    r"|(?!mati|mani|lumi|carri|rivi|fronti|derni|premi|particuli|enti|quarti|ateli|chanti|courri"
    r"|dossi|cahi|papi|meti|senti|janvi|fevri|parteni|pani|escali|fichi|clavi)[a-z-]{2,14}iere?)"
)
TITLE = words.pattern(rf"(?:co |vice |ex )*{_NOUN}\b")
ROLE = words.pattern(rf"(?:{_NOUN}|{SUFFIX}s?\b)")
_NO_PERSON = listed(
    "universite centre ville observatoire agence mission conseil region grand saint sainte"
    " journee politique national nationale regional regionale maison institut association"
    " fondation comite collectif reseau cabinet secours medecins migrations sante espace ministere"
    " direction prefecture departement metropole communaute caisse ecole lycee college laboratoire"
    " federation union villes cites banlieue profession reso labo etats unis semaine semaines"
    " appel nuit assemblee generale croix rouge caf ars cnfpt emploi pole france plan contrat"
    " contrats programme atelier cycle temps forum accueil droits egalite travail service services"
    " hauts alpes seine loire rhone cote ile haute haut bas basse nord sud est ouest carsat crous"
    " creps irts republique europe fabrique territoires haute-marne plateforme etat sciences"
    " science commission cour comptes quartiers quartier habitat banque ligue francas cafe"
    " bibliotheque theatre cinema musee salle hotel cite educative educatives agglomeration agglo"
    " academie rectorat tribunal chambre office groupe club webinaire webinaires seminaire"
    " colloque rencontre rencontres formation conference table valeurs laicite discriminations"
    " defenseur engagements loi code guide actes rapport inscription pays bourse allee quai"
    " impasse cours chemin route square entree libre jeudi lundi mardi mercredi vendredi samedi"
    " dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre novembre"
    " decembre rue avenue place boulevard equipe redaction native natif vie sport sports culture"
    " jeunes jeunesse femmes enfance education pnru npnru qpv autour liens"
)

_DOCUMENTS = listed(
    "bibliographie support supports diaporama video synthese compte-rendu actes programme"
    " telecharger consulter enregistrement presentation affiche photos lire voir"
)


def is_person(name: str) -> bool:
    """Tell whether a name with capitals is that of a person: neither a body nor a place."""
    parts = fold(name).split()
    # « Isabelle Saint-Martin »: after a given name, a double name is one.
    whole = re.sub(r"(?<= )\S+-\S+", "", name) if has_given_name(name) else name
    if any(part in _NO_PERSON for part in fold(whole).split()):
        return False
    if VENUE_START.match(" ".join(parts)):
        return False
    first = name.split()[0]
    # « DRDJSCS Alsace » is a body, « DANIEL SABBAGH » may be a person.
    if (
        len(first) > 1
        and first.isupper()
        and (first in bodywords.USUAL_SIGLES or not name.isupper())
    ):
        return False
    # « Ambizione FNS »: no surname is without a vowel.
    if any(part.isupper() and _NO_VOWEL.fullmatch(fold(part)) for part in name.split()[1:]):
        return False
    return not named(name)


def trimmed(name: str) -> str:
    """Return « Anne Roy » for « Anne Roy de Metz », but « Catherine Wihtol de Wenden » whole."""
    # « Support de Joséphine Laborde Bibliographie »: the next link.
    if fold(name.split()[-1]) in _DOCUMENTS and len(name.split()) > _SHORTEST_NAME:
        name = name.rpartition(" ")[0]
    last = _LAST_PART.search(name)
    if last is None or len(name[: last.start()].split()) < _SHORTEST_NAME:
        return name
    place_or_body = named(last[1]) or last[1].isupper() or re.search(r"[a-z][A-Z]", last[1])
    return name[: last.start()] if place_or_body else name


def has_given_name(name: str) -> bool:
    """Tell whether a name begins with a usual given name, « Marie-Hélène » as « Marie »."""
    return fold(re.split(r"[ -]", name)[0]) in GIVEN_NAMES


def tidy_name(name: str) -> str:
    """Return a name with the capitals that a person writes: « Daniel SABBAGH » → Sabbagh."""
    return re.sub(r"[A-ZÀ-Þ]{2,}", lambda match: match[0].capitalize(), name)
