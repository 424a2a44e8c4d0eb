"""``python -m oriv_cli`` is ``oriv``."""

from oriv_cli.app import main

main()
