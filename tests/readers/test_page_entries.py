"""Where one event ends and the next begins: by layout, title and day."""

from __future__ import annotations

import io

import pytest

from oriv_cli.i18n import use
from oriv_cli.readers import page
from oriv_cli.record.model import Draft

BY_YEAR = """\
Centre de ressources du Vexin

Nos rendez-vous

== 2021 ==

* Matinée « Lire ensemble »
  jeudi 18 novembre, 9h-12h, Maison des associations, Pontoise
  25 participants

* Forum « Bien vieillir »
  mardi 8 juin, Hôtel de ville, Cergy

== 2020 ==

* Formation « Premier accueil »
  6 et 13 octobre, Magny-en-Vexin

Mentions légales – Plan du site
Avec le soutien de la Région Île-de-France
"""
DAY_FIRST = """\
PROGRAMME : ANNÉE 2019

12 décembre 2019
Où en est la concertation ?
Rencontre organisée par le Relais du Val, à Blois, avec 32 participants. La séance prévue
le 9 janvier est annulée.

Lundi 4 novembre 2019
Atelier « Cartes sensibles »
14h - 17h
Médiathèque, Vendôme

Haut de page
"""
TOLD = """\
La vie du réseau

Le jeudi 14 mars 2019, un séminaire sur les tiers-lieux a réuni 40 personnes à Tours.
Les échanges ont porté sur les loyers.

Dans la foulée, le réseau a proposé le 5 juin 2019 à Blois une journée « Habiter
autrement » avec l'Adil.

Depuis la loi du 21 février 2014, le réseau compte douze membres.
"""
NAMED_WITHIN = """\
<html><head><title>Retours - Relais du Val</title></head><body>
<div class="frame"><header><h1>Les retours du Relais</h1></header></div>
<div class="frame"><header><h2>Jeunes et logement : 70 personnes à Chartres</h2></header>
<p>Le Relais du Val a organisé mardi 11 mai 2021, à Chartres, la journée « Se loger à vingt ans ».
Elle a réuni 70 personnes.</p></div>
<div class="frame"><header><h2>Retour sur notre matinée annuelle</h2></header>
<p>Dreux, 18 juin 2021. Sur le thème « Aller vers », la matinée a rassemblé 30 bénévoles.</p></div>
<div class="frame"><header><h2>02/03/2021 – Ce que disent les murs</h2></header>
<p>Deuxième séance du séminaire « Habiter, cohabiter ».</p>
<p>Médiathèque, Chartres</p></div>
</body></html>
"""
CYCLE = """\
<html><head><title>Cycle - Relais du Val</title></head><body>
<h1>Cycle « Parler santé »</h1>
<p>Le Relais du Val propose ce cycle depuis la loi du 26 janvier 2016.</p>
<h3>Séance 1 : Le sommeil</h3>
<p>Mardi 5 octobre 2021, 14h-16h, Orléans.</p>
<h3>Séance 2 : Les écrans</h3>
<p>Cette séance s'est tenue le mardi 9 novembre 2021 à Blois.</p>
</body></html>
"""
DEFINITIONS = """\
<html><head><title>Séminaire</title></head><body>
<h1>Séminaire « Villes et récits »</h1>
<p>Horaires : 18h - 20h</p>
<dl><dt>8 novembre 2018 ANNE ROY (université de Tours)</dt><dd>« Ce que racontent les rues »</dd>
<dt>13 décembre 2018 PAUL PETIT (CNRS, Lyon ; EHESS, Paris)</dt><dd>« Une ville au cinéma
»</dd></dl>
</body></html>
"""
NESTED = """\
<html><body><h1>Nos temps forts</h1><p>Depuis la loi du 4 août 2014, le Relais se réunit.</p>
<section class="s"><div class="row"><div class="col col-1"><div class="t">Débat « La rue »</div>
<ul><li>vendredi 11 octobre 2019, 20h</li><li>Cinéma Lux, Caen</li></ul><p>Avec A. Roy.</p></div>
<div class="col col-2"><div class="t">Séminaire « Abri »</div><ul><li>du 2 au 4 juillet 2019</li>
<li>Hôtel de ville, Caen</li></ul><p>Trois jours de travail.</p></div></div></section>
<section class="s"><div class="row"><div class="col col-1"><div class="t">Rencontre des hébergeurs
</div><ul><li>mardi 7 mai 2019, 18h</li><li>Bayeux</li></ul><p>Une soirée.</p></div></div></section>
</body></html>
"""
LABELS = """\
<html><body><h1>Journées professionnelles : archives</h1>
<h2>Lire en prison</h2><dl><dt>Type</dt><dd>Journée</dd><dt>Quand</dt><dd>14/05/2019, 9h à 16h</dd>
</dl><h2>Écouter les ados</h2><dl><dt>Type</dt><dd>Webinaire</dd><dt>Quand</dt>
<dd>18/03/2021, 10h-11h30</dd></dl></body></html>
"""
NUMBERED = """\
[Cycle de webinaires] « Le quartier en débat »

1er webinaire : Faut-il voter ? Mardi 14/01 de 12h à 13h30
Webinaire n°2 : Quelles voix pour les habitants dans les projets urbains de demain ? Mardi 11/03
Webinaire n°3 : Et après ? Date à venir
"""


def drafts(text: str) -> list[Draft]:
    use("en")
    return list(page.read(io.BytesIO(text.encode())))


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            BY_YEAR,
            [
                ("Lire ensemble", "2021-11-18"),
                ("Bien vieillir", "2021-06-08"),
                ("Premier accueil", "{2020-10-06,2020-10-13}"),
            ],
        ),
        (
            DAY_FIRST,
            [("Où en est la concertation ?", "2019-12-12"), ("Cartes sensibles", "2019-11-04")],
        ),
        (
            TOLD,
            [("Séminaire sur les tiers-lieux", "2019-03-14"), ("Habiter autrement", "2019-06-05")],
        ),
        (
            NAMED_WITHIN,
            [
                ("Se loger à vingt ans", "2021-05-11"),
                ("Aller vers", "2021-06-18"),
                ("Ce que disent les murs", "2021-03-02"),
            ],
        ),
        (
            CYCLE,
            [("Le sommeil", "2021-10-05"), ("Les écrans", "2021-11-09")],
        ),
        (
            DEFINITIONS,
            [("Ce que racontent les rues", "2018-11-08"), ("Une ville au cinéma", "2018-12-13")],
        ),
        (
            NESTED,
            [
                ("La rue", "2019-10-11"),
                ("Abri", "2019-07-02/2019-07-04"),
                ("Rencontre des hébergeurs", "2019-05-07"),
            ],
        ),
        (
            LABELS,
            [("Lire en prison", "2019-05-14"), ("Écouter les ados", "2021-03-18")],
        ),
        (
            NUMBERED,
            [
                ("Faut-il voter ?", ""),
                ("Quelles voix pour les habitants dans les projets urbains de demain ?", ""),
                ("Et après ?", ""),
            ],
        ),
    ],
    ids=lambda given: given[:20] if isinstance(given, str) else "",
)
def test_each_event_of_a_page_is_found(text: str, events: list[tuple[str, str]]) -> None:
    found = [(draft.values["title"], draft.values.get("date", "")) for draft in drafts(text)]
    assert found == events


def test_nothing_is_sure_of_what_is_told_without_a_heading() -> None:
    for draft in drafts(TOLD):
        sure = {key for key, found in draft.origins.items() if all(o.sure for o in found)}
        assert sure <= {"source", "themes"}


def test_a_year_that_stands_above_is_inferred_and_quoted_from_the_page() -> None:
    (origin,) = drafts(BY_YEAR)[0].origins["date"]
    assert not origin.sure
    assert origin.words in BY_YEAR


def test_a_day_that_is_of_no_event_makes_an_entry_unsure() -> None:
    text = "Colloque « Villes »\n\nMardi 3 mai 2016, Lille\n\nAvec Anne Roy.\n\n"
    (alone,) = drafts(text)
    assert alone.origins["places"][0].sure
    (mixed,) = drafts(text + "Jeudi 9 juin 2016, Lens, 14h\n")
    assert not mixed.origins["places"][0].sure


def test_one_sitting_that_was_cancelled_leaves_the_others() -> None:
    said = "Atelier « Cartes »\n\nLes 5 et 12 mars 2022\n\nLa séance du 19 mars a été annulée.\n"
    assert len(drafts(said)) == 1
    assert drafts(said.replace("La séance du 19 mars", "L'atelier")) == []


def test_the_foot_of_a_page_is_of_no_event() -> None:
    (draft,) = drafts(
        "Colloque « Villes »\n\nMardi 3 mai 2016, Lille\n\nMentions légales\n"
        "Avec le soutien de la Région Hauts-de-France\n"
    )
    assert "partners" not in draft.values


COPIED = """\
Aller au contenu
Accueil > Nos rencontres

Archives de la catégorie : Rencontres

Retour sur la soirée « Quartiers en fête »
Publié le 12 mai 2018 par l’équipe

La soirée a réuni 60 personnes le 3 mai 2018 à Nancy.

Publié dans Rencontres, Culture | Laisser un commentaire

← Articles plus anciens
"""
PLACED = """\
<h1>Nos événements</h1>
<h3>Strasbourg, 12 juin 2019 – Mobilités : qui reste au bord ?</h3><p>60 personnes.</p>
<h3>3 avril 2019, Colmar – L’eau dans la ville</h3><p>Avec Jeanne Petit, urbaniste.</p>
<h3>Octobre 2018, Mulhouse – Un quartier, des récits</h3><p>Un atelier d’écriture.</p>
"""
SEANCES = """\
<h1>Cycle « Habiter demain »</h1>
<p>Un cycle organisé par la Maison de l’habitat, à Dijon, de 18h à 20h.</p>
<h2>Séance 1 – 12 janvier 2021</h2><p>« Vieillir chez soi », avec Anne Roy, sociologue.</p>
<h2>Séance 2 – 9 février 2021</h2><p>« Habiter léger », avec Paul Gras, architecte.</p>
"""
BOLD = """\
<article><h1>Les mardis de la ville : l’habitat</h1>
<p><strong>Mardi 11 février 2020, la Maison de la ville a accueilli 80 personnes à Rouen.</strong>
</p><h3>Un débat animé</h3><p>Le débat était animé par Luc Renard, journaliste.</p></article>
"""


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (COPIED, [("Quartiers en fête", "2018-05-03")]),
        (
            PLACED,
            [
                ("Mobilités : qui reste au bord ?", "2019-06-12"),
                ("L’eau dans la ville", "2019-04-03"),
                ("Un quartier, des récits", "2018-10"),
            ],
        ),
        (SEANCES, [("Vieillir chez soi", "2021-01-12"), ("Habiter léger", "2021-02-09")]),
        (BOLD, [("Les mardis de la ville : l’habitat", "2020-02-11")]),
    ],
    ids=["copied", "placed", "sessions", "bold"],
)
def test_what_the_site_says_around_is_no_event(text: str, events: list[tuple[str, str]]) -> None:
    test_each_event_of_a_page_is_found(text, events)


def test_what_is_said_above_all_sessions_is_inferred() -> None:
    for draft in drafts(SEANCES):
        assert draft.values["organisers"] == ["Maison de l’habitat"]
        assert not draft.origins["organisers"][0].sure


def test_a_name_that_the_text_gives_goes_before_a_general_heading() -> None:
    (draft,) = drafts(
        "Une table ronde sur les écrans\n\nMardi 3 mai 2016, à Lille, cette table ronde,"
        " « Tous devant ? », a réuni 30 parents.\n"
    )
    assert draft.values["title"] == "Tous devant ?"
    assert not draft.origins["title"][0].sure


def test_a_day_of_another_meeting_makes_an_entry_unsure() -> None:
    text = "Colloque « Rives »\n\nLe colloque s’est tenu le 3 mai 2016 à Lille.\n\n"
    assert drafts(text)[0].origins["places"][0].sure
    other = "Un séminaire s’est déroulé le 9 juin 2016 dans la région.\n"
    assert not drafts(text + other)[0].origins["places"][0].sure


LISTED = """\
Le Relais du Val

Nos rencontres passées

Mars : on plante !
12 avril 2021

Le 4 mars, à Blois, le Relais a proposé une matinée sur les jardins partagés.

« Une rue, des voix » : retour en images
2 février 2021

Quinze habitants se sont croisés mardi 19 janvier au café Le Coin, à Vendôme.

Nouveau site
4 janvier 2021

Le site du Relais fait peau neuve pour le 1er février 2021.
"""
PLAIN_POST = """\
Journée d’étude « Les bourgs demain »

Le jeudi 7 octobre 2021, le Relais a organisé à Blois sa journée d’étude annuelle.

Atelier « Commerces »

L’atelier « Commerces » a réuni 20 élus.

Atelier « Trajets »

L’atelier « Trajets » a accueilli 15 personnes.

Et après ?

Une autre journée est prévue le 10 mars 2022 à Vendôme.
"""
ANNOUNCED = """\
Agenda 2018

Mars 2018

Mardi 6 mars – Conférence « Vivre en ville », 18h30, Blois
Avec Paul Roy, architecte.

Mercredi 7 mars – Projection-débat « Les voisins », 20h, Vendôme
"""
SITTINGS = """\
<body><h1>Cycle « Le grand âge »</h1><p>Un cycle de la médiathèque de Blois.</p>
<h2>Séance 1 – « La mémoire »</h2><p>La séance a eu lieu le mardi 9 mars 2021.</p>
<h2>Séance 2 – « Le corps »</h2><p>Mardi 13 avril 2021, 18h</p><p>Avec Édith Roux, médecin.</p>
"""
BODIES = """\
<body><h1>Restitutions</h1><ul>
<li class="a"><h3><a href="/1">L’école et les parents</a></h3><p class="d">21 octobre 2019</p>
<div class="t"><p>La rencontre s’est tenue le 8 octobre 2019 à Blois.</p>
<p>Compte-rendu de la rencontre - PDF, 640 ko</p></div></li>
<li class="a"><h3><a href="/2">Lire les murs</a></h3><p class="d">2 juillet 2019</p>
<div class="t"><p>Le colloque a eu lieu le 18 juin 2019 à Blois.</p>
<p>Actes du colloque - PDF, 2 Mo</p></div></li></ul>
"""
SEASONS = """\
<body><h1>Nos journées passées</h1><h2>2021</h2><p>Le colloque prévu le 8 avril 2021 à Blois
n’a pas été reprogrammé.</p><h2>Plus loin</h2><h3>Automne 2015 – Les contrats, on y va !</h3>
<p>Organisée en octobre 2015 à Blois, cette réunion a accueilli 70 personnes.</p>
"""
RELATED = """\
<body><div><h1>Retour sur le forum des bénévoles</h1><p>Samedi 25 mai 2019, le forum des bénévoles
s’est tenu à Blois.</p><h3>Nos derniers articles</h3><ul><li>Retour sur la journée « Emploi » du
12 avril 2019</li><li>Webinaire « Sommeil » – 4 mars 2019</li></ul></div>
<div class="related"><p>Colloque « Dormir » – 3 mars 2019</p></div>
"""
HEADED = """\
<body><article><h1>Cycle « Jardins »</h1><p>Un cycle de la médiathèque de Blois.</p>
<h2>Séance 1 – Semer, récolter</h2><p>Mardi 9 mars 2021, 18 h, salle des fêtes, Vendôme</p>
<p>Conférence d’Anne Roy, jardinière. <a href="/s1.mp3">Écouter l’enregistrement</a></p>
<p>Avec Édith Roux, botaniste.</p>
<h2>Séance 2 – Arroser moins</h2><p>L’atelier s’est tenu le mardi 13 avril 2021 à Blois.</p>
<h2>Clôture – « Récolter »</h2><p>Le cycle s’est conclu par une soirée le 4 mai 2021 à Blois.</p>
"""
TEASERS = """<body><div><h1>Dormir en ville : la rencontre du 3 avril</h1>
<p>Le jeudi 3 avril 2025, le réseau
a réuni quarante personnes à Blois. La rencontre a reçu l’appui de la Ville, et chacun a
parlé longuement des nuits trop claires, du bruit des rues, des volets qui ferment mal et de ce que
les bailleurs peuvent y changer avec peu de moyens dans les dix années qui viennent.</p>
<p>Les échanges ont porté sur les horaires des livraisons, les terrasses et la place des arbres,
sur ce que d’autres villes ont déjà essayé, et sur les mesures qui restent à faire.</p></div>
<div><article><h4><a href="/1">Le guide des nuits</a></h4><span>11 mars 2025</span></article>
<article><h4><a href="/2">Une carte des bruits</a></h4><span>4 février 2025</span></article></div>
"""
SUBTITLED = """<body><h1>Écrire la rue</h1><h2>Journée d’étude du 7 octobre 2017</h2>
<p>La journée a réuni 70 personnes à Blois.</p>
"""
ONLINE = """Retour sur le webinaire « Bouger »

La rencontre prévue le 24 mars 2020 a été annulée et remplacée par un webinaire le 19 mai 2020.

Webinaire « Jouer »

Le webinaire a eu lieu le 9 juin 2020.
"""
TITLE_BELOW = """\
Rencontres Ville et Santé

📅 14 mars 2019
📍 Blois

La rencontre a réuni 85 personnes.

Formation « Aller vers »

📅 4 avril 2019
📍 Vendôme

12 participants.
"""


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (LISTED, [("Mars : on plante !", "2021-03-04?"), ("Une rue, des voix", "2021-01-19?")]),
        (PLAIN_POST, [("Les bourgs demain", "2021-10-07")]),
        (ANNOUNCED, [("Vivre en ville", "2018-03-06"), ("Les voisins", "2018-03-07")]),
        (SITTINGS, [("La mémoire", "2021-03-09"), ("Le corps", "2021-04-13")]),
        (BODIES, [("L’école et les parents", "2019-10-08"), ("Lire les murs", "2019-06-18")]),
        (SEASONS, [("Les contrats, on y va !", "2015-23")]),
        (RELATED, [("Forum des bénévoles", "2019-05-25")]),
        (
            HEADED,
            [
                ("Semer, récolter", "2021-03-09"),
                ("Arroser moins", "2021-04-13"),
                ("Récolter", "2021-05-04"),
            ],
        ),
        (TEASERS, [("Dormir en ville", "2025-04-03")]),
        (SUBTITLED, [("Écrire la rue", "2017-10-07")]),
        (ONLINE, [("Bouger", ""), ("Jouer", "2020-06-09")]),
        (TITLE_BELOW, [("Rencontres Ville et Santé", "2019-03-14"), ("Aller vers", "2019-04-04")]),
    ],
    ids=lambda given: given[:20] if isinstance(given, str) else "",
)
def test_a_post_is_one_event_and_a_list_of_events_has_each(
    text: str, events: list[tuple[str, str]]
) -> None:
    found = [(draft.values["title"], draft.values.get("date", "")) for draft in drafts(text)]
    assert found == events


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("[Retour sur] La fabrique des cartes", "La fabrique des cartes"),
        ("La ville à vélo ? Retour en images", "La ville à vélo ?"),
        ("Le logement des jeunes : la rencontre du 6 juin", "Le logement des jeunes"),
        ("Le réseau des élus : synthèse de la séance « Agir ensemble »", "Agir ensemble"),
        ("Contrats « Bourgs 2030 » : ce que disent les élus", "Contrats « Bourgs 2030 »"),
        ("Webinaire – « Bourgs 2030 » : ce que disent les élus", "« Bourgs 2030 » : ce que"),
        ("Cycle « Les bourgs » : retour sur la deuxième séance", "Cycle « Les bourgs » : "),
        ("JUIN – Assemblée générale", "Assemblée générale"),
        ("Bilan et perspectives de la rencontre", "Bilan et perspectives"),
        ("Café-débat : les voisins se parlent – mardi 14/01", "Les voisins se parlent"),
        ("Actes de la journée « Bien vieillir »", "Bien vieillir"),
        ("Quelle place pour l’école ? Journée d’étude", "Quelle place pour l’école ?"),
        ("Restitution finale", "Restitution finale"),
        ("Femmes en ville : ce que nous retenons du 8 février", "Femmes en ville"),
    ],
)
def test_the_title_without_what_wraps_it(heading: str, title: str) -> None:
    (draft,) = drafts(f"<body><h1>{heading}</h1><p>La rencontre a eu lieu le 6 juin 2019.</p>")
    assert str(draft.values["title"]).startswith(title)
    assert not str(draft.values["title"]).endswith("étude")


def test_the_second_line_of_a_heading_may_stand_below_its_month() -> None:
    text = (
        "Culture et lien social : en première ligne ?\n\n– octobre 2016\n\n"
        "Compte-rendu de la journée d’échanges organisée par le Relais\n\n"
        "La journée s’est déroulée le 9 juin 2016 à Metz.\n"
    )
    (draft,) = drafts(text)
    assert draft.values["title"] == "Culture et lien social : en première ligne ?"
    assert draft.values["date"] == "2016-06-09"
    (alone,) = drafts(text.rpartition("La journée s’est")[0])
    assert alone.values["title"] == draft.values["title"]


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("Ils étaient 120, le mardi 19 juin 2018, à venir à la rencontre.", "2018-06-19"),
        ("Une dizaine de voisins ont planté samedi 16 juin 2018 dans la cour.", "2018-06-16"),
        ("Anne Roy, juriste, est venue à Metz le mardi 19 juin 2018 à 18h30.", "2018-06-19"),
        ("Un mois après les attentats des 8 et 9 mai 2018, la rencontre s’est tenue.", ""),
    ],
)
def test_the_day_that_a_post_tells_of(said: str, date: str) -> None:
    (draft,) = drafts(
        "<article><h1>Retour sur la rencontre « Planter »</h1>"
        f'<time datetime="2018-06-25">25 juin 2018</time><p>{said}</p></article>'
    )
    assert str(draft.values.get("date", "")) == date
