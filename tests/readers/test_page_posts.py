"""Pages of posts and of fields: where one ends, which day is the event's, and where it was held."""

from __future__ import annotations

import pytest
from test_page_layouts import drafts
from test_page_values import HELD, one

# Copied from a browser: « Lire la suite » below each post, the foot of the site below the last.
COPIED = """Nos rencontres

Retour sur la journée « Jeunesses »
Le 17 octobre 2017, le Relais a réuni 110 personnes à Lorient.

Lire la suite

Nouveau : la lettre change de formule
Plus courte, elle paraît le mardi. Mme Odile Roy (rédactrice), Mme Anne Petit (maquettiste).

Lire la suite

Le conseil citoyen, un acteur comme les autres ? Séminaire des 18 et 19 mai 2017
Le séminaire était porté par le Relais. Sont intervenus : Mme Annick Hervé (élue).

Lire la suite

ORIV, 1 rue de la Course, 67000 Strasbourg. Bureau de Reims : 12 rue Ponsardin, 51100 Reims.
Plan du site.
"""
VIEW = """<html><body><h1>Retours de rencontres</h1><div class="view">
<div class="views-row"><div class="views-field-title"><a href="/a">Femmes à la rue</a></div>
<div class="views-field-field-type">5 à 7</div>
<div class="views-field-{field}"><span>{day}</span></div>
<p>Remis le 31 mai 2018, le rapport continue de nourrir la discussion.</p></div>
<div class="views-row"><div class="views-field-title"><a href="/b">Grandir en ville</a></div>
<div class="views-field-field-type">Journée</div>
<div class="views-field-{field}"><span>Jeudi 21 novembre 2019 - 14:00</span></div>
<p>Le centre était comble.</p></div></div></body></html>"""


def test_a_post_ends_where_a_text_says_to_read_on() -> None:
    first, second = drafts(COPIED)
    assert first.values["attendance"] == "110"
    assert "speakers" not in first.values
    assert second.values["date"] == "2017-05-18/2017-05-19"
    assert [each["name"] for each in second.values["speakers"]] == ["Annick Hervé"]
    assert "places" not in second.values


def test_the_day_of_a_field_is_that_of_the_event() -> None:
    found = drafts(VIEW.format(field="field-date", day="14/05/2019"))
    assert [draft.values.get("date") for draft in found] == ["2019-05-14", "2019-11-21"]
    found = drafts(VIEW.format(field="created", day="14/05/2019"))
    assert "2019-05-14" not in [draft.values.get("date") for draft in found]


def test_several_days_are_of_no_publication() -> None:
    (draft,) = drafts(
        "<article><h2>Rencontre des délégués</h2><p>11 et 25 janvier 2019 – Limoges et Angoulême"
        "</p><p>Les rencontres étaient animées par Fabienne Rouby, consultante.</p></article>"
    )
    assert draft.values["date"] == "{2019-01-11,2019-01-25}"
    assert draft.values["places"] == ["Limoges", "Angoulême"]


def test_a_town_stands_between_the_day_and_the_title() -> None:
    text = (
        "<html><body><h1>Nos journées passées</h1><h2>2020</h2><h3>Mardi 14/01 – Rouen – « Lire"
        " »</h3><p>105 participants.</p><h2>2019</h2><h3>Mercredi 20/11 – Le Havre – « Lire la"
        " ville »</h3><p>Journée organisée avec la Ville.</p></body></html>"
    )
    found = [(draft.values["title"], draft.values["places"]) for draft in drafts(text)]
    assert found == [("Lire", ["Rouen"]), ("Lire la ville", ["Le Havre"])]


def test_who_in_a_list_of_terms_is_no_event() -> None:
    (draft,) = drafts(
        "<article><h1>Matinée d’étude – Écrans et sommeil</h1><dl><dt>Quand ?</dt><dd>Mardi 7"
        " novembre 2017</dd><dt>Où ?</dt><dd>Salle Rabelais, Marseille</dd><dt>Qui ?</dt>"
        "<dd>Cité Ressources</dd></dl></article>"
    )
    assert draft.values["title"] == "Écrans et sommeil"
    assert draft.values["date"] == "2017-11-07"


@pytest.mark.parametrize(
    ("title", "text", "date"),
    [
        ("Rencontre du réseau – juin 2012", "La rencontre s’est tenue le 14 juin 2012.",
         "2012-06-14"),
        ("Université d’été : c’était du 2 au 4 juillet !", "L’université d’été s’est installée du"
         " 2 au 4 juillet 2013 au lycée.", "2013-07-02/2013-07-04"),
        ("Colloque « Laïcité »", "La question, ravivée par l’arrêt de la Cour du 19 mars 2013, a"
         " occupé le colloque qui s’est tenu les 14 et 15 mai 2013.", "2013-05-14/2013-05-15"),
        ("Voyage d’étude « Vieillir »", "Les 6 et 7 octobre 2016, un groupe s’est rendu à Forbach."
         " Ce voyage d’étude suit le rapport de l’Assemblée (juillet 2013).",
         "2016-10-06/2016-10-07"),
        ("Présentation de la carte des quartiers à Colmar et Haguenau", "M. Roy, du CGET, est venu"
         " expliquer la méthode, à Colmar (le 14 octobre 2014) et à Haguenau (le 16 octobre 2014).",
         "{2014-10-14,2014-10-16}"),
        ("Atelier du réseau", "L’ORIV accompagne ce réseau depuis l’automne 2015.", None),
    ],
)  # fmt: skip
def test_which_day_is_the_events(title: str, text: str, date: str | None) -> None:
    found = one(text, title)
    assert found.get("date", found.get("*date")) == date


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("en 2014 à l’INET, Strasbourg.", ["Strasbourg"]),
        ("à la Médiathèque de Cronenbourg, Strasbourg.", ["Strasbourg"]),
        (". Le sociologue Patrick Roy (université de Bourgogne, Dijon) l’a ouvert.", []),
    ],
)
def test_a_town_after_a_house_and_not_of_a_person(words: str, places: list[str]) -> None:
    found = one(f"{HELD}{' ' * words[0].isalpha()}{words}")
    assert found.get("places", found.get("*places", [])) == places


def test_a_meeting_is_named_after_its_town() -> None:
    found = one(f"{HELD}, salle du Manège.", "Retour sur l’après-midi d’échanges de Mulhouse")
    assert found["*places"] == ["Mulhouse"]


def test_a_town_that_gathers_people_does_not_organise() -> None:
    found = one("Le 9 décembre 2021, Tourcoing a réuni pour cet atelier chercheurs et élus.")
    assert not found.keys() & {"organisers", "*organisers"}


@pytest.mark.parametrize(
    ("words", "venue"),
    [
        ("à la médiathèque de Metz à l’invitation du CRPVE", "Médiathèque"),
        ("pour parler d’accès aux soins dans les QPV", None),
    ],
)
def test_where_a_house_ends_and_what_is_none(words: str, venue: str | None) -> None:
    assert one(f"{HELD} {words}.").get("venue") == venue


def test_who_made_a_cycle_is_said_once_for_all_its_sessions() -> None:
    found = drafts(
        "<html><body><h1>Cycle de conférences « Vieillir ici »</h1><p>Proposé de janvier à juin"
        " 2015 par l’ORIV, avec le soutien de la CARSAT, de mars à mai, ce cycle a réuni au total"
        " 400 personnes.</p><h2>Séance 1 – « Chibanis »</h2><p>Mardi 27 janvier 2015, Strasbourg"
        "</p><p>Avec Anne Roy, historienne.</p><h2>Séance 2 – « Droits sociaux »</h2><p>Jeudi 19"
        " mars 2015, Mulhouse</p><p>Avec Paul Petit, juriste.</p></body></html>"
    )
    assert [draft.values["organisers"] for draft in found] == [["ORIV"], ["ORIV"]]
    assert [draft.values["partners"] for draft in found] == [["CARSAT"], ["CARSAT"]]
    assert [draft.values["date"] for draft in found] == ["2015-01-27", "2015-03-19"]
    assert not any("attendance" in draft.values for draft in found)
    assert not any(draft.values.get("kind") == "cycle" for draft in found)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Nous avons donc réuni, les 3 et 10 octobre 2018, onze agents.",
         "{2018-10-03,2018-10-10}"),
        ("Nous nous sommes retrouvé·e·s à distance mardi 28 juin 2022.", "2022-06-28"),
        ("Anne Roy a débattu avec la salle le 5 octobre 2017.", "2017-10-05"),
        ("Anne Roy cite le 3 mai 2018. Paul Petit retient le 4 juin 2018.", None),
        ("Le rapport du 5 octobre 2017 le montre.", None),
    ],
)  # fmt: skip
def test_the_day_that_a_text_gives(text: str, date: str | None) -> None:
    found = one(f"On y a parlé du budget.</p><p>{text}")
    assert found.get("*date") == date
    assert "date" not in found


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Anne Roy a débattu avec la salle à Clermont-Ferrand.", ["Clermont-Ferrand"]),
        ("Anne Roy a débattu à Clermont-Ferrand. La presse en a parlé à Lyon.", []),
        ("Anne Roy est professeure à Clermont-Ferrand.", []),
    ],
)
def test_the_only_town_of_a_text(text: str, places: list[str]) -> None:
    found = one(text)
    assert found.get("*places", []) == places
    assert "places" not in found


def test_the_title_of_a_page_stands_above_its_one_article() -> None:
    (draft,) = drafts(
        "<html><body><main><h1>Rénovation urbaine : accompagner</h1><article><p>Matinée"
        " d’information | 21 juin 2022 | Toulouse</p><p>La matinée s’est déroulée le 21 juin 2022"
        " à Toulouse.</p></article></main></body></html>"
    )
    assert draft.values["title"] == "Rénovation urbaine : accompagner"


def test_a_title_stands_above_its_day_of_publication() -> None:
    text = "Parentalité, parlons-en\nPublié le 14 octobre 2016 | Rubrique : Journées\n\nJournée"
    (draft,) = drafts(f"{text} d’échanges du jeudi 6 octobre 2016, Chambéry.")
    assert draft.values["title"] == "Parentalité, parlons-en"


def test_a_byline_is_no_title() -> None:
    text = (
        "Retour de terrain : notre cycle « Vieillir »\n\n12/12/2018 - par Camille\n\nLe cycle"
        " s’est tenu le 27 septembre 2018 à Vesoul."
    )
    (draft,) = drafts(text)
    assert draft.values["title"] == "Vieillir"
    assert draft.values["date"] == "2018-09-27"


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("Autour de la table, au collège Hugo, Mme Fatou Diarra, principale, et M. Paul Petit,"
         " délégué.", ["Fatou Diarra", "Paul Petit"]),
        ("La conclusion a été confiée à M. Bernard Roy, délégué.", ["Bernard Roy"]),
        ("Avec l’historienne Jeanne Arnoux.", ["Jeanne Arnoux"]),
        ("Capitaine Mélanie Roy, de la brigade, a pris la parole.", ["Mélanie Roy"]),
    ],
)  # fmt: skip
def test_who_was_around_the_table(words: str, people: list[str]) -> None:
    found = one(f"{HELD}. {words}")
    assert [each["name"] for each in found["speakers"]] == people


@pytest.mark.parametrize(
    ("after", "title"),
    [
        (", cofondatrice de la Cigale, raconter leurs premiers pas", "cofondatrice de la Cigale"),
        (", sociologue à l’EHESS, et à quatre habitants", "sociologue à l’EHESS"),
        (", de l’association Lire (née à Oran), juriste", "association Lire, juriste"),
    ],
)
def test_where_a_persons_title_ends(after: str, title: str) -> None:
    found = one(f"{HELD}. Est intervenue : Anne Roy{after}.")
    assert [each["title"] for each in found["speakers"]] == [title]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Étaient présents une soixantaine de techniciens.", "~60"),
        ("La conférence a fait réagir une salle bien remplie (90 personnes).", "90"),
        ("Plus de 80 personnes sont venues du quartier, qui compte 9 500 habitants.", ">80"),
    ],
)
def test_how_many_filled_the_room(words: str, number: str) -> None:
    found = one(f"{HELD} à Tarbes. {words}")
    assert found.get("attendance", found.get("*attendance")) == number


def test_a_region_that_goes_on_is_none() -> None:
    found = one(f"{HELD}.", "Rencontre des conseils citoyens du Nord Franche-Comté")
    assert "territories" not in found


BOLD_DAYS = """<html><body><h1>Nos journées passées</h1><p>En voici la mémoire.</p>
<h2>Année 2016</h2>
<p><strong>Jeudi 8 décembre 2016 – Colmar</strong><br><strong>La ville à hauteur d’enfant</strong>
<br>Journée d’étude. 95 participants.</p>
<p><strong>Printemps 2016 – Strasbourg</strong><br><strong>Mémoires des migrations</strong>
<br>Colloque international.</p>
<h2>Année 2015</h2>
<p><strong>Les 9, 16 et 30 juin 2015 – Sélestat</strong><br><strong>Conduire un diagnostic</strong>
<br>Formation-action.</p></body></html>"""


def test_a_day_in_bold_stands_above_each_title() -> None:
    found = drafts(BOLD_DAYS)
    assert [(draft.values["title"], draft.values["places"]) for draft in found] == [
        ("La ville à hauteur d’enfant", ["Colmar"]),
        ("Mémoires des migrations", ["Strasbourg"]),
        ("Conduire un diagnostic", ["Sélestat"]),
    ]
    assert found[2].values["date"] == "{2015-06-09,2015-06-16,2015-06-30}"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("Jeunesse : ils ont la parole !\nForum – Matoury, les 6 et 7 mai 2022\n16 mai 2022",
         "Jeunesse : ils ont la parole !"),
        ("Habitat spontané : comprendre\n12 décembre 2022\n\nRetour sur la journée technique du 29"
         " novembre 2022", "Habitat spontané : comprendre"),
    ],
)  # fmt: skip
def test_a_heading_of_two_lines_is_one(lines: str, title: str) -> None:
    text = f"Retours\n\n{lines}\n\nLe Carbet et la Ville ont organisé cette rencontre à Cayenne."
    (draft,) = drafts(text)
    assert draft.values["title"] == title
    assert draft.values["date"][:4] == "2022"


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("La parole d’Anne Roy, sociologue, a marqué la salle.", ["Anne Roy"]),
        ("Comme l’écrit la philosophe Anne Roy, l’égalité se démontre.", []),
        ("Le sociologue Paul Petit, souvent cité, n’avait pu se libérer.", []),
        ("Merci à Anne Roy, adjointe au maire, pour son accueil.", []),
        ("Excusée, la députée Anne Roy avait adressé un message.", []),
        ("« On repart avec des idées », résume Anne Roy, habitante.", []),
    ],
)
def test_who_is_named_with_a_title_is_proposed(words: str, people: list[str]) -> None:
    found = one(f"{HELD}. {words}")
    assert [each["name"] for each in found.get("*speakers", [])] == people
    assert "speakers" not in found


def test_a_house_that_received_people_held_a_meeting() -> None:
    (draft,) = drafts(
        "<html><body><h1>Logement indigne : l’affaire de tous</h1><p>vendredi 24 juin 2016, par"
        " la rédaction</p><p>L’Observatoire recevait le 14 juin 2016, à la Cité des arts de"
        " Mulhouse, le juriste Ludovic Boyer.</p></body></html>"
    )
    assert draft.values["date"] == "2016-06-14"


def test_days_and_titles_part_the_one_article_of_a_page() -> None:
    found = drafts(
        "<html><body><article><h1>Nos journées passées</h1><h2>2016</h2><h3>20 octobre 2016 – Se"
        " soigner près de chez soi</h3><p>Cette journée a rassemblé 130 personnes à Caen.</p>"
        "<h3>7 juin 2016 – Commerces : rouvrir le rideau</h3><p>Rencontre accueillie par la Ville"
        " d’Évreux.</p></article></body></html>"
    )
    assert [(draft.values["title"], draft.values["date"]) for draft in found] == [
        ("Se soigner près de chez soi", "2016-10-20"),
        ("Commerces : rouvrir le rideau", "2016-06-07"),
    ]


def test_three_dots_of_a_page_end_no_post() -> None:
    (draft,) = drafts(
        "…\n\nAtelier « Agir »\n\n…\nLe 12 mars 2020, à Colmar, l’ORIV a organisé un atelier avec"
        " 30 participants.\n\n…\nUn second paragraphe.\n"
    )
    assert draft.values["places"] == ["Colmar"]


@pytest.mark.parametrize(
    ("title", "first", "expected"),
    [
        ("ORIV, centre de ressources", "<h3>Atelier « Agir ensemble »</h3>", "Agir ensemble"),
        ("Agir à plusieurs", "", "Agir à plusieurs"),
    ],
)
def test_an_article_keeps_its_own_title(title: str, first: str, expected: str) -> None:
    (draft,) = drafts(
        f"<html><body><h1>{title}</h1><article>{first}<p>Le 12 mars 2020, l’ORIV a organisé un"
        " atelier à Colmar : 30 participants.</p></article></body></html>"
    )
    assert draft.values["title"] == expected


@pytest.mark.parametrize(
    "field",
    [
        "<div class='field-date-parution'>12 mars 2020</div>",
        "<div class='field--name-field-date-mise-en-ligne'>12 mars 2020</div>",
        "<div class='field-date-limite'>12 mars 2020</div>",
        "<div class='field-date'></div><p>12 mars 2020</p>",
    ],
)
def test_the_day_of_another_field_is_not_the_events(field: str) -> None:
    (draft,) = drafts(
        f"<html><body><h1>Atelier « Agir »</h1>{field}<p>Un atelier qui a réuni 30 participants à"
        " Colmar.</p></body></html>"
    )
    assert "date" not in draft.values or not draft.origins["date"][0].sure


@pytest.mark.parametrize(
    "words",
    [
        "La restauration avait été confiée à Paul Martin, traiteur.",
        "L’étude avait été confiée à la sociologue Anne Weber en 2015.",
    ],
)
def test_who_was_trusted_with_another_thing_did_not_surely_speak(words: str) -> None:
    assert "speakers" not in one(f"{HELD}. {words}")


@pytest.mark.parametrize(
    "line", ["Du 1 au 30 juin 2018, Inscriptions ouvertes", "3 et 4 juin 2018, Bilan annuel"]
)
def test_days_beside_another_thing_are_not_the_events(line: str) -> None:
    (draft,) = drafts(f"Atelier « Agir »\n\n{line}\n\nL’atelier a traité de la ville.")
    assert "date" not in draft.values or not draft.origins["date"][0].sure


def test_an_address_below_a_post_hides_no_other() -> None:
    found = drafts(
        "Retours\n\nAtelier « Un »\nLe 12 mars 2019, à Metz, un atelier a réuni 30 élus.\n\nLire la"
        " suite\n\n12 rue de la Gare, 67000 Strasbourg\nAtelier « Deux »\nLe 15 mars 2019, à Metz,"
        " l’ORIV a organisé un atelier avec 40 participants.\n\nLire la suite\n\nAtelier « Trois"
        " »\nLe 2 mai 2019, à Metz, un atelier a réuni 20 élus.\n"
    )
    assert "2019-03-15" in [draft.values.get("date") for draft in found]


def test_a_call_above_two_meetings_is_the_title_of_none() -> None:
    found = drafts(
        "<html><body><h2>Envie de participer ?</h2><h2>Atelier – jeudi 12 mars 2020</h2><p>L’ORIV"
        " a reçu 30 personnes à Colmar.</p><h2>Atelier – jeudi 19 mars 2020</h2><p>L’ORIV a reçu"
        " 20 personnes à Colmar.</p></body></html>"
    )
    assert "Envie de participer ?" not in [draft.values["title"] for draft in found]


def test_where_others_teach_is_no_place_of_the_event() -> None:
    found = one(
        "Le 12 mars 2020, l’ORIV a organisé à Colmar un atelier préparé avec les chercheurs qui"
        " enseignent à l’INSA, Lyon."
    )
    assert found["places"] == ["Colmar"]


def test_a_town_may_organise() -> None:
    found = one("Le 12 mars 2020, Mulhouse a organisé cet atelier avec 30 personnes.")
    assert found["organisers"] == ["Mulhouse"]


def test_each_session_counts_those_of_all() -> None:
    found = drafts(
        "<html><body><h1>Cycle de rencontres « Agir »</h1><p>Chaque séance a réuni 30 participants"
        " à Colmar.</p><h2>Séance 1 – « La ville »</h2><p>Jeudi 12 mars 2020</p><h2>Séance 2 – «"
        " Le quartier »</h2><p>Jeudi 19 mars 2020</p></body></html>"
    )
    assert [draft.values.get("attendance") for draft in found] == ["30", "30"]


def test_the_town_in_brackets_at_the_end_of_a_dated_title_is_the_place() -> None:
    found = drafts(
        "<html><body><h1>Nos journées passées</h1><h2>2018</h2>"
        "<h3>11 et 12 octobre 2018 – Rénover sans exclure (Rouen)</h3><p>Deux jours de débats.</p>"
        "<h3>29 mai 2018 – Le sport, une fausse évidence ? (Hérouville-Saint-Clair)</h3>"
        "<p>Près de 100 personnes.</p>"
        "<h3>8 mars 2018 – Marches exploratoires : mode d’emploi</h3><p>Douze marcheuses.</p>"
        "</body></html>"
    )
    assert [(each.values["title"], each.values.get("places")) for each in found] == [
        ("Rénover sans exclure", ["Rouen"]),
        ("Le sport, une fausse évidence ?", ["Hérouville-Saint-Clair"]),
        ("Mode d’emploi", None),
    ]


def test_a_day_in_bold_below_the_number_of_a_session_is_its_day() -> None:
    found = drafts(
        "<html><body><h1>Retour sur le cycle « Quartiers en transition »</h1>"
        "<h2>1 – Repérer pour agir</h2>"
        "<p><b>Jeudi 18 mars 2021, 14h-16h, en visioconférence</b></p><p>72 personnes.</p>"
        "<h2>2 – Visite : l’écoquartier à Laxou</h2>"
        "<p><b>Vendredi 2 juillet 2021</b></p><p>Une vingtaine de personnes étaient là.</p>"
        "</body></html>"
    )
    assert [(each.values["title"], each.values["date"]) for each in found] == [
        ("Repérer pour agir", "2021-03-18"),
        ("L’écoquartier à Laxou", "2021-07-02"),
    ]
    assert [each.origins["date"][0].sure for each in found] == [True, False]


def test_the_category_of_a_post_is_not_its_title() -> None:
    found = drafts("""Nos retours

Le club fait escale à Angers
Retour d’expériences
7 octobre 2016

Le club s’est retrouvé à Angers le vendredi 30 septembre 2016.

Restituer l’étude sur les diplômés
Retour d’expériences
28 novembre 2016

L’étude a été présentée lors d’une rencontre le 22 novembre 2016 à Nantes.
""")
    assert [each.values["title"] for each in found] == [
        "Le club fait escale à Angers",
        "Restituer l’étude sur les diplômés",
    ]


def test_several_sentences_are_no_title() -> None:
    (found,) = drafts("""Penser la ville avec les enfants

Les enfants sont les premiers usagers de l’espace public de proximité. Pourtant, leur parole est
rarement sollicitée dans les projets. Comment l’entendre ? Comment la prendre en compte ?

La table ronde s’est tenue le 22 mars 2016 à Saint-Dié-des-Vosges.
""")
    assert found.values["title"] == "Penser la ville avec les enfants"


def test_a_month_above_a_text_is_the_stamp_of_its_heading() -> None:
    (found,) = drafts("""Temps d’échanges

Formation « Connaître la politique de la ville »

– juin 2011
Pour la sixième année, le Relais a organisé une session de trois jours.
Elle a eu lieu à Mulhouse, les 7, 14 et 21 juin.
""")
    assert found.values["title"] == "Connaître la politique de la ville"
    assert found.values["places"] == ["Mulhouse"]


def test_the_conference_that_follows_is_another_one() -> None:
    found = one(
        "Salle comble, le 8 février 2018, au Forum, à Strasbourg !</p><p>Anne Roy, juriste, à"
        " l’invitation de Thémis, y a parlé d’asile. La conférence suivante est prévue le 12 avril."
    )
    assert found["*date"] == "2018-02-08"
    assert found.get("speakers", found.get("*speakers")) == [
        {"name": "Anne Roy", "title": "juriste"}
    ]


@pytest.mark.parametrize(
    "after",
    [
        "Devant le succès rencontré, une nouvelle date sera proposée.",
        "Salle comble ! Une nouvelle date sera bientôt annoncée.",
    ],
)
def test_another_date_to_come_takes_nothing_from_what_was_held(after: str) -> None:
    (found,) = drafts(
        "<html><body><main><h1>Atelier « Lire un budget »</h1><p>Jeudi 19 mars 2020, 14h-17h, Lens"
        f"</p><p>30 personnes étaient présentes. {after}</p></main></body></html>"
    )
    assert (found.values["date"], found.values["places"]) == ("2020-03-19", ["Lens"])


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("Maison des associations, Strasbourg", "places"),
        ("Strasbourg", "places"),
        ("Intervenante : Anne Roy, sociologue", "speakers"),
        ("Par Anne Roy, sociologue", "speakers"),
        ("En partenariat avec la CAF du Nord", "partners"),
        ("14h-17h", "time"),
    ],
)
def test_what_recurs_between_title_and_day_and_says_more_is_kept(line: str, key: str) -> None:
    found = drafts(f"""Nos retours

Atelier « Habiter la ville »
{line}
Vendredi 7 octobre 2016

30 personnes ont participé.

Atelier « Lire un budget »
{line}
Lundi 28 novembre 2016

40 personnes ont participé.
""")
    assert any(key in each.values for each in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "Un atelier suivant la méthode Freinet a eu lieu le mardi 12 mars 2019 à Metz.",
        "La visite suivant un parcours fléché s’est tenue le mardi 12 mars 2019 à Metz.",
        "L’atelier s’est tenu le mardi 12 mars 2019 à Metz et la soirée suivante au musée.",
    ],
)
def test_what_goes_by_a_method_is_not_what_follows(sentence: str) -> None:
    found = one(sentence, "Atelier ou visite « Lire un budget »")
    assert found.get("date", found.get("*date")) == "2019-03-12"
    assert found.get("places", found.get("*places")) == ["Metz"]


def test_a_day_among_those_of_a_programme_stays_an_item() -> None:
    (found,) = drafts("""Atelier « Lire un budget »

L’atelier s’est tenu le mardi 12 mars 2019 à Lens. Au programme :

– 12 mars 2019
accueil des participants
""")
    assert found.values["title"] == "Lire un budget"


def test_prose_before_an_address_is_no_document() -> None:
    found = one(f"{HELD} à Lens. Le programme a été annoncé sur https://o.fr/agenda")
    assert not {"resources", "*resources"} & found.keys()


@pytest.mark.parametrize(
    ("title", "text", "places"),
    [
        # the text goes before the brackets
        ("Le projet du Pile (Roubaix)", "La rencontre s’est tenue à Lille.", ["Lille"]),
        # where somebody works
        ("Conférence d’Anne Roy, sociologue (Nancy)", "30 personnes sont venues.", None),
        # and nobody met anywhere
        ("Webinaire : habiter (Lens)", "En visioconférence.", None),
        ("Habiter le Pile (Roubaix)", "La rencontre a réuni 30 personnes.", ["Roubaix"]),
    ],
)
def test_brackets_after_a_title_give_way(title: str, text: str, places: list[str] | None) -> None:
    found = drafts(
        "<html><body><h1>Nos journées passées</h1>"
        "<h3>29 mai 2018 – Le sport, une évidence ? (Rouen)</h3><p>40 personnes.</p>"
        f"<h3>12 mars 2019 – {title}</h3><p>{text}</p></body></html>"
    )
    assert found[-1].values.get("places") == places
    assert places != ["Roubaix"] or not found[-1].origins["places"][0].sure


def test_brackets_stay_in_a_title_without_a_day() -> None:
    found = one(f"{HELD} à Metz.", "Étude : les jeunes et la lecture (Sens)")
    assert "(Sens)" in found.get("title", found.get("*title", ""))


def test_a_long_title_may_have_two_sentences() -> None:
    (found,) = drafts("""Nos retours

La participation des habitants dans les quartiers prioritaires, de la concertation à la décision. \
Quelles pistes pour demain ?

La rencontre s’est tenue le mardi 22 novembre 2016 à Lens et a réuni 40 personnes.
""")
    assert found.values["title"].startswith("La participation des habitants")


def test_a_district_without_its_bus_has_held_nothing() -> None:
    text = "La rue Haute\n\nLe quartier s’est retrouvé sans bus le 3 mars 2019 à Lens.\n"
    assert drafts(text) == []
