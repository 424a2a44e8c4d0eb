"""Names that are probably one: what a person should look at before a list is trusted.

Two names are alike when, without case, accents, punctuation, articles, plurals
and what the apostrophe of « l’ » or « d’ » elides,

- they have the same words, in any order: « Jean Dupont », « Dupont Jean »;
- or the same letters in a row: « O.R.I.V. », « Grand Est » and « Grandest »;
- or the same words but one, where one letter is wrong, missing, in excess or
  exchanged with its neighbour: « Profession Banlieu »;
- or one is the initials of the other, four or more: « ONPV ».

They are not when a number differs, be it Roman. No letter may differ in a word
of fewer than five (« DRAC », « DRAS »; « Metz » and « Mertz », two towns for all
we know), in an acronym (« DRJSCS » became « DRDJSCS »), nor between two places.

Nothing compares all pairs: names that share a key are looked at, no others.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping
from itertools import combinations

from oriv_cli.record.text import fold

Words = tuple[str, ...]

_ELIDED = re.compile(r"(?i)(?<!\w)(?:[cdjlmnst]|qu)['’‘ʼ`´]\s*")
_DOTTED = re.compile(r"(?<!\w)(\w)\.(?=\w(?!\w))")
_ARTICLES = frozenset(["le", "la", "les", "l", "un", "une", "de", "du", "des", "d"]) | frozenset(
    ["et", "a", "au", "aux", "en", "the", "of", "and"]
)
_ROMAN = re.compile(r"[ivxlcdm]+e?")
_NUMBER = re.compile(r"[0-9]+")
_VOWEL = re.compile(r"[aeiouy]")
_SHORTEST, _FEWEST_INITIALS, _LONGEST_PLACE = 5, 4, 4
# What is longer is a sentence: its letters are not looked at one by one.
_LONGEST = 120
# More names than this, a letter apart, are a series (« Atelier Alpha… »), not slips.
_SERIES = 20


def alike(names: Iterable[str], places: Container[str] = frozenset[str]()) -> list[tuple[str, str]]:
    """Return the pairs of names that are probably one, each once, in the order of the names.

    Of each pair the name that was given earlier stands first. ``places`` are the
    folded names of towns and départements, which are never one letter's slip.
    """
    given = list(dict.fromkeys(names))
    read = {place: found for place, name in enumerate(given) if (found := significant(name))}
    same = _groups(read, _exact_keys)
    pairs = {(group[0], other) for group in same for other in group[1:]}
    # Of names with the same words, the first speaks for the others.
    spoken_for = {other for group in _groups(read, _sorted_words) for other in group[1:]}
    firsts = {place: words for place, words in read.items() if place not in spoken_for}
    pairs.update(_acronyms_and_names(given, firsts))
    pairs.update(_slips(given, firsts))
    return [
        (given[one], given[other])
        for one, other in sorted(pairs)
        if not _two_places(given[one], given[other], places)
    ]


def significant(name: str) -> Words:
    """Return the folded words of a name, without articles and plurals."""
    bare = fold(_DOTTED.sub(r"\1", _ELIDED.sub(" ", name)))
    words = bare.split()
    kept = [_singular(word) for word in words if word not in _ARTICLES] or words
    # « Observatoire national de la politique de la ville (ONPV) » says it twice.
    if len(kept) > _FEWEST_INITIALS and kept[-1] == _initials(kept[:-1]):
        kept.pop()
    return tuple(kept)


def one_slip(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter, or by two neighbours exchanged."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    if len(one) == len(other):
        exchanged = one[:2] == other[1::-1] and one[2:] == other[2:]
        return exchanged or one[1:] == other[1:]
    return one[1:] == other or one == other[1:]


def slip_apart(one: Words, other: Words) -> tuple[str, str] | None:
    """Return the two words by which two names differ, if it is a slip in one long word."""
    left = list((Counter(one) - Counter(other)).elements())
    right = list((Counter(other) - Counter(one)).elements())
    if len(left) != 1 or len(right) != 1:
        return None
    if not (_may_slip(left[0]) and _may_slip(right[0]) and one_slip(left[0], right[0])):
        return None
    return left[0], right[0]


def numbers(words: Words) -> str:
    """Return the numbers of a name in their order: names that differ there differ."""
    return " ".join(_NUMBER.findall(" ".join(words)))


def _singular(word: str) -> str:
    return word[:-1] if len(word) >= _SHORTEST and word[-1] in "sx" else word


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words)


def _groups(
    read: Mapping[int, Words], keys: Callable[[Words], Iterable[Hashable]]
) -> list[list[int]]:
    """Return the places of the names that share a key, where there are two or more."""
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for place, words in read.items():
        for key in keys(words):
            holders[key].append(place)
    return [group for group in holders.values() if len(group) > 1]


def _acronyms_and_names(given: list[str], read: Mapping[int, Words]) -> Iterator[tuple[int, int]]:
    """Yield the acronyms and the one name that each may stand for."""
    spelt: dict[str, list[int]] = defaultdict(list)
    for place, words in read.items():
        if len(words) >= _FEWEST_INITIALS:
            spelt[_initials(words)].append(place)
    for place, words in read.items():
        if len(words) == 1 and given[place].isupper() and len(spelt.get(words[0], ())) == 1:
            yield _in_order(place, spelt[words[0]][0])


def _slips(given: list[str], read: Mapping[int, Words]) -> Iterator[tuple[int, int]]:
    """Yield the names that are a letter apart."""
    for group in _groups(read, _slip_keys):
        if len(group) <= _SERIES:
            for one, other in combinations(group, 2):
                if _is_slip(given[one], given[other], read[one], read[other]):
                    yield one, other


def _in_order(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _sorted_words(words: Words) -> Iterator[Hashable]:
    yield numbers(words), " ".join(sorted(words))


def _exact_keys(words: Words) -> Iterator[Hashable]:
    found = numbers(words)
    yield found, " ".join(sorted(words))
    # Were it the letters of one word alone, it would be the key above.
    yield found, "".join(words), "in a row"


def _slip_keys(words: Words) -> Iterator[Hashable]:
    """Yield what a slip leaves as it is: the other words, and the word without a letter."""
    if sum(map(len, words)) > _LONGEST:
        return
    for place, word in enumerate(words):
        if _may_slip(word):
            rest = " ".join(sorted(words[:place] + words[place + 1 :]))
            yield hash((rest, word))
            for shorter in {word[:i] + word[i + 1 :] for i in range(len(word))}:
                yield hash((rest, shorter))


def _may_slip(word: str) -> bool:
    return (
        len(word) >= _SHORTEST
        and word.isalpha()
        and not _ROMAN.fullmatch(word)
        and _VOWEL.search(word) is not None
    )


def _is_slip(one: str, other: str, words: Words, others: Words) -> bool:
    apart = slip_apart(words, others)
    if apart is None or numbers(words) != numbers(others):
        return False
    return apart[0] not in _acronyms(one) and apart[1] not in _acronyms(other)


def _acronyms(name: str) -> set[str]:
    """Return the words in capitals; in a name that shouts them all, they mean nothing."""
    bare = _DOTTED.sub(r"\1", _ELIDED.sub(" ", name)).split()
    if len(bare) > 1 and name.isupper():
        return set()
    return {_singular(word) for part in bare if part.isupper() for word in fold(part).split()}


def _two_places(one: str, other: str, places: Container[str]) -> bool:
    """Tell whether two names end in the names of two places."""
    words, others = fold(one).split(), fold(other).split()
    if sorted(words) == sorted(others):
        return False
    ends = _place(words, places), _place(others, places)
    return all(ends) and ends[0] != ends[1]


def _place(words: list[str], places: Container[str]) -> str:
    ends = (" ".join(words[-size:]) for size in range(min(_LONGEST_PLACE, len(words)), 0, -1))
    return next((end for end in ends if end in places), "")
