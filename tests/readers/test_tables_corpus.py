"""Spreadsheets as people keep them, composed here, each with exactly what must be understood."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from doubts import unsure
from tables_files import Cell, day, linked, ods, reading, row, table, text, typed, xlsx

from oriv_cli.i18n import _
from oriv_cli.readers import Unreadable
from oriv_cli.readers.sketch import stable_uid

Rows = dict[int, dict[str, Any]]


class Case(NamedTuple):
    """A file; its events by row; the fields that are inferred; what is said to be left out."""

    data: bytes
    events: Rows
    inferred: dict[int, set[str]] = {}  # noqa: RUF012
    left_out: tuple[str, ...] = ()


def csv(content: str, encoding: str = "utf-8") -> bytes:
    return content.encode(encoding)


# The addresses that cells lead to; those without are within the workbook.
LINKS = {"A2": "mailto:lea@a.fr", "B2": "https://b.fr/x?y=1&z", "B3": ""}
METZ = {"code": "COM-57463", "name": "Metz"}
SAINT_LOUIS = {"code": "COM-68297", "name": "Saint-Louis"}
CASES = {
    "a title above, French headers, Windows-1252": Case(
        csv(
            "Bilan 2019 des rencontres;;;\r\n\r\nIntitulé;Ville;Nb participants;Thématique\r\n"
            "Accès aux droits;Metz;50;santé\r\n",
            "cp1252",
        ),
        {
            4: {
                "title": "Accès aux droits",
                "places": ["Metz"],
                "attendance": "50",
                "themes": ["santé"],
            }
        },
    ),
    "capitals, accents, inclusive writing, units in parentheses": Case(
        csv(
            "NOM DE L’ÉVÈNEMENT,Date (jj/mm/aaaa),Nombre de participant·e·s,Intervenant(e)s\n"
            'Journée,06/11/2020,12,"Léa Roy (juriste, CIDFF)"\n'
        ),
        {
            2: {
                "title": "Journée",
                "date": "2020-11-06",
                "attendance": "12",
                "speakers": ["Léa Roy (juriste, CIDFF)"],
            }
        },
    ),
    "English headers, tabs, UTF-16": Case(
        csv(
            "Event name\tStart date\tEnd date\tCity\nOpen day\t2019-09-05\t2019-09-06\tReims\n",
            "utf-16",
        ),
        {2: {"title": "Open day", "date": "2019-09-05/2019-09-06", "places": ["Reims"]}},
    ),
    "bars, old Macintosh": Case(
        csv("Intitulé|Lieu précis|Année\nÉté à l’école, côté cour|Collège|2018\n", "mac_roman"),
        {2: {"title": "Été à l’école, côté cour", "venue": "Collège", "date": "2018"}},
    ),
    "DOS": Case(
        csv("Intitulé;Résumé\nSanté;Été à l'école, déjà présenté à côté\n", "cp850"),
        {2: {"title": "Santé", "summary": "Été à l'école, déjà présenté à côté"}},
    ),
    "a header again, empty rows, a total, a year alone": Case(
        csv(
            "Date;Titre;Participants\n2018;;\n12/03/2018;Un;10\n;;\nDate;Titre;Participants\n"
            "13/03/2018;Deux;20\n;Total général;30\nTotal;;30\n;;30\n"
        ),
        {
            3: {"title": "Un", "date": "2018-03-12", "attendance": "10"},
            6: {"title": "Deux", "date": "2018-03-13", "attendance": "20"},
        },
        left_out=("Total général", "Total", "30"),
    ),
    "an event that is called Total": Case(
        csv("Titre;Date\nTotal respect;2019\nTotal;3 mai 2019\n"),
        {
            2: {"title": "Total respect", "date": "2019"},
            3: {"title": "Total", "date": "3 mai 2019"},
        },
    ),
    "several values in a cell": Case(
        csv(
            "Titre;Thèmes;Communes;Partenaires;Intervenants\n"
            'Un;"emploi, santé";"Metz et Nancy";"CAF; CPAM";"- Léa Roy\n- Ali Ba (élu ; maire)"\n'
            'Deux;emploi/insertion;"Metz, Nullepart";"Ville de Metz, service jeunesse";"A / B"\n'
            'Trois;"accès aux droits et aux services";Bar-le-Duc;CAF | CPAM;\n'
        ),
        {
            2: {
                "title": "Un",
                "themes": ["emploi", "santé"],
                "places": ["Metz", "Nancy"],
                "partners": ["CAF", "CPAM"],
                "speakers": ["Léa Roy", "Ali Ba (élu ; maire)"],
            },
            4: {
                "title": "Deux",
                "themes": ["emploi", "insertion"],
                "places": ["Metz, Nullepart"],
                "partners": ["Ville de Metz, service jeunesse"],
                "speakers": ["A", "B"],
            },
            5: {
                "title": "Trois",
                "themes": ["accès aux droits et aux services"],
                "places": ["Bar-le-Duc"],
                "partners": ["CAF", "CPAM"],
            },
        },
        {4: {"partners", "speakers"}},
    ),
    "several columns for one field, two for one that holds one": Case(
        csv("Objet;Thème 1;Thème 2;Intitulé;Partenaire n°1;Partenaire n°2\nA;emploi;santé;B;x;y\n"),
        {
            2: {
                "title": "B",
                "themes": ["emploi", "santé"],
                "partners": ["x", "y"],
                "note": "Objet\xa0: A",
            }
        },
    ),
    "columns that no field holds, and remarks": Case(
        csv("N°;Titre;Budget;Observations;Couleur\n7;Un;1 200 €;à revoir;\n8;Deux;;;bleu\n"),
        {
            2: {"title": "Un", "note": "à revoir\nN°\xa0: 7\nBudget\xa0: 1 200 €"},
            3: {"title": "Deux", "note": "N°\xa0: 8\nCouleur\xa0: bleu"},
        },
    ),
    "numbers of people": Case(
        csv(
            "Titre;Participants\nA;50,0\nB;1 200\nC;env. 30\nD;30 pers.\nE;+ de 80\nF;120+\n"
            "G;nc\nH;une trentaine\nI;~ 40\n"
        ),
        {
            2: {"title": "A", "attendance": "50"},
            3: {"title": "B", "attendance": "1 200"},
            4: {"title": "C", "attendance": "environ 30"},
            5: {"title": "D", "attendance": "30 personnes"},
            6: {"title": "E", "attendance": "plus de 80"},
            7: {"title": "F", "attendance": "plus de 120"},
            8: {"title": "G"},
            9: {"title": "H", "attendance": "une trentaine"},
            10: {"title": "I", "attendance": "~ 40"},
        },
    ),
    "a public of people, and a public of professionals": Case(
        csv("Titre;Public\nA;45\nB;élus et habitants\n"),
        {
            2: {"title": "A", "attendance": "45"},
            3: {"title": "B", "note": "Public\xa0: élus et habitants"},
        },
    ),
    "dates in text": Case(
        csv(
            "Titre;Date\nA;06/11/2020 14:00\nB;nov-18\nC;43410\nD;2019\nE;2018-11-06 00:00:00\n"
            'F;"12/03/2019 ; 14/03/2019"\n'
            "G;6 novembre 2020 de 14h à 16h30\n"
            "H;2020-11-06T13:00:00+01:00\nI;mi-mars\nJ;12345678\n"
        ),
        {
            2: {"title": "A", "date": "2020-11-06", "time": "14:00"},
            3: {"title": "B", "date": "2018-11"},
            4: {"title": "C", "date": "2018-11-06"},
            5: {"title": "D", "date": "2019"},
            6: {"title": "E", "date": "2018-11-06"},
            7: {"title": "F", "date": "{2019-03-12,2019-03-14}"},
            8: {"title": "G", "date": "2020-11-06", "time": "14:00/16:30"},
            9: {"title": "H", "date": "2020-11-06", "time": "13:00"},
            10: {"title": "I", "date": "mi-mars"},
            11: {"title": "J", "date": "12345678"},
        },
        {3: {"date"}, 4: {"date"}},
    ),
    "a first and a last day": Case(
        csv(
            "Titre;Date de début;Date de fin\nA;05/09/2019;06/09/2019\nB;05/09/2019;\n"
            "C;05/09/2019;05/09/2019\nD;05/09/2019 09:00;05/09/2019 17:00\nE;05/09/2019;bientôt\n"
            "F;06/09/2019;05/09/2019\nG;31/02/2019;\n"
        ),
        {
            2: {"title": "A", "date": "2019-09-05/2019-09-06"},
            3: {"title": "B", "date": "2019-09-05"},
            4: {"title": "C", "date": "2019-09-05"},
            5: {"title": "D", "date": "2019-09-05", "time": "09:00/17:00"},
            6: {"title": "E", "date": "bientôt", "note": "Date de début\xa0: 05/09/2019"},
            7: {"title": "F", "date": "2019-09-06/2019-09-05"},
            8: {"title": "G", "date": "31/02/2019"},
        },
    ),
    "a year and a month beside the day": Case(
        csv(
            "Titre;Date;Année;Mois\nA;12 mars;2019;\nB;;2019;novembre\nC;2018-11-06;2019;\nD;;;\n"
            "E;;2020;3\n"
        ),
        {
            2: {"title": "A", "date": "12 mars 2019"},
            3: {"title": "B", "date": "novembre 2019"},
            4: {"title": "C", "date": "2018-11-06", "note": "Année\xa0: 2019"},
            5: {"title": "D"},
            6: {"title": "E", "date": "2020-03"},
        },
        {5: {"title"}},
    ),
    "an hour and a part of the day beside an hour of its own": Case(
        csv("Titre;Date;Heure\nA;12 mars 2018 à 14h (matin);15h\n"),
        {
            2: {
                "title": "A",
                "date": "2018-03-12",
                "time": "15h",
                "note": "Date\xa0: 12 mars 2018 à 14h (matin)",
            }
        },
    ),
    "a broken cell is no mode": Case(
        xlsx({"A": [["Titre", "Modalité"], ["A", Cell("#REF!", "e")]]}),
        {2: {"title": "A", "note": "Modalité\xa0: #REF!"}},
    ),
    "hours": Case(
        csv("Titre;Heure de début;Heure de fin\nA;14h;16h30\nB;14:00:00;\nC;0,583333;\n"),
        {
            2: {"title": "A", "time": "14h/16h30"},
            3: {"title": "B", "time": "14:00"},
            4: {"title": "C", "time": "0,583333"},
        },
    ),
    "communes by their codes": Case(
        csv(
            "Titre;Ville;Code postal;Code INSEE\nA;Metz;57000;\nB;METZ;;57463\nC;;;57463\n"
            "D;Saint-Denis;93200;\nE;Metz;67000;\n"
        ),
        {
            2: {"title": "A", "places": [METZ]},
            3: {"title": "B", "places": [METZ]},
            4: {"title": "C", "places": [METZ]},
            5: {"title": "D", "places": [{"code": "COM-93066", "name": "Saint-Denis"}]},
            6: {"title": "E", "places": ["Metz"], "note": "Code postal\xa0: 67000"},
        },
    ),
    "communes by the département beside them": Case(
        csv(
            "Titre;Commune;Dépt.\nA;Saint-Louis;Haut-Rhin\nB;Saint-Louis;68\n"
            "C;Saint-Louis;68 - Haut-Rhin\nD;Metz, Saint-Louis;Moselle (57), Haut-Rhin\n"
            "E;Metz;Haut-Rhin\nF;;Haut-Rhin\nG;Metz (57);Moselle\nH;57000 Metz;67\n"
            "I;Saint-Denis;974\nJ;Bourg-en-Bresse;1\nK;Kehl (DE);67\n"
        ),
        {
            2: {"title": "A", "places": [SAINT_LOUIS]},
            3: {"title": "B", "places": [SAINT_LOUIS]},
            4: {"title": "C", "places": [SAINT_LOUIS]},
            # Two of these départements have one.
            5: {
                "title": "D",
                "places": ["Metz", "Saint-Louis"],
                "note": "Dépt.\xa0: Moselle (57), Haut-Rhin",
            },
            6: {"title": "E", "places": ["Metz"], "note": "Dépt.\xa0: Haut-Rhin"},
            7: {"title": "F", "note": "Dépt.\xa0: Haut-Rhin"},
            8: {"title": "G", "places": [METZ]},
            9: {"title": "H", "places": [METZ], "note": "Dépt.\xa0: 67"},
            10: {"title": "I", "places": [{"code": "COM-97411", "name": "Saint-Denis"}]},
            11: {"title": "J", "places": [{"code": "COM-01053", "name": "Bourg-en-Bresse"}]},
            12: {"title": "K", "places": ["Kehl (DE)"], "note": "Dépt.\xa0: 67"},
        },
        inferred={line: {"places"} for line in (5, 6, 9, 12)},
    ),
    "a commune in the venue": Case(
        csv("Titre;Lieu\nA;Strasbourg\nB;CNFPT, 57000 Metz\nC;Lycée Schuman\n"),
        {
            2: {"title": "A", "places": [{"code": "COM-67482", "name": "Strasbourg"}]},
            3: {"title": "B", "venue": "CNFPT", "places": [METZ]},
            4: {"title": "C", "venue": "Lycée Schuman"},
        },
        {2: {"places"}, 3: {"places", "venue"}},
    ),
    "identifiers of another program": Case(
        csv("uid,intitulé,date\n8213,Forum,2019-09-05\n"),
        {2: {"title": "Forum", "date": "2019-09-05", "note": "uid\xa0: 8213"}},
    ),
    "OpenAgenda's own export, which is read as its JSON is": Case(
        csv(
            "uid,title_fr,firstdate_begin,lastdate_end,location_city,location_insee,canonicalurl\n"
            "8213,Forum,2019-09-05T10:00:00+02:00,2019-09-05T12:00:00+02:00,Metz,57463,"
            "https://exemple.fr/forum\n"
        ),
        {
            2: {
                "uid": stable_uid("openagenda", "8213"),
                "title": "Forum",
                "date": "2019-09-05",
                "time": "10:00/12:00",
                "places": [METZ],
                "source": "https://exemple.fr/forum",
            }
        },
    ),
    "real dates, as precisely as their cells show them": Case(
        xlsx(
            {
                "A": [
                    ["Titre", "Date"],
                    ["A", day(43410)],
                    ["B", day(43410.5833333333, "dd/mm/yyyy hh:mm")],
                    ["C", day(43405, "mmm-yy")],
                    ["D", day(43101, "yyyy")],
                    ["E", day(43410, "mmm-yy")],
                    ["F", day(43410, "d-mmm")],
                    ["G", day(2019)],
                    ["H", 43410],
                    ["I", 2019],
                    ["J", "6 novembre 2018"],
                    ["K", day(43410, "[$-40C]dddd d mmmm yyyy;@")],
                    ["L", Cell("2018-11-06T00:00:00", "d")],
                ]
            }
        ),
        {
            2: {"title": "A", "date": "2018-11-06"},
            3: {"title": "B", "date": "2018-11-06", "time": "14:00"},
            4: {"title": "C", "date": "2018-11"},
            5: {"title": "D", "date": "2018"},
            6: {"title": "E", "date": "2018-11-06"},
            7: {"title": "F", "date": "2018-11-06"},
            8: {"title": "G", "date": "1905-07-11"},
            9: {"title": "H", "date": "2018-11-06"},
            10: {"title": "I", "date": "2019"},
            11: {"title": "J", "date": "6 novembre 2018"},
            12: {"title": "K", "date": "2018-11-06"},
            13: {"title": "L", "date": "2018-11-06"},
        },
        {7: {"date"}, 8: {"date"}, 9: {"date"}},
    ),
    "the dates of an old Macintosh": Case(
        xlsx({"A": [["Titre", "Date"], ["A", day(41948)], ["B", 41948]]}, from_1904=True),
        {2: {"title": "A", "date": "2018-11-06"}, 3: {"title": "B", "date": "2018-11-06"}},
        {3: {"date"}},
    ),
    "hours of Excel": Case(
        xlsx(
            {
                "A": [
                    ["Titre", "Heure", "Titre 2"],
                    ["A", day(0.583333333333, "h:mm"), None],
                    ["B", 0.583333333333, None],
                    ["C", 14, None],
                ]
            }
        ),
        {
            2: {"title": "A", "time": "14:00"},
            3: {"title": "B", "time": "14:00"},
            4: {"title": "C", "time": "14:00"},
        },
        {3: {"time"}, 4: {"time"}},
    ),
    "merged cells": Case(
        xlsx(
            {
                "A": [
                    ["Année", "Thème", "Titre", "Date"],
                    [2019, "santé", "A", "12 mars"],
                    [None, None, "B", "13 mars"],
                    [None, "emploi", "C", "14 mars"],
                    ["Second semestre", None, None, None],
                    [None, None, "D", "15 mai 2020"],
                ]
            },
            merged={"A": ["A2:A4", "B2:B3", "A5:D5"]},
        ),
        {
            2: {"title": "A", "date": "12 mars 2019", "themes": ["santé"]},
            3: {"title": "B", "date": "13 mars 2019", "themes": ["santé"]},
            4: {"title": "C", "date": "14 mars 2019", "themes": ["emploi"]},
            6: {"title": "D", "date": "15 mai 2020"},
        },
        left_out=("Second semestre",),
    ),
    "a title merged over two rows": Case(
        xlsx(
            {"A": [["Titre", "Date"], ["A", "2019-05-03"], [None, "2019-05-04"]]},
            merged={"A": ["A2:A3"]},
        ),
        {
            2: {"title": "A", "date": "2019-05-03"},
            3: {"title": "A", "date": "2019-05-04"},
        },
        {3: {"title"}},
    ),
    "several sheets": Case(
        xlsx(
            {
                "2018": [["Titre", "Date"], ["A", "2018"]],
                "Adresses": [["Nom du contact", "Courriel"], ["x", "y"]],
                "2019": [[], ["Rencontres"], ["Date", "Intitulé"], ["2019", "B"]],
                "Brouillon": [["Titre", "Date"], ["Z", "2017"]],
                "Vide": [],
            },
            hidden=["Brouillon"],
        ),
        {2: {"title": "A", "date": "2018"}, 4: {"title": "B", "date": "2019"}},
        left_out=("Adresses", "Brouillon"),
    ),
    "errors, formulas, percentages, booleans": Case(
        xlsx(
            {
                "A": [
                    ["Titre", "Participants", "Ville", "Taux", "Inscription", "Date"],
                    [
                        "A",
                        Cell("50", formula="SUM(B3:B9)"),
                        Cell("#N/A", "e"),
                        Cell("0.25", format="0%"),
                        True,
                        Cell("#REF!", "e"),
                    ],
                    ["B", Cell("", formula="B2*2"), None, 0.5, False, None],
                    [
                        Cell("C", "str", formula="A1"),
                        12.0,
                        Cell("", "str", formula="A1"),
                        1e21,
                        None,
                    ],
                ]
            }
        ),
        {
            2: {
                "title": "A",
                "attendance": "50",
                "note": "Ville\xa0: #N/A\nTaux\xa0: 25 %\nInscription\xa0: VRAI\nDate\xa0: #REF!",
            },
            3: {
                "title": "B",
                "note": "Participants\xa0: {no_value}\nTaux\xa0: 0,5\nInscription\xa0: FAUX",
            },
            4: {"title": "C", "attendance": "12", "note": "Taux\xa0: 1e+21"},
        },
    ),
    "titles that are numbers, and cells beyond the header": Case(
        xlsx({"A": [["Titre", "Ville"], [2019, "Metz"], [1.5, None, "loin"]]}),
        {
            2: {"title": "2019", "places": ["Metz"]},
            3: {"title": "1,5", "note": "{column_c}\xa0: loin"},
        },
    ),
    "LibreOffice": Case(
        ods(
            table("Notes", row("Bonjour"))
            + table(
                "Actions",
                row("Intitulé", "Date", "Ville", "Participants", "Heure"),
                row(
                    "A\nsuite",
                    typed("date", "2018-11-06", "<text:p>06/11/18</text:p>"),
                    text("Metz", rows="2"),
                    typed("float", "50", "<text:p>50,0</text:p>"),
                    typed("time", "PT14H30M00S", "<text:p>14:30</text:p>"),
                ),
                row(
                    "B",
                    typed("date", "2018-11-01", "<text:p>nov. 18</text:p>"),
                    "<table:covered-table-cell/>",
                    '<table:table-cell office:value-type="string" calcext:value-type="error">'
                    "<text:p>#N/A</text:p></table:table-cell>",
                ),
                row(None, times=3),
                row("C", typed("date", "2018-11-06T09:15:00", "<text:p>06/11/18 09:15</text:p>")),
                row("D", typed("date", "2018-01-01", "<text:p>2018</text:p>"), times=2),
            )
            + table("Caché", row("Titre", "Date"), row("Z", "2017"), style="ta2"),
            '<style:style style:name="ta2" style:family="table">'
            '<style:table-properties table:display="false"/></style:style>',
        ),
        {
            2: {
                "title": "A\nsuite",
                "date": "2018-11-06",
                "places": ["Metz"],
                "attendance": "50",
                "time": "14:30",
            },
            3: {
                "title": "B",
                "date": "2018-11",
                "places": ["Metz"],
                "note": "Participants\xa0: #N/A",
            },
            7: {"title": "C", "date": "2018-11-06", "time": "09:15"},
            8: {"title": "D", "date": "2018"},
            9: {"title": "D", "date": "2018"},
        },
        left_out=("Notes", "Caché"),
    ),
    "comments, blanks and links of LibreOffice": Case(
        ods(
            table(
                "A",
                row("Titre", "Résumé"),
                row(
                    '<table:table-cell office:value-type="string"><office:annotation><text:p>caché'
                    '</text:p></office:annotation><text:p>Un<text:s text:c="3"/>deux'
                    "<text:a>lien</text:a></text:p></table:table-cell>",
                    "x",
                ),
            )
        ),
        {2: {"title": "Un   deuxlien", "summary": "x"}},
    ),
    "years and months that stand above": Case(
        csv(
            "AGENDA 2016;;\nDate;Titre;Lieu\nJANVIER;;\n12;A;Mairie\nmardi 2 février;B;Mairie\n"
            "14/03;C;Mairie\n2 mai 2014;D;Mairie\nANNÉE 2017;;\nDate;Titre;Lieu\n5 et 6 juin;E;x\n"
            ";2018;\nmardi 3 avril;F;x\nmercredi 3 avril;G;x\nbientôt;H;x\n"
            "Saison 2018-2019;;\n12 mars;I;x\nMis à jour en 2019;;\n13 mars;J;x\n"
        ),
        {
            4: {"date": "12 janvier 2016", "title": "A", "venue": "Mairie"},
            5: {"date": "mardi 2 février 2016", "title": "B", "venue": "Mairie"},
            6: {"date": "14/03/2016", "title": "C", "venue": "Mairie"},
            7: {"date": "2 mai 2014", "title": "D", "venue": "Mairie"},
            10: {"date": "5 et 6 juin 2017", "title": "E", "venue": "x"},
            12: {"date": "mardi 3 avril 2018", "title": "F", "venue": "x"},
            13: {"date": "mercredi 3 avril 2018", "title": "G", "venue": "x"},
            14: {"date": "bientôt", "title": "H", "venue": "x"},
            16: {"date": "12 mars", "title": "I", "venue": "x"},
            18: {"date": "13 mars", "title": "J", "venue": "x"},
        },
        {line: {"date"} for line in (4, 5, 6, 10, 12, 13)},
        left_out=("Saison 2018-2019", "Mis à jour"),
    ),
    "the year of a sheet": Case(
        xlsx({"2017": [["Titre", "Date"], ["A", "jeudi 18 mai"], ["B", 18], ["C", "2016"]]}),
        {
            2: {"title": "A", "date": "jeudi 18 mai 2017"},
            3: {"title": "B", "date": "18"},
            4: {"title": "C", "date": "2016"},
        },
        {2: {"date"}},
    ),
    "day, month and year in three columns, filled once": Case(
        csv("Jour;Mois;Année;Titre\n12;mars;2009;A\n3;4;2009;B\n14;;;C\n;mai;;D\n"),
        {
            2: {"date": "12 mars 2009", "title": "A"},
            3: {"date": "3 avril 2009", "title": "B"},
            4: {"date": "14 avril 2009", "title": "C"},
            5: {"date": "mai 2009", "title": "D"},
        },
        {4: {"date"}, 5: {"date"}},
    ),
    "dates in figures, and with words behind them": Case(
        csv(
            "Titre;Date\nA;2018/03/12\nB;20180312\nC;03/2018\nD;12/03 au 14/03/2018\n"
            "E;12 mars 2018 (matin)\nF;12/03/2018, après-midi\nG;12/03/2018 (à confirmer)\n"
            "H;12/03/2018 à 14h (salle B)\nI;à définir\nJ;16/03 au 14/03/2018\nK;13/2018\n"
        ),
        {
            2: {"title": "A", "date": "2018-03-12"},
            3: {"title": "B", "date": "2018-03-12"},
            4: {"title": "C", "date": "2018-03"},
            5: {"title": "D", "date": "12/03/2018 au 14/03/2018"},
            6: {"title": "E", "date": "12 mars 2018", "note": "Date\xa0: 12 mars 2018 (matin)"},
            7: {"title": "F", "date": "2018-03-12", "note": "Date\xa0: 12/03/2018, après-midi"},
            8: {"title": "G", "date": "2018-03-12", "note": "Date\xa0: 12/03/2018 (à confirmer)"},
            9: {
                "title": "H",
                "date": "2018-03-12",
                "time": "14:00",
                "note": "Date\xa0: 12/03/2018 à 14h (salle B)",
            },
            10: {"title": "I"},
            11: {"title": "J", "date": "16/03 au 14/03/2018"},
            12: {"title": "K", "date": "13/2018"},
        },
        {8: {"date"}, 9: {"date", "time"}},
    ),
    "dates with the month first": Case(
        csv("Titre,Date\nA,03/25/2018\nB,04/05/2018\nC,05/05/2018\n"),
        {
            2: {"title": "A", "date": "03/25/2018"},
            3: {"title": "B", "date": "2018-05-04"},
            4: {"title": "C", "date": "2018-05-05"},
        },
        {3: {"date"}},
    ),
    "names that one cell holds": Case(
        csv(
            "Titre;Animateur;Partenaires\nA;Jean Dupont et Anne Roy;CAF, DDCS 51\n"
            "B;J. Dupont (élu), A. Roy (sociologue, CNRS);ORIV + Ville de Metz\n"
            "C;Léa Roy, Directrice CAF;Ville et Métropole de Metz\nD;M. Ba - Mme Roy;à préciser\n"
        ),
        {
            2: {
                "title": "A",
                "speakers": ["Jean Dupont", "Anne Roy"],
                "partners": ["CAF", "DDCS 51"],
            },
            3: {
                "title": "B",
                "speakers": ["J. Dupont (élu)", "A. Roy (sociologue, CNRS)"],
                "partners": ["ORIV", "Ville de Metz"],
            },
            4: {
                "title": "C",
                "speakers": ["Léa Roy, Directrice CAF"],
                "partners": ["Ville et Métropole de Metz"],
            },
            5: {"title": "D", "speakers": ["M. Ba", "Mme Roy"]},
        },
        {
            2: {"speakers", "partners"},
            3: {"speakers", "partners"},
            4: {"speakers"},
            5: {"speakers"},
        },
    ),
    "a header of two rows": Case(
        csv(
            "Bilan;;;;;\nTitre;Date;;Participants;;\n;début;fin;hommes;femmes;total\n"
            "A;05/09/2019;06/09/2019;5;7;12\n"
        ),
        {
            4: {
                "title": "A",
                "date": "2019-09-05/2019-09-06",
                "attendance": "12",
                "note": "Participants hommes\xa0: 5\nParticipants femmes\xa0: 7",
            }
        },
    ),
    "no second row of a header": Case(
        csv("Titre;Ville;\n;Metz;Nancy\nA;Metz;\n"),
        {
            2: {"places": ["Metz"], "note": "{column_c}\xa0: Nancy"},
            3: {"title": "A", "places": ["Metz"]},
        },
    ),
    "first names in their own column": Case(
        csv("Titre;Nom de l'intervenant;Prénom\nA;KACI;Samia\nB;;Luc\n"),
        {
            2: {"title": "A", "speakers": ["Samia KACI"]},
            3: {"title": "B", "note": "Prénom\xa0: Luc"},
        },
    ),
    "communes with their postcode in the cell": Case(
        csv("Titre;Ville (CP)\nA;Metz (57000)\nB;57000 Metz\nC;Metz 57\nD;Metz (67000)\n"),
        {
            2: {"title": "A", "places": [METZ]},
            3: {"title": "B", "places": [METZ]},
            4: {"title": "C", "places": ["Metz (57)"]},
            5: {"title": "D", "places": ["Metz (67000)"]},
        },
    ),
    "called off, a heading, a remark, a count": Case(
        csv(
            "Titre;Date;Statut\nA;2018;annulé\nForum (reporté);2018;\n"
            "Reporters sans frontières;2018;tenu\nPremier semestre;;\nNombre d'actions : 3;;\n"
        ),
        {
            2: {"title": "A", "date": "2018", "note": "Statut\xa0: annulé"},
            3: {"title": "Forum (reporté)", "date": "2018"},
            4: {"title": "Reporters sans frontières", "date": "2018", "note": "Statut\xa0: tenu"},
            5: {"title": "Premier semestre"},
        },
        {2: {"title"}, 3: {"title"}, 5: {"title"}},
        left_out=("Nombre d'actions",),
    ),
    "formats that are modes, and others": Case(
        csv("Intitulé de la séance;Format\nA;Visio\nB;en présentiel\nC;Hybride (zoom)\nD;Forum\n"),
        {
            2: {"title": "A", "mode": "distanciel"},
            3: {"title": "B", "mode": "présentiel"},
            4: {"title": "C", "mode": "hybride", "note": "Format\xa0: Hybride (zoom)"},
            5: {"title": "D", "note": "Format\xa0: Forum"},
        },
    ),
    "people counted with words": Case(
        csv("Titre;Public touché\nA;60 dont 20 femmes\nB;12 (avec l'équipe)\nC;300 env\nD;élus\n"),
        {
            2: {
                "title": "A",
                "attendance": "60",
                "note": "Public touché\xa0: 60 dont 20 femmes",
            },
            3: {
                "title": "B",
                "attendance": "12",
                "note": "Public touché\xa0: 12 (avec l'équipe)",
            },
            4: {"title": "C", "attendance": "300 environ"},
            5: {"title": "D", "note": "Public touché\xa0: élus"},
        },
        {3: {"attendance"}},
    ),
    "addresses without their beginning, UTF-16 without its mark": Case(
        "Titre;Lien\nA;www.exemple.fr/cv\nB;Le guide <www.exemple.fr>\n".encode("utf-16-le"),
        {
            2: {"title": "A", "resources": ["https://www.exemple.fr/cv"]},
            3: {"title": "B", "resources": ["Le guide <https://www.exemple.fr>"]},
        },
        {2: {"resources"}, 3: {"resources"}},
    ),
    "links of LibreOffice": Case(
        ods(
            table(
                "A",
                row("Titre", "Lien", "Compte rendu"),
                row(
                    linked("Un", "https://a.fr"),
                    linked("Actes", "https://b.fr"),
                    linked("oui", "../cr.odt"),
                ),
                row(linked("https://c.fr", "https://c.fr/"), linked("Actes", "b.odt"), None),
            )
        ),
        {
            2: {
                "title": "Un",
                "resources": ["Actes <https://b.fr>"],
                "note": "Titre\xa0: https://a.fr\nCompte rendu\xa0: oui <../cr.odt>",
            },
            3: {"title": "https://c.fr", "resources": ["Actes"], "note": "Lien\xa0: b.odt"},
        },
    ),
    "links of Excel": Case(
        xlsx({"A": [["Titre", "Lien"], ["Un", "Actes"], ["Deux", "Rien"]]}, links=LINKS),
        {
            2: {
                "title": "Un",
                "resources": ["Actes <https://b.fr/x?y=1&z>"],
                "note": "Titre\xa0: lea@a.fr",
            },
            3: {"title": "Deux", "resources": ["Rien"]},
        },
    ),
    "an export of oriv with a column more": Case(
        csv(
            "uid;titre;communes;partenaires;note_interne;Suivi;date_debut;departements\n"
            "2f1c8a4e-1111-4111-8111-111111111111;'=x;Metz;A / B, C | D;déjà;vu;2018-01-01;Jura\n"
        ),
        {
            2: {
                "uid": "2f1c8a4e-1111-4111-8111-111111111111",
                "title": "=x",
                "places": "Metz",
                "partners": "A / B, C | D",
                "note": "déjà\nSuivi\xa0: vu",
            }
        },
    ),
}


def translated(events: Rows) -> Rows:
    """Return the events with what notes say in the language in use."""
    said = {"no_value": _("a formula without its value")}
    said["column_c"] = _("Column {letters}").format(letters="C")
    notes = {
        line: {"note": values["note"].format(**said)}
        for line, values in events.items()
        if "note" in values
    }
    return {line: values | notes.get(line, {}) for line, values in events.items()}


@pytest.mark.parametrize("name", CASES)
def test_a_file_as_people_keep_it(name: str) -> None:
    case = CASES[name]
    found = reading(case.data)
    drafts = list(found.drafts)
    assert [(draft.line, draft.values) for draft in drafts] == list(translated(case.events).items())
    inferred = {draft.line: unsure(draft) for draft in drafts}
    assert {line: keys for line, keys in inferred.items() if keys} == case.inferred
    assert all(o.why for d in drafts for os in d.origins.values() for o in os if not o.sure)
    assert len(found.left_out) == len(case.left_out)
    assert all(said in told for said, told in zip(case.left_out, found.left_out, strict=True))


def test_the_corpus_is_large_enough() -> None:
    assert len(CASES) >= 25


def test_a_quotation_mark_that_none_closes_is_looked_for_from_its_row_on() -> None:
    data = csv('Titre;Ville\n"Un;Metz\nDeux;Metz\nDit "le" débat;Metz\n')
    with pytest.raises(Unreadable, match=r"2\D+4"):
        reading(data)


def test_a_line_too_wide_says_what_to_do() -> None:
    hint = _(
        "Put the cell that holds a separator between quotation marks, or give each column a header."
    )
    with pytest.raises(Unreadable, match=hint):
        list(reading(csv("Titre;Ville\nUn;Metz;loin\n")).drafts)
