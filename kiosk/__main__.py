"""``python -m kiosk``: the same program as ``main.py``."""

from kiosk.cli import main

main()
