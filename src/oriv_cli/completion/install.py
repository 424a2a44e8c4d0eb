"""Installing completion: the script in a file of its own, and the line that loads it.

The line is written once, however often this runs. What a person has in their files stays.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from oriv_cli.completion.shells import SHELLS
from oriv_cli.errors import OrivError, UsageError
from oriv_cli.i18n import _, join, quoted
from oriv_cli.paths import CannotRead, write

_UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_REFUSING = ("Restricted", "AllSigned")


def script(shell: str) -> str:
    """Return the script of a shell, by default the one in use; raises UsageError."""
    return SHELLS[_named(shell)].script


def install(shell: str) -> list[str]:
    """Install completion for a shell, by default the one in use; return what to say.

    Raises OrivError for an unknown shell and for a file that cannot be written.
    """
    name = _named(shell)
    files, warnings = _INSTALLERS[name](name)
    written = join([quoted(str(path)) for path in files])
    sentence = _("Completion for {shell} is installed: {files}. Open a new terminal to have it.")
    return [sentence.format(shell=name, files=written), *warnings]


def _named(shell: str) -> str:
    name = shell.lower().removesuffix(".exe") or _in_use()
    if name in SHELLS:
        return name
    known = join(list(SHELLS), _("or"))
    if not name:
        sentence = _("Your shell was not recognised: write its name after the option: {known}.")
        raise UsageError(sentence.format(known=known))
    sentence = _("oriv has no completion for “{shell}”: write {known}.")
    raise UsageError(sentence.format(shell=name, known=known))


def _in_use() -> str:
    """Return the shell that called, else the one of the person's account, "" for none known."""
    from shellingham import ShellDetectionFailure, detect_shell  # type: ignore[import-untyped]

    try:
        return str(detect_shell()[0])
    except (ShellDetectionFailure, OSError):
        return Path(os.environ.get("SHELL", "")).name


Installed = tuple[list[Path], list[str]]


def _bash(name: str) -> Installed:
    file = Path.home() / ".bash_completions" / "oriv.sh"
    # The terminal of macOS opens login shells, which read this file alone.
    startup = Path.home() / (".bash_profile" if sys.platform == "darwin" else ".bashrc")
    write(file, SHELLS[name].script.encode())
    _add(startup, f"source {shlex.quote(file.as_posix())}", ".bash_completions/oriv.sh")
    return [file, startup], []


def _zsh(name: str) -> Installed:
    file = Path.home() / ".zfunc" / "_oriv"
    startup = Path(os.environ.get("ZDOTDIR") or Path.home()) / ".zshrc"
    write(file, SHELLS[name].script.encode())
    # zsh asks at each start about a folder that others may write to.
    file.parent.chmod(0o755)
    _add(startup, "fpath+=~/.zfunc; autoload -Uz compinit; compinit", "fpath+=~/.zfunc")
    return [file, startup], []


def _fish(name: str) -> Installed:
    folder = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    file = Path(folder) / "fish" / "completions" / "oriv.fish"
    write(file, SHELLS[name].script.encode())
    return [file], []


def _powershell(name: str) -> Installed:
    profile, policy = _profile(name)
    file = profile.with_name("oriv-completion.ps1")
    write(file, SHELLS[name].script.encode())
    # Without the folder in it the line needs no letter that Windows may misread.
    _add(profile, f'. (Join-Path (Split-Path $PROFILE) "{file.name}")', file.name)
    if policy not in _REFUSING:
        return [file, profile], []
    sentence = _("PowerShell runs no script here yet. To allow your own: {command}")
    command = "Set-ExecutionPolicy RemoteSigned -Scope CurrentUser"
    return [file, profile], [sentence.format(command=command)]


def _profile(name: str) -> tuple[Path, str]:
    """Return the file that a PowerShell runs when it starts, and which scripts it may run."""
    asking = (
        "[Console]::OutputEncoding = [System.Text.Encoding]::UTF8; $PROFILE; Get-ExecutionPolicy"
    )
    try:
        done = subprocess.run(
            [name, "-NoProfile", "-NonInteractive", "-Command", asking],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=60,
        )
        profile, policy, *_rest = [*done.stdout.lstrip("\ufeff").split("\n"), "", ""]
    except (OSError, subprocess.TimeoutExpired):
        profile = policy = ""
    if not profile.strip():
        sentence = _("{shell} did not say where its profile is: is it installed?")
        raise OrivError(sentence.format(shell=name))
    return Path(profile.strip()), policy.strip()


def _add(file: Path, line: str, mark: str) -> None:
    """Put a line at the end of a file, unless the file holds its mark."""
    try:
        before = file.read_bytes() if file.exists() else b""
    except OSError as error:
        raise CannotRead(file, error) from error
    encoding = _UTF_16.get(before[:2], "utf-8")
    if mark.encode(encoding) in before:
        return
    end = "\n".encode(encoding)
    gap = b"" if not before or before.endswith(end) else end
    write(file, before + gap + line.encode(encoding) + end)


_INSTALLERS: Mapping[str, Callable[[str], Installed]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
    "powershell": _powershell,
    "pwsh": _powershell,
}
