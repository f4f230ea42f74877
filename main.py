"""Starts the kiosk: ``python main.py --help`` tells what else it can do."""

from kiosk.cli import main

if __name__ == "__main__":
    main()
