"""Starts the kiosk: ``python main.py --help`` tells what else it can do."""

from kiosk.__main__ import start

if __name__ == "__main__":
    start()
