"""More pages in the manner of French resource centres: what holds the rules to the language."""

from __future__ import annotations

from corpus_pages import Page

TRAPS = """Retour sur la conférence-débat « Précarité et accès aux soins »

La conférence-débat s’est déroulée le jeudi 17 octobre 2019 à Bobigny, à la Bourse du
travail. Plus de 40
associations et 300 signataires soutiennent l’appel lancé en 2016 par le collectif Soigner. Le
réseau, qui
regroupe plus de 150 acteurs, avait été créé en 2009.

Public : 45 personnes

Intervenants :
• Sophie Marchal, médecin, Médecins du Monde
• Karim Haddad (directeur du CCAS de Bobigny)
• Une vidéo des 28 élèves du lycée Louise Michel

Lire la synthèse de la conférence-débat

Observatoire des quartiers

Ce service publie chaque année un tableau de bord. Le prochain paraîtra en mars 2020.

Compte rendu de l’atelier « Fabriquer des indicateurs »

L’atelier a été co-organisé par Profession Banlieue et l’Insee le 5 décembre 2017, à partir du
rapport annuel 2016.
Une enquête réalisée en partenariat avec la CAF en 2015 y a été présentée.
"""

LEGACY = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
<title>Archives</title></head><body><div id="header">Accueil</div>
<h1>Archives des journ&eacute;es</h1>
<h2>S\xe9minaire \xab\xa0\xc9valuer avec les habitants\xa0\xbb</h2>
<p>Le s\xe9minaire s\x92est tenu \xe0 Tours les 14 et 15 mars 2016. Il \xe9tait organis\xe9 par
Villes au carr\xe9.</p>
<h3>T\xe9l\xe9charger</h3>
<ul><li><a href="http://vac.example/actes.pdf">Les actes du s\xe9minaire (PDF, 2 Mo)</a></li></ul>
<h2>Table ronde \xab\xa0\x8cuvrer pour l\x92\xe9galit\xe9\xa0\xbb</h2>
<p>En pr\xe9sence de Mme Jeanne Perrin, pr\xe9f\xe8te d\xe9l\xe9gu\xe9e pour
l\x92\xe9galit\xe9, cette table ronde a rassembl\xe9
une quarantaine de professionnel\xb7le\xb7s \xe0 Orl\xe9ans, le 8 mars
2016.</p></body></html>""".encode("latin-1")

NEIGHBOURS = """Nos événements

Des quartiers en récits

Retour sur les rencontres organisées dans le cadre de la Semaine de la mémoire

Ces rencontres ont eu lieu à Mulhouse le vendredi 13 avril 2018.

Retour sur le forum des conseils citoyens

Mercredi 28 mars, la Ville de Colmar a organisé, avec l’appui de l’ORIV et du CNFPT, un forum
ouvert aux habitants.

Restitution de l’étude « Travailler au-delà du Rhin »

Le 6 février 2018, l’étude a été présentée à Kehl. Le surlendemain, une restitution a été
proposée à Strasbourg par
l’Eurométropole de Strasbourg.
"""

POSTS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>COPAS</title>
<item><title>[REPLAY] Webinaire : l’égalité femmes-hommes dans les contrats de ville</title>
<link>https://copas.example/replay</link><content:encoded><![CDATA[[caption
id="a"]Affiche[/caption]
Mardi 24 novembre, le webinaire a réuni 112 participant·e·s autour de <strong>Inès
Garnier</strong>,
sociologue, et de Marc Vidal, chargé de mission à la DRDFE. Ce webinaire était financé par l’ANCT.

<a href="https://youtu.be/abc">Revoir le webinaire</a>]]></content:encoded>
<wp:post_date>2020-12-01 08:00:00</wp:post_date><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type>
</item>
<item><title>Journée d’échanges : bien vieillir chez
soi</title><link>https://copas.example/vieillir</link>
<content:encoded><![CDATA[<p>La journée aura lieu le jeudi 21 janvier, de 9h à 17h, à la mairie
de Lille.</p>
<p>Inscriptions jusqu’au 10 janvier 2021.</p>]]></content:encoded>
<wp:post_date>2020-12-05 08:00:00</wp:post_date><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type>
</item>
<item><title>Parution du guide « Agir contre le non-recours
»</title><link>https://copas.example/guide</link>
<content:encoded>Ce guide est issu d’un séminaire organisé en 2018.</content:encoded>
<wp:post_date>2020-12-07 08:00:00</wp:post_date><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type>
</item></channel></rss>"""

SESSIONS = """<html><body><main><article><h1 class="entry-title">Nos cycles de qualification</h1>
<p><strong>Cycle de formation « Connaître la politique de la ville »</strong></p>
<p>Ce cycle de formation, proposé par le CRPV Normandie, s’est tenu à Rouen :</p>
<ul><li>Séance 1 : 12 mars 2019, cadre et histoire</li><li>Séance 2 : 9 avril 2019, acteurs</li>
<li>Séance 3 : 14 mai 2019, évaluation</li></ul>
<p><strong>Formation « Prévenir les discriminations au travail »</strong></p>
<p>Elle s’est déroulée du 2 au 4 octobre 2018 dans les locaux de la CAF à Caen. Douze stagiaires
y ont participé ; elle
était animée par Yasmina Lefort, formatrice, et Julien
Costa, avocat.</p></article></main></body></html>"""

SINGLE = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Table ronde</title>
<link rel="canonical" href="https://irev.example/roubaix">
<meta property="article:published_time" content="2019-05-20T10:00:00+02:00"></head><body><main>
<article><h1>Vivre ensemble à Roubaix : retour sur la table ronde du 14 mai 2019</h1>
<p class="meta"><time datetime="2019-05-20">20 mai 2019</time></p>
<p>À l’initiative de la Ville de Roubaix et de l’IREV, une centaine d’habitants et de
professionnels ont débattu à la
Condition publique.</p>
<p>Élodie Wagner, de l’association Unis-Cité, a présenté les actions des volontaires. Puis
Mathieu Leroy a conclu la
soirée.</p></article></main></body></html>"""

BARE = """JOURNEE D’ECHANGES
« Accueillir les gens du voyage »
Chalon-sur-Saône, 3 juin 2014

La journée était organisée conjointement par la DDCS de Saône-et-Loire et le Grand Chalon.
"""

MORE_PAGES = (
    Page(
        "a text with counts of others, and a service",
        TRAPS,
        (
            {
                "title": "Précarité et accès aux soins",
                "date": "2019-10-17",
                "kind": "conférence",
                "*mode": "présentiel",
                "venue": "Bourse du travail",
                "places": ["Bobigny"],
                "*themes": ["précarité", "santé"],
                "speakers": [
                    {"name": "Sophie Marchal", "title": "médecin, Médecins du Monde"},
                    {"name": "Karim Haddad", "title": "directeur du CCAS de Bobigny"},
                ],
                "attendance": "45",
                "resources": [{"kind": "synthèse", "label": "synthèse de la conférence-débat"}],
                "source": "Retour sur la conférence-débat « Précarité et accès aux soins »",
            },
            {
                "title": "Fabriquer des indicateurs",
                "date": "2017-12-05",
                "kind": "atelier",
                "organisers": ["Profession Banlieue", "Insee"],
                "resources": [{"kind": "compte-rendu", "label": "Compte rendu"}],
                "source": "Compte rendu de l’atelier « Fabriquer des indicateurs »",
            },
        ),
    ),
    Page(
        "an old page in Windows-1252",
        LEGACY,
        (
            {
                "title": "Évaluer avec les habitants",
                "date": "2016-03-14/2016-03-15",
                "kind": "séminaire",
                "*mode": "présentiel",
                "places": ["Tours"],
                "organisers": ["Villes au carré"],
                "resources": [
                    {
                        "kind": "actes",
                        "label": "actes du séminaire",
                        "url": "http://vac.example/actes.pdf",
                    }
                ],
                "source": "Archives des journées : Séminaire « Évaluer avec les habitants »",
            },
            {
                "title": "Œuvrer pour l’égalité",
                "date": "2016-03-08",
                "kind": "table ronde",
                "*mode": "présentiel",
                "places": ["Orléans"],
                "*themes": ["égalité"],
                "speakers": [{"name": "Jeanne Perrin", "title": "préfète déléguée pour l’égalité"}],
                "attendance": "~40",
                "source": "Archives des journées : Table ronde « Œuvrer pour l’égalité »",
            },
        ),
    ),
    Page(
        "two lines of heading, and years from the neighbours",
        NEIGHBOURS,
        (
            {
                "title": "Des quartiers en récits",
                "date": "2018-04-13",
                "kind": "rencontre",
                "*mode": "présentiel",
                "*series": "Semaine de la mémoire",
                "places": ["Mulhouse"],
                "source": "Nos événements : Des quartiers en récits Retour sur les rencontres"
                " organisées"
                " dans le cadre de la Semaine de la mémoire",
            },
            {
                "title": "Forum des conseils citoyens",
                "*date": "2018-03-28?",
                "kind": "forum",
                "themes": ["conseils citoyens"],
                "organisers": ["Ville de Colmar"],
                "partners": ["ORIV", "CNFPT"],
                "source": "Nos événements : Retour sur le forum des conseils citoyens",
            },
            {
                "title": "Travailler au-delà du Rhin",
                "*date": "2018-02-08",
                "kind": "présentation de rapport",
                "*mode": "présentiel",
                "places": ["Strasbourg"],
                "organisers": ["Eurométropole de Strasbourg"],
                "source": "Nos événements : Restitution de l’étude « Travailler au-delà du Rhin »",
            },
        ),
    ),
    Page(
        "posts with their days of publication",
        POSTS,
        (
            {
                "title": "L’égalité femmes-hommes dans les contrats de ville",
                "*date": "2020-11-24?",
                "kind": "webinaire",
                "mode": "distanciel",
                "themes": ["égalité femmes-hommes", "contrats de ville"],
                "partners": ["ANCT"],
                "speakers": [
                    {"name": "Inès Garnier", "title": "sociologue"},
                    {"name": "Marc Vidal", "title": "chargé de mission à la DRDFE"},
                ],
                "attendance": "112",
                "resources": [
                    {"kind": "vidéo", "label": "webinaire", "url": "https://youtu.be/abc"}
                ],
                "source": "https://copas.example/replay",
            },
            {
                "title": "Bien vieillir chez soi",
                "*date": "2021-01-21?",
                "time": "09:00/17:00",
                "kind": "temps d'échanges",
                "*mode": "présentiel",
                "venue": "Mairie",
                "*places": ["Lille"],
                "source": "https://copas.example/vieillir",
            },
        ),
    ),
    Page(
        "bold lines for headings, and a list of sessions",
        SESSIONS,
        (
            {
                "title": "Connaître la politique de la ville",
                "date": "{2019-03-12,2019-04-09,2019-05-14}",
                "kind": "formation",
                "*mode": "présentiel",
                "series": "Connaître la politique de la ville",
                "places": ["Rouen"],
                "*themes": ["politique de la ville"],
                "organisers": ["CRPV Normandie"],
                "source": "Nos cycles de qualification : Cycle de formation « Connaître la"
                " politique de la"
                " ville »",
            },
            {
                "title": "Prévenir les discriminations au travail",
                "date": "2018-10-02/2018-10-04",
                "kind": "formation",
                "*mode": "présentiel",
                "venue": "CAF",
                "places": ["Caen"],
                "themes": ["discriminations"],
                "speakers": [
                    {"name": "Yasmina Lefort", "title": "formatrice"},
                    {"name": "Julien Costa", "title": "avocat"},
                ],
                "attendance": "12",
                "source": "Nos cycles de qualification : Formation « Prévenir les"
                " discriminations au"
                " travail »",
            },
        ),
    ),
    Page(
        "a single post whose heading ends with the event",
        SINGLE,
        (
            {
                "title": "Vivre ensemble à Roubaix",
                "date": "2019-05-14",
                "kind": "table ronde",
                "territories": ["Roubaix"],
                "*themes": ["valeurs de la République"],
                "organisers": ["Ville de Roubaix", "IREV"],
                "speakers": [
                    {"name": "Élodie Wagner", "title": "association Unis-Cité"},
                    {"name": "Mathieu Leroy"},
                ],
                "attendance": "~100",
                "source": "https://irev.example/roubaix",
            },
        ),
    ),
    Page(
        "a poster's text",
        BARE,
        (
            {
                "title": "Accueillir les gens du voyage",
                "date": "2014-06-03",
                "kind": "temps d'échanges",
                "*mode": "présentiel",
                "places": ["Chalon-sur-Saône"],
                "organisers": ["DDCS de Saône-et-Loire", "Grand Chalon"],
                "source": "JOURNEE D’ECHANGES – « Accueillir les gens du voyage » –"
                " Chalon-sur-Saône,"
                " 3 juin 2014",
            },
        ),
    ),
)
