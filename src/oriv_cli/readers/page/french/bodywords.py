"""The words by which the names of bodies are known, and where a list of them ends."""

from __future__ import annotations

import re

from oriv_cli.readers.page.blocks import listed
from oriv_cli.readers.page.french import words

ARTICLE = re.compile(
    r"(?:de la |de l['’]|du |des |d['’]|de |la |le |les |l['’]|La |Le |Les |L['’]"
    # « son partenaire le CIDFF », « notre délégation ».
    r"|(?:son|sa|ses|notre|nos|leurs?) (?:partenaires?,? )?)+"
)
BRACKETS = re.compile(r"\([^()]{0,400}\)")
SIGLE = re.compile(r"(?<![\w-])[A-ZÀ-Þ][A-ZÀ-Þ0-9&-]{1,11}(?![\w-])")
# Nouns that begin the name of a body in small letters.
NOUN = words.any_of(
    "reseau|ville|universite|association|communaute|metropole|agglomeration|commune|region",
    "departement|conseil|prefecture|sous-prefecture|agence|caisse|centre|collectif|comite",
    "federation|mission|maison|observatoire|ministere|ambassade|signataires|direction",
    "delegation|laboratoire|cabinet|institut|service|services|syndicat|fondation|union|ligue",
    "mairie|academie|rectorat|ecole|hopital|pays|groupement|club|eurometropole|banque|chambre",
    "office|bailleur|cooperative|plateforme|secretariat|commissariat|etat|equipe|unite|pole",
    "antenne|cellule|chaire|master|societe|entreprise|compagnie|regie|foyer|mediatheque",
    "bibliotheque|librairie|theatre|cinema|musee|coordination|plate-forme|mouvement",
    "confederation|etablissement|consortium|espace|barreau|diocese|revue|mfr|mjc|tribunal",
    "parquet|lycee|college|mutuelle|deleguee?|haut-commissariat|consulat|parlement|eglise",
    "groupe|section|gendarmerie|inspection|parc",
)
NOUN_START = words.pattern(rf"{NOUN}s?\b")
# Bodies that are looked for by their sigle, wherever the page writes the name out.
USUAL_SIGLES = listed(
    "ANCT CGET ACSE ONPV DGESCO CCOMS CNFPT CNAM CAF CNAF ARS DREETS DIRECCTE DRDJSCS DRJSCS DDCS"
    " DDCSPP DDETS DRAC DIHAL DILCRAH OFII OFPRA ANRU ADEME INSEE INJEP CNRS INSERM INED UNADEL"
    " IRDSU CIDFF LICRA MRAP UNESCO OMS ONU CEREMA ORIV IREV COPAS CRPV CDC SGAR SGARE DASEN CCAS"
    " CIAS USH ANLCI CLSPD CPAM MSA URIOPSS UNIOPSS CNAPE FAS CRESS CRIJ CIJ"
)
# Bodies that are named without saying which: « la préfecture ».
PLAIN = words.pattern(
    r"(?:sous-)?prefecture(?: de (?:region|departement))?|gendarmerie(?: nationale)?"
    r"|rectorat|mairie|police (?:nationale|municipale)|conseil (?:regional|departemental)"
    r"|mission locale(?: [a-z]{4,12})?|centre (?:social|hospitalier)|reseau|observatoire"
    # « la direction régionale de la jeunesse et des sports ».
    r"|(?:direction|delegation|deleguee?|agence|service|inspection|office|archives)"
    r" (?:regional|departemental|national|municipal|academique|intercommunal)e?s?"
    r"(?: (?:a |aux? |de |du |des |pour )[a-z' ]{2,60})?"
)
MUNICIPAL = listed("CCAS CIAS CLSPD CLSM PRE")
OF_TOWN = re.compile(r"(?:[Vv]ille|[Cc]ommune|[Mm]airie) (d(?:e |['’]).+)")
# Where the list of bodies ends, and the sentence goes on: « a », not « à », and not « EST ».
STOP = re.compile(
    r",? (?:et )?(?:pour (?=un|des|que|l[ea] (?:forum|journée|rencontre|séminaire|soirée)"
    r"|[a-zé]+(?:er|ir|re)\b)|(?:afin|dans|lors|qui|que|qu['’]\w+|dont|où|celui|celle|ont|a|est"
    r"|sont|sous(?!-)|pendant|durant|autour|suite|depuis|y|avait|avaient|vous|nous|avec|par|vise"
    r"|visait|visant|sur le thème|s['’]\w+|se sont|associai(?:t|ent)|organis\w{0,6}|propos\w{0,6}"
    r"|et (?:\d+|a|ont|en|visant|s['’]\w+|(?:co-?)?(?:financ|anim|souten|port|présent|accueill"
    r"|introdui|pilot|organis|construi)\w{1,4}|\w{4,14} par)|en (?:\d{1,4}|janvier|février|mars"
    r"|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|présence|visio|partenariat"
    r"|lien|collaboration)|à l['’](?:occasion|issue|intention|attention|initiative|échelle|automne)"
    r"|à (?:ses|leurs?|nos|tou\w{1,3}|une?|des|\d{1,4})|à (?:destination|partir|travers|la suite"
    r"|la demande|distance)|le temps d|d(?:e |['’])(?:janvier|février|mars|avril|mai|juin"
    r"|juillet|août|septembre|octobre"
    r"|novembre|décembre)|au (?:profit|cours|sein|titre|moment|bénéfice|printemps"
    r"|premier|second)|auprès|en (?:vue|marge|faveur|direction|amont|soirée|matinée|début|fin)"
    r"|entre|avant|après|devant|depuis|chaque|dès|hier|demain|tou(?:s|tes) les|cette|cet|ces"
    r"|permet\w*|réuni\w*|rassembl\w*|(?:le|les|ce|du|des|au) (?:lundi|mardi|mercredi|jeudi"
    r"|vendredi|samedi|dimanche|\d{1,2}(?:er)?)|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche) \d{1,2}|\d{1,2}/\d{1,2})\b)|[.;:?!](?= |$)| – (?=organis)"
    # Where a full stop is missing: « la CAF de l’Aube Plus de 90 participants ».
    r"| (?=(?:Plus|Près|Environ|Avec|Sous|Grâce|Une?(?= \w{3,9}aine)|Des|Ce|Cette|En|Pour|Dans|Aux?"
    r"|[ÉE]taient|Sont|Organis\w{1,3}|Anim\w{1,3}) [a-zà-ÿ\d])| [–—-] (?=(?:le |les |du )?(?:lundi"
    r"|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\d))"
)
AT_TOWN = re.compile(r" (?:à|au|aux) (?=[A-ZÀ-Þ])")
AT_HOUSE = re.compile(r" (?:à la |à l['’]|au |aux )")
# Names that hold an « et », and « centre de ressources » before a name of its own.
WITH_AND = words.pattern(
    r"\b(?:pays|villes?|citoyens|territoires|quartiers|habitats?|cites|arts|jeunesse|femmes|culture"
    r"|urbanisme|solidarites?|sante|sports?|economie|education|egalite|promotion) et (?:quartiers"
    r"|territoires?|citoyens|developpement|humanisme|cites|culture|promotion|sports?|solidarites?"
    r"|familles|loisirs|libertes?|citoyennete|vie|solidaire|populaire)"
)
CENTRE = re.compile(
    r"^centre (?:de |régional de )?ressources(?: (?:politique de la ville|régional|de la"
    r" politique de la ville))? (?=[A-ZÀ-Þ])"
)
# « L’association Les Muséographes » calls itself « Les Muséographes ».
ASSOCIATION = re.compile(r"^[Aa]ssociation (?=(?:L[ea]s? |L['’])[A-ZÀ-Þ])")
# Words that begin a sentence or a clause, never a name.
NO_NAME = listed(
    "ce cet cette ces il elle ils elles nous vous on au aux a en dans pour par avec lors depuis"
    " apres avant suite face plus pres une un des deux trois lundi mardi mercredi jeudi vendredi"
    " samedi dimanche afin sous chez entre pendant durant malgre sans vers autour ainsi enfin puis"
    " ensuite cependant organise organisee organises organisees propose proposee environ"
    " initialement quel quelle comment pourquoi si mais or car tout toute tous toutes son sa ses"
    " leur leurs chaque plusieurs quelques certains certaines aucun aucune debut mi fin courant"
    " ministre prefet prefete maire president presidente c s d l y qu j du de est sont grace dont"
    " outre selon janvier fevrier mars avril mai juin juillet aout septembre octobre novembre"
    " decembre"
)
APPOSED = words.pattern(
    r"(?:centre (?:regional )?de ressources|pole ressources?|reseau (?:national|regional) des)\b"
)
# « le projet porté par l’ANRU »: not the meeting.
OF_OTHER = words.pattern(
    r"\b(?:projet|dispositif|programme|plan|demarche|campagne|action|(?<!d')etude|enquete|exposition"
    r"|ouvrage|film|guide|outil|structure|loi|appel|repas|buffet|gouter|cocktail)s?,?"
    r" (?:\w{1,15},? ){0,2}$"
)
# « La DRJSCS a apporté son soutien », « l’ARS l’a soutenue »: the subject is the partner.
SUPPORTED = words.pattern(
    r"\b(?:l'(?:a|ont) (?:soutenu|(?:co-?)?finance|accompagne)e?s?"
    r"|(?:(?:a|ont) (?:soutenu|finance)|(?:soutenai|financai)(?:t|ent)) (?:la |le |l'|cette |cet? )"
    rf"(?:{words.MEETING}|initiative|operation|action)"
    r"|s(?:'est|e sont|'etait|'etaient) associee?s? (?:a (?:la |l'|cette |cet? )|au )"
    rf"{words.MEETING}"
    r"|(?<!se )(?:en )?(?:etait|etaient|est|sont) (?:(?:les? )?partenaires?|associee?s?)"
    r"|(?:a|ont|avait|avaient) apporte (?:son|leurs?) (?:soutiens?|appuis?|concours|aides?))\b"
)
# « La soirée était proposée par … », « L’Observatoire l’a organisée »: the one spoken of above.
OF_IT = words.pattern(
    rf"(?:(?:la|le|ce|cet|cette|les|ces|une?) |l')?{words.MEETING}\b"
    r"|a l'initiative|avec l[e'] ?(?:soutien|appui)|une (?:initiative|action) "
    rf"|(?:(?:la |le |l'|cet |cette |ce )[a-z-]{{4,20}},? (?:(?:etait|est|a ete|fut) )?)?(?:co-?)?"
    rf"{words.MADE} (?:par|avec)|(?:il|elle) a (?:recu|beneficie)"
)
DID_IT = words.pattern(rf"\bl'(?:a|ont) [a-z]{{4,12}}e?s?\b|{SUPPORTED.pattern}")
# After a verb of organising.
A_MEETING = words.pattern(rf"[.,]| (?:une? |cette |cet? )?{words.MEETING}")
LONGEST, LONGEST_LIST, MOST = 120, 1500, 30
