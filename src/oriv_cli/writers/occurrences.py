"""The days of an event as calendars need them: whole ones; nothing is made up for the rest."""

from __future__ import annotations

from typing import NamedTuple

from oriv_cli.record.dates import edtf


class Occurrence(NamedTuple):
    """One time that an event is held: its first and its last day, as ISO dates.

    ``sure`` is false where the source says that these days are uncertain.
    """

    first: str
    last: str
    sure: bool = True

    @property
    def is_one_day(self) -> bool:
        return self.first == self.last


def of(date: str) -> tuple[list[Occurrence], bool]:
    """Return the occurrences of an EDTF date whose days are known, and if they say all of it.

    A month, a year, an open end, an approximate day and one day out of several
    are none: a calendar would show a day that nobody has said.
    """
    if not date or date[0] == "[":
        return [], False
    _bracket, members = edtf.split(date)
    found = [occurrence for ends in members if (occurrence := _occurrence(ends))]
    return sorted(found), len(found) == len(members) and all(one.sure for one in found)


def _occurrence(ends: list[str]) -> Occurrence | None:
    days = [edtf.unmarked(end) for end in ends]
    if not all(edtf.is_day(day) and mark in ("", "?") for day, mark in days):
        return None
    return Occurrence(days[0][0], days[-1][0], all(not mark for _day, mark in days))
