"""``oriv import``: take in the events of a file; what is not sure is a person's to decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from oriv_cli import options
from oriv_cli.errors import UsageError
from oriv_cli.i18n import N_, _

if TYPE_CHECKING:
    from oriv_cli.archive import Archive, Taken
    from oriv_cli.asking.drafts import Desk, Reviewing
    from oriv_cli.asking.line import Ask
    from oriv_cli.readers import Reading
    from oriv_cli.record.drafts import Decision, Fate, Judged, Report, Terms

EXAMPLES = N_(
    "oriv import data/archive.json\n"
    "oriv import 2018.xlsx --dry-run\n"
    'oriv import 2018.xlsx --map "Nb=participants" --map "Obs=-" --save-map presences\n'
    "oriv import page.html --review\n"
    "oriv import agenda.ics --accept-sure"
)
_SHOWN = 20
_TOLD = 20
_DOUBLES: tuple[Literal["skip", "add", "merge"], ...] = ("skip", "add", "merge")


class Given(NamedTuple):
    """What was asked for; ``source`` is what is read, and ``file`` how it is called."""

    archive: Archive
    file: Path
    source: Path
    format: str | None
    mapping: Mapping[str, str]
    create: bool
    dry_run: bool
    as_json: bool
    limit: int
    yes: bool
    doubles: Literal["skip", "add", "merge"] | None
    accept_sure: bool
    output: Path | None
    asks: bool


def import_file(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar=N_("FILE"),
            help=N_("spreadsheet, calendar, web page, text or JSON; - is standard input"),
            readable=False,
        ),
    ],
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar=options.Metavar(N_("FORMAT"), "read format"),
            help=N_("format of the file (else from its ending): csv, xlsx, json, ics, page…"),
        ),
    ] = None,
    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar=N_("COLUMN=FIELD"),
            help=N_("field of a column; - leaves it out; @NAME is a saved mapping"),
        ),
    ] = None,
    save_map: Annotated[
        str | None,
        typer.Option("--save-map", metavar=N_("NAME"), help=N_("save --map under this name")),
    ] = None,
    create: Annotated[
        bool, typer.Option("--create", help=N_("add unknown themes and kinds to the vocabulary"))
    ] = False,
    dry_run: options.DryRun = False,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", metavar=N_("N"), help=N_("with --dry-run, show at most so many"), min=0
        ),
    ] = _SHOWN,
    json_: Annotated[
        bool, typer.Option("--json", help=N_("with --dry-run, write all as JSON Lines"))
    ] = False,
    review: Annotated[
        bool, typer.Option("--review", help=N_("go through what is not sure, one by one"))
    ] = False,
    review_all: Annotated[
        bool, typer.Option("--review-all", help=N_("go through all of them, one by one"))
    ] = False,
    accept_sure: Annotated[
        bool, typer.Option("--accept-sure", help=N_("take what is sure, leave the rest in a file"))
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help=N_("take inferred values without asking"))
    ] = False,
    duplicates: Annotated[
        str | None,
        typer.Option(
            metavar="skip|add|merge", help=N_("what to do with what is perhaps recorded already")
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar=N_("FILE"), help=N_("file for the rest"), readable=False
        ),
    ] = None,
    no_input: options.NoInput = False,
) -> None:
    from oriv_cli import paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.asking import on_terminal

    reviews = review or review_all
    asks = not no_input and on_terminal()
    _refuse_misuse(reviews, asks, accept_sure, yes)
    doubles = _way(duplicates)
    if output and output.exists() and file.exists() and output.samefile(file):
        raise UsageError(_("-o names the file that is read: choose another one."))
    mapping = _mapping(map_ or [], save_map)
    with _readable(file) as source, Archive(paths.archive(context.obj), render.say) as archive:
        given = Given(
            *(archive, file, source, format_, mapping, create, dry_run, json_, limit),
            *(yes, doubles, accept_sure, output, asks),
        )
        if dry_run:
            _dry_run(given)
        elif reviews:
            _review(given, every=review_all)
        else:
            _import(given)


def _refuse_misuse(reviews: bool, asks: bool, accept_sure: bool, yes: bool) -> None:
    if reviews + accept_sure + yes > 1:
        raise UsageError(_("Choose one of --review, --accept-sure and --yes."))
    if reviews and not asks:
        raise UsageError(_("--review asks questions: use it on a terminal, without --no-input."))


def _way(name: str | None) -> Literal["skip", "add", "merge"] | None:
    """Return what is to become of duplicates, None where it is not said."""
    found = next((way for way in _DOUBLES if way == name), None)
    if name and not found:
        sentence = _("--duplicates is one of these: {ways}.")
        raise UsageError(sentence.format(ways=", ".join(_DOUBLES)))
    return found


def _mapping(words: list[str], name: str | None) -> dict[str, str]:
    """Return what --map says, and save it if asked."""
    from oriv_cli import render

    if not (words or name):
        return {}
    from oriv_cli import saved, settings

    found = saved.columns(words)
    if name:
        if not found:
            raise UsageError(_("--save-map saves what --map says: write --map too."))
        key = settings.map_named(name)
        settings.write(settings.MAP + key, settings.checked(saved.columns_text(found)))
        sentence = _("Columns saved: oriv import FILE --map @{name} means {text}")
        render.say(sentence.format(name=key, text=saved.columns_text(found)))
    return found


@contextmanager
def _readable(file: Path) -> Iterator[Path]:
    """Give a file that can be read more than once: a copy of what a pipe brings."""
    import errno
    import shutil
    import sys
    from tempfile import TemporaryDirectory

    from oriv_cli import paths

    if file.is_dir():
        raise paths.CannotRead(file, IsADirectoryError(errno.EISDIR, ""))
    if str(file) != "-" and (file.is_file() or not file.exists()):
        yield file
        return
    # Windows does not open twice a temporary file that goes by itself.
    with TemporaryDirectory(prefix="oriv-") as folder:
        copy = Path(folder) / (file.name if file.name != "-" else "stdin")
        with copy.open("wb") as stream:
            if str(file) == "-":
                shutil.copyfileobj(sys.stdin.buffer, stream)
            else:
                with file.open("rb") as pipe:
                    shutil.copyfileobj(pipe, stream)
        yield copy


# --- one reading of the file -------------------------------------------------------------------


@contextmanager
def _opened(given: Given) -> Iterator[Reading]:
    from oriv_cli import paths, render
    from oriv_cli.readers import read

    try:
        with render.reading(given.source) as stream:
            yield read(stream, given.file, given.format, given.mapping)
    except OSError as error:
        raise paths.CannotRead(given.file, error) from error


def _take(
    given: Given,
    terms: Terms,
    see: Callable[[Judged, Fate], None] | None = None,
    *,
    dry_run: bool = False,
    begin: Callable[[Reading], None] | None = None,
) -> tuple[Taken, Reading]:
    """Read the file and take it in by these terms."""
    from oriv_cli.record.validation import Refused

    try:
        with _opened(given) as reading:
            if begin:
                begin(reading)
            if reading.ours and given.archive.is_new:
                terms = terms._replace(compares=False)
            taken = given.archive.take_in(
                reading.drafts,
                f"import {given.file.name}",
                create=given.create,
                dry_run=dry_run,
                terms=terms,
                see=see,
            )
    except Refused as refused:
        raise refused if given.create else refused.with_hint() from None
    return taken, reading


def _terms(given: Given) -> Terms:
    """Return what the options make of what is not sure."""
    from oriv_cli.record.drafts import Terms

    other: Literal["leave", "stop"] = "leave" if given.accept_sure else "stop"
    return Terms(
        inferred="take" if given.yes else other,
        doubles=given.doubles or other,
        faulty="leave" if given.accept_sure else "refuse",
    )


# --- the plain import --------------------------------------------------------------------------


def _import(given: Given) -> None:
    """Take in all that is sure; where something is not, ask, refuse, or leave it aside."""
    taken = _taken_by(given, _terms(given))
    if not taken.stopped or not taken.report:
        return
    if not given.asks:
        raise _undecided(taken.report)
    _as_chosen(given, taken.report)


def _taken_by(given: Given, terms: Terms) -> Taken:
    """Take in a file by these terms, its rest into a file beside it; say what was done."""
    from oriv_cli.render import taking
    from oriv_cli.writers.drafts import Rest

    with Rest(_rest(given)) as rest:
        keeps = "leave" in (terms.inferred, terms.faulty) or terms.decided
        see = (lambda j, fate: rest.keep(j) if fate == "leave" else None) if keeps else None
        taken, reading = _take(given, terms, see)
    if not taken.stopped:
        taking.done(taken, reading.left_out, rest.count, rest.path)
    return taken


def _rest(given: Given) -> Path:
    """Return where what is left aside goes."""
    from oriv_cli.writers.drafts import rest_of

    return given.output or rest_of(Path("import") if str(given.file) == "-" else given.file)


def _undecided(report: Report) -> Exception:
    """Return the refusal of a file that a person has to decide on, where nobody can be asked."""
    from oriv_cli.errors import OrivError
    from oriv_cli.record.validation import Refused
    from oriv_cli.render.taking import ways, why

    if report.faults:
        return Refused(report.faults).with_hint()
    first = _("Nothing was written. --dry-run shows what was understood.")
    return OrivError("\n".join([*why(report), first, *ways(report)]))


def _as_chosen(given: Given, report: Report) -> None:
    """Ask the person what is to become of a file, and do it."""
    from oriv_cli import render
    from oriv_cli.asking.choosing import choose, choose_doubles
    from oriv_cli.asking.line import asker

    ask = asker()
    choice = choose(report, ask)
    if choice == "stop":
        render.say(_("Nothing was written."))
        raise typer.Exit(1)
    if choice == "review":
        _review(given, every=False)
        return
    doubles = given.doubles
    if choice == "take" and report.doubles and not doubles:
        doubles = choose_doubles(report.doubles, ask)
    sure = choice == "sure"
    chosen = given._replace(accept_sure=sure, yes=given.yes or not sure, doubles=doubles)
    _taken_by(chosen, _terms(chosen))


# --- a dry run ---------------------------------------------------------------------------------


def _dry_run(given: Given) -> None:
    """Show how a file was understood, and say what would become of it."""
    from oriv_cli.record.validation import Refused
    from oriv_cli.render.drafts import Cards
    from oriv_cli.render.taking import rehearsed
    from oriv_cli.writers.drafts import line

    def write(judged: Judged, _fate: Fate) -> None:
        print(line(judged), end="")

    cards = Cards(given.limit)
    see = write if given.as_json else cards.see
    try:
        taken, reading = _take(given, _terms(given), see, dry_run=True, begin=cards.begin)
    except Refused:
        if not given.as_json:
            cards.show()
        raise
    if not given.as_json:
        cards.show()
    rehearsed(taken, reading.left_out)
    if taken.report and taken.report.faults:
        raise Refused(taken.report.faults).with_hint()


# --- a review ----------------------------------------------------------------------------------


def _review(given: Given, *, every: bool) -> None:
    """Go through what is not sure with the person, then write what they decided at once."""
    from oriv_cli.asking.drafts import Reviewing
    from oriv_cli.asking.line import asker, tell
    from oriv_cli.record.drafts import Terms

    found: list[Judged] = []

    def see(judged: Judged, fate: Fate) -> None:
        if fate != "same" and (every or not judged.sure):
            found.append(judged)

    mark = _mark(given.source)
    taken, _reading = _take(given, Terms("take", "skip", "leave"), see, dry_run=True)
    ask = asker()
    reviewing = Reviewing(found, _desk(given), ask, tell)
    try:
        if found:
            reviewing.run()
        wanted = not found or reviewing.agreed(taken.report, taken.unchanged)
    except BaseException:
        _keep(given, found, reviewing.decided, mark)
        raise
    if not wanted or _mark(given.source) != mark:
        _keep(given, found, reviewing.decided, mark)
        raise _changed_meanwhile(given) if wanted else typer.Exit(1)
    _taken_by(given, Terms("take", "add", "leave", decided=_rest_asked(given, reviewing, ask)))


def _mark(source: Path) -> tuple[int, int]:
    """Return what tells whether a file is as it was."""
    try:
        found = source.stat()
    except OSError:
        return -1, 0
    return found.st_size, found.st_mtime_ns


def _changed_meanwhile(given: Given) -> Exception:
    from oriv_cli.errors import OrivError

    sentence = _("“{path}” was changed meanwhile: nothing was written.")
    return OrivError(sentence.format(path=given.file))


def _desk(given: Given) -> Desk:
    from oriv_cli.archive.vocabulary import ArchiveVocabulary
    from oriv_cli.asking.drafts import Desk
    from oriv_cli.render import drafts

    archive = given.archive
    return Desk(
        lambda: ArchiveVocabulary(archive.connection, create=given.create),
        archive.doubles,
        archive.proposals(),
        drafts.card,
    )


def _keep(
    given: Given, found: list[Judged], decided: Mapping[int, Decision], mark: tuple[int, int]
) -> None:
    """Keep the whole file as it was decided so far, to go on later; say where.

    Of a file that was changed meanwhile, what the person was shown is kept: the
    decisions are not for the drafts that stand in their places now.
    """
    from oriv_cli import render
    from oriv_cli.record.drafts import Terms, accepted, as_decided
    from oriv_cli.writers.drafts import Rest

    if not any(decision.fate != "leave" for decision in decided.values()):
        return

    def see(judged: Judged, fate: Fate) -> None:
        if fate == "take" and judged.place in decided:
            judged = judged._replace(draft=accepted(judged.draft))
        if fate not in ("skip", "same"):
            rest.keep(judged)

    with Rest(_rest(given)) as rest:
        if _mark(given.source) != mark:
            for judged in found:
                see(*as_decided(judged, decided.get(judged.place)))
        else:
            _take(given, Terms("take", "add", "leave", decided=decided), see, dry_run=True)
    sentence = _("Nothing was written; your decisions are kept. To go on, type:")
    command = options.typed("oriv import --review", str(rest.path))
    render.say(f"{sentence}\n    {command}")


def _rest_asked(given: Given, reviewing: Reviewing, ask: Ask) -> dict[int, Decision]:
    """Return the decisions, without what is left aside where the person wants no file of it."""
    from oriv_cli.asking.choosing import confirmed
    from oriv_cli.record.drafts import Decision

    decided = reviewing.decided
    left = [place for place, decision in decided.items() if decision.fate == "leave"]
    path = _rest(given)
    sentence = _("Keep what is left aside in “{path}”?").format(path=path)
    if left and not confirmed(sentence, ask):
        return decided | dict.fromkeys(left, Decision("skip"))
    return decided
