"""The four shells: how each gives the line, and takes what may stand in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import takewhile
from typing import Any, NamedTuple

from oriv_cli.completion import scripts
from oriv_cli.completion.line import Asked, Walk, Word, split
from oriv_cli.completion.values import Found, found
from oriv_cli.record.proposing import Candidate, Fitting
from oriv_cli.record.text import fold, one_line, printable, same

ASKING = "_ORIV_COMPLETE"
FILES_TOO = 9
_LONGEST = 100
_ELLIPSIS = "…"
# What COMP_TYPE says where bash shows a list: « ? », « ! » and « @ ».
_LISTED = ("63", "33", "64")
_NARROWEST = 10
# The first Tab shows the list, the next ones go through it.
_LIST_FIRST = """if [[ -n $compstate[old_list] ]]; then
  compstate[insert]=menu
else
  compstate[insert]='' compstate[list]='list force'
fi"""
_SPECIAL_TO_BASH = r"""[\s!"#$&'()*;<>?\[\\\]^`{|}~]"""
_SPECIAL_TO_POWERSHELL = r"[^\w./:=+-]"
_SINGLES, _DOUBLES = "'‘’‚‛", '"“”„'


class Shell(NamedTuple):
    """A shell: its script, what writes an answer for it, and its sign of escape."""

    script: str
    answer: Callable[[Asked, Found, Mapping[str, str]], str]
    escape: str = "\\"


def answer(root: Any, environ: Mapping[str, str]) -> tuple[str, int]:
    """Return what the shell that asks is told, and the exit code.

    Nothing that fails is a fault here: then there is nothing to propose.
    """
    try:
        shell = SHELLS[environ[ASKING].rpartition("_")[2]]
        words = _words(environ, shell.escape)
        asked = Walk(root).over(words[1:-1]).asked(words[-1])
        proposed = _safe(found(asked))
        files = proposed.files and not proposed
        return shell.answer(asked, proposed, environ), FILES_TOO if files else 0
    except Exception:
        if environ.get("ORIV_DEBUG"):
            raise
        return "", 0


def _words(environ: Mapping[str, str], escape: str) -> list[Word]:
    """Return the words up to the cursor, the last of them the one under it."""
    if "_TYPER_COMPLETE_ARGS" in environ:
        return split(environ["_TYPER_COMPLETE_ARGS"], escape)
    here = int(environ["COMP_CWORD"])
    words = [word for word in split(environ["COMP_WORDS"]) if word.raw]
    return [*words[:here], *(words[here : here + 1] or [Word("", "")])]


def _safe(found: Found) -> Found:
    """Return what can be typed again as it is; what a title may do to a terminal is taken out."""
    left = Found(
        # The name that was found says more than what the candidate is.
        Fitting(candidate._replace(beside=_shown(_beside(candidate, name))), name)
        for candidate, name in found
        if printable(candidate.text) == candidate.text and "\n" not in candidate.text
    )
    left.more, left.files = found.more, found.files
    return left


def _beside(candidate: Candidate, name: str) -> str:
    return candidate.beside if name in (candidate.text, candidate.beside) else name


def _shown(text: str) -> str:
    return _cut(printable(one_line(text)), _LONGEST)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + _ELLIPSIS


def _inserts(asked: Asked, proposed: Found) -> bool:
    """Whether what all the candidates begin with says more than what is typed, or as much.

    A shell puts it in the place of that: « droits » would become « a », the beginning of
    « accès aux droits » and « aide aux droits ».
    """
    common = _common([candidate.text for candidate, _name in proposed])
    if len(proposed) > 1 and not asked.typed and common.strip("-") == "":
        return False  # two hyphens, where nobody asked for an option
    begins = fold(common).startswith(fold(asked.typed)) and not proposed.more
    return len(proposed) == 1 or begins or common == asked.typed


def _common(texts: list[str]) -> str:
    """Return what all the texts begin with: what the first and the last in order begin with."""
    pairs = zip(min(texts), max(texts), strict=False)
    return "".join(one for one, _other in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _bash(asked: Asked, proposed: Found, environ: Mapping[str, str]) -> str:
    cut = _left_alone(asked.word, environ.get("_ORIV_BREAKS", "=:"))
    pairs = [
        (_in_bash(text[len(cut) :], asked.word.quote), fit.candidate.beside)
        for fit in proposed
        if (text := asked.before + fit.candidate.text).startswith(cut)
    ]
    # Of a list bash inserts what its lines have in common, and never what stands beside it.
    listed = environ.get("_ORIV_LISTED") in _LISTED and len(pairs) > 1 and not asked.word.quote
    lines = _described(pairs, environ) if listed else [text for text, _beside in pairs]
    if len(lines) > 1 and not _inserts(asked, proposed):
        # Two with no common beginning leave what is typed, and show the list.
        lines.append(_ELLIPSIS)
    return "".join(f"{line}\n" for line in lines)


def _described(pairs: list[tuple[str, str]], environ: Mapping[str, str]) -> list[str]:
    """Return each text with what it is, as far as the screen is wide."""
    columns = environ.get("_ORIV_WIDTH", "")
    width = int(columns) if columns.isdecimal() else 80
    longest = max(len(text) for text, _beside in pairs)
    room = width - longest - len("  ()") - 1
    if room < _NARROWEST:
        return [text for text, _beside in pairs]
    return [
        f"{text:<{longest}}  ({_cut(beside, room)})" if beside else text for text, beside in pairs
    ]


def _left_alone(word: Word, breaks: str) -> str:
    """Return the part of a word that bash keeps: up to an open quotation mark, or a word break."""
    if word.quote:
        return word.text[: word.outside]
    return word.text[
        : 1 + max((word.text.rfind(sign) for sign in "=:" if sign in breaks), default=-1)
    ]


def _in_bash(text: str, quote: str) -> str:
    if quote == "'":
        return text.replace("'", "'\\''")
    if quote:
        return re.sub(r'["\\$`]', r"\\\g<0>", text)
    return re.sub(_SPECIAL_TO_BASH, r"\\\g<0>", text)


def _zsh(asked: Asked, proposed: Found, _environ: Mapping[str, str]) -> str:
    """Return commands, for zsh evaluates them: each text stands between quotation marks."""
    if not proposed:
        return "compset -P 1 '*='\n_files\n" if proposed.files else ""
    described = any(fit.candidate.beside for fit in proposed)
    pairs = " ".join(_zsh_quoted(_zsh_pair(fit, described)) for fit in proposed)
    before = f" -i {_zsh_quoted(asked.before)}" if asked.before else ""
    lines = [f"local -a found=({pairs})", f"_describe -V oriv found -U{before}"]
    if not _inserts(asked, proposed):
        lines.append(_LIST_FIRST)
    return "\n".join(lines) + "\n"


def _zsh_pair(fit: Fitting, described: bool) -> str:
    """Return « value:description »; zsh would list those without one after the others."""
    value = re.sub(r"[\\:]", r"\\\g<0>", fit.candidate.text)
    return f"{value}:{fit.candidate.beside or ' '}" if described else value


def _zsh_quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _fish(asked: Asked, proposed: Found, _environ: Mapping[str, str]) -> str:
    lines = []
    for fit in proposed:
        name, (text, beside, _others) = _found_by_fish(fit, asked.typed), fit.candidate
        lines.append(f"{asked.before}{name}\t{beside if name == text else text}\n")
    return "".join(lines)


def _found_by_fish(fit: Fitting, typed: str) -> str:
    """Return a name of a candidate in which fish, which tells accents apart, finds what is typed.

    Any name does: oriv knows them all, without accents too.
    """
    for name in (fit.candidate.text, fit.name):
        if typed.casefold() in name.casefold():
            return name
    return same(fit.name)


def _powershell(asked: Asked, proposed: Found, _environ: Mapping[str, str]) -> str:
    """Return a row for each: what is typed, what is listed, what it is; none may be empty."""
    return "".join(
        f"{asked.before}{_in_powershell(text, asked.word.quote)}:::{text}:::{beside or text}\n"
        for (text, beside, _others), _name in proposed
        if ":::" not in text
    )


def _in_powershell(text: str, quote: str) -> str:
    if quote == '"':
        return '"' + re.sub(f"[{_DOUBLES}]", r"\g<0>\g<0>", re.sub("[`$]", r"`\g<0>", text)) + '"'
    if quote or re.search(_SPECIAL_TO_POWERSHELL, text):
        return "'" + re.sub(f"[{_SINGLES}]", r"\g<0>\g<0>", text) + "'"
    return text


SHELLS = {
    "bash": Shell(scripts.BASH, _bash),
    "zsh": Shell(scripts.ZSH, _zsh),
    "fish": Shell(scripts.FISH, _fish),
    "powershell": Shell(scripts.POWERSHELL, _powershell, "`"),
    "pwsh": Shell(scripts.POWERSHELL, _powershell, "`"),
}
