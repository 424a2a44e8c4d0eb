"""Reading one value: what a word typed, a cell or a JSON value means in a field.

Each reader returns the value in the form that Event holds, or raises
InvalidValue or UnknownName with the reason; none guesses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol

from oriv_cli.errors import InvalidValue
from oriv_cli.i18n import _, join
from oriv_cli.record import audience, dates
from oriv_cli.record.fields import Form
from oriv_cli.record.model import (
    MODES,
    RESOURCE_KINDS,
    RESOURCE_KINDS_BY_NAME,
    Resource,
    Speaker,
    Territory,
    is_web_address,
)
from oriv_cli.record.text import closest, fold, one_line, paragraphs

_UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_HOUR = r"(\d{1,2})\s*(?:[:hH]\s*(\d{2})?)"
_TIME = rf"(?i)(?:de\s+)?{_HOUR}(?:\s*(?:/|-|–|à|to)\s*{_HOUR})?"
_MODES = {fold(mode): mode for mode in MODES} | {
    fold(word): mode
    for mode, words in {
        "présentiel": ("presence", "en présence", "sur place", "in person", "on site"),
        "distanciel": ("à distance", "en ligne", "visio", "visioconférence", "online", "remote"),
        "hybride": ("hybrid", "mixte"),
    }.items()
    for word in words
}


class Vocabulary(Protocol):
    """What the archive knows the names of; each method gives the preferred one.

    Each raises UnknownName or InvalidValue for a name that it cannot place.
    """

    def theme(self, name: str) -> str: ...

    def kind(self, name: str) -> str: ...

    def territory(self, name: str, *, commune: bool = False) -> Territory: ...

    def agent(self, name: str) -> str: ...

    def series(self, name: str) -> str: ...


def shown(value: Any) -> str:
    """Return a raw value as a message may quote it."""
    import json

    return one_line(json.dumps(value, ensure_ascii=False, default=str))[:60]


def _plain(value: Any) -> str:
    """Return a raw value as text, or refuse what is no text."""
    if not isinstance(value, str) and type(value) is not int:
        raise InvalidValue(_("a text is expected, not {value}.").format(value=shown(value)))
    text = str(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InvalidValue(_("this text is not valid Unicode.")) from None
    if "\0" in text:
        raise InvalidValue(_("this text holds a null character."))
    return text


def _texts(value: Any, keys: tuple[str, ...]) -> list[str]:
    """Return the texts that an object holds under these keys, "" for absent ones."""
    if unknown := set(value) - set(keys):
        raise InvalidValue(
            _("unknown key {key}; expected: {keys}.").format(
                key=shown(min(unknown, key=str)), keys=", ".join(keys)
            )
        )
    return [one_line(_plain(text)) for text in (_or_empty(value.get(key)) for key in keys)]


def _bare(texts: list[str]) -> list[str]:
    """Return texts without any blank at their ends, even no-break ones: a cell keeps none there."""
    return [text.strip() for text in texts]


def _or_empty(value: Any) -> Any:
    return "" if value is None else value


def _line(value: Any, _vocabulary: Vocabulary) -> str:
    return one_line(_plain(value))


def _text(value: Any, _vocabulary: Vocabulary) -> str:
    return paragraphs(_plain(value))


def _date(value: Any, _vocabulary: Vocabulary) -> str:
    return dates.understand(_plain(value))


def _audience(value: Any, _vocabulary: Vocabulary) -> str:
    return audience.understand(_plain(value))


def _time(value: Any, _vocabulary: Vocabulary) -> str:
    text = one_line(_plain(value))
    match = re.fullmatch(_TIME, text)
    clock = [f"{int(h):02}:{int(m or 0):02}" for h, m in _hours(match)] if match else []
    if not clock or any(time > "23:59" or time[3:] > "59" for time in clock):
        raise InvalidValue(_("“{text}” is no time: write 14:00, or 14:00/16:30.").format(text=text))
    if len(clock) == 2 and clock[1] <= clock[0]:
        raise InvalidValue(_("“{text}” ends before it begins.").format(text=text))
    return "/".join(clock)


def _hours(match: re.Match[str]) -> list[tuple[str, str]]:
    start_hour, start_minute, end_hour, end_minute = match.groups()
    hours = [(start_hour, start_minute)]
    return [*hours, (end_hour, end_minute)] if end_hour else hours


def _mode(value: Any, _vocabulary: Vocabulary) -> str:
    return mode_named(one_line(_plain(value)))


def mode_named(text: str) -> str:
    """Return the mode that a word means: « en ligne » is distanciel."""
    if mode := _MODES.get(fold(text)):
        return mode
    raise InvalidValue(
        _("“{text}” is no mode: write {modes}.").format(text=text, modes=join(list(MODES), _("or")))
    )


def _kind(value: Any, vocabulary: Vocabulary) -> str:
    return vocabulary.kind(one_line(_plain(value)))


def _theme(value: Any, vocabulary: Vocabulary) -> str:
    return vocabulary.theme(one_line(_plain(value)))


def _agent(value: Any, vocabulary: Vocabulary) -> str:
    return vocabulary.agent(one_line(_plain(value)))


def _series(value: Any, vocabulary: Vocabulary) -> str:
    return vocabulary.series(one_line(_plain(value)))


def _place(value: Any, vocabulary: Vocabulary) -> Territory:
    return _territory(value, vocabulary, commune=True)


def _territory(value: Any, vocabulary: Vocabulary, *, commune: bool = False) -> Territory:
    if not isinstance(value, dict):
        return vocabulary.territory(one_line(_plain(value)), commune=commune)
    code, name = _texts(value, ("code", "name"))
    if not code:
        return vocabulary.territory(name, commune=commune)
    territory = vocabulary.territory(f"{name} ({code})" if code.startswith("LIEU-") else code)
    if name and fold(name) not in (fold(territory.name), fold(territory.label)):
        raise InvalidValue(
            _("{code} is “{name}”, not “{given}”.").format(
                code=code, name=territory.name, given=name
            )
        )
    return territory


def _speaker(value: Any, vocabulary: Vocabulary) -> Speaker:
    if isinstance(value, dict):
        speaker = Speaker(*_bare(_texts(value, ("name", "title"))))
    else:
        speaker = Speaker.from_text(one_line(_plain(value)))
    if not speaker.name:
        raise InvalidValue(_("a speaker has a name: write “Name (title)”."))
    return Speaker(vocabulary.agent(one_line(speaker.name)), one_line(speaker.title))


def _resource(value: Any, _vocabulary: Vocabulary) -> Resource:
    if isinstance(value, dict):
        kind, label, url, file = _bare(_texts(value, ("kind", "label", "url", "file")))
        resource = Resource(_resource_kind(kind), label, url, file)
    else:
        resource = Resource._make(map(one_line, Resource.from_text(one_line(_plain(value)))))
    if not any(resource):
        raise InvalidValue(_("a resource has a label, an address or a file."))
    if resource.url and not is_web_address(resource.url):
        raise InvalidValue(
            _("“{url}” is no web address: it begins with http:// or https://.").format(
                url=resource.url
            )
        )
    if resource.file and re.search(r"[/\\]|^\.\.?$", resource.file):
        raise InvalidValue(
            _("“{file}” is no file name: it may not name a folder.").format(file=resource.file)
        )
    return resource


def _resource_kind(text: str) -> str:
    if not text or fold(text) in RESOURCE_KINDS_BY_NAME:
        return RESOURCE_KINDS_BY_NAME[fold(text)] if text else ""
    near = closest(text, RESOURCE_KINDS)
    raise InvalidValue(
        _("“{text}” is no kind of resource: write {kinds}.").format(
            text=text, kinds=join(near or list(RESOURCE_KINDS), _("or"))
        )
    )


def _whole(value: Any, least: int) -> int:
    text = _plain(value).strip()
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) < least:
        raise InvalidValue(
            _("“{text}” is no whole number: write for instance 2.").format(text=text)
        )
    return int(text)


def _count(value: Any, _vocabulary: Vocabulary) -> int:
    return _whole(value, 0)


def _id(value: Any, _vocabulary: Vocabulary) -> int:
    return _whole(value, 1)


def _uid(value: Any, _vocabulary: Vocabulary) -> str:
    text = _plain(value).strip().lower()
    if not re.fullmatch(_UUID, text):
        raise InvalidValue(
            _("“{text}” is no UUID: leave it empty for a new record.").format(text=text)
        )
    return text


READERS: dict[Form, Callable[[Any, Vocabulary], Any]] = {
    "id": _id,
    "uid": _uid,
    "line": _line,
    "text": _text,
    "date": _date,
    "time": _time,
    "kind": _kind,
    "mode": _mode,
    "place": _place,
    "territory": _territory,
    "series": _series,
    "theme": _theme,
    "agent": _agent,
    "speaker": _speaker,
    "audience": _audience,
    "count": _count,
    "resource": _resource,
}
