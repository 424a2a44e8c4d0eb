"""The table of contents: every command, the root options, the one error boundary.

A command's module is imported when that command runs, and only then: what the
others import costs nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from oriv_cli import __version__, i18n, paths
from oriv_cli.errors import OrivError
from oriv_cli.i18n import N_, _
from oriv_cli.usage import SpokenCommand, SpokenGroup, build, language_named, words_of

RECORD, FIND = N_("Record"), N_("Find")
HAND_OVER, TAKE_IN = N_("Hand over"), N_("Take in")
VOCABULARY, KEEP = N_("Vocabulary"), N_("Keep")

_SHELL = N_("[SHELL]")

# name: where it is, in which panel, what it does
COMMANDS = {
    "add-event": ("add_event:add_event", RECORD, N_("record an event")),
    "edit": ("edit:edit", RECORD, N_("correct an event")),
    "delete": ("delete:delete", RECORD, N_("take events out of sight; undo brings them back")),
    "list": ("list_events:list_events", FIND, N_("list events, the newest first")),
    "search": ("search:search", FIND, N_("find events by the words in them, the best first")),
    "stats": ("stats:stats", FIND, N_("count events by year, theme, territory…, and add up")),
    "show": ("show:show", FIND, N_("show everything about one event")),
    "export": ("export:export", HAND_OVER, N_("write events to a file, one a year if asked")),
    "report": ("report:report", HAND_OVER, N_("write the activity report of a year")),
    "publish": ("publish:publish", HAND_OVER, N_("make the public archive, a static site")),
    "import": ("import_file:import_file", TAKE_IN, N_("take in the events of a file")),
    "theme": ("theme:app", VOCABULARY, N_("the thesaurus")),
    "agent": ("agent:app", VOCABULARY, N_("the people and the bodies")),
    "territory": ("territory:app", VOCABULARY, N_("the territories")),
    "history": ("history:history", KEEP, N_("what changed, when, by whom")),
    "undo": ("undo:undo", KEEP, N_("take back an operation, the last by default")),
    "backup": ("backup:backup", KEEP, N_("copy the archive, list its copies")),
    "restore": ("restore:restore", KEEP, N_("take a copy back; the former archive is kept")),
    "check": ("check:check", KEEP, N_("look for what is broken or missing, and how to mend it")),
    "where": ("where:where", KEEP, N_("where the archive and the settings are")),
    "config": ("config:config", KEEP, N_("the settings, and the filters that you save")),
}


class Oriv(SpokenGroup):
    """The root: finds commands by the table, and states every error itself."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def contents(self, ctx: Any) -> list[tuple[str, str, str]]:
        return [(name, line, panel) for name, (_place, panel, line) in COMMANDS.items()]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        place, _panel, line = COMMANDS[cmd_name]
        file, _colon, name = place.partition(":")
        module = import_module(f"oriv_cli.commands.{file}")
        examples, cls = getattr(module, "EXAMPLES", ""), getattr(module, "COMMAND", SpokenCommand)
        return build(getattr(module, name), cmd_name, line, examples, cls)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        # The language comes first: the help and the errors of the rest speak it.
        i18n.use(_language_asked(args) or i18n.preferred(os.environ))
        if args[-1:] in (["--install-completion"], ["--show-completion"]):
            args = [*args, ""]  # for the shell in use
        with _ending_quietly():
            return super().parse_args(ctx, args or ["--help"])

    def invoke(self, ctx: Any) -> Any:
        with _ending_quietly():
            return super().invoke(ctx)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run; whatever goes wrong is one sentence on stderr and an exit code."""
        if "_ORIV_COMPLETE" in os.environ:
            _complete(self)
        if session := sys.modules.get("oriv_cli.archive.session"):
            session.Session.wrote = False
        try:
            code = super().main(
                args, prog_name or "oriv", complete_var, False, windows_expand_args, **extra
            )
            with _ending_quietly():
                sys.stdout.flush()
        except typer.Exit as end:
            code = end.exit_code
        except typer.Abort:
            code = _say(_interrupted(), 130)
        except OrivError as error:
            code = _fail(str(error), error.exit_code, error)
        except typer.TyperException as error:
            code = _fail(words_of(error), error.exit_code, error)
        except OSError as error:
            sentence = _("This could not be done to the end: {reason}.")
            code = _fail(sentence.format(reason=paths.reason(error)), 1, error)
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            sentence = _("Unforeseen failure ({reason}); ORIV_DEBUG=1 shows more.")
            code = _fail(sentence.format(reason=reason), 1, error)
        sys.exit(code if isinstance(code, int) else 0)


@contextmanager
def _ending_quietly() -> Iterator[None]:
    """Turn what ends a command early into Typer's own signals, before Typer does.

    A pipe whose reader has seen enough (« oriv list | head ») is no failure.
    """
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise typer.Exit(0) from None
    except KeyboardInterrupt:
        raise typer.Abort from None


def _language_asked(args: list[str]) -> str:
    """Return what follows ``--lang`` among the root's own arguments."""
    for here, word in enumerate(args):
        following = args[here + 1] if args[here + 1 :] else ""
        asked = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang"):
            return asked.lower() if asked.lower() in i18n.LANGUAGES else ""
        if word in COMMANDS:
            break
    return ""


def _interrupted() -> str:
    # Only a command that opened an archive has loaded this.
    session: Any = sys.modules.get("oriv_cli.archive.session")
    if session and session.Session.wrote:
        return _("Interrupted, but the archive was written: see oriv history.")
    return _("Interrupted: nothing was written.")


def _fail(sentence: str, code: int, error: Exception) -> int:
    if os.environ.get("ORIV_DEBUG"):
        import traceback

        traceback.print_exception(error)
    return _say(_("Error: {sentence}").format(sentence=sentence), code, refused=True)


def _complete(root: Any) -> NoReturn:
    """Tell the shell that asks what Tab may write, in UTF-8 whatever the locale."""
    from oriv_cli.completion.shells import answer

    text, code = answer(root, os.environ)
    with suppress(BrokenPipeError):
        sys.stdout.buffer.write(text.encode(errors="replace"))
        sys.stdout.flush()
    sys.exit(code)


def _say(sentence: str, code: int, *, refused: bool = False) -> int:
    from oriv_cli.record.text import printable
    from oriv_cli.render import nested, to_width, warned

    said = to_width(printable(nested(sentence)), sys.stderr)
    print(warned(said, sys.stderr) if refused else said, file=sys.stderr)
    return code


app = typer.Typer(
    cls=Oriv,
    name="oriv",
    help=N_("The archive of the centre's public meetings: record, find again, hand over."),
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _show_version(asked: bool) -> None:
    if asked:
        print(f"oriv {__version__}")
        raise typer.Exit


def _install_completion(shell: str | None) -> None:
    if shell is not None:
        from oriv_cli.completion.install import install

        for sentence in install(shell):
            _say(sentence, 0)
        raise typer.Exit


def _show_completion(shell: str | None) -> None:
    if shell is not None:
        from oriv_cli.completion.install import script

        print(script(shell), end="")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    db: Annotated[
        Path | None,
        typer.Option(
            metavar=N_("FILE"), help=N_("file of the archive (else ORIV_DB, else the setting)")
        ),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help=N_("language, fr or en"), metavar="fr|en")
    ] = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help=N_("show the version"), callback=_show_version, is_eager=True
        ),
    ] = False,
    install_completion: Annotated[
        str | None,
        typer.Option(
            metavar=_SHELL,
            help=N_("let Tab complete what you type (bash, zsh, fish, powershell, pwsh)"),
            callback=_install_completion,
            is_eager=True,
        ),
    ] = None,
    show_completion: Annotated[
        str | None,
        typer.Option(
            metavar=_SHELL,
            help=N_("show the script of this completion"),
            callback=_show_completion,
            is_eager=True,
        ),
    ] = None,
) -> None:
    if lang is not None:
        language_named(lang)
    context.obj = db
