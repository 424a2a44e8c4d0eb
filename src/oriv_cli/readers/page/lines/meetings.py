"""Whether words name a meeting, or say that one was held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from oriv_cli.readers.page.blocks import Block, flat, just_before
from oriv_cli.readers.page.french import headwords, whenwords, words
from oriv_cli.readers.page.french.daywords import Said, expressions
from oriv_cli.readers.page.lines.labels import label_of, lone_label
from oriv_cli.readers.page.lines.lines import kind_of_line
from oriv_cli.readers.page.lines.marks import is_title
from oriv_cli.readers.page.lines.sentences import blotted, own_words, split
from oriv_cli.readers.page.lines.towns import is_town

_ARTICLE = words.pattern(r"(?:la|le|les|une?|cette|cet|ce) |l'")
_SHORTEST, _FIRST_SENTENCES, _NEAR_START, _FULL = 8, 20, 4, len("2014-10-02")
_LONGEST_TITLE = 160
# « Elle a eu lieu le vendredi 25 mai 2018 », « C’était le 23 janvier 2020 à Saint-Quentin ».
_IT_WAS = words.pattern(
    r"(?:elles?|ils?|celle-ci|celui-ci) (?:a eu lieu|ont eu lieu|s'est (?:tenue?|deroulee?)"
    r"|se sont (?:tenue?s|deroulee?s))\b|c'etait (?:le|les) "
)
_CAME = words.pattern(
    r"\b(?:a|ont|avait|avaient) (?:\w{1,12} )?(?:reuni|rassemble|accueilli) [^.;]{0,40}"
    r"\b(?:personnes|participant|professionnel|habitant|public|visiteu)"
    r"|\b(?:recev|accueill|reuniss|invit|convi)(?:ait|aient)\b"
    r"|\b(?:s'est|se sont) (?:reunie?s?|rassemblee?s?|donne rendez-vous)\b"
    r"|\b(?:s'est|se sont) retrouvee?s?\b(?! (?:sans|prive|face|seul|dans une?))"
)
# « Présentation de l’atlas des services à Nevers ».
_IN_TOWN = re.compile(r" (?:à|au) [A-ZÀ-Þ][\w'’ -]{1,40}(?:$| et )")
# « Nous avons consacré une conférence-débat à cette question en mai 2017. »
_WE_DID = words.pattern(
    r"\b(?:(?:nous (?:y )?|l')?avons|a ete|ont ete) (?:\w{1,12} )?"
    r"(?:organise|propose|accueilli|consacre|reuni|convie|dedie|invite|tenu)e?s?\b"
)
AFTER_DAY = re.compile(r" ?[:|–-] ?(?=\S)")
# « 12/12/2018 – par Camille Roy ».
_BYLINE = re.compile(r"[Pp]ar [A-ZÀ-Þ][\w'’-]{1,30}(?: [A-ZÀ-Þ][\w'’-]{1,30})?")
# « 6 juin 2019, Saint-Brieuc – Bailleurs et associations », « Jeudi 9 mai à Metz : … ».
_AFTER_TOWN = re.compile(r"(?:,|,? [àÀ]|,? au) ?([A-ZÀ-Þ][^,;:«»–|]{1,40}?)(?: [–|-]| ?:) (?=\S)")
# « Strasbourg, 12 juin 2019 – Mobilités : qui reste au bord ? ».
_TOWN_BEFORE = re.compile(r"([A-ZÀ-Þ][^,;:«»–|]{1,40}?)(?:,| [–-])? (?:le )?")
_SUBTITLE = re.compile(r" ?[»”] ?: ?(?=[a-zà-ÿ])")
# What a heading looks back at that is no meeting.
_NO_MEETING = words.pattern(
    r"\b(?:film|livre|ouvrage|rapport|guide|etude|enquete|exposition|projet|appel|publication|loi"
    r"|revue|brochure|plan|programme|dossier|article)s?\b"
)


def is_meeting(text: str) -> bool:
    """Tell whether a heading names a meeting, outside of what it quotes."""
    bare = blotted(flat(text))
    if headwords.is_no_event(bare):
        return False
    if words.meetings().search(bare) or words.REPORT.search(bare):
        return True
    if "¤" in bare and headwords.LOOKS_BACK.match(bare) and not _NO_MEETING.search(bare):
        # « Retour sur le café des partenaires « Cartographier son quartier » ».
        return True
    if headwords.REPLAY.match(bare) or (words.PRESENTED.match(bare) and _IN_TOWN.search(text)):
        return True
    # « Les 20 et 21 octobre se sont réunis à Strasbourg les centres de ressources ».
    held = words.HELD.search(bare) or words.GATHERED.search(bare)
    return bool(held) and bool(expressions(bare, text))


def is_page_title(text: str) -> bool:
    """Tell whether a heading is that of a page of events, « Agenda », « Rencontres passées »."""
    return headwords.PAGE.fullmatch(flat(text).strip(" .:")) is not None


def is_page_of_events(text: str) -> bool:
    """Tell whether a heading is that of a page of nothing but events: « Nos journées passées »."""
    covered = flat(text)
    named = words.meetings().search(covered) or headwords.CYCLE.search(covered)
    return is_page_title(text) and bool(named or headwords.LOOKS_BACK.match(covered))


def is_cycle(text: str) -> bool:
    """Tell whether a heading may be that of several meetings: « Cycle », « Les ateliers »."""
    return headwords.CYCLE.search(flat(text)) is not None


def is_kind_and_day(text: str) -> bool:
    """Tell whether a heading is « Atelier – Metz, jeudi 12 mars 2020 »: the title is beside it."""
    tail = headwords.WHEN_TAIL.search(flat(text))
    if tail is None:
        return False
    kind, *towns = re.split(r" [–-] |, ", text[: tail.start()].rstrip(" ,–-"))
    return headwords.PURE_LABEL.fullmatch(flat(kind)) is not None and all(map(is_town, towns))


def is_kind_first(text: str) -> bool:
    """Tell whether a line begins with a kind, as a title does: « Rencontre avec X »."""
    covered = flat(text)
    short = len(text) <= _LONGEST_TITLE and not text.endswith(".")
    return short and words.meetings().match(covered) is not None and not words.says_held(covered)


def has_subtitle(after: str) -> bool:
    """Tell whether a title goes on: « Lire » : ce qui change », not « Lire » : le café-débat »."""
    colon = _SUBTITLE.match(after)
    rest = flat(after[colon.end() :]) if colon else ""
    return rest.count(" ") > 1 and not (headwords.OPENER.match(rest) or may_speak_of_one(rest))


def has_title(text: str) -> bool:
    return "¤" in blotted(flat(text))


def is_dated(text: str) -> bool:
    """Tell whether a heading ends with a day, « Vieillir en ville – 2 octobre 2014, Mâcon ».

    Or whether it begins with one: « 21/11/2018 – Quand la ville se réchauffe ».
    """
    covered = blotted(flat(text))
    if headwords.is_no_event(covered):
        return False
    tail = headwords.WHEN_TAIL.search(covered)
    if tail is not None and tail.start() >= _SHORTEST:
        return any(len(each.edtf) >= _FULL for each in expressions(tail[0], tail[0]))
    end = end_of_day(text)
    return end > 0 and is_title(text[end:]) and not headwords.is_no_event(flat(text[end:]))


def end_of_day(text: str) -> int:
    """Return where the title begins in « 21/11/2018 – Quand la ville se réchauffe », else 0."""
    first = next(iter(expressions(flat(text), text)), None)
    if first is None or not first.is_day:
        return 0
    before = _TOWN_BEFORE.fullmatch(text[: first.start])
    if first.start > _NEAR_START and not (before and is_town(before[1])):
        return 0
    town = _AFTER_TOWN.match(text, first.end)
    if town and not is_town(town[1]):
        town = None
    sign = town or AFTER_DAY.match(text, first.end)
    if sign is None or _BYLINE.fullmatch(text, sign.end()):
        return 0
    # « En mars 2019 : … », « Janvier 2012 – « Italiens et Polonais » ».
    title = flat(text[sign.end() :])
    season = first.edtf[5:] > "12"
    named = title[0] in "«“" or words.meetings().match(title) is not None
    in_month = town or season or flat(text).startswith("en ") or named
    if len(first.edtf) < _FULL and first.weekday < 0 and not (first.is_whole and in_month):
        return 0
    return sign.end()


def speaks_of_one(sentence: str) -> bool:
    """Tell whether a sentence says that a meeting was held, or « une journée le mardi 3 mai »."""
    bare = blotted(flat(sentence))
    if _IT_WAS.match(bare):
        return gives_own_day(sentence)
    if words.meetings().search(bare) is None:
        # « La Fête du jeu a rassemblé près de 600 personnes le samedi 18 juin 2022. »
        return _CAME.search(bare) is not None and gives_own_day(sentence)
    days = expressions(bare, sentence)
    told = _WE_DID.search(bare) is not None and any(day.is_whole for day in days)
    return words.says_held(bare) or told or gives_own_day(sentence)


def points_back(sentence: str) -> bool:
    """Tell whether a sentence speaks of « cette journée », as only the text of one does."""
    bare = blotted(flat(sentence))
    return any(
        words.POINTED.search(just_before(bare, match.start(), 30))
        for match in words.meetings().finditer(bare)
    )


def goes_on_held(sentence: str) -> bool:
    """Tell whether a sentence is « Il s’est déroulé à Saint-Denis », of what was named before."""
    return _IT_WAS.match(blotted(flat(sentence))) is not None


def dates_one(sentence: str) -> bool:
    """Tell whether a sentence gives a day and names a meeting, or begins with the day."""
    bare = own_words(sentence)
    named = words.meetings().search(bare) is not None
    return any(
        (day.start <= _NEAR_START or day.weekday >= 0 or named) and not _is_of_other(day, bare)
        for day in expressions(bare, sentence)
        if day.is_day
    )


def gives_own_day(sentence: str) -> bool:
    """Tell whether a sentence gives a day on which something may have been held."""
    bare = own_words(sentence)
    return any(is_own_day(day, bare) for day in expressions(bare, sentence))


def is_own_day(day: Said, bare: str) -> bool:
    """Tell whether a day in flat words may be one on which something was held.

    It has its year or its weekday, and is not that of a law or of a deadline.
    """
    if len(day.edtf) < _FULL and day.weekday < 0:
        return False
    return not _is_of_other(day, bare)


def _is_of_other(day: Said, bare: str) -> bool:
    """Tell whether a day is that of a law or of a deadline."""
    before = just_before(bare, day.start, 60)
    others = (whenwords.NOT_THE_EVENT, whenwords.BETWEEN)
    return any(sign.search(before) for sign in others)


def may_speak_of_one(covered: str) -> bool:
    """Tell whether flat words begin with a meeting, or say that people came to one."""
    article = _ARTICLE.match(covered)
    meeting = words.meetings()
    came = words.TOOK_PART.search(covered) and meeting.search(covered)
    return bool(came or meeting.match(covered, article.end() if article else 0))


def has_own_day(above: Sequence[Block]) -> bool:
    """Tell whether what stands above a list says when: what is listed are parts of that event."""
    for block in above:
        if block.kind == "heading" and is_dated(block.text):
            return True
        label = label_of(block.text)
        if kind_of_line(block.text) == "when" or (label and label.key == "when"):
            return True
        for sentence in islice(split(block.text), _FIRST_SENTENCES):
            bare = blotted(flat(sentence))
            if words.says_held(bare) and any(
                day.is_day and is_own_day(day, bare) for day in expressions(bare, sentence)
            ):
                return True
    return False


def is_line(text: str) -> bool:
    """Tell whether a line belongs to an entry: it says when or where, or names a part of it."""
    label = label_of(text)
    says_when = label is not None and label.key in ("when", "hours")
    if says_when or headwords.SECTION.match(flat(text)) or lone_label(text):
        return True
    kind = kind_of_line(text)
    # « Journée du 3 mai 2018 » is a day, and may be all the title that there is.
    return kind not in ("", "when", "session") or (kind != "" and not is_meeting(text))
