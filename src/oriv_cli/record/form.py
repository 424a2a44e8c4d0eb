"""The form of an event: a text to correct in an editor, and what was corrected in it.

Each field is a label at the margin with its value; long texts and lists stand
below it, set in. Only what differs from the untouched form is read, so that no
date and no name is read anew unasked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from oriv_cli.errors import OrivError, UnknownName
from oriv_cli.i18n import N_, _, labelled
from oriv_cli.record import audience, dates
from oriv_cli.record.edits import Edits
from oriv_cli.record.fields import OWN, Field, field_named
from oriv_cli.record.model import Event, is_empty
from oriv_cli.record.text import closest, fold, paragraphs, printable
from oriv_cli.record.validation import Fault, Refused

_INDENT = "  "
_BLANKS = " \t"
# Reasons are told from the other comments: the next ones take their place.
_REASON = "#>"
_HEADING = (
    N_("Change what you want, save, and leave the editor."),
    N_("Lines that begin with # at the margin are not read."),
    N_("Long texts are set in by two blanks."),
    N_("So is each item of a list, on its own line, after a dash."),
    N_("A field without a value is emptied; one taken out of the form stays as it is."),
)
_ASKED = (
    N_("Nothing was written. Please correct what follows, save, and leave the editor."),
    N_("If you leave this text as it is, it is kept in a file and the event does not change."),
)
_LABEL = r"([^:]*?)[ \t\u00a0\u202f]*:[ \t]*(.*)"
_ITEM = r"[ \t]*-[ \t]*(.*)"
_LONGEST_NAME = 40


class Line(NamedTuple):
    """A line of a form, and where it stands, from 1."""

    number: int
    text: str


class Part(NamedTuple):
    """A field as it stands in a form: the line of its label, and its values, none if empty."""

    line: int
    values: tuple[str, ...]


def write(event: Event) -> str:
    """Return the form of an event, in the language in use."""
    heading = [_("Event no. {number}").format(number=event.id), *map(_, _HEADING)]
    lines = [f"# {line}" for line in heading]
    for field in OWN:
        lines += ["", f"# {_(field.help)}", *_entry(field, event)]
    return "\n".join(lines) + "\n"


def read(text: str, event: Event) -> Edits:
    """Return what a person changed in the form of an event.

    Raises Refused, with the line of each fault, for what belongs to no field.
    """
    found, faults = _parts(text)
    if faults:
        raise Refused(faults)
    untouched, _none = _parts(write(event))
    values: dict[str, Any] = {}
    cleared: list[str] = []
    for key, part in found.items():
        before = untouched[key].values
        if part.values and part.values != before:
            values[key] = _raw(key, part.values, before, event)
        elif part.values != before:
            cleared.append(key)
    return Edits(values, cleared=tuple(cleared))


def placed(faults: Iterable[Fault], text: str) -> list[Fault]:
    """Return faults, each with the line in a form of the field that it is about."""
    lines = {key: part.line for key, part in _parts(text)[0].items()}
    return [
        fault._replace(line=lines.get(fault.field.key, 0))
        if fault.field and not fault.line
        else fault
        for fault in faults
    ]


def with_reasons(text: str, faults: list[Fault]) -> str:
    """Return a form with the reasons why it is refused at its top; they replace former ones."""
    lines = text.split("\n")
    count = len(_ASKED) + sum(len(_said(fault)) for fault in faults)
    reasons = [f"{_REASON} {_(sentence)}" for sentence in _ASKED]
    for fault in faults:
        if fault.line:
            gone = sum(line.startswith(_REASON) for line in lines[: fault.line])
            fault = fault._replace(line=fault.line - gone + count)
        reasons += [f"{_REASON}   {line}" for line in _said(fault)]
    return "\n".join(reasons) + "\n" + without_reasons(text)


def without_reasons(text: str) -> str:
    """Return a form without the reasons at its top."""
    return "\n".join(line for line in text.split("\n") if not line.startswith(_REASON))


def _said(fault: Fault) -> list[str]:
    return printable(str(fault)).split("\n")


def _entry(field: Field, event: Event) -> list[str]:
    """Return the lines of a field: its label, and its value after it or below."""
    label, value = labelled(_(field.label), ""), getattr(event, field.key)
    bare = label.rstrip(_BLANKS)
    if is_empty(value):
        return [bare]
    if field.many:
        return [bare, *(f"{_INDENT}- {_item(item)}" for item in value)]
    if field.form == "text":
        return [bare, *(_INDENT + line if line else "" for line in value.split("\n"))]
    return [label + _in_words(field, value)]


def _item(item: Any) -> str:
    """Return the text that can be read as an item of a list."""
    if isinstance(item, str):
        return item
    return str(getattr(item, "text", None) or item.label)


def _in_words(field: Field, value: Any) -> str:
    """Return what people read, if that is read back as the same."""
    spoken = {"date": dates, "audience": audience}.get(field.form)
    if spoken is None:
        return str(value)
    words = spoken.full(value)
    try:
        return words if spoken.understand(words) == value else str(value)
    except OrivError:
        return str(value)


def _raw(key: str, given: tuple[str, ...], before: tuple[str, ...], event: Event) -> Any:
    """Return a value as Edits takes it; items that stood there stay what they are."""
    value = event.to_json()[key]
    if not isinstance(value, list):
        return given[0]
    known = defaultdict(list)
    for text, item in zip(before, value, strict=True):
        known[text].append(item)
    return [known[text].pop(0) if known[text] else text for text in given]


def _parts(text: str) -> tuple[dict[str, Part], list[Fault]]:
    """Return each field of a form by its key, and the faults of what belongs to none."""
    found: dict[str, Part] = {}
    faults: list[Fault] = []
    for head, below in _blocks(text):
        try:
            field, beside = _labelled(head)
        except OrivError as error:
            faults.append(Fault(head.number, None, str(error)))
            continue
        if field is None:
            faults += [_strayed(line) for line in below if line.text.strip(_BLANKS)][:1]
        elif field.key in found:
            faults.append(Fault(head.number, field, _("it stands there twice: keep one.")))
        else:
            found[field.key] = Part(head.number, _values(field, beside, below))
            faults += [_no_item(field, line) for line in below if field.many and _is_loose(line)]
    return found, faults


def _blocks(text: str) -> Iterator[tuple[Line, list[Line]]]:
    """Yield each line at the margin with the lines below it, first those before any of them."""
    head, below = Line(0, ""), list[Line]()
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#"):
            continue
        if line[:1] in ("", *_BLANKS):
            below.append(Line(number, line))
            continue
        yield head, below
        head, below = Line(number, line), []
    yield head, below


def _labelled(head: Line) -> tuple[Field | None, str]:
    """Return the field that a line at the margin names, None before any, and what follows."""
    if not head.number:
        return None, ""
    match = re.fullmatch(_LABEL, head.text)
    if not match:
        raise OrivError(_strayed(head).reason)
    labels = {fold(_(field.label)): field for field in OWN}
    field = labels.get(fold(match[1])) or field_named(match[1])
    if field not in OWN:
        name, known = match[1][:_LONGEST_NAME], [_(field.label) for field in OWN]
        hint = _("A line of text is set in by two blanks.")
        raise UnknownName(_("Unknown field: “{name}”."), name, closest(name, known), hint)
    return field, match[2].strip(_BLANKS)


def _values(field: Field, beside: str, below: list[Line]) -> tuple[str, ...]:
    lines = [line.text for line in below]
    if field.many:
        items = [beside, *(m[1].strip(_BLANKS) for m in map(_item_of, below) if m)]
        return tuple(item for item in items if item)
    if field.form == "text":
        text = paragraphs("\n".join([beside, *(re.sub(r"\A(?:  |\t| )", "", t) for t in lines)]))
    else:
        text = "\n".join([beside, *(t.strip(_BLANKS) for t in lines)]).strip("\n")
    return (text,) if text else ()


def _item_of(line: Line) -> re.Match[str] | None:
    return re.fullmatch(_ITEM, line.text)


def _is_loose(line: Line) -> bool:
    return bool(line.text.strip(_BLANKS)) and not _item_of(line)


def _no_item(field: Field, line: Line) -> Fault:
    return Fault(line.number, field, _("an item of a list stands after a dash: “- Metz”."))


def _strayed(line: Line) -> Fault:
    reason = _("this line is in no field. Set it in by two blanks below the label of its field.")
    return Fault(line.number, None, reason)
