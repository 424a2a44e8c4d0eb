"""The words that make a speaker of the person beside them. In flat letters."""

from __future__ import annotations

import re

from oriv_cli.readers.page.french import words

SPEAKS = words.pattern(
    r"\b(?:(?:a|ont|est|sont|nous a|nous ont|avait|avaient|aura|auront|y ont"
    r"|y a) (?:[\w']{1,14} ){0,2}?(?:presente|dialogue|rappele|expose|interven|anime|dresse|partage"
    r"|temoigne|introduit|conclu|souligne|explique|nourri|apporte|eclaire|evoque|aborde|montre"
    r"|insiste|ouvert|debattu|echange|propose|livre|restitue|decrit|analyse|developpe"
    r"|pris la parole|prononce|fait un point|fait le point|mis en|revenue?s?|clotur"
    r"|retrace|detaille|commente|accueilli|clos|raconte|defendu|interroge|plaide|precise|donne"
    r"|repondu|pose le cadre|croise|modere|preside|tenu le fil)\w{0,3}|(?:y |en )?(?:etait"
    r"|est|etaient"
    r"|sera) (?:le |la |l'|notre "
    r"|les |nos )?(?:invitee?s?(?! a )|grande?s? temoins?|discutante?s?)"
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
    r"|\b(?:recevions|avons (?:recu|accueilli|invite)|avai\w{1,4} (?:invite|recu"
    r"|convie))(?: (?:dans nos (?:locaux|murs)|a [a-z-]{3,30}))?|\b(?:avec|par)(?: entre autres"
    r"| notamment| aussi| egalement)?(?: la participation d[e'u]| les? interventions? d[e'u]"
    r"| l'intervention d[e'u]| le temoignage d[e'u])?|\binterventions? d[e'u]"
    r"|\bconference(?: [a-z]{4,14})?(?: ?¤{2,90})? ?d[e'u]|\btour d[e'u]|\bapport(?:s)? d[e'u]"
    r"|\b(?:temoignages?|regards?)(?: croises?)? d[e'u]|\bcontributions? d[e'u]|\b(?:participation"
    r"|introduction|ouverture|conclusion|cloture|synthese|discours|allocution|mot d'accueil|ceux"
    r"|celui|celles?|propos|expertise|eclairage|presence|expose|compagnie) d[e'u]"
    r"|\b(?:animee?s?|assuree?s?|presentee?s?|moderee?s?|introduite?s?|conclue?s?|co-?animee?s?|ouverte?s?|commentee?s?"
    r"|cloturee?s?) (?:notamment )?par|\ben presence d[e'u]|\b(?:accueill(?:e|era|ait|i)|recevra"
    r"|recoit|recevait)|\bau micro ?[,:]|\ba l'affiche ?:|\bconference (?:inaugurale|introductive"
    r"|d'ouverture|de cloture) ?:|\b(?:intervenante?|temoin|guide|animation|invitee?|intervention"
    r"|moderation|animatrice|animateur|formatrice|formateur|ouverture|introduction|conclusion"
    r"|cloture|discutante?|conferenciere?)s?(?: \([^()]{2,20}\))? ?:|\b(?:a reuni|ont reuni"
    r"|entendre|entendu|ecouter?|dialoguer|accueillir|rencontrer|reunissant|rassemblant|reunissait"
    r"|associant|composee? de|entre"
    # « a réuni le 12 octobre, à la médiathèque, X ».
    r"|(?:a|ont) (?:reuni|accueilli|invite),? (?:(?:le|ce) [^.,;:]{4,30},? )?(?:a la |a l'|au )"
    r"[^.,;:]{4,40},)|\b(?:succede|parole|tribune|ecran|micro|intervenaient"
    r"|interviendront|table ronde)[^.;:]{0,30} ?:|\bparole (?:est|etait|fut|sera) a"
    r"|\bparole (?:a|ont|est|sera) [^.;:]{0,20}(?:donnee"
    r"|laissee|cedee) a|\b(?:donn|laiss|ced|offr)\w{1,5} la parole a|\b(?:a permis|permettra"
    r"|permettait) a|\b(?:supports?|diaporamas?|powerpoint|exposes?|communications?"
    r"|la presentation) d[e'u]|\bplus avec|\bautour d[e'u]"
    # « Sont intervenu·es : ».
    r"|\b(?:est|sont|etaient) (?:\w{1,12} )?intervenue?s?(?:[·.-]e?s?){0,2}(?: ?:)?"
    r"|\b(?:a|ont) (?:pris part|participe)(?: aussi| egalement| notamment)?"
    r"|\binterv(?:iendra|iendront|enait|enaient)(?: ?:)?"
    # « Trois employeurs ont témoigné : … ».
    r"|\b(?:temoigne\w{0,3}|intervenante?s?|contribue\w{0,3}|ouvert|pris la parole)[^.;:]{0,60} ?:"
    # « Le matin : X, puis Y », « Autour de la table : X ».
    r"|\b(?:matin|matinee|apres-midi|midi|soir|soiree|au programme"
    r"|autour (?:d'(?:elle|lui|eux)|de la table[^.;:]{0,60})"
    r"|accompagnement) ?:|\bautour de la table(?:, (?:a la |a l'|au )[^.;:,]{4,50})?,"
    r"|\b(?:animation|conclusion|introduction|synthese|moderation|ouverture|cloture|presentation)"
    r"[^.;:]{0,30} confiee?s? a"
    # « La première, animée par X ; la seconde par Y », « X, empêché, a été remplacé par Y ».
    r"|\b(?:seconde?|deuxieme|troisieme|autre) par|\b(?:empeche|souffrant"
    r"|absent)[^.;:]{0,25} remplacee?s? par|\b(?:discutee?s?|restituee?s?|(?:session|seance"
    r"|table ronde|atelier)[^.;:]{0,20},? presidee?) par|\bparmi les intervenants ?:) ?(?:m\. "
    r"|mm\. |mme |mmes |madame |monsieur |me |maitre |le dr |dr |le pr |pr |la )?$"
)
BY = words.pattern(r"\bpar (?:m\. |mme |madame |monsieur )?$")
# « par » makes a speaker of what was said, not of what was written.
SAID_BY = words.pattern(
    r"\b(?:animee?|formee?|assuree?|presentee?|moderee?|introduite?|conclue?|co-?animee?|ouverte?"
    r"|commentee?"
    r"|donnee?|discutee?|restituee?|presidee?|cloturee?|dispensee?|conduite?|encadree?|menee?|perspective|ouverture|introduction|cloture|conclusion|accueil"
    r"|intervention|presentation|point|conference|synthese|animation|mot d'accueil|seconde?"
    r"|deuxieme|troisieme|autre|remplacee?)s?\b[^.;:]{0,60}$|^$"
)
# « en lien avec X » is said of who helped, « au nom de X » of nobody there.
NO_SPEAKER = words.pattern(
    r"\b(?:enquete|etude|recherche|demarche|projet|mission|travail|lutte)s? [^.;:]{0,30}menee?s?"
    r" par (?:l[ae] |l')?$"
    r"|\b(?:en (?:lien|partenariat|collaboration|cooperation|association|concertation|accord)"
    r"|partage|travaille|collabore|organisee?s?|conclue?|signee?|auteure?s?|autrice|redigee?|ecrite?"
    r"|publiee?)(?: etroite?)? avec (?:l[ae] |l')?$"
    # What was announced elsewhere: « la Stratégie présentée le 13 mai par … ».
    r"|\b(?:strategie|plan|loi|reforme|circulaire|feuille de route)\b[^.;:]{0,90} par"
    r" (?:m\. |mme )?$"
    # What is read in an issue, and is no meeting.
    r"|\b(?:sommaire\b[^.;]{0,80}|dossier|numero|lettre)\b[^.;]{0,40} avec $"
    # What somebody wrote: « dans son dernier livre, X rappelle ».
    r"|\bdans (?:son|sa|ses|un|une) (?:\w{3,12} )?(?:livre|ouvrage|article|essai|film)s?,? $"
    # Who presides over a body did not speak by that.
    r"|\b(?:conseil|association|comite|bureau|federation|collectif|jury|commission)\b"
    r"[^.;:]{0,50},? presidee?s? par (?:m\. |mme |madame |monsieur )?$"
)
AUTHOR = words.pattern(
    r"(?:\b(?:rapport|ouvrage|livre|film|enquete|etude|memoire|these|photos?|dessins?|texte|article"
    r"|rue|lycee|college|ecole|salle|espace|place|centre|maison|hommage|avenue|quartier"
    r"|amphitheatre|loi|fondation|prix|campus|site|chere a|presidence d[e'u]|auditorium|mediatheque"
    r"|theatre|gymnase|musee|institut|stade|credits?|photo ?:|credit ?:)(?: d[e'u]| a)?"
    r"|\b(?:redigee?|ecrite?|montee?|creee?|realisee?|dirigee?|signee?|coordonnee?|fondee?|publiee?"
    r"|illustree?|pilotee?|contacter|aupres d[e'u])s?(?: par)?) ?$"
)
# What a person with a title did: « en a prononcé la conférence », and not « a été élue ».
ACTED = words.pattern(
    r",? (?:en |y |nous |l'|les |leur )?(?:a|ont) (?!ete|recu|obtenu|ecrit|publie|fonde|cree|signe"
    r"|travaille|rejoint|quitte|grandi|vecu|etudie|dirige|succede|dedie|realise|adresse|regrette"
    r"|annonce|salue|pose|demande|interpelle"
    r"|remporte|choisi|accepte|souhaite|transmis|fait (?:part|savoir))[a-z]{3,14}(?:e|u|is|it|i)\b"
)
COLLECTIVE = words.pattern(r"\b(?:est|sont) intervenue?s?\b")
CHAIN = re.compile(
    r"(?:,? • |, (?:d[eu] |d')?| et |; | [–—/] |,? puis (?:d[eu] |d')?|,? et d[e'u] ?"
    r"|,? ainsi qu(?:e (?:de |d')?|'a )|,? et (?:a|par|avec) |,? et celui de "
    r"|,? suivie?s? d[eu'] ?)(?:l[ae] )?(?:(?:m\.|mme|me|maitre|dr|le dr|docteur|pr) )?$"
)
THANKS = words.pattern(r"\b(?:merci|remerci\w{2,8})\b")
# « Nous remercions X et Y pour la qualité de leurs interventions. »
FOR_TALKS = words.pattern(
    r"\bpour (?:[a-z' ]{1,30} )?(?:sa|son|leurs?) (?:[a-z]{3,15} )?"
    r"(?:interventions?|temoignages?|eclairages?|presentations?|exposes?|contributions?|apports?)\b"
)
HELD_FORTH = words.pattern(r"\b(?:anime|presente|interven|modere|introduit|temoigne|dialogue)")
# « Patrick Simon, Ined – excusé, remplacé par … ».
ABSENT = words.pattern(r"\b(?:excuse|empeche|absent|souffrant|remplace)e?s?\b")
# « comme l’écrit la philosophe X », « Le sociologue X, souvent cité, n’avait pu se libérer ».
CITED_BEFORE = words.pattern(
    r"(?:\b(?:comme (?:l'|le )?[a-z]{3,12}|selon|citant|cite|cites|excusee?,?|contact"
    r"|rapportee? par|(?:mot|phrase|formule|texte|theses?|travaux|documentaire|film|livre"
    r"|ouvrage|rapport) d[e'u]"
    r"|ministres?|president,)|¤ ?,? [a-z]{3,12}) ?(?:mme |m\. |la |le |l')?(?:[a-z' -]{3,30} )?$"
)
CITED_AFTER = words.pattern(
    r"\b(?:cite[es]{0,2}|n'a(?:vait)? pu|(?:avait|a) (?:adresse|transmis)"
    r"|ecriv\w+|ecrit|disait|travaux|ouvrages?|livres?|hommage|message|evoquee?s?|lue? en"
    r"|vous adresse\w{0,3}|sortie? en|(?:passee?|venue?) (?:les |nous )?saluer"
    r"|ete (?:elue?|nommee?))\b|\d\d \d\d \d\d"
)
# What was not held, who was not there: « L’intervention de X a dû être annulée ».
NOT_THERE = words.pattern(
    r"\b(?:est|sera|ete|etre) annulee?s?\b|\ba votre (?:disposition|ecoute|service)\b"
    r"|\bn'(?:a|ont) (?:\w{4,12} )?(?:pas|pu)\b[^.;]{0,20}(?:venir|etre|participer|intervenir)"
)
# « X a montré dans ses travaux que … »: not on that day.
WROTE = words.pattern(
    r"\bdans (?:ses|son|sa|un|une|leurs?) (?:\w{3,12} )?(?:travaux|livres?"
    r"|ouvrages?|articles?|these|rapports?|tribune|essais?|films?|emission|interview|entretien|recherches|enquetes?|message|lettre)\b"
)
# Where the subject of a clause may stand.
CLAUSE = re.compile(
    r"(?:^|[,;:] |\b(?:puis|enfin|ensuite|et|ou|mais|car|que) )"
    r"(?:(?:le |la )?(?:m\.|mmes?|madame|monsieur|dr|pr|me|maitre|docteure?|professeure?) )?$"
)
# Lists of other people than speakers.
NOT_SPEAKERS = words.pattern(
    r"(?:etaient )?(?:contact|inscription|renseignement|equipe|responsables?(?: scientifiques?"
    r"| pedagogiques?| du seminaire)?|remerciements|comite|conseil d'administration|bureau"
    r"|redaction|photos?|credits?|auteure?s?|participants|excusee?s?|absente?s?|presents|membres"
    r"|publi|presse|reservation|illustration|dessin|traduction|mise en (?:page|ligne))"
)
