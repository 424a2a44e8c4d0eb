"""The tables: the French words by which a page says what happened, in flat letters.

Each pattern is read in the text that ``blocks.flat`` gives: small letters, no accents,
straight apostrophes. A rule that is missing is a row that is missing here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from sys import maxsize

from oriv_cli.readers.page.blocks import flat, listed
from oriv_cli.record.themes import shipped_kinds

# What a pattern that is looked for nearby may cover.
_LONGEST = 100


def any_of(*phrases: str) -> str:
    """Return the pattern of one of these phrases, the longest first."""
    alternatives = [phrase.strip() for line in phrases for phrase in line.split("|")]
    return "(?:" + "|".join(sorted(alternatives, key=len, reverse=True)) + ")"


def pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern whose blanks stand for blanks of any kind."""
    return re.compile(text.replace(" ", r"\s"))


def soon(
    sought: re.Pattern[str],
    text: str,
    start: int,
    within: int,
    *,
    end: int = maxsize,
    stops: str = ".;:",
) -> bool:
    """Tell whether a pattern begins in the next ``within`` characters, before any of the stops.

    ``[^.;:]{0,70}`` before the pattern would say the same, but look from each place anew.
    """
    found = sought.search(text, start, min(end, start + within + _LONGEST))
    if found is None or found.start() - start > within:
        return False
    return not any(stop in text[start : found.start()] for stop in stops)


SHORT_WEEKDAY = "(?:lun|mar|mer|jeu|ven|sam|dim)"
WEEKDAY = any_of("lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche")
MONTH = any_of(
    "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
)
# Beside a day: « Entrée libre ».
NOTICE = pattern(
    r"(?:entree (?:libre|gratuite)(?: [\w ]{0,60})?|gratuit(?:e|s)?|complet|places? limitees?"
    r"|sur inscription|inscriptions?(?: [\w' -]{0,60})?|je m'inscris|s'inscrire|(?:cet )?evenement"
    r"(?: est)? (?:passe|termine)|tout public|ouvert a tous|lire la suite|lire plus|partager"
    r"|imprimer|(?:temps de )?lecture ?:? \d+ min[a-z.]*"
    r"|\d{1,4} (?:participante?s?|personnes(?: presentes)?))"
)


@lru_cache(maxsize=1)
def kinds() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of every name of a kind, and the label that each flat name means."""
    labels = {
        flat(name).replace("-", " "): concept.label
        for concept in shipped_kinds()
        for name in concept.names
        if concept.label != "autre" and len(name) > 2
    }
    # « conférences-débats », « rencontre-débat »: each word may be plural.
    spelt = sorted(labels, key=len, reverse=True)
    either = "|".join(
        re.escape(name).replace("\\ ", "s?[ -]").replace("webs?[ -]", "web-?") for name in spelt
    )
    return pattern(rf"\b(?:{either})s?\b"), labels


# Words for a meeting: the kinds of the controlled list, and others.
MEETING = (
    rf"(?:{kinds()[0].pattern}|"
    + any_of(
        "journees?|demi-journees?|matinees?|soirees?|apres-midis?|evenements?|manifestations?|seances?",
        "sessions?|rendez-vous|rencontres?|cycles?|reunions?|debats?|echanges|temps forts?",
        "temps de travail|visites?|tables?-rondes?|plenieres?|module|regroupements?|casse-croutes?",
        "projections?|visio-?conferences?|web-?conferences?|matinales?|petits?-dej|portes ouvertes",
    )
    + ")"
)
# Of a heading with such a word only, the body may say the kind better.
GENERAL = listed(
    "rencontre cycle temp module echange evenement rendez retour 5 cafe petit cine debat"
)
HELD = pattern(
    r"(?:"
    + "|".join(
        (
            r"s'est (?:\w+ )?(?:tenue?s?|deroulee?s?|conclue?|reunie?)",
            r"se sont (?:tenue?s|deroulee?s|tenu)",
            r"(?:a|ont|avaient|avait) (?:\w+ )?eu lieu|aura lieu|auront lieu|a lieu|ont lieu"
            r"|avait lieu",
            r"se (?:tient|tiennent|tiendra|tiendront|tenait|deroulera|derouleront|deroule"
            r"|deroulait)",
            r"c'etait|est intervenue?s?|sont intervenue?s|deployee?s?|programmee?s? le|reunie?s"
            r"|etait? accueillie?s?",
            r"vous (?:a|ont) (?:\w+ )?convies?|se sont (?:reunie?s|retrouvee?s|rassemblee?s)"
            r"|qui s'est tenue",
            r"fix[e]e?s? au|prevue?s? (?:le|au|les)|a reuni|ont reuni|a rassemble|ont rassemble"
            r"|a accueilli|ont accueilli|se deroulaient|se tenaient|rassemblait|reunissait"
            r"|avons (?:\w{1,12} )?(?:organise|reuni|accueilli|convie|tenu|consacre)e?s?"
            r"|nous sommes (?:\w{1,12} )?(?:retrouve|reuni)[\w·.]{0,5}"
            r"|reportee?s? au|decalee?s? au|avait reuni|(?:est|sont|etait|etaient) proposee?s? le",
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
    " place|lance|tenu|accueilli|convie|invite|monte|reuni|rassemble|concu|imagine|prepare"
)
MADE = (
    r"(?:organise|pilote|porte|construit|concu|prepare|imagine|propose|initie|monte|deploye"
    r"|coordonne)e?s?"
)
_HELP = (
    r"(?:le |la |les |l'|un )?(?:soutien|appui|concours|aide|participation|contribution"
    r"|financement)"
)
# « X a organisé … », where X organises.
ORGANISES = pattern(
    r"\b(?:(?:a|ont|avait|avaient) (?:(?!ete )\w{1,20} ){0,2}?(?:"
    rf"{_PARTICIPLE}e?s?"
    # « L’ORIV a assuré la formation ».
    r"|consacre(?=e?s? (?:une?|deux|trois|sa|leur) )"
    r"|assure(?=[^.;]{0,90} l(?:a |')(?:formation|animation|organisation|conduite)\b)"
    r"|(?:souhaite|decide|choisi) (?:d'|de )?"
    + _INFINITIVE
    + r"|(?:souhaite|decide)[^.;]{0,60}? en proposant)"
    r"|vous (?:a|ont|avait|avaient) (?:\w{1,20} )?(?:convie|invite|propose|accueilli)e?s?"
    r"|(?:vous )?(?:propos|organis|co-organis|coorganis|invit)(?:e|ent|ait|aient|era|eront)"
    r"|(?:reunissai|rassemblai)(?:t|ent)"
    # « ont co-animé cette rencontre », « en ont fait le sujet d’une journée ».
    r"|(?:a|ont) (?:co-?anime (?:la |le |l'|cet? |cette |une? )|fait (?:le sujet|le theme"
    rf"|l'objet) d'une? ){MEETING}"
    # « X et Y en étaient les organisateurs », « X et Y, organisateurs de la rencontre, … ».
    r"|(?:(?:est|sont|etait|etaient) (?:l'|les )|, )(?:co-?)?organisat(?:eur|rice)s?"
    r"(?=,? de| d'|[.,])|se sont associee?s pour"
    r"|(?:vous )?(?:convie|convient|conviait|conviaient|conviera)"
    r"|(?:a|ont) le plaisir de vous (?:inviter|convier|proposer|accueillir)"
    r"|donn(?:e|ent|ait|aient) rendez-vous"
    r"|met(?:tait|tra|tent)? en place|en proposant|repondu en proposant)\b"
)
ORGANISED_BY = pattern(
    rf"\b(?:(?:co-?)?{MADE}"
    r"|mise?s? en place)(?: [^,.;:()]{1,60}?|,? (?:[^.;:()]|\([^()]{1,40}\)){1,100}?,)?? "
    # « co-piloté avec X et soutenu par Y »: Y did not organise it.
    r"(?<!soutenu )(?<!soutenue )(?<!soutenus )(?<!soutenues )(?<!finance )(?<!financee )"
    r"(?<!anime )(?<!animee )(?<!ouvert )(?<!ouverte )(?<!accueilli )(?<!accueillie )"
    r"par (?!le biais|ailleurs|exemple|la suite)"
    r"(?:(?:un|le) (?:collectif|groupe|reseau|ensemble)[^,.:;()]{0,40}: ?)?"
    r"|\b(?:organisation|preparation)[^.;:]{0,60} assuree?s? par"
    r"|(?:a|ont|avait|avaient) organise,? conjointement avec"
    r"|\b(?:a l'(?:initiative|instigation)|sur (?:une |la )?proposition) (?=d)"
    r"|(?:(?<!.)|\b(?:est|etait) )une (?:initiative|action|operation)(?: \w{4,12}e par| (?=d[eu']))"
    r"|\bnee?s? d'une? (?:(?:partenariat|collaboration|rencontre|initiative) entre"
    r"|(?:envie|volonte|initiative|idee)(?: \w{4,10})? (?=d[eu'] ?))"
    # Who pilots with another is one of those who organise.
    r"|\bco-?(?:organise|pilote|porte|construit)e?s? avec"
    rf"(?! {_HELP})"
)
# Who is not said to organise, but whose meeting it is: an inference, with its reason.
ASKED = pattern(
    r"\ba (?:la demande|l'invitation) (?=d[eu'])"
    r"|\b(?:etait|etaient|est|sont|fut) (?:l'|les )invitee?s? (?=d[eu'])"
)
ENGAGES = pattern(
    r"\b(?:a|ont) (?:engage (?=[^.;]{0,30}\b(?:reflexion|demarche))"
    r"|souhaite,? (?=(?:lors|a l'occasion) de))"
    r"|\banim(?:e|ent|ait) (?=[^.;]{0,30}\breseau)|\b(?<!y )(?:(?:a|ont) anime|a presente"
    r"|(?<!nous )recevai(?:t|ent)) (?=\w)"
)
PARTNERS = pattern(
    r"\b(?:(?:avec|grace a|grace au) ?(?:(?:le |l'|la )?(?:soutien|appui"
    r"|participation(?: financiere)?|concours|aide|collaboration|partenariat"
    r"|contribution))(?: technique| financier| precieux| active?| etroite?)* (?=d[e'u])"
    r"|\b(?:(?:a|ont|avait) (?:recu|obtenu|beneficie)|beneficiai(?:t|ent)|recevai(?:t|ent))"
    r" (?:le |l'|du |de l'|d'un )(?:soutien|appui"
    r"|concours|aide|financement)(?: financier| technique)? (?=d[e'u])"
    r"|en (?:partenariat|lien|collaboration|cooperation|association"
    r"|concertation)(?: etroite?)? avec"
    rf"|(?<!co-)(?:(?:anime|elabore)e?s?|{MADE}) avec"
    rf"(?! {_HELP})"
    r"|,? et (?:le |la |l')(?:soutien|appui|concours|participation)(?: technique| financier)?"
    r" (?=d[e'u])|aux cotes (?=d[eu'])"
    r"|(?:conjointement organisee?s?|(?:organis|propos)(?:e|ent|ait|aient|ions)) avec"
    r"|avec (?:un ensemble de|plusieurs|de nombreux|ses|leurs|nos) partenaires [^.,;:()]{0,40}[(:]"
    r"|soutenue?s? par|(?:co-?)?financee?s? par|en partenariat avec"
    r"|(?:comite|groupe|collectif)(?: de (?:pilotage|preparation"
    r"|suivi))? composee? (?:d[^:.;]{1,80}:|(?=d)))"
)
# What stands before « en partenariat avec » when another thing has these partners.
OTHER_THING = pattern(
    r"\b(?:enquete|(?<!d')etude|rapport|guide|ouvrage|livre|recherche|publication|plaquette|film"
    r"|exposition|reseau|association|groupe de travail)\b[^,;.]{0,60},? $"
)
PRONOUN = pattern(r"(?:il|elle|ils|elles|celui-ci|celle-ci|ceux-ci|celles-ci|qui|c'est)\b")
SITTING = listed("session seance rencontre edition date")
# A sentence without a subject: the next « elle » is not what it names.
NO_SUBJECT = pattern(
    r"(?:au programme|objectifs?|public|telecharg|consult|retrouv|visionn|regard|voir|lire)\b"
)
POINTED = pattern(
    r"\b(?:ce|cet|cette|ces|ladite|ledit) (?:deux |trois |premiere? |grande? |prochaine? )?"
)
OTHERS = pattern(r"\b(?:prochaine?s?|autres?|precedente?s?|future?s?|toutes? les|tous les) $")
OTHERS_ANY = pattern(
    r"\b(?:la |le |les )?(?:prochaine?s?|autres?|precedente?s?"
    r"|future?s?) (?:\w{3,14} ?)?(?:, [^.;:,]{3,40}, )?(?:aura|auront"
    r"|se|s'|est|sont|avait|conseil|journee|seance|session|rencontre|edition|comite)"
)
# « Deux jours à Aurillac, à l’invitation de … », « Salle comble au Rio », « Autour d’un café ».
NO_VERB = pattern(
    r"(?:(?:une|deux|trois) (?:journees?|jours|heures)|(?:une )?salle (?:comble|pleine)"
    r"|autour d'une? [a-z]{3,12})\b"
)
NEXT = pattern(r"\bprochaine?s? $")
# « une trentaine de médiateurs ont participé »: somebody came, or was asked to.
TOOK_PART = pattern(
    r"\b(?:(?:a|ont) (?:\w{1,12} )?(?:participe|assiste|visite|echange|debattu|propose|suivi)"
    r"|(?:s'est|se sont) (?:rendue?s?|deplacee?s?)|(?:est|sont|etait|etaient) venue?s"
    r"|(?:vous )?(?:invite|convie|propose|accueille)(?:nt)?"
    r"|donne(?:nt)? rendez-vous|rendez-vous|intervien\w{2,4}|etaient (?:presente?s"
    r"|au rendez-vous))\b"
)
# People are its subject: it speaks of the meeting of the sentence before.
GATHERED = pattern(
    r"\b(?:etaient|se sont|ont|etaient) (?:\w{1,20} )?(?:reunie?s|presente?s|rassemblee?s"
    r"|retrouvee?s|decouvert|visite|participe|assiste|pris part|repondu present|debattu|y ont)\b"
    r"|\bl'ont suivie?s?\b|\bs'y (?:est|sont)\b"
)
# « … y ont pris la parole »: there, whatever the sentence before was of.
THERE = pattern(r"\by (?:ont|a|etait|etaient|sont|est|avaient|prenaient)\b(?! eu)")


def says_held(text: str) -> bool:
    """Tell whether flat words say that something was held or organised."""
    return any(verb.search(text) for verb in (HELD, ORGANISES, ORGANISED_BY))


def says_who_made(text: str) -> bool:
    """Tell whether flat words say who organised something, or helped."""
    return any(verb.search(text) for verb in (ORGANISES, ORGANISED_BY, PARTNERS))


@lru_cache(maxsize=1)
def meetings() -> re.Pattern[str]:
    """Return the pattern of every word for a meeting."""
    return pattern(rf"\b{MEETING}\b")


def kind_meant(words: str) -> str:
    """Return the kind of the controlled list that flat words name, "" for none."""
    labels = kinds()[1]
    key = re.sub(r"[\s-]", " ", words).replace("webconf", "web conf")
    return labels.get(key) or labels.get(_singular(key), "")


def _singular(words: str) -> str:
    return re.sub(r"s\b(?!')", "", words)


PRESENTED = pattern(r"\b(?:presentations?|restitutions?)\b")
REPORT = pattern(
    r"\b(?:presentations?|restitutions?) (?:publique )?(?:du|de l'|d'un|d'une|des|de la|de) ?"
    r"(?:premiers? resultats? (?:du|de l'|de la) ?)?(?:rapport|etude|enquete)s?\b"
)
