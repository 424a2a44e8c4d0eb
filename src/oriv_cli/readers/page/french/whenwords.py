"""The words around a date that say whether it is the day of the event. In flat letters."""

from __future__ import annotations

from oriv_cli.readers.page.french import words

NOT_THE_EVENT = words.pattern(
    r"(?:\bentre|\bdepuis|\bdes|\ba (?:compter|partir)|\bfin|\bd'ici|\bjusqu'(?:en|au|a)|\bavant"
    r"|\bapres|\bloi|\bdecret|\bcirculaire|\barrete?e?s?|\bordonnance|\brapport|\benquete"
    r"|\b(?<!d')etude|\bdonnees|\bannee|\bcreee?s?|\bfondee?s?|\bneee?s?|\b(?:lance|initie|engage"
    r"|debute|commence|mene|construit|ouvert|installe|adopte|vote|redige|conduit)e?s?"
    r"|\b(?:publication|parution|sortie|adoption|promulgation|signature|anniversaire)"
    r"|\bpubliee?s?|\bparue?s?|\bmise? en ligne|\binitialement prevue?s?|\bd'abord prevue?s?"
    r"|\bremonte|\bprogramme|\bcontrats?|\battentats|\bplan|\bedition|\bsignee?s?|\bremise?s?"
    r"|\bdatee? d[ue]?|\bappel a projets|\binscriptions?|\bcandidatures?|\bpromotion|\bversion"
    r"|\bcouvrant|\bperiode)(?:,? (?:en|le|les|du|de|des|la|l'|au|d'|jusqu'au|pour|:|l'annee|depuis"
    r"|fin|debut|[a-z]{2,14}))? ?$"
)
# « entre le 3 et », « la loi pour la ville du », « la Semaine bleue ( », « élections du ».
BETWEEN = words.pattern(
    r"\b(?:entre [^.;:]{3,40} et (?:le )?|(?:lois?|decret|circulaire"
    r"|elections?) [^.;:]{0,110}?\bdu |(?:arrets?|jugement|instruction|ordonnance|traite)"
    r" [^.;:]{1,60}?\bdu |(?:rapport|enquete|etude|avis) [^.;:()]{0,60}?\(|(?:semaine"
    r"|quinzaine|mois"
    r"|festival) [^.;:()]{0,60}?(?:\((?:du )?|, du |\bdu )|(?:premiere"
    r"|ancienne) date ?:? ?(?:le )?)$"
)
# « Prévu le 3 mai, l’atelier est reporté au 7 juin. »
PLANNED = words.pattern(
    r"\b(?:prevu|programme|annonce|fixe)e?s? (?:d'abord |initialement )?(?:le |les |au |du |en )?$"
)
PUT_OFF = words.pattern(r"\b(?:reporte|decale|repousse|deplace|bascule|finalement)e?s?\b")
# « la journée du 3 mai », « cette rencontre du mardi 5 juin ».
NAMES_DAY = words.pattern(
    r"\b(?:journee|rencontre|seminaire|colloque|webinaire|atelier|seance|session|matinee|soiree"
    r"|conference|formation|evenement|visioconference|rendez-vous|reunion|table ronde)s? "
    rf"(?:du|des|de ce) (?:{words.WEEKDAY} )?\d{{1,2}}"
)
NEXT_ONE = words.pattern(r"(?:^|\b(?:notre |nos |la |le |les ))prochaine?s? [a-z]")
COMING = words.pattern(
    r"\b(?:aura|auront) lieu|\bse (?:tiendra|deroulera)|\borganisera|\binvite|\bconvie\b"
)
YEAR_OF = words.pattern(
    r"(?:\ben|\b(?:au|des le) (?:debut|cours|printemps|milieu|terme) de (?:l'annee )?"
    r"|\bdans l'annee|\bannee) ?$"
)
