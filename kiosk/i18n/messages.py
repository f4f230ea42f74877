"""Messages as values: marked where they are defined, looked up where they are shown.

``N_`` and ``NP_`` mark a text for the catalogues and return it unresolved, so that a module can
hold its texts as constants and a language switch needs no new import.
"""

import msgspec


class Message(msgspec.Struct, frozen=True):
    """An English text of the program, with the context that distinguishes equal texts."""

    text: str
    context: str | None = None


def N_(text: str) -> Message:  # noqa: N802  (the name gettext users know)
    """Mark ``text`` for translation."""
    return Message(text)


def NP_(context: str, text: str) -> Message:  # noqa: N802
    """Mark ``text`` for translation in a ``context`` (lower case, one or two words)."""
    return Message(text, context)
