"""The words for the houses where people meet, and for their addresses. In flat letters."""

from __future__ import annotations

from oriv_cli.readers.page.french.words import any_of, pattern

# Nouns that begin the name of a house where people meet.
VENUE_START = pattern(
    r"(?:petite? |grande? |ancienne? |nouvelle? |nouveau )?"
    + any_of(
        "lycee|college|maison|centre|salle|hotel|mairie|mediatheque|bibliotheque|universite",
        "prefecture|sous-prefecture|auditorium|campus|ecole|irts|institut|theatre|cinema|musee",
        "palais|espace|pole|faculte|msh|cnam|caf|conseil departemental|conseil regional|cite",
        "hotel de ville|hotel du departement|hotel de region|amphitheatre|amphi|gymnase|foyer",
        "bourse|manufacture|scene|auberge|residence|tiers-lieu|fabrique|usine|friche|villa",
        "grange|ferme|halle|hangar|chateau|abbaye|parlement|tribunal|caisse|chambre|siege|locaux",
        "domaine|stade|kursaal|conservatoire|archives|opera|cloitre|pavillon|ferme|chapelle",
        "eglise|librairie|restaurant|cafe|brasserie|mission locale|zenith|relais|inspe|canope",
        "creps|irtess|ensa|mjc|cnfpt|atrium|mess|casino|docks|agora|arsenal|couvent|moulin",
        "caserne|carre du|carre des|filature|rotonde|planetarium|museum|studio|prieure|manege",
        "complexe|pepiniere|incubateur|ludotheque|cinematheque|artotheque|commanderie|haras",
        "patronage|parc des expositions|parc expo|parc des sports|gare|recyclerie|ressourcerie",
        "parc(?! [nlh])(?! so)(?! pr)",
        "hopital|salons|tribune|hemicycle|aula|refectoire|kiosque|carre|clinique|ehpad|epicerie",
        "guinguette|hall|cafeteria|carbet|chapiteau|chalet|gite|piscine|patinoire|hippodrome",
        "temple|citadelle|jardins?|esat|crous|chais|entrepot|maison-relais",
    )
    + r"\b"
)
# Houses whose whole name is in small letters; « l’espace public » is none.
WHOLE_VENUE = pattern(
    # « La maison des services », « la salle des mariages ».
    r"(?:(?:maison|salle)(?: municipale)? (?:des |du |de la |de l'|d')[a-z]{4,20}\b|"
    + any_of(
        "hotel de ville|hotel d'agglomeration|hotel du departement|hotel de region",
        "hotel de police|hotel de la metropole|hotel communautaire|hotel d'entreprises|mairie",
        "salle polyvalente|salle municipale|salle communale|prefecture|sous-prefecture",
        "bourse du travail|maison de quartier|maison de la vie associative|maison pour tous",
        "palais des congres|palais des fetes|palais de justice|centre social",
        "centre socioculturel|centre socio-culturel|centre culturel|centre des congres",
        "centre de congres|centre administratif|mediatheque|bibliotheque|siege",
        "conseil departemental|conseil regional|kursaal|archives departementales",
        "archives municipales|chambre de commerce|chambre des metiers|cite administrative",
        "cite des congres|ecole d'architecture|parlement|theatre municipal|theatre|cinema",
        "gymnase|musee|opera|auditorium|caisse d'allocations|patronage laique|salle festive",
        "salle paroissiale|salle omnisports|salle culturelle|salle associative|salle du conseil",
        "bibliotheque universitaire|tribunal judiciaire|espace associatif|pole culturel",
        "foyer rural|club de la presse",
    )
    + r")\b"
)
STREET = pattern(
    r"(?:\d{1,4}(?: ?(?:bis|ter|[a-d]))?,? )?(?:rue|avenue|boulevard|bd|place|quai|allee|impasse"
    r"|cours|route|esplanade|chemin|square|passage|faubourg|bp|cs|mail|parvis|promenade)\b"
    r"|[a-z]{3,20}(?:platz|strasse|weg) \d"
)
# Houses that are known by the name of their town: « lycée de Metz ».
OF_ITS_TOWN = pattern(
    r"(?:lycee|college|ecole|universite|campus|faculte|mjc|cite"
    r"|arsenal|atrium|agora|zenith|casino|mairie|conservatoire|chateau|hopital)$"
)
# Where the name of a house ends, in the words as they stand: an « et » goes on
# with « des familles », « pour » with « tous ».
ENDS = (
    r"(?= (?:à (?=[A-ZÀ-Þ\d]|l['’](?:[A-ZÀ-Þ]|in[iv]|occ)|la [A-ZÀ-Þ])|– (?=[a-zà-ÿ])|(?:le"
    r"|les|du|en|ce) (?:\d"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi)|s['’]\w|en (?:pré|part|lien|visio|coll)|de \d"
    r"|à partir|et (?!(?:de la |de l['’]|des |du |d['’])))|[,.;:(!]| \d{1,4} (?!d)[a-zà-ÿ]"
    r"|(?<!alle) aux? | (?:qui|où|que|a|ont|est|sont|était|étaient|se|avec|sur|dans|par|entre"
    r"|puis|une?|deux|trois|plus|cette|pour(?! tous)|afin|lors|devant|autour|sous|durant|pendant"
    r"|après|avant|depuis|jusqu\w*|grâce|(?:réuni|accueill|organis|anim|propos)\w*) "
    r"| les (?=[a-zà-ÿ])|$)"
)
