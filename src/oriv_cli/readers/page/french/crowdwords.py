"""The words around a number that say whether so many people came. In flat letters."""

from __future__ import annotations

from oriv_cli.readers.page.french.numbers import IN_LETTERS
from oriv_cli.readers.page.french.words import pattern

LETTERS_LAST = pattern(rf"{IN_LETTERS}$")
COUNT = (
    r"(?:(?:environ|pres d[e']|plus d[e']|(?:pas )?moins d[e']|autour d[e']|quelques?|au moins"
    r"|au minimum|presque|quasiment|a peu pres) ?)?"
    r"(?:(?:une|la|cette) (?:petite |bonne |grosse |belle )?(?:dizaine|douzaine|quinzaine|vingtaine"
    r"|trentaine|quarantaine|cinquantaine|soixantaine|centaine)"
    r"|\d{1,3}(?: \d{3})?(?![\d%])|(?!19|20)\d{4}(?![\d%])|" + IN_LETTERS + ")"
)
# « professionnel.le.s », « habitants-es ».
_INCLUSIVE = r"(?:[a-z]{0,9}(?:[.·(-][a-z]{1,4}\)?){1,2})?"
_PEOPLE = (
    r"(?: d[e']| d')? ?(?:[a-z]{3,12} )?(?:participant|personne|presents\b|acteur|actrice"
    r"|professionnel|inscrit present|habitant|citoyen|elu\b|elus|elue|agent|stagiaire|auditeur"
    r"|auditrice|benevole|jeunes\b|etudiant|internaute|spectateur|partenaires\b|technicien"
    r"|representant|intervenants? et|chefs|conseill|coordonn|coordin|membres\b|femmes\b"
    r"|travailleur|mediat|enseignant|gens\b|gardien|adulte|animat|educat|directeur|directrice"
    r"|responsable|delegue|referent|parents\b|assistant|locataires|salarie|maires\b|adherent"
    r"|convive|invite|festivalier|visiteur|lecteur|lectrice|lyceen|collegien|retraite"
    r"|entrepreneur|createur|seniors|cadres|chercheu|meres\b|peres\b|hommes\b|decideurs|medecin"
    r"|militant|mediateur|enfants\b|riverain|voisins?\b|collegue|bibliothecaire|administrat"
    r"|president|usagers?\b|tresorier|marcheur|connexion|soignant|infirmier|eleves?\b|marcheu"
    r"|correspondant|viticult|agricult|animat|oriente"
    rf"|formateur|formatrice|developpeur|commercant|ado\b|ados\b){_INCLUSIVE}"
)
# Nouns of people who are there: « 118 participants », « 76 personnes connectées ».
_CAME = (
    r"(?:participant|stagiaire|spectateur|auditeur|auditrice|convive|festivalier|connecte"
    r"|connexion|visiteur|pers\b|presente?s\b"
    r"|(?:personnes|professionnels|elus) (?:presente|connecte|reunie|formee))"
)
# « Public : 45 personnes », « Étaient présents : 31 personnes ».
LABELLED = pattern(
    r"\b(?:nombre (?:total )?d[e'] ?(?:participant|stagiaire|present|personne|auditeur"
    r"|spectateur|visiteur)[\w·.-]{0,9}(?: presente?s)?|frequentation|affluence|participation"
    r"|public (?:touche|accueilli|present)"
    r"|public|participants|etaient presents[\w·.-]{0,5}|salle (?:comble|pleine)(?= ?[(:]))"
    rf"(?: ?: ?|(?<=[ne]) ?\()({COUNT})(?! ?(?:€|euros|h\b|ans\b|%))"
)
VERB_FIRST = pattern(
    r"\b(?:ont forme|a forme|etaient presents|etaient reunis|reuni|rassemble|accueilli"
    r"|attire|en presence d[e']|devant|compte"
    r"|emmene|touche|a permis a|salle (?:comble|pleine) de|reunissait|rassemblait|reunissant"
    r"|rassemblant|regroupe|permis aux?|suivie? par|en presence de|reunit|ont participe"
    r"|ont assiste|ont pris part)(?:e?s?)(?: en tout| au total)?(?:[^.;:()]{1,90},"
    r"| pour l'occasion| (?:a|au(?! m[oi])|dans|en|pendant|autour) [^.;:,]{1,70}?)?"
    rf"(?: \d{{1,4}} [a-z' -]{{3,40}} (?:et|soit))?? ?(?:les )?({COUNT})({_PEOPLE})"
)
_CAME_THERE = (
    r"(?:\([^()]{0,200}\)[^.;:!?()]{0,30}?)? ?(?:(?:(?:etaient|etait"
    r"|sont) (?:\w{1,10} )?)?(?:au rendez-vous|autour de la table|de la partie|venue?s\b)"
    r"|(?:etaient"
    r"|etait) (?:\w{1,10} )?(?:reuni|present|rassemble|la\b|connecte)|(?:ont|avaient|a"
    r"|avait) (?:\w{1,12} )?(?:participe|assiste|repondu|pris part|suivi|echange|debattu|visite"
    r"|decouvert|travaille|planche|ete comptee?|beneficie|partage|rejoint|fait le deplacement"
    r"|ecoute|fait halte|brave|passe|pu |vecu|croise|ete (?:formee|accueilli|reuni|sensibilise)"
    r"|rempli|pris place|entendu|planche)|l'(?:ont|avaient) (?:\w{1,12} )?suivi|(?:se|s'y"
    r"|s')(?: sont| ?etaient| ?est| ?etait) (?:\w{1,12} )?(?:reuni|retrouve|rassemble|connecte"
    r"|deplace|rendu|relaye|converge|croise|rencontre|succede|presse)|y ont"
    r"|(?:present|connecte|reuni|rassemble)(?:e|\.e|·e)?(?:\.s|·s|s)?\b)"
)
PEOPLE_FIRST = pattern(
    rf"({COUNT})({_PEOPLE})(?:[a-z·-]{{0,9}} env\.)?(?:(?! s'et"
    rf"|inscri)[^.;:!?()]){{0,90}}?{_CAME_THERE}"
)
# Any other noun: « une vingtaine de curieux ont suivi », « ils étaient plus de 150 »; or
# none: « 87 étaient là »; « a rassemblé une centaine d’employeurs ».
SOME_FIRST = pattern(
    rf"({COUNT})(?:(?: d[e']| d')? ?[a-z-]{{4,20}}[sx]\b(?:(?! s'et|inscri)[^.;:!?()]){{0,60}}?"
    rf"|(?: d'entre (?:eux|elles|nous))? ){_CAME_THERE}"
)
GATHERED = pattern(
    r"\b(?:reuni|rassemble|accueilli|attire|mobilise|reunissait|rassemblait|reunissant"
    rf"|rassemblant|reunit)(?:e?s?) ({COUNT})(?: d[e']| d')? ?[a-z-]{{4,20}}[sx]\b"
)
THEY_WERE = pattern(
    r"\b(?:ils|elles|nous|vous|on) (?:n')?(?:etaient|etions|etiez|etait|avez ete|avons ete|ont ete)"
    rf" (?:\w{{1,12}} )??({COUNT})(?! ?ans\b)"
)
# Who was met: « ont échangé avec une trentaine d’élus », « devant un public de 70 personnes ».
MET_WITH = pattern(
    r"(?:\b(?:avec"
    r"|(?<!limite )(?<!limitee )(?<!limites )(?<!limitees )(?<!ouvert )(?<!ouverte )a(?= une? )"
    r"|(?:questions|public|assistance|auditoire|delegation|groupe) d[e'])) ?"
    rf"({COUNT})({_PEOPLE})"
)
# « Une trentaine de voisins ont arpenté … »: whatever it was, they did it together.
PEOPLE_DID = pattern(
    rf"(?:^|, |\bque )({COUNT})({_PEOPLE})(?:(?! s'et|inscri)[^.;:!?()]){{0,90}}?"
    r"\b(?:ont|avaient|sont) (?:[«“] ?)?"
    r"(?!ete |repondu|obtenu|recu|signe|inscri|attendu|prevu|invite|convie|concerne)[a-z¤]{3,20}"
)
PARTICIPANTS = pattern(rf"\b({COUNT})( d[e']| d')? ?{_CAME}")
# « le public (une cinquantaine) ».
IN_BRACKETS = pattern(
    r"\b(?:public|assistance|auditoire|affichait complet|salle (?:\w{3,5} )?(?:comble"
    r"|pleine|remplie))"
    rf"[^.;:()]{{0,20}} ?(?:\(|[–-] )({COUNT})(?: [a-z]{{3,14}}){{0,2}}(?:\)| [–-])"
)
# « 54 participants », « Une centaine de personnes. »: a line of its own.
ALONE = pattern(rf"^({COUNT})( d[e']| d')? ?{_CAME}[a-z·-]{{0,5}}(?: env)?[ .!]*$")
# « Une quinzaine d’élus. », « Une cinquantaine d’agents d’accueil ; … »: no verb says it.
PEOPLE_ALONE = pattern(
    rf"(?:^|: |^dans (?:la salle|le public|l'assistance), )({COUNT}){_PEOPLE}[a-z·-]{{0,9}}"
    r"(?: (?!viv|habit|resid|par\b|max|attend|sur\b|prevu|etai|sont\b|ont\b|avai|inscri)"
    r"[a-z'-]{1,20}){0,7}"
    r" ?(?=[.;:,…(!]|$)"
)
NUMBER = pattern(rf"({COUNT})(?: d[e']| d')? ?(?:personnes|participante?s?|connectee?s?)?[ .]*")
# Places for people, not people who came.
CAPACITY = pattern(
    r"(?:limitee?s? a|limite de|maximum|maximale? de|jusqu'a|capacite d[e']|au plus|groupes? d[e']"
    r"|entre|minimum|parmi|sur|chaque|par|pour|places? d[e']|jauge d[e']|objectif d[e']|former"
    r"|forme|depuis \d{4},?|attend|\ba)(?: (?:environ|les|de))? $"
)
# « 22 participants sur les 30 inscrits » came; « 3 habitants sur 10 » did not.
# « au moins 90 » is a mark that an archive does not have.
AT_LEAST = pattern(r"(?:au moins|au minimum|pas moins d[e'])")
# « le quartier, qui compte 9 500 habitants ».
LIVE_THERE = pattern(r"compte.{0,20} habitant")
ROUGHLY = pattern(r"^(?:quelques?|presque|quasiment|a peu pres) ?")
PLACES = pattern(
    r"[\w.·-]{0,9} (?:maximum|max\b|sur (?:les )?\d{1,4}(?!\d| (?:inscri|attendu|invite|convie"
    r"|prevu))|(?:se sont |s'etaient |etaient |sont )?(?:pre)?inscri|au maximum|attendu"
    r"|par (?:groupe|session|an|seance|jour)|a \d)"
)
ABOUT = pattern(r"(?: d[e'])? ?[\w.·()-]{0,15}(?: [a-z]{4,12})? env(?:iron|\b)")
# What a sentence may say of the event without naming it.
LIKELY = pattern(
    r"\b(?:nous|vous) et|\bon etait|etaient (?:la\b|au rendez)|succede|retrouve|croise|rencontre"
    r"|participant|spectateur|auditeur|convive|participe|visiteur|connexion|suivie? par"
    r"|fait halte|travaille|debattu|echange|brave|assiste|pris part|deplacement|ete formee?s"
    r"|repondu|ecoute|stagiaire|connecte|venue?s|devant|permis a|emmene|present|reuni|rassemble"
)
# Another time than that of the event: « en 2016, ils avaient été 40 ».
EARLIER = pattern(r"\b(?:19|20)\d\d\b|\b(?:precedent|premiere edition|an (?:passe|dernier))")
# « 25 + 3 en visio », « 70 personnes sur place et 55 à distance » are not one number.
ADDS = pattern(r"\+ ?\d|\b(?:et|plus) \d{1,3} (?:en|a distance|autres|de plus|par)")
ADDED = pattern(r"\d ?\+ ?$|aine [^.;:\d]{2,25} et $")
OTHER_CROWD = pattern(
    r"\b(?:signa\w{2,8}|abonnes|inscrits|places|groupes|logements|menages|familles|structures"
    r"|communes|sur les \d|associations|collectivites|territoires|villes|quartiers|projets"
    r"|equipes|etablissements|entreprises|services|pays|ateliers|journees|seances|questions|ans"
    r"|mois|euros|jours|heures|contributions|organismes|centres|partenaires ont|lyceens de"
    r"|films|courts-metrages|photos|panneaux|expositions|stands|articles|oeuvres|livres|textes"
    r"|departements|regions|ecoles|conseils|plus de \d{1,3} ans)\b"
)
# Said of several meetings, or of all of them.
OVERALL = pattern(r"\b(?:au total|en tout|en cumule|depuis \d{4}|chaque annee|par an|en moyenne)\b")
SESSIONS = pattern(r"\b(?:sessions|seances|journees|rencontres|dates|etapes|modules|heures)\b")
