"""What a completion is measured against: one Typer command with fixed words."""

from __future__ import annotations

from typing import Annotated

import typer

WORDS = ["discriminations", "diversité", "santé", "emploi", "logement"]


def words(incomplete: str) -> list[str]:
    """Return the words that begin so."""
    return [word for word in WORDS if word.startswith(incomplete)]


app = typer.Typer()


@app.command()
def show(theme: Annotated[str, typer.Option(autocompletion=words)] = "") -> None:
    """Take a theme."""


if __name__ == "__main__":
    app(prog_name="bare")
