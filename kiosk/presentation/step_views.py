"""Finished text of the steps of a visit in one language."""

import msgspec


class StepView(msgspec.Struct, frozen=True):
    """A step of a visit: ``words`` are a quote or what to know, ``english`` the quote in English.

    ``on_paper`` lets it stand on a slip.
    """

    icon: str
    head: str
    words: str = ""
    english: str = ""
    on_paper: bool = True


class StepsView(msgspec.Struct, frozen=True):
    """What happens when she calls, goes or writes: the head, and three steps."""

    head: str
    steps: tuple[StepView, ...]
