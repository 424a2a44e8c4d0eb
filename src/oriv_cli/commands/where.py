"""``oriv where``: the places of the archive and of the settings."""

from __future__ import annotations

import typer

from oriv_cli.i18n import _


def where(context: typer.Context) -> None:
    from oriv_cli import __version__, paths, render
    from oriv_cli.archive import Archive
    from oriv_cli.archive.surroundings import risks
    from oriv_cli.record.filters import Filter

    path = paths.archive(context.obj).absolute()
    with Archive(path) as archive:
        count = archive.count(Filter())
        state = _("not begun yet") if archive.is_new else render.counted(*count)
    render.facts(
        [
            (_("Archive"), str(path)),
            (_("Contents"), state.rstrip(".")),
            (_("Settings"), str(paths.settings_file())),
            (_("Version"), f"oriv {__version__}"),
            *((_("Beware"), sentence) for sentence in risks(path)),
        ]
    )
