"""Completion: what the Tab key proposes, in bash, zsh, fish and PowerShell.

Each shell calls oriv with the line before the cursor in its environment. Typer's own
completion knows names alone, and loads Rich to show what they are.
"""
