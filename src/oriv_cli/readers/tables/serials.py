"""Numbers as spreadsheets keep them: plain, percentages, days and hours since an epoch."""

from __future__ import annotations

import math
from datetime import datetime, time, timedelta
from functools import lru_cache

from oriv_cli.readers.tables import grid
from oriv_cli.readers.tables.grid import Day, Value

# Excel believes that 1900 was a leap year: its days count from one day earlier.
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
_LAST_SERIAL, _LONGEST = 2_958_465, 40


def number(raw: str, shown: str, *, from_1904: bool = False) -> Value:
    """Return a number of the file as what its format shows it to be."""
    return _number(raw, shown, from_1904) if len(raw) < _LONGEST else raw


@lru_cache(maxsize=1 << 12)
def _number(raw: str, shown: str, from_1904: bool) -> Value:
    try:
        value = float(raw)
    except ValueError:
        return raw
    if not math.isfinite(value):
        return raw
    if shown == "%":
        return f"{grid.number_text(value * 100)} %"
    if shown and 0 <= value < _LAST_SERIAL:
        return day(value, shown, from_1904=from_1904)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def day(serial: float, shown: str, *, from_1904: bool = False) -> Value:
    """Return the day, or the hour alone, that a serial number of Excel means."""
    seconds = round(serial % 1 * 86_400)
    if shown == "h":
        hours = timedelta(seconds=seconds)
        if serial >= 1:
            return grid.number_text(round(serial * 24, 2)) + " h"
        return (datetime.min + hours).time()
    epoch = _EPOCHS[from_1904]
    if not from_1904 and serial < 60:
        epoch += timedelta(days=1)
    return Day(epoch + timedelta(days=int(serial), seconds=seconds), shown)


def iso_day(text: str) -> Value:
    """Return the day of an ISO text, or the text."""
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return text
    return Day(moment, "dmyh" if moment.time() != time() else "dmy")
