"""Pages written after the rules, to see how far these go on pages that nobody has seen."""

from __future__ import annotations

from corpus_pages import Page

REGIONAL = """Actualités

Journée régionale des conseils citoyens de Bourgogne-Franche-Comté

La quatrième journée régionale s’est tenue samedi 29 septembre 2018 à Besançon. Co-organisée par
Trajectoire
Ressources, la DRDJSCS et la Ville de Besançon, elle a réuni près de 250 conseillers citoyens
venus des huit départements.
Bénédicte Vasseur, sociologue à l’université de Bourgogne, est intervenue en ouverture.

Retour sur le petit-déjeuner « Clauses sociales »

Ce petit-déjeuner, animé par Thomas Riva, directeur de la Maison de l’emploi, a eu lieu le
12/06/2018 de 8h30 à 10h à
la Maison de l’économie à Dijon. Une vingtaine d’acteurs ont participé.

Formation « Valeurs de la République et laïcité » : il reste des places

La prochaine session se déroulera les 15 et 16 octobre 2018 à Nevers. Elle est proposée par
Trajectoire Ressources en
partenariat avec le CNFPT et la Ligue de l’enseignement.

Offre d’emploi : assistant de direction

Le poste est à pourvoir à Dijon en novembre 2018.
"""

EUROPE = """<!doctype html><html><head><meta charset="utf-8">
<title>Publications – Rencontres</title></head>
<body><main><h1>Rencontres</h1>
<div class="post"><h3><a href="https://crpv.example/1">Actes du colloque « Frontières et
solidarités »</a></h3>
<p>Colloque international tenu à Kehl (Allemagne) et à Strasbourg du 4 au 6 mai 2011.</p>
<p>Organisé par l’ORIV et l’Eurodistrict, avec le soutien du Conseil de l’Europe.</p></div>
<div class="post"><h3><a href="https://crpv.example/2">Cinquante ans d’immigration en Lorraine
: table ronde
du 2 décembre 2010</a></h3>
<p>Table ronde avec Ahmed Boubakri (historien, CNRS), Monique Salvi (présidente de l’association
Mémoires
vives) et des anciens mineurs, à Longwy.</p><p>Télécharger <a href="/f/cr.pdf">le
compte-rendu</a></p></div>
<div class="post"><h3><a href="https://crpv.example/3">Le bulletin de l’observatoire n°
12</a></h3>
<p>Ce numéro présente les chiffres 2010 de l’emploi en Moselle.</p></div></main></body></html>"""

NOTES = """Rencontre inter-sites des PRE

Jeudi 23 mai 2019 – Le Havre, Hôtel de ville

Organisée par le Pôle ressources de Normandie, cette rencontre a permis à une quinzaine de
coordonnatrices et
coordonnateurs d’échanger. Suite au rapport de la Cour des comptes de 2018, les équipes
s’interrogent.

Intervention de Corinne Delmas, maîtresse de conférences à l’université de Rouen.

Séminaire de clôture du programme « Lien »

Le 14 novembre dernier, le séminaire a clos un programme lancé en janvier 2017.
"""

LABELS = """<html>
<head>
<title>Nos événements</title>
</head>
<body>
<article class="post">
<header>
<h2 class="entry-title">
<a href="https://a.example/1">Intervention sociale et laïcité : 80 travailleurs sociaux réunis à
Limoges</a>
</h2>
<time datetime="2016-10-20">20/10/2016</time>
</header>
<div class="entry-content">
<p>À l’occasion de la semaine bleue, le Centre de ressources VRL a organisé jeudi 13 octobre une
journée de formation au centre social de Beaubreuil.</p>
</div>
</article>
<article class="post">
<h2 class="entry-title">
<a href="https://a.example/2">Séminaire interrégional « Jeunes et citoyenneté »</a>
</h2>
<div class="entry-content">
<ul>
<li>Date : 22 mai 2018</li>
<li>Lieu : Auditorium du Musée, Angoulême</li>
<li>Partenaires : DRJSCS Nouvelle-Aquitaine, Ville d’Angoulême</li>
<li>Intervenants : Alain Brossard (sociologue), Rita Lopez (maire adjointe)</li>
</ul>
<p>
<a href="https://a.example/prog.pdf">Le programme</a>
</p>
</div>
</article>
</body>
</html>"""

SITTINGS = """Cycle de webinaires « Habiter après la crise » – 2e séance : le logement des jeunes

Le 18 mars 2021, le CR•DSU et l’Union sociale pour l’habitat ont proposé la deuxième séance de
ce cycle. Elle s’est tenue en visioconférence, de 10h à 12h, et a réuni 63 participants.

Sont intervenues : Camille Perret, urbaniste, et Djamila Saïdi, directrice du CLLAJ de Lyon.

Journée départementale de la parentalité

Mardi 19 novembre 2019 à Charleville-Mézières

Organisée par la CAF des Ardennes et le Conseil départemental, cette journée a rassemblé environ
180 professionnels. Le Réseau d’écoute, soutenu par la MSA depuis 2012, tenait un stand.

Conférence de Bruno Lachaise, psychologue : « Être père aujourd’hui »

Rencontre nationale des centres de ressources

Les 3 et 4 juillet 2017, les dix-neuf centres de ressources se sont retrouvés à Marseille à
l’invitation du CGET. Adoptée en février 2014, la loi de programmation prévoit leur financement.

Visite de terrain dans le quartier du Neuhof

Une quinzaine d’élus ont visité le quartier du Neuhof le 7 mai 2015. La visite était guidée par
Pierre Muller, chef de projet.
"""

LAST_PAGES = (
    Page(
        "a page of news",
        REGIONAL,
        (
            {
                "title": "Journée régionale des conseils citoyens de Bourgogne-Franche-Comté",
                "date": "2018-09-29",
                "kind": "journée régionale",
                "*mode": "présentiel",
                "places": ["Besançon"],
                "territories": ["Bourgogne-Franche-Comté"],
                "themes": ["conseils citoyens"],
                "organisers": ["Trajectoire Ressources", "DRDJSCS", "Ville de Besançon"],
                "speakers": [
                    {
                        "name": "Bénédicte Vasseur",
                        "title": "sociologue à l’université de Bourgogne",
                    }
                ],
                "attendance": "~250",
                "source": "Actualités : Journée régionale des conseils citoyens de"
                " Bourgogne-Franche-Comté",
            },
            {
                "title": "Clauses sociales",
                "date": "2018-06-12",
                "time": "08:30/10:00",
                "kind": "petit-déjeuner",
                "*mode": "présentiel",
                "venue": "Maison de l’économie",
                "places": ["Dijon"],
                "speakers": [
                    {"name": "Thomas Riva", "title": "directeur de la Maison de l’emploi"}
                ],
                "attendance": "~20",
                "source": "Actualités : Retour sur le petit-déjeuner « Clauses sociales »",
            },
            {
                "title": "Valeurs de la République et laïcité",
                "date": "2018-10-15/2018-10-16",
                "kind": "formation",
                "*mode": "présentiel",
                "places": ["Nevers"],
                "themes": ["valeurs de la République", "laïcité"],
                "organisers": ["Trajectoire Ressources"],
                "partners": ["CNFPT", "Ligue de l’enseignement"],
                "source": "Actualités : Formation « Valeurs de la République et laïcité » : il"
                " reste des"
                " places",
            },
        ),
    ),
    Page(
        "a page without articles, across the border",
        EUROPE,
        (
            {
                "title": "Frontières et solidarités",
                "date": "2011-05-04/2011-05-06",
                "kind": "colloque",
                "*mode": "présentiel",
                "places": ["Kehl (DE)", "Strasbourg"],
                "themes": ["solidarité"],
                "organisers": ["ORIV", "Eurodistrict"],
                "partners": ["Conseil de l’Europe"],
                "resources": [{"kind": "actes", "label": "Actes"}],
                "source": "https://crpv.example/1",
            },
            {
                "title": "Cinquante ans d’immigration en Lorraine",
                "date": "2010-12-02",
                "kind": "table ronde",
                "*mode": "présentiel",
                "*places": ["Longwy"],
                "*themes": ["immigration"],
                "speakers": [
                    {"name": "Ahmed Boubakri", "title": "historien, CNRS"},
                    {
                        "name": "Monique Salvi",
                        "title": "présidente de l’association Mémoires vives",
                    },
                ],
                "resources": [{"kind": "compte-rendu", "label": "compte-rendu"}],
                "source": "https://crpv.example/2",
            },
        ),
    ),
    Page(
        "notes with a line for the day and the place",
        NOTES,
        (
            {
                "title": "Rencontre inter-sites des PRE",
                "date": "2019-05-23",
                "kind": "rencontre",
                "*mode": "présentiel",
                "venue": "Hôtel de ville",
                "places": ["Le Havre"],
                "*themes": ["réussite éducative"],
                "organisers": ["Pôle ressources de Normandie"],
                "speakers": [
                    {
                        "name": "Corinne Delmas",
                        "title": "maîtresse de conférences à l’université de Rouen",
                    }
                ],
                "attendance": "~15",
                "source": "Rencontre inter-sites des PRE",
            },
            {
                "title": "Lien",
                "*date": "2019-11-14?",
                "kind": "séminaire",
                "source": "Séminaire de clôture du programme « Lien »",
            },
        ),
    ),
    Page(
        "labels in a list",
        LABELS,
        (
            {
                "title": "Intervention sociale et laïcité : 80 travailleurs sociaux réunis à"
                " Limoges",
                "*date": "2016-10-13?",
                "*kind": "formation",
                "*mode": "présentiel",
                "venue": "Centre social de Beaubreuil",
                "places": ["Limoges"],
                "themes": ["laïcité"],
                "organisers": ["Centre de ressources VRL"],
                "attendance": "80",
                "source": "https://a.example/1",
            },
            {
                "title": "Jeunes et citoyenneté",
                "date": "2018-05-22",
                "kind": "séminaire",
                "*mode": "présentiel",
                "venue": "Auditorium du Musée",
                "places": ["Angoulême"],
                "*themes": ["jeunesse", "citoyenneté"],
                "partners": ["DRJSCS Nouvelle-Aquitaine", "Ville d’Angoulême"],
                "speakers": [
                    {"name": "Alain Brossard", "title": "sociologue"},
                    {"name": "Rita Lopez", "title": "maire adjointe"},
                ],
                "resources": [
                    {"kind": "programme", "label": "programme", "url": "https://a.example/prog.pdf"}
                ],
                "source": "https://a.example/2",
            },
        ),
    ),
    Page(
        "sessions and a stand",
        SITTINGS,
        (
            {
                "title": "Le logement des jeunes",
                "date": "2021-03-18",
                "time": "10:00/12:00",
                "kind": "webinaire",
                "mode": "distanciel",
                "series": "Habiter après la crise",
                "*themes": ["logement", "jeunesse"],
                "organisers": ["CR•DSU", "Union sociale pour l’habitat"],
                "speakers": [
                    {"name": "Camille Perret", "title": "urbaniste"},
                    {"name": "Djamila Saïdi", "title": "directrice du CLLAJ de Lyon"},
                ],
                "attendance": "63",
                "source": "Cycle de webinaires « Habiter après la crise » – 2e séance : le"
                " logement "
                "des jeunes",
            },
            {
                "title": "Journée départementale de la parentalité",
                "date": "2019-11-19",
                "kind": "journée départementale",
                "*mode": "présentiel",
                "places": ["Charleville-Mézières"],
                "themes": ["parentalité"],
                "organisers": ["CAF des Ardennes", "Conseil départemental"],
                "speakers": [{"name": "Bruno Lachaise", "title": "psychologue"}],
                "attendance": "~180",
                "source": "Journée départementale de la parentalité",
            },
            {
                "title": "Rencontre nationale des centres de ressources",
                "date": "2017-07-03/2017-07-04",
                "kind": "rencontre",
                "*mode": "présentiel",
                "places": ["Marseille"],
                "*organisers": ["CGET"],
                "source": "Rencontre nationale des centres de ressources",
            },
            {
                "title": "Visite de terrain dans le quartier du Neuhof",
                "date": "2015-05-07",
                "kind": "visite de terrain",
                "*speakers": [{"name": "Pierre Muller", "title": "chef de projet"}],
                "attendance": "~15",
                "source": "Visite de terrain dans le quartier du Neuhof",
            },
        ),
    ),
)
