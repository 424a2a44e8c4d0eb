"""Asking the person at the terminal.

consent          yes or no, before a command acts
sheet            a text in the person's editor
line             one line typed, with what is proposed as one types
letters          questions that are answered by a letter
meanings         what an answer means, said back
questions        the fields of an event, one after the other
review           the card, what speaks against it, and the last word
draft            the answers so far, kept in a file for each event that was begun
holding          whose draft it is, while a session lasts
choosing         what is to become of a file
drafts           the drafts of a file, one after the other
adding           all of these: one event, from the first question to the record
"""

from __future__ import annotations

from oriv_cli.asking.consent import Consent, agreed, on_terminal
from oriv_cli.asking.sheet import Sheet

__all__ = ["Consent", "Sheet", "agreed", "on_terminal"]
