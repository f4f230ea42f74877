"""Resource kiosk: who can help, found in a minute, carried away safely."""

import datetime as dt

APP = "resource-kiosk"
"""Name of the command."""
__version__ = "0.1.0"
RELEASED = dt.date(2026, 11, 25)
"""A day that has surely begun: no clock is trusted before it."""
