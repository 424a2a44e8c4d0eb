"""The tables: the French words by which a page says what happened, in flat letters.

Each pattern is read in the text that ``blocks.flat`` gives: small letters, no accents,
straight apostrophes. A rule that is missing is a row that is missing here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from oriv_cli.readers.page.blocks import flat, listed
from oriv_cli.record.themes import shipped_kinds


def any_of(*phrases: str) -> str:
    """Return the pattern of one of these phrases, the longest first."""
    alternatives = [phrase.strip() for line in phrases for phrase in line.split("|")]
    return "(?:" + "|".join(sorted(alternatives, key=len, reverse=True)) + ")"


def pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern whose blanks stand for blanks of any kind."""
    return re.compile(text.replace(" ", r"\s"))


# How a heading begins that looks back at an event; all of it goes before the title.
OPENER = pattern(
    r"(?:retour(?:s)? (?:sur|en images sur)|comptes?[- ]rendus?|actes|syntheses?|restitution|bilan"
    r"|replay|revoir|resume|retrouvez|les actes|la synthese|le compte[- ]rendu)\b"
    r"(?:[ ]video)?(?: (?:de la|de l'|du|des|de|d'|sur|le|la|les|l'))?(?: (?:le|la"
    r"|les)\b)? ?[:–-]? ?"
)
# Words for a meeting, besides the kinds of the controlled list.
MEETING = any_of(
    "journees?|demi-journees?|matinees?|soirees?|apres-midis?|evenements?|manifestations?|seances?",
    "sessions?|rendez-vous|rencontres?|cycles?|reunions?|debats?|forums?|assises|echanges",
    "temps forts?|temps de"
    " travail|petits?-dejeuners?|cafes?-debats?|cine-debats?|visites?|tables?-rondes?",
    "universites? d'ete|ateliers?|plenieres?|5 a 7|ateliers? d'ecriture|module",
)
# Of a heading with such a word only, the body may say the kind better.
GENERAL = listed(
    "rencontre cycle temp module echange evenement rendez retour 5 cafe petit cine debat"
)
HELD = pattern(
    r"(?:"
    + "|".join(
        (
            r"s'est (?:\w+ )?(?:tenue?s?|deroulee?s?|conclue?)|se sont (?:tenue?s|deroulee?s|tenu)",
            r"(?:a|ont|avaient|avait) (?:\w+ )?eu lieu|aura lieu|auront lieu|a lieu|ont lieu"
            r"|avait lieu",
            r"se (?:tient|tiennent|tiendra|tiendront|tenait|deroulera|derouleront|deroule"
            r"|deroulait)",
            r"c'etait|est intervenue?s?|sont intervenue?s|deployee?s?|programmee?s? le|reunie?s"
            r"|etait? accueillie?s?",
            r"vous (?:a|ont) (?:\w+ )?convies?|se sont (?:reunie?s|retrouvee?s|rassemblee?s)"
            r"|qui s'est tenue",
            r"fix[e]e?s? au|prevue?s? (?:le|au|les)|a reuni|ont reuni|a rassemble|ont rassemble"
            r"|a accueilli",
        )
    )
    + r")\b"
)
_INFINITIVE = any_of(
    "organiser|co-organiser|coorganiser|initier|proposer|mettre en"
    " place|lancer|animer|reunir|tenir|convier"
)
_PARTICIPLE = any_of(
    "organise|co-organise|coorganise|propose|initie|mis en"
    " place|lance|tenu|accueilli|convie|invite|monte"
)
# « X a organisé … », where X organises.
ORGANISES = pattern(
    r"\b(?:(?:a|ont|avait|avaient) (?:\w{1,20} ){0,2}?(?:"
    + _PARTICIPLE
    + r"|(?:souhaite|decide|choisi) (?:d'|de )?"
    + _INFINITIVE
    + r"|(?:souhaite|decide)[^.;]{0,60}? en proposant)"
    r"|vous (?:a|ont|avait|avaient) (?:\w{1,20} )?(?:convie|invite|propose)e?s?"
    r"|(?:vous )?(?:propos|organis|co-organis|coorganis|invit)(?:e|ent|ait|aient|era|eront)"
    r"|(?:vous )?(?:convie|convient|conviait|conviaient|conviera)"
    r"|met(?:tait|tra|tent)? en place|en proposant|repondu en proposant)\b"
)
ORGANISED_BY = pattern(
    r"\b(?:(?:co-?)?organisee?s?|proposee?s?|initiee?s?|portee?s?|montee?s?|mise?s? en place)"
    r"(?: [^,.;:()]{1,60}?)? par (?!le biais|ailleurs|exemple|la suite)"
    r"|\ba l'initiative (?=d)|^(?:organisateurs?|organisation) ?: ?"
)
# Who is not said to organise, but whose meeting it is: an inference, with its reason.
ASKED = pattern(r"\ba la demande d(?:e la |e l'|es |u |e |')")
ENGAGES = pattern(
    r"\b(?:a|ont) (?:engage (?=[^.;]{0,30}\b(?:reflexion|demarche))|souhaite,? (?=lors de))"
    r"|\banim(?:e|ent|ait) (?=[^.;]{0,30}\breseau)"
)
PARTNERS = pattern(
    r"^partenaires? ?: ?|\b(?:(?:avec|grace a|grace au) ?(?:(?:le |l'|la )?(?:soutien|appui"
    r"|concours|aide"
    r"|collaboration|partenariat"
    r"|contribution))(?: technique| financier| precieux| active?| etroite?)* (?=d[e'u])"
    r"|en (?:partenariat|lien|collaboration|cooperation|association"
    r"|concertation)(?: etroite?)? avec"
    r"|soutenue?s? par|(?:co-?)?financee?s? par|en partenariat avec"
    r"|(?:comite|groupe|collectif)(?: de (?:pilotage|preparation"
    r"|suivi))? composee? (?:d[^:.;]{1,80}:|(?=d)))"
)
# What stands before « en partenariat avec » when another thing has these partners.
OTHER_THING = pattern(
    r"\b(?:enquete|etude|rapport|guide|ouvrage|livre|recherche|publication|plaquette|film"
    r"|exposition"
    r"|reseau|association|groupe de travail)\b[^,;.]{0,60},? $"
)
PRONOUN = pattern(r"(?:il|elle|ils|elles|celui-ci|celle-ci|ceux-ci|celles-ci|qui|c'est)\b")
# A line that says when and where: « Jeudi 23 mai 2019 – Le Havre, Hôtel de ville ».
DATELINE = pattern(
    r"(?:[–-] ?)?(?:date ?: ?|le |les )?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche) )?\d{1,2}(?:er)?"
    r"(?: (?:et|au) \d{1,2})? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre"
    r"|octobre|novembre"
    r"|decembre) \d{4} ?(?:[–,-] ?|(?:a|de) )[^.!?:;]{2,90}$"
)
# « Lieu : Auditorium, Angoulême », in a list of what there is to know.
LABEL = pattern(
    r"(?:dates?|quand|lieux?|ou|horaires?|public|partenaires?|organisateurs?|organisation) ?: ?"
)
WHERE = pattern(r"(?:lieu|ou) ?: ?")
SITTING = listed("session seance rencontre edition date")
# A sentence without a subject: the next « elle » is not what it names.
NO_SUBJECT = pattern(
    r"(?:au programme|objectifs?|public|telecharg|consult|retrouv|visionn|regard|voir|lire)\b"
)
POINTED = pattern(r"\b(?:ce|cet|cette|ces|ladite|ledit) (?:deux |premiere? |grande? )?")
OTHERS = pattern(
    r"\b(?:prochaine?s?|chaque|autres?|precedente?s?|future?s?|toutes? les|tous les) $"
)
PLAIN_OWN = pattern(
    r"\b(?:le|la|l'|les|un|une|des|derniere?s?|premiere?s?|du|au|de|d') ?(?:deux |trois )?$"
)
NEXT = pattern(r"\bprochaine?s? $")
CANCELLED = pattern(r"\bannulee?s?\b|\bn'aura pas lieu|\bn'auront pas lieu|\ba ete annule")
NO_EVENT = pattern(
    r"(?:.{0,40} recrut|offres? d'emploi|offres? de stage|appels? a |lettre d'information"
    r"|newsletter"
    r"|catalogue|rapport d'activite|parution|nouvelle publication|vient de paraitre|bonne annee"
    r"|voeux"
    r"|mentions legales|contact|plan du site|l'equipe|qui sommes|nos missions|adherer)"
)
# Lines that stand alone within an entry.
SECTION = pattern(
    r"[^\w]{0,9}(?:pour (?:en savoir|aller) plus|en complement|consult|telecharg|visionn"
    r"|visualis|retrouv"
    r"|regard|voir|revoir|lire|a lire|ecout|decouvr|cliqu|acced|vous pouvez|programme\b"
    r"|au programme"
    r"|intervenant|avec$|objectif|les objectifs|contexte|documents?\b|ressources?\b|supports?\b"
    r"|inscription"
    r"|contacts?\b|public\b|publics\b|lieu\b|date\b|horaires?\b|partenaires?\b|organisateurs?\b"
    r"|en savoir"
    r"|infos? pratiques|informations? pratiques|videos?\b|photos?\b|annexes?\b|bibliographie"
    r"|presentation$"
    r"|introduction|conclusion|deroule|matin$|apres-midi$|partage|imprimer|a propos|sur le meme"
    r"|articles?"
    r"|nos partenaires|les partenaires|les intervenant|synthese$|compte[- ]rendu$|actes$"
    r"|les actes$)"
)
ASIDE = pattern(
    r"(?:a lire|voir aussi|a voir aussi|sur le meme|articles? (?:similaires|lies|recents)"
    r"|a propos d"
    r"|prochaine?s? |nos autres|autres |dans la meme rubrique|partage|contact)"
)
PAGE = pattern(
    r"(?:(?:nos|les|toutes les|tous les) )?(?:temps d'echanges?|formations?|rencontres|journees"
    r"|agenda"
    r"|evenements?|actualites?|archives?|retours?|ressources|publications|cycles?|seminaires"
    r"|colloques"
    r"|conferences|ateliers)(?: ?(?:[-–/,&]|et) ?(?:formations?|rencontres|journees|agenda"
    r"|evenements?"
    r"|actualites?|archives?|seminaires|colloques|conferences|ateliers|publications"
    r"|temps d'echanges?))*"
    r"(?: (?:passees?|a venir|du reseau|de l'annee))?"
)
# People are its subject: it speaks of the meeting of the sentence before.
GATHERED = pattern(
    r"\b(?:etaient|se sont|ont|etaient) (?:\w{1,20} )?(?:reunie?s|presente?s|rassemblee?s"
    r"|retrouvee?s"
    r"|participe|assiste|pris part|repondu present|debattu|y ont)\b"
)
# The parts of a heading that name documents, or say when: not of the title.
DOCUMENTS_TAIL = pattern(
    r" ?[:–-] (?:les |la |le |l')?(?:supports?|syntheses?|actes|comptes?[- ]rendus?|telecharg"
    r"|documents?"
    r"|videos?|replay|interventions?|presentations? des|diaporamas?|programme\b|retour en images)"
)
WHEN_TAIL = pattern(
    r" ?[,:–-] ?(?:le |les )?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
    r"(?:\d{1,2}(?:er)? )?(?:(?:et|au) \d{1,2} )?(?:janvier|fevrier|mars|avril|mai|juin|juillet"
    r"|aout"
    r"|septembre|octobre|novembre|decembre) \d{4}(?:,? a .{1,40})?$"
)
ONLINE = pattern(
    r"\b(?:visio-?conferences?|visios?\b|webinaires?|web-?conferences?|en ligne|a distance"
    r"|en distanciel"
    r"|distanciel|par zoom|sur zoom|sur teams|en visio)\b"
)
ON_SITE = pattern(r"\b(?:en presentiel|presentiel|en presence(?! d)|sur place)\b")
HYBRID = pattern(r"\b(?:hybride|mixte|a la fois en (?:presentiel|presence) et (?:a distance|en))")


@lru_cache(maxsize=1)
def kinds() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of every name of a kind, and the label that each flat name means."""
    labels = {
        flat(name): concept.label
        for concept in shipped_kinds()
        for name in concept.names
        if concept.label != "autre" and len(name) > 2
    }
    # « conférences-débats », « rencontre-débat »: each word may be plural.
    spelt = sorted(labels, key=len, reverse=True)
    either = "|".join(
        re.sub(r"[ -]", "s?[ -]", re.escape(name).replace("\\", "")) for name in spelt
    )
    return pattern(rf"\b(?:{either})s?\b"), labels


@lru_cache(maxsize=1)
def meetings() -> re.Pattern[str]:
    """Return the pattern of every word for a meeting."""
    return pattern(rf"{kinds()[0].pattern}|\b{MEETING}\b")


def kind_meant(words: str) -> str:
    """Return the kind of the controlled list that flat words name, "" for none."""
    labels = kinds()[1]
    key = re.sub(r"\s", " ", words)
    candidates = (key, key.replace("-", " "), _singular(key), _singular(key.replace("-", " ")))
    return next((labels[c] for c in candidates if c in labels), "")


def _singular(words: str) -> str:
    return re.sub(r"s\b(?!')", "", words)


PRESENTED = pattern(r"\b(?:presentations?|restitutions?)\b")
REPORT = pattern(
    r"\b(?:presentations?|restitutions?) (?:publique )?(?:du|de l'|d'un|d'une|des|de la|de) ?"
    r"(?:premiers? resultats? (?:du|de l'|de la) ?)?(?:rapport|etude|enquete)s?\b"
)
