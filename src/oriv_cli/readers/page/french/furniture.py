"""What a site puts around its texts, in the words of WordPress, SPIP and Drupal. In flat letters.

The same table serves for HTML and for what was copied from a browser.
"""

from __future__ import annotations

from oriv_cli.readers.page.french.words import pattern

_LONGEST = 200
# Where a page shows the beginning of a post.
_MORE = r"(?:lire la suite|continuer la lecture)\b.{0,120}|lire plus|read more"
# It stands in a text for « Lire la suite », where each post of it ends: no page has it.
READ_ON = "\0"
READ_MORE = pattern(rf"(?:{_MORE})[ .:…→»]{{0,4}}")
# Whole lines: they say nothing of any event.
_LINE = pattern(
    r"(?:"
    + "|".join(
        (
            r"aller au contenu(?: principal)?|aller a la navigation|skip to (?:main )?content",
            r"menu(?: principal)?|navigation(?: principale)?|rechercher?|recherche sur le site"
            r"|search",
            # The foot of a post.
            r"(?:publie|classe|poste|posted|archive)e?s? (?:dans|in|sous) .{1,150}",
            r"(?:laisser|ajouter|ecrire|poster|publier) un commentaire|laisser une reponse",
            r"(?:\d{1,4}|un|aucun|pas de|les|vos) (?:commentaires?|reponses?|messages?)",
            r"commentaires? ?(?:\(\d{1,4}\)|fermes)|lien permanent.{0,80}|alerter le moderateur",
            r"votre adresse e-?mail ne sera pas publiee.{0,90}|les champs obligatoires.{0,60}",
            # From one page to the next.
            r"(?:← |<< |‹ |&larr; ).{1,150}|.{0,9}articles? (?:plus (?:anciens|recents)"
            r"|precedents?|suivants?).{0,9}",
            r"(?:older|newer) (?:posts|entries)"
            r"|navigation (?:de|des) (?:l')?(?:articles?|evenements?)",
            r"(?:\d{1,3} ){1,12}(?:(?:…|\.\.\.) ?(?:\d{1,3} )?)?(?:[›»>]|page |suivante?|next)"
            r".{0,20}",
            r"page \d{1,3} (?:sur|/|de) \d{1,3}.{0,20}",
            _MORE,
            # To other people.
            r"partager?(?: (?:cette page|cet article|sur .{1,40}|par .{1,20}))?|share(?: this)?",
            r"(?:twitter|facebook|linkedin|e-?mail|whatsapp|imprimer|tweet(?:er)?|j'aime(?: ca)?"
            r"|envoyer (?:a un ami|par mail)|similaire|chargement\.{3})(?: [|·-] ?.{0,60})?",
            r"s'abonner|flux rss.{0,30}|se connecter|connexion|suivez-nous.{0,60}|nous suivre",
            r"mot de passe oublie",
            # What made the site.
            r"(?:fierement )?propulse (?:par|avec) .{1,60}|proudly powered by .{1,60}"
            r"|powered by .{1,60}",
            # « Accueil > Actualités > Vie du réseau ».
            r"(?:vous etes ici ?:? ?)?(?:accueil|home) ?[>›»/] ?.{0,150}",
            r"[^<>›.:,«]{2,60}+(?:(?<= )[>›] [^<>›|.:]{2,80}+){1,6}",
        )
    )
    + r")(?: ?\| ?[^|]{1,80}){0,3}[ .:…→»]{0,4}"
)
# « Rapport d’activité 2011      page 14 », between two pages of a report.
_PAGE = pattern(r"\w page \d{1,3}$")


def is_furniture(covered: str) -> bool:
    """Tell whether a line, in flat letters, is of the site and not of its text."""
    if len(covered) > _LONGEST:
        return False
    return _LINE.fullmatch(covered) is not None or _PAGE.search(covered) is not None
