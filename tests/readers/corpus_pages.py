"""Pages in the manner of French resource centres, and exactly what each says.

The sentences are invented; the communes are real. The first six were written before
the rules that read them, the others (corpus_more_pages) to hold the rules to the language.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Page(NamedTuple):
    """A page, and the values of each draft it must give; ``*key`` is a value that was inferred."""

    name: str
    text: str | bytes
    drafts: tuple[dict[str, Any], ...]


CATEGORY = """<!doctype html><html lang="fr"><head><meta charset="utf-8">
<title>Retours sur nos rencontres – IREV</title><style>p {color: red}</style></head><body>
<header class="site-header"><nav><ul><li><a href="/">Accueil</a></li></ul></nav></header>
<main><h1 class="page-title">Retours sur nos rencontres</h1>
<article class="post"><header class="entry-header"><h2 class="entry-title">
<a href="https://irev.example/participer" rel="bookmark">Retour sur le webinaire « Participer à
l’heure des écrans »</a></h2>
<time class="entry-date published" datetime="2021-02-15T09:00:00+01:00">15 février
2021</time></header>
<div class="entry-content"><p>Le jeudi 4 février, l’IREV a organisé un webinaire consacré à ce que
les outils changent. Plus de 80 personnes ont assisté à ce webinaire animé par Claire Dumont,
cheffe de projet à l’IREV.</p>
<p><a href="https://irev.example/support.pdf">Télécharger le support de présentation</a></p></div>
<footer class="entry-footer">Publié dans <a href="/c">Retours</a></footer></article>
<article class="post"><h2 class="entry-title"><a href="https://irev.example/habiter">Journée
régionale&nbsp;: Habiter la ville autrement</a></h2><div class="entry-content">
<p>Organisée à Amiens le 12 mars 2019 par l’IREV et la Métropole européenne de Lille, en
partenariat
avec la DRJSCS Hauts-de-France, cette journée régionale a réuni une centaine de participants.</p>
</div></article>
<article class="post"><h2 class="entry-title"><a href="https://irev.example/emploi">L’IREV recrute
une chargée de mission</a></h2><div class="entry-content"><p>Poste basé à Lille, à pourvoir le
1er septembre 2021. Candidatures avant le 15 juin 2021.</p></div></article>
</main><aside class="widget-area"><h2>Séminaire à Paris le 3 mai
2022</h2></aside></body></html>"""

HEALTH = """Rencontres et journées

Retour sur la rencontre « Santé mentale et précarité : qui fait quoi ? »

Publié le 14 mars 2018

Six ans après la loi du 21 février 2014, les contrats de ville cherchent leur place dans les
politiques de santé.
Cette rencontre s’est tenue le mardi 27 février 2018 à la Maison des associations à
Clermont-Ferrand. Elle
était organisée par Labo Cités et le Centre hospitalier Le Vinatier, avec le soutien de l’ARS
Auvergne-Rhône-Alpes et de la Ville de Clermont-Ferrand. Une soixantaine de professionnels ont
participé.

Anne Fontaine, psychiatre, Centre hospitalier Le Vinatier, et Paul Roche, sociologue à
l’université Lyon 2,
sont intervenus au cours de la matinée.

Téléchargez le compte-rendu de la rencontre

Atelier « Marches exploratoires »

Le 9 octobre 2017, de 9h30 à 12h30, Labo Cités proposait un atelier à Villeurbanne. L’association,
créée en 1993, fêtait l’année suivante ses vingt-cinq ans.
"""

EVENING = """<html><head><title>5 à 7 « Laïcité » – Profession Banlieue</title></head><body>
<main><article><h1 class="entry-title">5 à 7 : « La laïcité au quotidien dans les équipements
»</h1>
<div class="entry-content">
<p>Profession Banlieue vous a conviés à une conférence-débat le lundi 18 novembre 2019 de 17h à
19h
à Saint-Denis (93).</p>
<p>Avec Nadia Benkacem, juriste, et Hugues Lemaire, maître de conférences en
sociologie, Université
Paris 8.</p>
<ul><li><a href="/docs/synthese.pdf">Synthèse de la conférence</a></li>
<li><a href="javascript:alert(1)">Vidéo de la conférence</a></li></ul>
<h3>À lire aussi</h3><p>Le rapport 2018 de l’Observatoire de la laïcité.</p>
</div></article></main></body></html>"""

EXPORT = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>RésO Villes</title>
<item><title><![CDATA[Retour sur le colloque « Nantes, ville monde »]]></title>
<link>https://reso.example/colloque</link><pubDate>Mon, 02 Dec 2019 10:00:00 +0000</pubDate>
<content:encoded><![CDATA[<!-- wp:paragraph --><p>RésO Villes et l’Université de Nantes ont
organisé,
les 21 et 22 novembre 2019 à Nantes, un colloque sur les migrations.</p>

<p>Les actes du colloque seront publiés en mars 2020.</p>]]></content:encoded>
<wp:post_date>2019-12-02 11:00:00</wp:post_date><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type></item>
<item><title>affiche</title><link>https://reso.example/affiche</link>
<content:encoded><![CDATA[]]></content:encoded><wp:post_type>attachment</wp:post_type></item>
<item><title>Table ronde &amp; débat : les jeunes et l’emploi</title>
<link>https://reso.example/jeunes</link>
<content:encoded>Une trentaine de jeunes se sont réunis à Rennes le 5 juin 2018 pour une table
ronde
animée par Léa Kermarrec, de la Mission locale.

Cette table ronde était proposée par RésO Villes.</content:encoded><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type></item>
<item><title>Séminaire de rentrée</title><content:encoded>Le 3 septembre 2018 à
Brest.</content:encoded>
<wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>"""

SERIES = """Cycle de qualification « Animer un conseil citoyen »

Ce cycle, organisé par Villes au carré avec le concours de la Caisse des dépôts, s’est déroulé à
Tours, à
Orléans et à Blois en 2018.

– mars 2019

Séminaire national – Dix ans d’observation des quartiers – Actes

Le séminaire, dont la première édition remonte à 2008, a eu lieu du 30 novembre au 2 décembre
2018 au
Palais des congrès de Dijon. Il a rassemblé près de 200 participants venus de toute la
France. L’enquête menée en
2015 auprès de 3 000 habitants y a été présentée.
"""

COMING = """Agenda

Webinaire « Parler d’égalité »

Le prochain webinaire du réseau aura lieu en ligne le mardi 8 juin 2021 de 14 h à 16 h
30. Inscription
avant le 1er juin.

Journée d’étude « Vieillir dans son quartier »

Initialement prévue le 17 mars 2020, cette journée d’étude se tiendra le 22 septembre 2020 à
Grenoble, à la
fois en présentiel et à distance.

ANNULÉ – Rencontre des chefs de projet

La rencontre du 4 mai 2020 à Lyon n’aura pas lieu.
"""

PAGES = (
    Page(
        "a category page",
        CATEGORY,
        (
            {
                "title": "Participer à l’heure des écrans",
                "*date": "2021-02-04?",
                "kind": "webinaire",
                "mode": "distanciel",
                "organisers": ["IREV"],
                "speakers": [{"name": "Claire Dumont", "title": "cheffe de projet à l’IREV"}],
                "attendance": ">80",
                "resources": [
                    {
                        "kind": "support",
                        "label": "support de présentation",
                        "url": "https://irev.example/support.pdf",
                    }
                ],
                "source": "https://irev.example/participer",
            },
            {
                "title": "Habiter la ville autrement",
                "date": "2019-03-12",
                "kind": "journée régionale",
                "*mode": "présentiel",
                "places": ["Amiens"],
                "organisers": ["IREV", "Métropole européenne de Lille"],
                "partners": ["DRJSCS Hauts-de-France"],
                "attendance": "~100",
                "source": "https://irev.example/habiter",
            },
        ),
    ),
    Page(
        "a text with a law, a publication and a founding",
        HEALTH,
        (
            {
                "title": "Santé mentale et précarité : qui fait quoi ?",
                "date": "2018-02-27",
                "kind": "rencontre",
                "*mode": "présentiel",
                "venue": "Maison des associations",
                "places": ["Clermont-Ferrand"],
                "themes": ["santé mentale", "précarité"],
                "organisers": ["Labo Cités", "Centre hospitalier Le Vinatier"],
                "partners": ["ARS Auvergne-Rhône-Alpes", "Ville de Clermont-Ferrand"],
                "speakers": [
                    {
                        "name": "Anne Fontaine",
                        "title": "psychiatre, Centre hospitalier Le Vinatier",
                    },
                    {"name": "Paul Roche", "title": "sociologue à l’université Lyon 2"},
                ],
                "attendance": "~60",
                "resources": [{"kind": "compte-rendu", "label": "compte-rendu de la rencontre"}],
                "source": "Rencontres et journées : Retour sur la rencontre « Santé mentale et"
                " précarité : qui fait quoi ? »",
            },
            {
                "title": "Marches exploratoires",
                "date": "2017-10-09",
                "time": "09:30/12:30",
                "kind": "atelier",
                "*mode": "présentiel",
                "places": ["Villeurbanne"],
                "organisers": ["Labo Cités"],
                "source": "Rencontres et journées : Atelier « Marches exploratoires »",
            },
        ),
    ),
    Page(
        "a single post",
        EVENING,
        (
            {
                "title": "La laïcité au quotidien dans les équipements",
                "date": "2019-11-18",
                "time": "17:00/19:00",
                "kind": "conférence",
                "*mode": "présentiel",
                "places": ["Saint-Denis (93)"],
                "themes": ["laïcité"],
                "organisers": ["Profession Banlieue"],
                "speakers": [
                    {"name": "Nadia Benkacem", "title": "juriste"},
                    {
                        "name": "Hugues Lemaire",
                        "title": "maître de conférences en sociologie, Université Paris 8",
                    },
                ],
                "resources": [
                    {"kind": "synthèse", "label": "Synthèse de la conférence"},
                    {"kind": "vidéo", "label": "Vidéo de la conférence"},
                ],
                "source": "5 à 7 « Laïcité » – Profession Banlieue : 5 à 7 : « La laïcité au"
                " quotidien dans les équipements »",
            },
        ),
    ),
    Page(
        "a WordPress export",
        EXPORT,
        (
            {
                "title": "Nantes, ville monde",
                "date": "2019-11-21/2019-11-22",
                "kind": "colloque",
                "*mode": "présentiel",
                "places": ["Nantes"],
                "territories": ["Nantes"],
                "organisers": ["RésO Villes", "Université de Nantes"],
                "source": "https://reso.example/colloque",
            },
            {
                "title": "Les jeunes et l’emploi",
                "date": "2018-06-05",
                "kind": "table ronde",
                "*mode": "présentiel",
                "places": ["Rennes"],
                "*themes": ["jeunesse", "emploi"],
                "organisers": ["RésO Villes"],
                "speakers": [{"name": "Léa Kermarrec", "title": "Mission locale"}],
                "attendance": "~30",
                "source": "https://reso.example/jeunes",
            },
        ),
    ),
    Page(
        "a cycle and a seminar over three days",
        SERIES,
        (
            {
                "title": "Animer un conseil citoyen",
                "*date": "2018",
                "kind": "cycle",
                "*mode": "présentiel",
                "series": "Animer un conseil citoyen",
                "places": ["Tours", "Orléans", "Blois"],
                "themes": ["conseils citoyens"],
                "organisers": ["Villes au carré"],
                "partners": ["Caisse des dépôts"],
                "source": "Cycle de qualification « Animer un conseil citoyen »",
            },
            {
                "title": "Dix ans d’observation des quartiers",
                "date": "2018-11-30/2018-12-02",
                "kind": "séminaire",
                "*mode": "présentiel",
                "venue": "Palais des congrès",
                "*places": ["Dijon"],
                "themes": ["observation"],
                "attendance": "~200",
                "resources": [{"kind": "actes", "label": "Actes"}],
                "source": "Séminaire national – Dix ans d’observation des quartiers – Actes",
            },
        ),
    ),
    Page(
        "an agenda",
        COMING,
        (
            {
                "title": "Parler d’égalité",
                "date": "2021-06-08",
                "time": "14:00/16:30",
                "kind": "webinaire",
                "mode": "distanciel",
                "*themes": ["égalité"],
                "source": "Agenda : Webinaire « Parler d’égalité »",
            },
            {
                "title": "Vieillir dans son quartier",
                "date": "2020-09-22",
                "kind": "journée d'étude",
                "mode": "hybride",
                "places": ["Grenoble"],
                "source": "Agenda : Journée d’étude « Vieillir dans son quartier »",
            },
        ),
    ),
)
