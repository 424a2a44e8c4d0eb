"""Layouts of pages, each of which a person reads at once: an event for each, and its day."""

from __future__ import annotations

import io

import pytest

from oriv_cli.i18n import use
from oriv_cli.readers import page
from oriv_cli.readers.page.cutting import web
from oriv_cli.record.model import Draft

ACCORDION = """\
<html><body><main><h1>Le réseau santé du Vexin</h1><div class="accordion">
<details open><summary>Forum « Bien dormir »</summary><div><p>Le forum s'est tenu le samedi
6 octobre 2018 à Pontoise.</p></div></details>
<details><summary>Formation « Écouter »</summary><div><p>Les 29 et 30 novembre 2018, à Cergy.</p>
<p>Une autre session, prévue le 28 mars 2019, n'a pas pu avoir lieu.</p></div></details>
<details><summary>Comment s'inscrire aux formations ?</summary><div><p>Depuis le 4 mai 2018, les
formations s'ouvrent au 12 rue Kuhn.</p></div></details></div></main></body></html>
"""
CARDS = """\
<html><body><h1>L'agenda</h1>
<div class="card"><span class="tag">Atelier</span><time>23 mars 2023</time><h3>Écrire simple</h3>
<ul><li>Les Champs libres</li></ul></div>
<div class="card"><span class="tag">Webinaire</span><time>31 janvier 2023</time><h3>Et si on votait
?</h3><ul><li>En ligne</li></ul></div></body></html>
"""
ITEMS = """\
<html><body><h1>C'était au Relais</h1><ul>
<li class="e"><time>sam. 21 janvier 2023 · 16h</time> <span>Rencontre</span> <a href="https://r.fr/1">
Rencontre avec Anne Roy</a><p>Devant 40 lecteurs.</p></li>
<li class="e"><time>mer. 8 février 2023 · 14h30</time> <span>Atelier</span> <a href="https://r.fr/2">
Mes papiers en ligne</a><p>Huit places.</p></li></ul></body></html>
"""
BY_YEAR = """\
Relais du Val

Toutes nos rencontres depuis 2013

2014

    • 11 décembre : « Réparer, partager », séminaire, Blois. Avec Anne Roy.
    • 5 et 6 juin : « Prévenir le départ », formation, Tours.

2013

    • 28 novembre : « Les mots », atelier d’écriture, Vendôme.
    • 14 mai : visite du quartier des Granges, organisée avec le musée.
"""
DASHES = """\
Relais du Val – Nos rendez-vous en 2018

18/01/2018 – Blois, Maison du livre – Table ronde « Mêmes rues » – 70 pers.

Du 2 au 4 juillet – Tours – Université d'été « Apprendre » (avec la Ligue)

20/11/2018 – Vendôme, salle Ronsard – Rencontre des acteurs de la lecture, 14h-16h30

Rappel : le rapport a été adopté le 24 avril 2018.
"""
SITTINGS = """\
ATELIER « ÉCRIRE LA VILLE »
Maison des sciences - 2022/2023
Coordination : Anne Roy

Séance 1
mercredi 19 octobre 2022, 14h-17h (salle R03)
Prendre des notes
Intervenante : Anne Petit, géographe

Séance 2
mercredi 30 novembre 2022, 14h-17h (salle R03)
Raconter sans trahir
Intervenant : Paul Petit, journaliste
"""
CAPITALS = """\
1/ NOTRE ASSEMBLÉE
Elle a eu lieu le vendredi 25 mai 2018 à la salle Ronsard, à Vendôme. Merci à tous pour le buffet !

2/ LIVRES : ENFIN ON EN PARLE
Le débat qui se tenait au lycée de Blois a réuni quarante personnes le mardi 12 juin 2018.

3/ APPEL À PROJETS
La Fondation attend les dossiers de tous les ateliers de la région jusqu'au 14 septembre 2018.
"""
REPORT = """\
RAPPORT D'ACTIVITÉ 2019

3.1 Les journées régionales

Deux journées ont été organisées par le Relais. La première, « Sport en ville », s'est déroulée
le 19 septembre 2019 à Istres. La seconde journée, « Scènes », a eu lieu à Gap le 3 décembre 2019.

3.2 Les ateliers

En mai 2019, un atelier « Souffler » a réuni à Manosque une douzaine de personnes.
"""
ROWS = """\
<html><body><h1>Séminaire « Frontières » 2018-2019</h1><table><tr><th>Date</th><th>Séance</th></tr>
<tr><td>12 octobre 2018</td><td>Anne Roy (université de Tours), « Habiter le camp »</td></tr>
<tr><td>30 novembre 2018</td><td>Paul Petit (EHESS), « Au guichet »</td></tr>
<tr><td>4 décembre 2018</td><td>Notification aux auteurs</td></tr></table></body></html>
"""
HEADINGS_BY_YEAR = """\
<html><body><h1>Nos journées passées</h1><p>Chaque année, plus de 600 personnes.</p><h2>2021</h2>
<h3>7 décembre – Vieillir en ville</h3><p>À la Halle aux grains de Blois. 88 participants.</p>
<h3>Du 28 au 30 juin – Formation « Récits »</h3><p>Une sortie, prévue le 9 septembre, a été
annulée.</p><h2>2019</h2><h3>10/05 – Tiers-lieux nourriciers</h3><p>Avec Anne Roy, juriste.</p>
<h3>Rapport d'activité 2018</h3><p>Il est adopté depuis le 20 avril 2019.</p></body></html>
"""
DAY_AND_KIND = """\
ARCHIVES DU RELAIS

> 14 janvier 2020 · Rencontre
Punaises : sortir du tabou
Une idée venue des locataires. On retiendra l'intervention d'Anne Roy, entomologiste.

> Mai 2019 · Voyage d'étude
Regards flamands sur l'habitat
Dix-neuf acteurs de la région sont partis trois jours.

> 16 juin 2016 · Rencontre
ANNULÉE – Mouvement social. Elle n'a pas eu lieu.
"""
FIELDS = """\
<html><body><div class="view"><article><h3>Jeunesses confinées</h3><div><span
class="field__label">Date</span> <span>08/10/2020 - 14:00</span></div><div><span
class="field__label">Lieu</span> <span>Espace Cosmopolis, 18 rue Scribe, 44000 Nantes</span></div>
<div><span class="field__label">Type</span> <span>Webinaire</span></div></article>
<article><h3>Laïcité : s'outiller</h3><div><span class="field__label">Date</span> <span>04/04/2019
au 05/04/2019</span></div><div><span class="field__label">Lieu</span> <span>Lorient</span></div>
</article></div></body></html>
"""
NUMBERED = """\
Cycle de rencontres « Quartiers en transition » 2017

Durant toute l’année 2017, le Relais a consacré à cette question un cycle itinérant.

Séance 1 : « Se chauffer sans se ruiner »
Mardi 14/02/2017 de 9h30 à 12h30 – Centre social Foch, Revin
Avec Anne Roy, sociologue à l’université Rennes 2, et Paul Petit, urbaniste
Capacité de la salle : 60 places
35 participants

Séance 2 : « Réparer, partager »
Les 3 et 10 octobre 2017, deux ateliers se sont succédé à Chaumont.

Restitution finale
La journée de clôture du cycle s’est déroulée le 5 décembre 2017 à Nancy.
"""
POSTS = """\
« Que reste-t-il de la Marche ? »
Publié le 16 décembre 2013 par le Relais
Il y a trente ans, le 3 décembre 1983, la Marche pour l'égalité arrivait à Paris. Pour cette
soirée, nous étions plus de 80, le mardi 10 décembre 2013, à la Maison des Associations de
Strasbourg.
Lire la suite

Nouveau au centre de documentation
Publié le 3 juin 2013 par le Relais
Une lecture à chaud d'Anne Roy, sociologue, à Nancy.
"""
QUESTIONS = """\
<html><body><h1>Archives des séances</h1><table><thead><tr><th>Quand ?</th><th>Quoi ?</th>
<th>Où ?</th><th>Pour aller plus loin</th></tr></thead><tbody><tr><td>14/06/2022</td>
<td><strong>Atelier « Écrire son appel »</strong><br>Animé par Paul Estève, juriste.</td>
<td>Montluçon (03100)</td><td><a href="/a.pdf">Fiche outil</a></td></tr><tr>
<td>du 4 au 6 octobre 2022</td><td><strong>Voyage d’étude « Les régies »</strong></td>
<td>Saint-Étienne</td><td><a href="/carnet.pdf">Carnet de voyage</a></td></tr></tbody></table>
</body></html>
"""
DAYS_ABOVE = """\
Rencontres 2012

22/03/2012 – Guebwiller
Matinée d’échanges : « Rénovation urbaine et habitants »
Environ 45 personnes présentes.

9/02/2012, 17h-19h – Strasbourg
Les Jeudis du doc : « Lire la ville ». Présentation d’ouvrages par Anne Roy.

19/01/2012 – Mulhouse
Séance d’information : « La carte de séjour ». Animée par le Relais. 40 personnes.

Le Relais, 2 rue du Priez, 59800 Lille – Tél. 03 20 00 00 00
"""
VISIOS = """\
<html><body><h1>Archives des événements</h1><h2>Année 2021</h2><div><details class="i"><summary>
30 septembre – Séminaire « Prendre ses marques »</summary><p>Une trentaine d’élus.</p></details>
<details class="i"><summary>9 mars – Café visio « Un an après »</summary><p>42 personnes ont échangé
sur le confinement de mars 2020.</p></details></div></body></html>
"""
CALENDAR = """\
Évènements passés

octobre 2023

jeu
12
12 octobre 2023 @ 9h30 - 16h30
Rencontre régionale : Alimentation et quartiers
Centre social Kerangoff, Brest
La rencontre a rassemblé une centaine d’acteurs.

mar
3
3 octobre 2023 @ 14h00 - 15h30
Webinaire Contrats de ville : où en est-on ?
En ligne
64 participants.

ven
15
15 septembre 2023 @ 9h00 - 12h00
ANNULÉ – Matinée Tranquillité publique
Faute d’inscrits, la matinée est annulée.
"""
JOOMLA = """\
<html><body><div class="componentheading">Nos ateliers</div><table class="blog"><tr><td><table><tr>
<td class="contentheading"><a href="/54.html">Illettrisme : repérer pour orienter</a></td></tr>
</table><table><tr><td class="createdate">Mardi, 04 Mai 2010 15:40</td></tr><tr><td><p>L'atelier
s'est déroulé le 27 avril 2010 à la Maison pour tous Léo Lagrange, à Montpellier.</p></td></tr>
</table><table><tr><td class="contentheading"><a href="/45.html">Appel à projets 2010</a></td></tr>
</table><table><tr><td class="createdate">Lundi, 18 Janvier 2010 10:00</td></tr><tr><td><p>Les
dossiers sont à déposer avant le vendredi 26 février 2010.</p></td></tr></table></td></tr></table>
</body></html>
"""
CHAPTERS = """\
Le Relais – Rapport d'activité 2011                         page 14

3. TEMPS D'ÉCHANGES - FORMATIONS

L'année 2011 a été marquée par la préparation de l'avenant aux contrats urbains, jus-
qu'en 2014.

3.1. « Gestion urbaine : où en est-on ? »

Journée d'échanges, 10 février 2011, Illzach (Espace 110)

Organisée par le Relais, cette journée a réuni 63 par-
ticipants à l'appel du réseau de Saint-
Étienne.

3.2. « Femmes et accès à l'emploi »

Rencontre, jeudi 31 mars 2011, Bischwiller (MAC)

Intervenante : Smaïn Laacher a dû renoncer ; il a été remplacé par Nasima Moujoud.
"""
DAYS_LAST = """\
<html><body><h1>Nos journées passées</h1><h2>2025</h2><h3>Parler d’argent ? (3 avril)</h3>
<p>Ce 5 à 7 a réuni 42 personnes.</p><h2>2024</h2><h3>Quel héritage pour les quartiers ?</h3>
<p>Du 2 au 4 juillet, trois demi-journées de débats à Pantin.</p></body></html>
"""
BOLD = """\
<html><body><article><h1>Cycles et rencontres : retour en mots</h1>
<p><strong>Quartiers d'été, et l'hiver ?</strong> Réunis à Pau le jeudi 9 décembre 2021, quarante
acteurs ont dressé le bilan de cette rencontre.</p>
<p><strong>Le numérique au coin de la rue.</strong> Cette visioconférence du 18 novembre 2021 a
réuni <b>62 personnes</b>.</p>
<p><strong>Appel à contributions.</strong> Adressez-nous un texte jusqu'au 31 janvier 2022.</p>
</article></body></html>
"""
TIMELINE = """\
Nos journées passées

●━━ 2019
    17 octobre · Amiens
    « À table ! »
    Au Cirque Jules-Verne. 130 participants.

●━━ 2015
    9 juin · Creil
    « Premières leçons »
    Au moins 70 personnes.
    26 novembre · Laon
    « Laïcité au quotidien »
    Séminaire tenu comme prévu.
"""
TERMS = """\
<html><body><h1>Mémoire des rendez-vous</h1><dl><dt>Un vieux couple ?</dt><dd>Conférence-débat.
Amiens, jeudi 4 octobre 2018.</dd><dd><a href="conf.pdf">Texte de la conférence (PDF)</a></dd>
<dt>Les friches, terrain de jeu</dt><dd>Visite-atelier. Soissons, samedi 25 mai 2019.</dd>
<dd><a href="album.jpg">Album photo</a></dd></dl></body></html>
"""
TOGGLES = """\
<html><body><h1>Nos journées passées</h1><h2>2019</h2>
<div class="toggle"><h5>Mardi 26 novembre – Sortir du logement indigne</h5><p>96 participants.</p>
</div><h2>2018</h2><div class="toggle"><h5>Jeudi 13 décembre – Faire mémoire</h5><p>À Longwy.</p>
</div><div class="toggle"><h5>Du 7 au 9 juin – Caravane des initiatives</h5><p>Trois étapes.</p>
</div></body></html>
"""
NEWS = """\
Rubrique : On y était

Quand les habitants enquêtent

Publié le 2 juillet 2021

Il faisait déjà chaud, ce jeudi 10 juin 2021, lorsque les premiers ont poussé la porte.
Ils sont venus pour ce séminaire que le Relais préparait depuis l’automne.

Rejoignez l’équipe !

Publié le 20 avril 2021

Le Relais recrute. Candidatures avant le 15 mai 2021, entretiens le jeudi 27 mai 2021.
"""


def drafts(text: str) -> list[Draft]:
    use("en")
    return list(page.read(io.BytesIO(text.encode())))


IT_WAS = """\
ÇA S’EST PASSÉ : la journée départementale des conseils citoyens

Elle s’est tenue le 4 octobre 2018 à Blois et a réuni 60 personnes.
"""


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (ACCORDION, [("Bien dormir", "2018-10-06"), ("Écouter", "2018-11-29/2018-11-30")]),
        (CARDS, [("Écrire simple", "2023-03-23"), ("Et si on votait ?", "2023-01-31")]),
        (
            ITEMS,
            [("Rencontre avec Anne Roy", "2023-01-21"), ("Mes papiers en ligne", "2023-02-08")],
        ),
        (
            BY_YEAR,
            [
                ("Réparer, partager", "2014-12-11"),
                ("Prévenir le départ", "2014-06-05/2014-06-06"),
                ("Les mots", "2013-11-28"),
                ("Visite du quartier des Granges", "2013-05-14"),
            ],
        ),
        (
            DASHES,
            [
                ("Mêmes rues", "2018-01-18"),
                ("Apprendre", "2018-07-02/2018-07-04"),
                ("Rencontre des acteurs de la lecture", "2018-11-20"),
            ],
        ),
        (SITTINGS, [("Prendre des notes", "2022-10-19"), ("Raconter sans trahir", "2022-11-30")]),
        (
            CAPITALS,
            [("NOTRE ASSEMBLÉE", "2018-05-25"), ("LIVRES : ENFIN ON EN PARLE", "2018-06-12")],
        ),
        (
            REPORT,
            [("Sport en ville", "2019-09-19"), ("Scènes", "2019-12-03"), ("Souffler", "2019-05")],
        ),
        (ROWS, [("Habiter le camp", "2018-10-12"), ("Au guichet", "2018-11-30")]),
        (
            "Fiche n° 3 - Rencontre des ateliers\nDate : 21 juin 2019, 9h-12h\nLieu : Blois\n",
            [("Rencontre des ateliers", "2019-06-21")],
        ),
        (
            "<html><body><h1>Visite | Le port à pied</h1><p>Vendredi 11 octobre 2019, Marseille"
            "</p></body></html>",
            [("Le port à pied", "2019-10-11")],
        ),
        (IT_WAS, [("La journée départementale des conseils citoyens", "2018-10-04")]),
        (
            HEADINGS_BY_YEAR,
            [
                ("Vieillir en ville", "2021-12-07"),
                ("Récits", "2021-06-28/2021-06-30"),
                ("Tiers-lieux nourriciers", "2019-05-10"),
            ],
        ),
        (
            DAY_AND_KIND,
            [
                ("Punaises : sortir du tabou", "2020-01-14"),
                ("Regards flamands sur l'habitat", "2019-05"),
            ],
        ),
        (
            FIELDS,
            [
                ("Jeunesses confinées", "2020-10-08"),
                ("Laïcité : s'outiller", "2019-04-04/2019-04-05"),
            ],
        ),
        (
            NUMBERED,
            [
                ("Se chauffer sans se ruiner", "2017-02-14"),
                ("Réparer, partager", "{2017-10-03,2017-10-10}"),
                ("Restitution finale", "2017-12-05"),
            ],
        ),
        (POSTS, [("Que reste-t-il de la Marche ?", "2013-12-10")]),
        (
            QUESTIONS,
            [("Écrire son appel", "2022-06-14"), ("Les régies", "2022-10-04/2022-10-06")],
        ),
        (
            TERMS,
            [("Un vieux couple ?", "2018-10-04"), ("Les friches, terrain de jeu", "2019-05-25")],
        ),
        (
            TOGGLES,
            [
                ("Sortir du logement indigne", "2019-11-26"),
                ("Faire mémoire", "2018-12-13"),
                ("Caravane des initiatives", "2018-06-07/2018-06-09"),
            ],
        ),
        (
            DAYS_ABOVE,
            [
                ("Rénovation urbaine et habitants", "2012-03-22"),
                ("Lire la ville", "2012-02-09"),
                ("La carte de séjour", "2012-01-19"),
            ],
        ),
        (
            CALENDAR,
            [
                ("Alimentation et quartiers", "2023-10-12"),
                ("Contrats de ville : où en est-on ?", "2023-10-03"),
            ],
        ),
        (JOOMLA, [("Illettrisme : repérer pour orienter", "2010-04-27")]),
        (
            CHAPTERS,
            [
                ("Gestion urbaine : où en est-on ?", "2011-02-10"),
                ("Femmes et accès à l'emploi", "2011-03-31"),
            ],
        ),
        (
            DAYS_LAST,
            [
                ("Parler d’argent ?", "2025-04-03"),
                ("Quel héritage pour les quartiers ?", "2024-07-02/2024-07-04"),
            ],
        ),
        (
            BOLD,
            [
                ("Quartiers d'été, et l'hiver ?", "2021-12-09"),
                ("Le numérique au coin de la rue", "2021-11-18"),
            ],
        ),
        (
            TIMELINE,
            [
                ("À table !", "2019-10-17"),
                ("Premières leçons", "2015-06-09"),
                ("Laïcité au quotidien", "2015-11-26"),
            ],
        ),
        (VISIOS, [("Prendre ses marques", "2021-09-30"), ("Un an après", "2021-03-09")]),
        (NEWS, [("Quand les habitants enquêtent", "2021-06-10")]),
    ],
    ids=lambda given: given[:20] if isinstance(given, str) else "",
)
def test_each_event_is_found(text: str, events: list[tuple[str, str]]) -> None:
    found = [(draft.values["title"], draft.values.get("date", "")) for draft in drafts(text)]
    assert found == events


def test_a_field_beside_its_name_is_what_the_name_says() -> None:
    first, second = drafts(FIELDS)
    assert first.values["venue"] == "Espace Cosmopolis"
    assert first.values["kind"] == "webinaire"
    assert second.values["places"] == ["Lorient"]


def test_a_year_above_is_not_that_of_the_page() -> None:
    found = drafts(HEADINGS_BY_YEAR)
    assert all(not draft.origins["date"][0].sure for draft in found)
    assert found[0].values["attendance"] == "88"


def test_the_address_of_the_centre_is_no_place() -> None:
    assert [draft.values.get("places") for draft in drafts(DAYS_ABOVE)] == [
        ["Guebwiller"],
        ["Strasbourg"],
        ["Mulhouse"],
    ]


def test_a_house_may_bear_the_name_of_a_person() -> None:
    (draft,) = drafts(JOOMLA)
    assert draft.values["venue"] == "Maison pour tous Léo Lagrange"
    assert draft.values["places"] == ["Montpellier"]


def test_words_that_a_narrow_page_broke_are_whole() -> None:
    first, second = drafts(CHAPTERS)
    assert first.values["attendance"] == "63"
    assert [origin.sure for origin in second.origins["speakers"]][:1] == [False]


def test_the_words_of_two_spans_stay_apart() -> None:
    text = (
        "<html><body><h1>Atelier « Lire »</h1><p><span>28</span><span>mai</span> <span>2022</span>"
    )
    (draft,) = drafts(f"{text}, Metz.</p><p>L’atelier a eu lieu.</p></body></html>")
    assert draft.values["date"] == "2022-05-28"


def test_two_paragraphs_with_bold_beginnings_are_no_list() -> None:
    text = BOLD.replace("<strong>Appel à contributions.</strong>", "Appel à contributions.")
    assert len(drafts(text)) == 1


HELD = "<h2>Colloque : Habiter la friche</h2><p>Date : mardi 12 mars 2019</p>"


def test_a_day_of_publication_that_is_none_is_no_day() -> None:
    text = (
        '<article><time datetime="0000-00-00"></time><h2>Habiter la friche</h2><p>Depuis mardi'
        " 14 mai 2019, les habitants en parlent : une conférence l’a raconté.</p></article>"
    )
    assert all(draft.values.get("date") != "0000-00-00" for draft in drafts(text))


def test_a_telephone_in_the_text_is_no_foot_of_the_site() -> None:
    (draft,) = drafts(
        f"<article>{HELD}<p>Renseignements auprès du CCAS, tél. 03 88 14 35 89</p>"
        "<p>Intervenants : Anne Roy, sociologue</p></article>"
    )
    assert [each["name"] for each in draft.values["speakers"]] == ["Anne Roy"]


def test_a_column_of_titles_goes_before_one_of_sessions() -> None:
    rows = "".join(
        f"<tr><td>Séance {n}</td><td>{n} mars 2019</td><td>{title}</td></tr>"
        for n, title in ((1, "Vieillir en ville"), (2, "Habiter la friche"))
    )
    head = "<tr><th>Séance</th><th>Date</th><th>Titre</th></tr>"
    found = drafts(f"<html><body><h1>Rencontres</h1><table>{head}{rows}</table></body></html>")
    assert [draft.values["title"] for draft in found] == ["Vieillir en ville", "Habiter la friche"]


def test_a_number_broken_at_the_end_of_a_line_is_whole() -> None:
    (draft,) = drafts(
        "Colloque : Habiter la friche\nMardi 12 mars 2019, à Metz\n\nLe colloque a eu lieu à Metz"
        " et il a rassemblé vingt-\ncinq personnes venues de toute la région.\n"
    )
    assert draft.values["attendance"] == "25"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("7 décembre – Vieillir en ville (avec le CCAS)", "Vieillir en ville (avec le CCAS)"),
        ("9 novembre – « Les 3/4 du temps »", "Les 3/4 du temps"),
        ("10/05 – Tiers-lieux", "Tiers-lieux"),
        ("Jeunesses (mardi 7 décembre)", "Jeunesses"),
    ],
)
def test_the_title_beside_a_day_without_its_year(heading: str, title: str) -> None:
    text = f"<h1>Nos journées</h1><h2>2021</h2><h3>{heading}</h3><p>Une rencontre à Metz.</p>"
    found = drafts(f"{text}<h3>4 mars – Les quartiers</h3><p>Une rencontre.</p>")
    assert found[0].values["title"] == title
    assert found[0].values["date"].startswith("2021")


def test_the_year_above_is_that_of_what_gives_its_day_below() -> None:
    *_others, last = drafts(
        "<h1>Nos rencontres</h1><h2>2021</h2><h3>7 décembre – Vieillir</h3><p>Une rencontre.</p>"
        "<h3>9 novembre – La nuit</h3><p>Une rencontre à Metz.</p><h3>Habiter la friche</h3>"
        "<p>Cette rencontre a eu lieu le 3 juin à Metz.</p>"
    )
    assert last.values["date"] == "2021-06-03"


def test_a_day_with_its_label_may_be_years_old() -> None:
    (draft,) = drafts(
        '<article><time datetime="2019-05-03"></time><h2>Rencontre « La friche »</h2>'
        "<p>Date : 12 mars 2012</p><p>Jeudi 26 avril 2018, à Nancy, on a échangé.</p></article>"
    )
    assert draft.values["date"] == "2012-03-12"


@pytest.mark.parametrize(
    "line",
    [
        "Inscription : formation organisée par la CAF du Haut-Rhin",
        "Contact : service de la formation continue, Metz",
    ],
)
def test_what_another_label_says_is_not_of_the_event(line: str) -> None:
    (draft,) = drafts(
        "<article><h2>Habiter la friche</h2><p>Date : mardi 12 mars 2019</p><p>Lieu : Metz</p>"
        f"<p>{line}</p></article>"
    )
    assert not draft.values.keys() & {"organisers", "kind"}


def test_a_title_by_its_class_ends_with_its_paragraph() -> None:
    first, second = web.whole_articles(
        '<article><p class="entry-title">Le titre<p>Du texte<p>Encore</article><article><h3>'
        '<div class="card-title">Un titre</div></h3></article>'
    )
    assert [block.kind for block in first.blocks] == ["heading", "paragraph", "paragraph"]
    assert second.blocks[0].level == 3


def test_things_that_were_gathered_are_no_crowd() -> None:
    (draft,) = drafts(f"<article>{HELD}<p>La journée a réuni 25 films.</p></article>")
    assert "attendance" not in draft.values


def test_a_post_ends_where_the_next_begins() -> None:
    (draft,) = drafts(POSTS)
    assert draft.values["places"] == ["Strasbourg"]
    assert "speakers" not in draft.values


def test_a_lone_line_below_a_session_is_not_joined_to_a_person() -> None:
    first, *_others = drafts(NUMBERED)
    assert [each.get("title") for each in first.values["speakers"]] == [
        "sociologue à l’université Rennes 2",
        "urbaniste",
    ]
    assert first.values["attendance"] == "35"


def test_a_day_of_publication_beside_its_words_stays_in_its_line() -> None:
    text = (
        "<html><body><h1>Agenda</h1><div><h2>Débat « Lire »</h2><div><span>Publié le</span> "
        "<time>3 mars 2020</time></div><p>Le débat se tient le 12 mars 2020 à Metz.</p></div>"
        "</body></html>"
    )
    (draft,) = drafts(text)
    assert draft.values["date"] == "2020-03-12"


def test_the_new_hours_of_a_house_are_no_event() -> None:
    text = (
        "<html><body><article><h1>Les horaires du centre</h1><p>À compter du 16 janvier 2017, le"
        " centre accueille sur rendez-vous de 14h à 17h.</p></article></body></html>"
    )
    assert drafts(text) == []
