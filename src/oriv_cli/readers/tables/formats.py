"""Number formats of Excel: which parts of a date or an hour a format shows."""

from __future__ import annotations

import re
from functools import lru_cache

# ECMA-376, part 1, § 18.8.30; 27 to 36 and 50 to 58 are dates of East Asia.
BUILT_IN = (
    {14: "dmy", 15: "dmy", 16: "dm", 17: "my", 22: "dmyh", 9: "%", 10: "%"}
    | dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h")
    | dict.fromkeys((*range(27, 37), *range(50, 59)), "dmy")
)
# What is quoted, escaped, or in brackets (a colour, a language, a condition) shows no part.
_NO_PART = re.compile(r'(?i)am/pm|a/p|"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]')
_PARTS = (("d", "[dj]"), ("m", "m"), ("y", "[ya]"), ("h", "h"))


@lru_cache(maxsize=1024)
def parts_shown(code: str) -> str:
    """Return the letters of what a format shows: ``dmy``, ``my``, ``h``, ``dmyh``; ``%``; or "".

    A month stands for minutes beside an hour or a second.
    """
    bare = _NO_PART.sub("", code[:255]).partition(";")[0].lower()
    if "general" in bare or "standard" in bare:
        return ""
    shown = "".join(letter for letter, pattern in _PARTS if re.search(pattern, bare))
    if "h" in shown or "s" in bare:
        dated = shown.strip("mh")
        return f"{shown.replace('h', '')}h" if dated else "h"
    return shown or ("%" if "%" in bare else "")
