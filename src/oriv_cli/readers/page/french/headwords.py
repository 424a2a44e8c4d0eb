"""The words of headings: how one begins and ends, and which open no entry. In flat letters."""

from __future__ import annotations

from oriv_cli.readers.page.french.words import MEETING, MONTH, WEEKDAY, any_of, pattern, soon

# How a heading begins that looks back at an event; all of it goes before the title.
OPENER = pattern(
    r"(?:\[?(?:retour(?:s)? (?:sur|en images sur)|comptes?[- ]rendus?|actes|syntheses?|restitution"
    r"|bilan(?! et )|replay|revoir|resume|retrouvez|les actes|la synthese|le compte[- ]rendu"
    r"|en images|a revoir|retour d'experience sur|retour en images|ca s'est passe)\b\]?)"
    r"(?: ?(?:\.{3}|…))?"
    r"(?:[ ]video)?(?: (?:de la|de l'|du|des|de|d'|sur|le\b|la\b|les\b|l'))?(?: (?:le|la"
    r"|les)\b)? ?[:–-]? ?"
)
LOOKS_BACK = pattern(r"\[?(?:retours? (?:sur|en images)|ca s'est passe|restitution)\b")
# « [Replay] Éducation prioritaire ».
REPLAY = pattern(r"\[(?:en )?replay\] ?\w")
# The parts of a heading that name documents, or say when: not of the title.
DOCUMENTS_TAIL = pattern(
    r"(?: ?[:–-]|(?<=[?!….])) (?:les |la |le |l')?(?:supports?|syntheses?|actes"
    r"|comptes?[- ]rendus?|telecharg|documents?|videos?|replay|interventions?"
    r"|presentations? des|[a-z' -]{3,30} (?:est|sont) (?:en ligne|disponibles?)|diaporamas?"
    r"|programme\b|(?:le )?retour en |ce qu(?:'(?:il|on)|e nous)\b.{0,15}\bret|le podcast"
    r"|le bilan\b)"
)
WHEN_TAIL = pattern(
    rf" ?[.,:–(-] ?(?:le |les |du )?(?:{WEEKDAY} )?(?:\d{{1,2}}(?:er)? {MONTH} (?:et|au) )?"
    r"(?:\d{1,2}(?:er)?(?:(?:,| et| au|-) (?:"
    + WEEKDAY
    + r" )?\d{1,2}){0,3} )?"
    + MONTH
    + r" \d{4}\)?"
    r"(?:, \d{1,2} ?h ?\d{0,2})?"
    r"(?:,? (?:a|au) .{1,60}|, [a-z' -]{2,40}(?: \([^()]{2,40}\))?| ?[–-] .{2,60})?$"
    rf"| (?:du |le |les |des )(?:{WEEKDAY} )?\d{{1,2}}(?:er)?(?: (?:et|au) \d{{1,2}})? {MONTH}"
    r"(?: \d{4})?$"
    rf"| ?[,:–(-] ?(?:le )?(?:{WEEKDAY} )?\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\)?$"
)
# « ANNULÉ – », « [Reporté] », before the title; « Complet ».
STATE = pattern(
    r"[^\w]{0,3}(?:annule|reporte|complet|nouvelle date|save the date|a vos agendas|termine"
    r"|inscriptions ouvertes|derniers jours|rappel|replay|video|podcast|en ligne"
    r"|a venir)e?s?[^\w]{1,4}"
)
CANCELLED = pattern(
    r"\bannulee?s?\b(?! et rempl)|\bn'aura pas lieu|\bn'auront pas lieu"
    r"|\bn'(?:a|ont) (?:pas )?(?:pu (?:avoir lieu|se tenir)|eu lieu)"
)
TOOK_PLACE = pattern(
    r"\b(?:(?:a|ont) (?:\w{1,12} )?eu lieu|s'est (?:\w{1,12} )?(?:tenue?|deroulee?)"
    r"|se sont (?:tenue?s|deroulee?s)|(?:a|ont) (?:reuni|rassemble|accueilli))\b"
)
# A meeting put off, and no other day said.
POSTPONED = pattern(
    r"\b(?:reportee?s?|decalee?s?)(?: a une date| a un(?:e)? (?:autre|nouvelle)| ulterieurement"
    r"| sine die| ?[–,.;:!\])-]|$)|\ba une date ulterieure"
)
LATER = pattern(r"\b(?:reportee?s?|decalee?s?) (?:a une date ulterieure|ulterieurement|sine die)")
_NO_EVENT = pattern(
    r"(?:dates? limite|date butoir|depot des|edito(?:rial)?\b"
    r"|(?:cloture|ouverture|fin) des (?:inscriptions|candidatures|depots)"
    r"|(?:le )?mot d[ue] |offres? d'emploi|offres? de stage|appels? a |lettre d'information"
    r"|newsletter|catalogue|rapport d'activite|parution|nouvelle publication|vient de paraitre"
    r"|bonne annee|voeux|mentions legales|contact|plan du site|l'equipe|qui sommes|nos missions"
    r"|adherer|etat des lieux|nouveaux? (?:guide|rapport|livret|outil|film|site)"
    r"|nouvelle (?:ressource|note|etude|brochure)|a paraitre|politique de"
    r" confidentialite|nos coordonnees|revue de presse|petites annonces"
    r"|lire l'etat|telecharger|(?:une? |le |la )?(?:podcast|brochure|ouvrage)\b"
    r"|comment (?:s'inscrire|participer|nous|adherer|venir)|ou (?:se|ont|nous) |quand (?:se|ont) "
    r"|qui peut |notifications? aux |foire aux questions"
    r"|(?:\d ?[.)]? ?)?perspectives\b|fermeture (?:d|exception|estivale)|hommage a )"
)
# What may stand further on in such a heading, and how far.
_RECRUITS = pattern(r" recrut(?:e|ons|ement)\b")
_ELSEWHERE = pattern(
    r"\b(?:presente?|participe|partenaire) (?:a|au|aux)\b|\bconseil d'administration"
)
_APPEARED = pattern("est paru")
_NO_EVENT_SOON = ((_RECRUITS, 40), (_ELSEWHERE, 30), (_APPEARED, 20))
# « Le fil du réseau, bulletin n° 31 – janvier 2020 ».
ISSUE = pattern(r"\b(?:bulletin|lettre|infolettre|gazette|journal) n ?°")
# Lines that stand alone within an entry; « Lire la ville », in quotation marks, is a title.
SECTION = pattern(
    r"[^\w«“]{0,9}+(?:"
    + any_of(
        "pour en savoir plus|pour aller plus|pour revoir|pour voir|pour telecharger|pour visionner",
        "pour s'inscrire|pour participer|pour plus d|pour consulter|pour lire|pour acceder"
        "|pour toute|en complement|consulte[rz]|telecharg|visionn|visualis",
        r"retrouvez|regardez|a lire|retrouver$|regarder$|voir$|revoir$|lire$",
        r"decouvrir\b|decouvrez|cliqu|acced|vous pouvez|programme$|programme :|le programme",
        r"au programme|intervenant|avec$|objectif|les objectifs|contexte|documents?\b|supports?\b",
        r"ressources?$|inscription|contacts?\b|public$|publics$|lieux?$|dates?$|horaires?$"
        r"|public :",
        r"partenaires?$|organisateurs?$|en savoir|infos? pratiques|informations? pratiques",
        r"videos?$|photos?$|annexes?$|videos? d|photos? d|bibliographie|presentation$"
        r"|introduction|conclusion",
        r"deroule|matin$|matinee$|apres-midi$|partage[rz]|imprimer|a propos$|sur le meme"
        r"|articles?$",
        "articles? lies|articles? recents|articles? similaires",
        "nos partenaires|les partenaires|les intervenant|synthese$|compte[- ]rendu$|actes$",
        r"les actes$|avec le soutien|details?$|entree libre|presentation de la demarche",
        r"ateliers?$|table ronde$|tables rondes$|pleniere$|debat$|echanges$|temoignages?$",
        r"rencontre entre|parcours thematique|enjeux$|questions?$|modalites|tarifs?\b|quand ?\??$",
        r"ou \?|pour qui|renseignements|informations? et|a retenir|ce qu'il faut|agenda$",
        "categorie|mots[- ]cles|replay$|retour en images$|galerie|animee? par|organisee? par"
        "|proposee? par",
        "en partenariat avec|en presence d",
        "conferences? plenieres?$|seances? plenieres?$|ouverture$|cloture$",
        "ouverture de la journee$",
        "ouverture des debats$|ouverture des travaux$|cloture des debats$|cloture de la journee$",
        "presents? :|excuses? :|absents? :|ordre du jour|prochaine reunion$|prochaine rencontre$",
        "seances? a venir|seances? passees|seances? precedentes|sessions? a venir|notez l"
        "|prochaines? seances?|prochaines? sessions?|prochaines? dates?|calendrier",
        "seance d'ouverture|seance de cloture|mots? d'accueil|mots? d'ouverture|allocutions?\\b",
        "discours d'ouverture|discours de cloture|interventions? d|temoignages? d|signature d",
    )
    # « Voir la vidéo »; but « Lire, écrire, compter » is a title.
    + r"|(?:retrouver|regarder|voir|revoir|lire|ecoute[rz])(?= (?:l[ea]|les|une?|aussi|plus|nos"
    r"|notre|en|sur|ici|tou[ts]\w{0,2}|l'[a-z]{2,20})\b| ?[:→>(])"
    # « Webinaire 1 : comprendre », « 2e séance ».
     + r"|(?:atelier|webinaire|seance|session|module|table ronde|sequence|temps|partie|jour"
    r"|journee|rendez-vous|episode|volet) ?(?:n ?[°o] ?)?\d"
    r"|\d{1,2}(?:re|ere|er|e|eme|nde) (?:seance|session|webinaire|atelier|temps|partie)\b"
    # « Jeudi – comprendre », « Vendredi matin ».
    rf"|{WEEKDAY} ?(?:[:–-]|(?:matin|apres-midi|soir)\b))"
)
# « Séance 2 », « Webinaire n° 3 », « 2e rencontre ».
SITTING = pattern(
    r"(?:episode|seance|session|webinaire|atelier|rencontre|volet|rendez-vous|conference|module)"
    r" ?(?:n ?[°o] ?|#)?\d{1,2}\b"
    r"|\d{1,2}(?:re|ere|er|e|eme|nde?) (?:seance|session|webinaire|atelier|rencontre|conference)\b"
)
# « 2.3. Animer le réseau », « Point 2 – Budget »: the chapters of a report.
NUMBERED_SECTION = pattern(
    r"(?:(?:point|partie|chapitre|axe|titre|annexe) (?:n ?[°o] ?)?(?:\d{1,2}|[ivx]{1,4})\b"
    r"|\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\.?[ )]|[ivx]{1,4}[.)] ?[–-]? )"
)
ASIDE = pattern(
    r"(?:a lire|voir aussi|a voir aussi|sur le meme|articles? (?:similaires|lies|recents|precedent"
    r"|suivant)|a propos d|prochaine?s? |nos autres|autres |dans la meme rubrique|partage|contact"
    r"|vous aimerez|nos prochain|les prochain|actualites? (?:liees|recentes)"
    r"|(?:nos |les )?derniers (?:articles|billets)|(?:la )?suite\b"
    r"|et (?:apres|maintenant|ensuite)\b"
    r"|evenements? (?:similaires|lies|a venir|precedent|suivant)|ajouter au calendrier)"
)
PAGE = pattern(
    r"(?:(?:archives? (?:de la|du|de l'|par|mensuelles? de|pour) ?)?"
    r"(?:categorie|etiquette|archives?|rubrique|mois|tag) ?: ?)?"
    r"(?:(?:(?:toutes |tous )?(?:nos|les)|notre|le|la) |l')?"
    r"(?:temps d'echanges?|formations?|rencontres|journees|agenda|evenements?|actualites?"
    r"|archives?|retours?|ressources|publications|cycles?|seminaires|colloques|conferences"
    r"|ateliers|actions|webinaires|(?:prochains )?rendez-vous|programme(?: du| de la| des)?"
    r"|a la une|accueil|ca s'est passe|(?:on|vous|nous) y et(?:ait|iez|ions)|restitutions)"
    r"(?: ?(?:[-–/,&:]|et) ?(?:les |nos )?(?:formations?|(?:prochains )?rendez-vous"
    r"|rencontres|journees|agenda|evenements?|actualites?|archives?|seminaires|colloques|conferences|ateliers|publications|webinaires"
    r"|temps d'echanges?))*"
    r"(?: (?:passee?s?|a venir|du reseau|de l'annee|trimestre|semestre|annee|mois"
    r"|(?:en |depuis )?20\d\d"
    r"|20\d\d-20\d\d|(?:de |d'|du |des )?(?:(?:premier|deuxieme|second|1er|2e|troisieme"
    r"|dernier) )?(?:mois|trimestre|semestre|printemps|ete|automne"
    r"|hiver|rentree"
    rf"|{MONTH})(?: 20\d\d)?))?"
)

# What has several meetings; a name for these that may be the series of each.
SERIES = pattern(r"\b(?:cycle|saison|serie|seminaire)\b")
CYCLE = pattern(
    r"\b(?:cycles?|saison|series?|seminaires?|temps forts|manifestations|animations|actions"
    r"|webinaires|conferences|ateliers|rencontres|soirees|matinees|cafes|formations|colloques"
    r"|evenements|calendrier|agenda|petits-dejeuners|rendez-vous|mardis|jeudis|lundis|mercredis"
    r"|vendredis|samedis)\b"
)
# A label before a title: « Journée régionale : », and not « Rencontre nationale des équipes : ».
PURE_LABEL = pattern(
    r"[^\w]{0,3}+(?:(?:la |le |une? |l')?(?:(?:\d{1,2}(?:re|ere|er|e|eme|nde|nd)|premiere?|deuxieme"
    r"|seconde?|troisieme|quatrieme|nouvelle?|grande?|mini|prochaine?) )?)?(?:"
    + MEETING
    + r"|webinaires?|seminaires?|colloques?|conferences?|formations?|tables? rondes?|congres"
    r"|groupes? de travail|temps d'echanges?|visioconference|web-?conferences?|workshop)"
    r"(?:[ -]+(?:"
    + any_of(
        "regionale?s?|nationale?s?|departementale?s?|interregionale?s?|inter-regionale?s?"
        "|locale?s?",
        "inter-acteurs|interacteurs|inter-quartiers|inter-centres|inter-reseaux|regionaux"
        "|nationaux|internationale?s?|europeenne?s?|franco-allemande?s?|thematiques?",
        "annuelle?s?|d'etudes?|d'echanges?|d'information|de travail|de formation"
        "|professionnelle?s?",
        "de sensibilisation|de reflexion|de lancement|de cloture|de restitution|d'actualite",
        r"debats?|& debats?|projection|participative?s?|en ligne|flash|apprenante?s?"
        r"|publique?s?|citoyenne?s?",
        "de qualification|interactive?s?|inter-sites|interprofessionnelle?s?|technique|d'ecriture",
        "de webinaires|de conferences|de rencontres|d'ateliers|de reseau|du reseau|de rentree",
        r"scientifique|exceptionnelle|gratuit|et d'echanges?|et de reflexion|n ?°? ?\d{1,3}"
        r"|#\d{1,3}",
        "cine-debat|projection|petit-dejeuner|visio|table ronde|rencontre|dejeuner|cafe|apero",
        r"\d{1,3}|pluridisciplinaire|grand public|ouverte?|territoriale?s?|de proximite"
        r"|partenariale?",
    )
    + r")){0,5}[^\w]{0,3}"
)


def is_no_event(covered: str) -> bool:
    """Tell whether a heading, in flat letters, is of news or of the site and of no meeting."""
    return _NO_EVENT.match(covered) is not None or any(
        soon(news, covered, 0, within, stops="") for news, within in _NO_EVENT_SOON
    )
