"""Plain text out of what calendars and pages hold: markup, controls, joining details.

Every pattern here reads a text once, whatever stands in it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

from oriv_cli.record.model import is_web_address
from oriv_cli.record.text import one_line, paragraphs

_LONGEST = 1 << 20
_LONGEST_ADDRESS = 2000
# Controls but tab and line ends, and halves of characters that no file can hold.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_TAG = re.compile(r"(<[^<>]*>)")
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_MARKUP = re.compile(
    r"(?i)</?(?:html|body|head|p|br|div|span|a|ul|ol|li|b|i|u|em|strong|h[1-6]|table|tr|td|font)\b"
    r"[^<>]*>"
)
_BREAKS = frozenset(
    {"br", "p", "div", "li", "tr", "ul", "ol", "table", *map("h{}".format, range(1, 7))}
)
_SILENT = frozenset({"script", "style", "head", "title"})

_URL = re.compile(r"(?i)https?://[^\s<>\"]+")
# Where people join a meeting: these addresses let anybody in, so none is ever kept.
_MEETING_HOST = re.compile(
    r"(?i)https?://(?:[\w-]+\.)*(?:zoom\.us|zoom\.com|teams\.microsoft\.com|teams\.live\.com"
    r"|meet\.google\.com|webex\.com|whereby\.com|meet\.jit\.si|gotomeeting\.com|gotomeet\.me"
    r"|livestorm\.co|bigbluebutton\.org|visio\.[\w.-]+|webinaire\.numerique\.gouv\.fr"
    r"|webconf\.numerique\.gouv\.fr|webconference\.[\w.-]+)(?=[/:?#]|$|\s)"
)
_INVITATION = re.compile(
    r"(?i)\W*(?:réunion microsoft teams|microsoft teams( meeting|$| need)"
    r"|rejoindre (la|une|sur|avec|zoom|google|microsoft|maintenant|à partir)"
    r"|join (the|microsoft|zoom|with|on your|conversation|a |from)"
    r"|participer (à la réunion|à partir|par|zoom|à zoom)"
    r"|cliquez ici pour (rejoindre|participer)|click here to join"
    r"|réunion zoom\b|zoom meeting\b|google meet\b"
    r"|.{0,80}(vous invite à une réunion zoom|is inviting you to a (scheduled )?zoom))"
)
_DETAIL = re.compile(
    r"(?i)\W*(?:(id|identifiant|meeting id|meeting url|code|mot de passe|passcode|password|pin"
    r"|téléphone :|phone|tél|dial|composez|appel|options de|meeting options|besoin d.aide|need help"
    r"|en savoir plus|learn more|download|télécharger teams|trouver (un|votre)|find (a|your) local"
    r"|réinitialiser|reset|sip:|one tap|plus de numéros|more phone|tenant"
    r"|pour les organisateurs|for organizers|confidentialité|privacy|mentions légales|legal)"
    r"\b.{0,120}$|[+\d][\d ().,#*+-]{5,}.{0,40}$|<?https?://\S+$)"
)
_LONGEST_DETAIL = 300
_LONGEST_INVITATION = 40
_RULE = re.compile(r"\s*[_\-=*~:.]{8,}\s*$")


def text_of(value: Any) -> str:
    """Return a value as clean text, empty for what is none."""
    if isinstance(value, str):
        return _NOT_TEXT.sub("", value[:_LONGEST])
    number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15
    return str(value) if number else ""


def line_of(value: Any) -> str:
    """Return a value as one line of clean text."""
    return one_line(text_of(value))


def unescaped(value: Any) -> str:
    """Return one line of text, without the entities and tags that pages leave in titles."""
    text = text_of(value)
    if "&" in text:
        text = text_of(html.unescape(text))
    return one_line(_without_tags(text)) if _MARKUP.search(text) else one_line(text)


def prose(value: Any) -> str:
    """Return a text in paragraphs; what is HTML loses its tags and entities."""
    text = text_of(value)
    if "&lt;" in text:
        text = html.unescape(text)
    if _MARKUP.search(text):
        text = text_of(html.unescape(_without_tags(text)))
    elif "&" in text:
        text = text_of(html.unescape(text))
    lines = (one_line(line) for line in paragraphs(text).split("\n"))
    return _spaced(lines)


def _without_tags(text: str) -> str:
    kept: list[str] = []
    silent = ""
    for number, part in enumerate(_TAG.split(text)):
        if number % 2 == 0:
            kept.append("" if silent else part)
            continue
        found = _NAME.match(part)
        name = found[1].lower() if found else ""
        if name in _SILENT:
            silent = "" if part.startswith("</") else silent or name
        elif name in _BREAKS:
            kept.append(_break(name, part))
    return "".join(kept)


def _break(name: str, tag: str) -> str:
    if name in ("li", "tr", "br"):
        return "" if tag.startswith("</") else "\n- " if name == "li" else "\n"
    return "\n\n"


def _spaced(lines: Iterable[str]) -> str:
    """Join lines, with one empty line at most between two paragraphs."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")


def address_of(value: Any) -> str:
    """Return a web address, empty for anything else: « javascript: » is none."""
    text = line_of(value)
    return text if len(text) <= _LONGEST_ADDRESS and is_web_address(text) else ""


def joins(text: str) -> bool:
    """Tell whether a text holds the address of a video meeting."""
    return _MEETING_HOST.search(text) is not None


def without_joining(text: str) -> tuple[str, str]:
    """Return a text without the details for joining a video meeting, and their first line."""
    lines = text.split("\n")
    kept: list[str] = []
    first, inside, ruled = "", False, False
    for number, line in enumerate(lines):
        rule = _RULE.match(line) is not None
        if rule and (ruled or _announces(lines[number + 1 : number + 5])):
            inside, ruled = True, not ruled
        elif ruled or _invites(line):
            first = first or (line if _invites(line) else "")
            rest = (
                "" if ruled or _INVITATION.match(line[:200]) else one_line(_URL.sub(_hidden, line))
            )
            kept.append(rest if len(rest) > _LONGEST_INVITATION else "")
            inside = ruled or not kept[-1]
        elif not inside or not (rule or not line or _is_detail(line)):
            inside = False
            kept.append(line)
    return _spaced(kept), first


def _announces(lines: list[str]) -> bool:
    return any(_invites(line) for line in lines)


def _invites(line: str) -> bool:
    return joins(line) or _INVITATION.match(line[:200]) is not None


def _is_detail(line: str) -> bool:
    return len(line) < _LONGEST_DETAIL and _DETAIL.match(line) is not None


def _hidden(match: re.Match[str]) -> str:
    return "" if joins(match[0]) else match[0]
