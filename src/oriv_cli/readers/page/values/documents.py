"""The documents that a page announces and names, with their addresses where it gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oriv_cli.i18n import _
from oriv_cli.readers.page.blocks import Block, Link, flat
from oriv_cli.readers.page.facts import Fact, inferred, once, said
from oriv_cli.readers.page.french import headwords, words
from oriv_cli.readers.page.lines.sentences import split
from oriv_cli.readers.page.scene import Scene

# The first that fits: « synthèse du rapport » is a synthesis.
_KINDS = (
    (
        "vidéo",
        r"videos?\b|replay|captation|visionn|youtube|vimeo|revoir\b(?! (?:le programme|les? supp))",
    ),
    ("enregistrement", r"enregistrement|podcast|audio"),
    ("compte-rendu", r"comptes?[- ]rendus?|releves? de (?:conclusion|decision)s?\b"),
    ("synthèse", r"syntheses?\b"),
    ("actes", r"actes\b"),
    ("support", r"supports?\b|diaporamas?|diapos\b|diapositives|powerpoint"),
    ("présentation", r"presentations?\b"),
    ("rapport", r"rapports?\b"),
    ("guide", r"guides?\b"),
    ("affiche", r"affiches?\b|flyer"),
    ("programme", r"programmes?\b"),
    ("photo", r"photos?\b"),
    ("dossier", r"dossiers?\b"),
    ("article", r"articles?\b"),
    # Known as documents, of kinds that an archive does not have; the label keeps the word.
    ("autre", r"bibliographies?\b|livrets?\b|kits?\b"),
    ("liste", r"listes?\b"),
    ("support", r"interventions?\b"),
)
# The kinds that also take in documents which are called otherwise.
_MORE_THAN_ITS_NAME = ("support", "enregistrement", "autre")
_KIND = [(kind, words.pattern(rf"\b(?:{pattern})")) for kind, pattern in _KINDS]
_WHERE = r"(?:ici|la|en ligne|ci-dessous|ci-contre|ci-joint|sur ce lien|en cliquant.{0,20})"
# The words of a link that say where a thing is, and not what: « téléchargeable ici ».
_POINTS = words.pattern(
    r"(?:>|cliqu|en savoir|lire la suite|pdf\b"
    r"|(?:est |sont )?(?:a )?(?:telecharg|consult|disponible|accessible|retrouv|visionn"
    r"|(?:re)?voir|lire|ecout|decouvr|(?:re)?visionn|(?:le )?lien|document|acced|visualis)"
    rf"\w{{0,8}}(?: (?:{_WHERE}|le (?:pdf|document|fichier)))?\W{{0,3}}$|{_WHERE}\W{{0,3}}$)"
)
_SIZE = re.compile(
    r"(?i) ?[(\[–-] ?(?:format )?"
    r"(?:pdf|docx?|pptx?|odt|zip|\d+(?:[.,]\d+)? ?[kmg]o)\b[^()]{0,30}[)\]]?$"
)
_INVITES = words.pattern(
    r"[^\w]{0,9}(?:pour en savoir plus,? ?)?(?:vous pouvez |a |en complement,? ?)?(?:telecharg"
    r"|consult|visionn|visualis|retrouv|regard|revoir|voir|lire|ecout|decouvr"
    r"|acced)\w{0,6},? ?(?:egalement |ici )?(?:a |au )?(?:le |la |les |l'|un |une )?"
)
_HERE = words.pattern(
    r"\b(?:le |la |les |l')((?:compte[- ]rendu|synthese|actes|supports?|video"
    r"|documents supports)[^.;:]{0,60}?)"
    r" (?:est|sont)? ?(?:disponibles?|telechargeables?|consultables?|en ligne|ci-dessous|ci-contre)"
)
_WRITTEN = re.compile(r"([^:;.!?]{3,100}+): ?(https?://[^\s<>()«»]{4,300})")
_SOUND = re.compile(r"(?i)\.mp3(?:[?#]|$)")
_FILM_FILE = re.compile(r"(?i)\.mp4(?:[?#]|$)")
_FILMS = re.compile(
    r"(?i)//(?:www\.)?(?:youtu\.be|youtube\.com|vimeo\.com|dailymotion\.com|peertube\.)"
)
_NO_DOCUMENT = words.pattern(
    r"\b(?:bulletin d'inscription|inscription|formulaire|s'inscrire|agenda|plan d'acces|ical|ics"
    r"|google|facebook|linkedin|twitter|mentions legales|newsletter|toutes les|tous les)\b"
)
# « À lire aussi : le rapport de … » is of something else.
_FURTHER = words.pattern(
    r"[^\w]{0,9}(?:a )?(?:lire|voir|consulter|decouvrir) (?:aussi|egalement)\b"
)
_ANNOUNCES = words.pattern(r".{0,200}:$")
_LONGEST_LABEL, _MOST_LINKS = 160, 40


def resources(scene: Scene) -> list[Fact]:
    """Return the documents of an entry: those of its heading, of its links, and of its lists."""
    found = [*_of_heading(scene), *_of_links(scene), *_of_text(scene)]
    kept: list[Fact] = []
    named: set[tuple[str, str]] = set()
    for fact in once(found):
        key = (fact.value["kind"], flat(fact.value["label"]))
        if key not in named:
            named.add(key)
            kept.append(fact)
    return kept


def _of_heading(scene: Scene) -> Iterator[Fact]:
    """Yield what stands at either end of a heading: « Actes de … », « … – supports »."""
    if _has_links(scene):
        return
    for sentence in scene.heading:
        opener = headwords.OPENER.match(sentence.bare)
        tail = headwords.DOCUMENTS_TAIL.search(sentence.bare)
        parts = [sentence.text[: opener.end()] if opener else ""]
        parts += re.split(r", (?=l[ea] |les |l['’])", sentence.text[tail.start() :] if tail else "")
        for part in parts:
            if kind := kind_of(part):
                yield _filed({"kind": kind, "label": _label(part)}, part.strip(" –-:"))


def _filed(value: dict[str, str], words: str) -> Fact:
    """Return a document; a kind that its words only come near, « diaporama », is inferred."""
    kind = value["kind"]
    if kind in _MORE_THAN_ITS_NAME and kind not in flat(value["label"]):
        why = _("It was filed under “{kind}”, which is not what it is called.")
        return inferred(value, words, why.format(kind=kind))
    return said(value, words)


def _has_links(scene: Scene) -> bool:
    return any(_is_document(link) for block in scene.entry.blocks for link in _links(block))


def _links(block: Block) -> tuple[Link, ...]:
    """Return the links of a block; in a text, an address after words: « Vidéo : https://… »."""
    if block.links or "://" not in block.text:
        return block.links
    found = _WRITTEN.finditer(block.text)
    return tuple(Link(m[1].strip(" -–>•:"), m[2].rstrip(".,;"), m[2].rstrip(".,;")) for m in found)


def _of_links(scene: Scene) -> Iterator[Fact]:
    """Yield the documents that links lead to, each address once."""
    found: dict[str, Fact] = {}
    for block in scene.entry.blocks:
        for link in _links(block):
            aside = _NO_DOCUMENT.search(flat(f"{link.label} {link.file}")) is not None
            if not _is_document(link) or (aside and not kind_of(link.label)):
                continue
            fact = _linked(link, block)
            key = link.url or link.label
            if key not in found or (fact.value["kind"] and not found[key].value["kind"]):
                found[key] = fact
    yield from found.values()


def _linked(link: Link, block: Block) -> Fact:
    label = link.label if _says_what(link.label) else _announced(link, block)
    file = _file_name(link.file)
    if label is not link.label and (kind_of(file) or not kind_of(label)):
        label = file or label
    sound = "enregistrement" if _SOUND.search(link.file) else ""
    film = "vidéo" if _FILMS.search(link.url) or _FILM_FILE.search(link.file) else ""
    kind = sound or film or kind_of(label) or kind_of(file)
    value = {"kind": kind, "label": _label(label)}
    value |= {"url": link.url} if link.url else {}
    if kind:
        return _filed(value, link.label)
    return inferred(value, link.label, _("Nothing says what kind of document this is."))


def _announced(link: Link, block: Block) -> str:
    """Return what « ici » leads to: what the words just before it name, « le compte rendu »."""
    at = _place(link, block)
    if at < 0:
        return block.text
    sentence = ["", *split(block.text[:at])][-1]
    covered = flat(sentence)
    named = [m.start() for _kind, rule in _KIND for m in rule.finditer(covered)]
    return sentence[max(named) :] if named else sentence


def _place(link: Link, block: Block) -> int:
    """Return where the words of a link stand in its block, -1 if that is not clear."""
    end = 0
    for other in block.links[:_MOST_LINKS]:
        spelt = re.compile(rf"(?<!\w){re.escape(other.label)}(?!\w)").search(block.text, end)
        if other is link or spelt is None:
            return spelt.start() if spelt else -1
        end = spelt.end()
    return -1


def _file_name(url: str) -> str:
    """Return the words of the name of a file, « synthese-lorient.pdf » without its ending."""
    name = re.search(r"([^/?#]{3,100})\.\w{2,4}(?:[?#]|$)", url)
    return re.sub(r"[-_+]|%20", " ", name[1]) if name else ""


def _says_what(label: str) -> bool:
    """Tell whether the words of a link name a thing: « ici » and « cliquez ici » don't."""
    return len(label) > 4 and not _POINTS.match(flat(label.strip()))


def _is_document(link: Link) -> bool:
    return bool(kind_of(link.label) or link.is_file or _FILMS.search(link.url))


def _of_text(scene: Scene) -> Iterator[Fact]:
    """Yield what a line invites to read, and the items of a list of documents."""
    listing = False
    for block in scene.entry.blocks:
        if any(map(_is_document, _links(block))):
            continue
        invites = _INVITES.match(flat(block.text))
        if block.kind == "item":
            if listing and kind_of(_start(block.text)):
                label = re.split(r"[,.] | [–-] ", block.text)[0]
                yield _filed({"kind": kind_of(label), "label": _label(label)}, block.text)
            continue
        listing = bool(invites and _ANNOUNCES.match(block.text))
        if invites and _FURTHER.match(flat(block.text)):
            continue
        if invites:
            yield from _invited(block)
        elif match := _HERE.search(flat(block.text)):
            label = block.text[match.start(1) : match.end(1)]
            yield _filed({"kind": kind_of(label), "label": _label(label)}, block.text)


def _start(text: str) -> str:
    return " ".join(text.split()[:4])


def _invited(block: Block) -> Iterator[Fact]:
    """Yield the documents of « Consultez le rapport complet ou sa synthèse »."""
    if len(block.text) > _LONGEST_LABEL:
        return
    video = "visionn" in flat(block.text) or "regard" in flat(block.text)
    for part in re.split(r" ou | et (?=l[ea] |les |l['’]|sa |son |ses )", block.text):
        if kind := kind_of(part):
            yield _filed({"kind": "vidéo" if video else kind, "label": _label(part)}, block.text)


def kind_of(text: str) -> str:
    """Return the kind of document that words name, "" for none: the first in the table."""
    covered = flat(text).replace("_", " ")
    return next((kind for kind, rule in _KIND if rule.search(covered)), "")


def _label(text: str) -> str:
    """Return the words that name a document, without the verb and the article before them."""
    text = _SIZE.sub("", text.strip(" :–-….")).strip(" :–-….")
    invites = _INVITES.match(flat(text))
    if invites and invites.end() < len(text) - 3:
        text = text[invites.end() :]
    if within := re.search(r" dans (?:le |la |les |l['’])", text):
        text = text[within.end() :]
    text = re.split(r" (?:disponible|téléchargeable|consultable|ci-dessous|en ligne)", text)[0]
    text = re.split(r" (?:est|sont|peut|peuvent|à (?:lire|voir|télé|retr|cons))\b", text)[0]
    text = re.sub(r"^(?:[Ll]es? |[Ll]a |[Ll]['’]|[Ss](?:a|on|es) )", "", text).strip(" :–-….")
    text = re.sub(r" (?:du|de la|de l['’]|des|de|sur|le|la|les)$", "", text)
    return text[:_LONGEST_LABEL]
