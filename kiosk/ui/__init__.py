"""The screen: composed in Python from measured text, drawn by Qt Quick.

PySide6 puts another import in place of Python's. It reads the source of each later module in search
of the word PySide6, for its ``__feature__``. Nothing here uses that, and it takes a tenth of a
start, so Python gets back its import, which PySide6 keeps as ``__orig_import__``.
"""

import builtins
from importlib import import_module

import_module("PySide6.QtCore")
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
