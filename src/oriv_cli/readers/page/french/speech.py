"""The words that make a speaker of the person beside them. In flat letters."""

from __future__ import annotations

import re

from oriv_cli.readers.page.french import words

SPEAKS = words.pattern(
    r"\b(?:(?:a|ont|est|sont|nous a|nous ont|avait|avaient|aura|auront|y ont"
    r"|y a) (?:[\w']{1,14} ){0,2}?"
    r"(?:presente|dialogue|rappele|expose|interven|anime|dresse|partage|temoigne|introduit"
    r"|conclu|souligne"
    r"|explique|nourri|apporte|eclaire|evoque|aborde|montre|insiste|ouvert|debattu|echange|propose"
    r"|livre|restitue|decrit|analyse|developpe|pris la parole|fait un point|fait le point|mis en"
    r"|revenue?s?|clotur|retrace|detaille|commente|accueilli|clos|raconte|defendu|interroge|plaide"
    r"|precise|donne|repondu|pose le cadre|salue|croise"
    r"|modere|preside)\w{0,3}"
    r"|(?:y )?(?:etait|est|etaient|sera) (?:l'|notre |les |nos )?invitee?s?(?! a )"
    # In minutes, in the present: « Mme Aumont ouvre la séance ».
    r"|(?:ouvre|presente|detaille|expose|rappelle|introduit|conclut|anime|explique|souligne"
    r"|evoque|restitue|temoigne|decrit|clot|cloture|accueille)(?:nt)?"
    r"|intervien\w{1,7}|intervenai\w{1,3}|presentera\w{0,3}|animera\w{0,3}|presentai\w{1,3}"
    r"|animai\w{1,3}|sera donc avec nous|seront avec nous|sera avec nous|prendra la parole)\b"
)
# A sentence about the one who was named in the sentence before: « Elle y a présenté … ».
THEN = words.pattern(
    rf"(?:il|elle|ils|elles|celui-ci|celle-ci) (?:y |en |nous |l')?(?:etait|fut) (?:l')?invitee?"
    rf"|(?:il|elle|ils|elles|celui-ci|celle-ci) (?:y |en |nous |l')?{SPEAKS.pattern}"
)
# « « On déplace des vies », a rappelé d’emblée X ».
_QUOTING = (
    r"¤ ?,? (?:a|ont) (?:rappele|souligne|explique|resume|conclu|insiste|precise|temoigne|raconte"
    r"|repondu|lance)(?: d'emblee| ainsi| aussi| enfin)?"
)
QUOTED = words.pattern(rf"{_QUOTING} (?:m\. |mme )?(?:[a-z' -]{{2,30}} )?$")
BEFORE = words.pattern(
    r"(?:\b(?:intervenante?s?|formatrices?|formateurs?|conferenciere?s?|oratrices?|orateurs?"
    r"|grands? temoins?|discutante?s?|moderat(?:eur|rice)s?|animat(?:eur|rice)s?),?"
    rf"|{_QUOTING}"
    r"|\b(?:recevions|avons (?:recu|accueilli|invite)|avai\w{1,4} (?:invite|recu|convie))"
    r"(?: (?:dans nos (?:locaux|murs)|a [a-z-]{3,30}))?"
    r"|\b(?:avec|par)(?: entre autres| notamment| aussi"
    r"| egalement)?(?: la participation d[e'u]| les? interventions? d[e'u]"
    r"| l'intervention d[e'u]| le temoignage d[e'u])?"
    r"|\binterventions? d[e'u]|\bconference(?: [a-z]{4,14})?(?: ?¤{2,90})? ?d[e'u]|\btour d[e'u]"
    r"|\bapport(?:s)? d[e'u]|\b(?:temoignages?|regards?)(?: croises?)? d[e'u]"
    r"|\bcontributions? d[e'u]"
    r"|\b(?:participation|introduction|ouverture|conclusion|cloture|synthese|discours|allocution"
    r"|mot d'accueil|celui|celle|propos|expertise|eclairage|presence) d[e'u]|\b(?:animee?s?"
    r"|assuree?s?|presentee?s?|moderee?s?|introduite?s?"
    r"|conclue?s?|co-?animee?s?|ouverte?s?|commentee?s?|cloturee?s?) (?:notamment )?par"
    r"|\ben presence d[e'u]|\b(?:accueill(?:e|era|ait|i)|recevra|recoit|recevait)"
    r"|\bau micro ?[,:]"
    r"|\ba l'affiche ?:|\bconference (?:inaugurale|introductive|d'ouverture|de cloture) ?:"
    r"|\b(?:intervenante?|temoin|guide|animation|invitee?|intervention"
    r"|moderation|animatrice|animateur|formatrice|formateur|ouverture|introduction|conclusion"
    r"|cloture|discutante?|conferenciere?)s?(?: \([^()]{2,20}\))? ?:"
    r"|\b(?:a reuni|ont reuni|entendre|entendu|ecouter?|dialoguer|accueillir|rencontrer"
    r"|reunissant|rassemblant|reunissait"
    r"|associant|composee? de|entre)"
    r"|\b(?:succede|parole|tribune|ecran|micro|intervenaient|interviendront|table ronde)"
    r"[^.;:]{0,30} ?:"
    r"|\bparole (?:a|ont|est|sera) [^.;:]{0,20}(?:donnee|laissee|cedee) a"
    r"|\b(?:donn|laiss|ced|offr)\w{1,5} la parole a|\b(?:a permis|permettra|permettait) a"
    r"|\b(?:supports?|diaporamas?|powerpoint|exposes?|communications?|la presentation) d[e'u]"
    r"|\bplus avec|\bautour d[e'u]"
    r"|\b(?:est|sont|etaient) (?:\w{1,12} )?intervenue?s?(?: ?:)?"
    r"|\b(?:a|ont) (?:pris part|participe)(?: aussi| egalement| notamment)?"
    r"|\binterv(?:iendra|iendront|enait|enaient)(?: ?:)?"
    # « Trois employeurs ont témoigné : … ».
    r"|\b(?:temoigne\w{0,3}|intervenante?s?|contribue\w{0,3}|ouvert|pris la parole)[^.;:]{0,60} ?:"
    # « Le matin : X, puis Y », « Autour de la table : X ».
    r"|\b(?:matin|matinee|apres-midi|midi|soir|soiree|au programme|autour de la table[^.;:]{0,60}"
    r"|accompagnement) ?:"
    # « La première, animée par X ; la seconde par Y », « X, empêché, a été remplacé par Y ».
    r"|\b(?:seconde?|deuxieme|troisieme|autre) par"
    r"|\b(?:empeche|souffrant|absent)[^.;:]{0,25} remplacee?s? par"
    r"|\b(?:discutee?s?|restituee?s?|(?:session|seance|table ronde|atelier)[^.;:]{0,20},?"
    r" presidee?) par|\bparmi les intervenants ?:) ?"
    r"(?:m\. |mm\. |mme |mmes |madame |monsieur |me |maitre "
    r"|le dr |dr "
    r"|le pr |pr |la )?$"
)
BY = words.pattern(r"\bpar (?:m\. |mme |madame |monsieur )?$")
# « par » makes a speaker of what was said, not of what was written.
SAID_BY = words.pattern(
    r"\b(?:animee?|formee?|assuree?|presentee?|moderee?|introduite?|conclue?|co-?animee?|ouverte?"
    r"|commentee?"
    r"|discutee?|restituee?|presidee?|cloturee?|dispensee?|conduite?|ouverture|introduction|cloture|conclusion|accueil"
    r"|intervention|presentation|point|conference|synthese|animation|mot d'accueil|seconde?"
    r"|deuxieme|troisieme|autre|remplacee?)s?\b[^.;:]{0,60}$|^$"
)
# « en lien avec X » is said of who helped, « au nom de X » of nobody there.
NO_SPEAKER = words.pattern(
    r"\b(?:en (?:lien|partenariat|collaboration|cooperation|association|concertation|accord)"
    r"|partage|travaille|collabore|organisee?s?|conclue?|signee?)(?: etroite?)? avec"
    r" (?:l[ae] |l')?$"
    # What was announced elsewhere: « la Stratégie présentée le 13 mai par … ».
    r"|\b(?:strategie|plan|loi|reforme|circulaire|feuille de route)\b[^.;:]{0,90} par"
    r" (?:m\. |mme )?$"
    # Who presides over a body did not speak by that.
    r"|\b(?:conseil|association|comite|bureau|federation|collectif|jury|commission)\b"
    r"[^.;:]{0,50},? presidee?s? par (?:m\. |mme |madame |monsieur )?$"
)
AUTHOR = words.pattern(
    r"(?:\b(?:rapport|ouvrage|livre|film|enquete|etude|memoire|these|photos?|dessins?|texte"
    r"|article|rue|lycee|college|ecole|salle|espace|place|centre|maison|hommage|avenue|quartier"
    r"|amphitheatre|loi|fondation|prix|campus|site|chere a|presidence d[e'u]"
    r"|auditorium|mediatheque|theatre|gymnase|musee|institut|stade|credits?|photo ?:|credit ?:)"
    r"(?: d[e'u]| a)?"
    r"|\b(?:redigee?|ecrite?|montee?|creee?|realisee?|dirigee?|signee?|coordonnee?|fondee?"
    r"|publiee?|illustree?|menee?|pilotee?|contacter|aupres d[e'u])s?(?: par)?) ?$"
)
# What a person with a title did: « en a prononcé la conférence », and not « a été élue ».
ACTED = words.pattern(
    r",? (?:en |y |nous |l'|les |leur )?(?:a|ont) (?!ete|recu|obtenu|ecrit|publie|fonde|cree|signe"
    r"|travaille|rejoint|quitte|grandi|vecu|etudie|dirige|succede|dedie|realise|adresse|regrette"
    r"|annonce|salue|pose|demande|interpelle"
    r"|remporte|choisi|accepte|souhaite|transmis|fait (?:part|savoir))"
    r"[a-z]{3,14}(?:e|u|is|it|i)\b"
)
COLLECTIVE = words.pattern(r"\b(?:est|sont) intervenue?s?\b")
CHAIN = re.compile(
    r"(?:, (?:d[eu] |d')?| et |; | [–—/] |,? puis |,? et d[e'u] ?|,? ainsi qu(?:e (?:de |d')?|'a )"
    r"|,? et a |,? et celui de |,? suivie?s? d[eu'] ?)"
    r"(?:l[ae] )?(?:(?:m\.|mme|me|maitre|dr|le dr|docteur|pr) )?$"
)
THANKS = words.pattern(r"\b(?:merci|remerci\w{2,8})\b")
HELD_FORTH = words.pattern(r"\b(?:anime|presente|interven|modere|introduit|temoigne|dialogue)")
# What was not held, who was not there: « L’intervention de X a dû être annulée ».
NOT_THERE = words.pattern(
    r"\b(?:est|sera|ete|etre) annulee?s?\b|\ba votre (?:disposition|ecoute|service)\b"
    r"|\bn'(?:a|ont) (?:\w{4,12} )?(?:pas|pu)\b[^.;]{0,20}(?:venir|etre|participer|intervenir)"
)
# « X a montré dans ses travaux que … »: not on that day.
WROTE = words.pattern(
    r"[^.;]{0,120}\bdans (?:ses|son|sa|un|une|leurs?) (?:\w{3,12} )?(?:travaux|livres?|ouvrages?"
    r"|articles?|these|rapports?|tribune|essais?|films?|emission|interview|entretien|recherches|enquetes?|message|lettre)\b"
)
# Where the subject of a clause may stand.
CLAUSE = re.compile(
    r"(?:^|[,;:] |\b(?:puis|enfin|ensuite|et|ou|mais|car"
    r"|(?:avant|tandis|pendant|alors|ainsi) que) )(?:m\. |mme |mmes |madame )?$"
)
# Lists of other people than speakers.
NOT_SPEAKERS = words.pattern(
    r"(?:etaient )?(?:contact|inscription|renseignement|equipe|responsables?(?: scientifiques?"
    r"| pedagogiques?| du seminaire)?|remerciements|comite|conseil d'administration|bureau"
    r"|redaction|photos?|credits?|auteure?s?|participants|excuses|presents|membres|public)"
)
