"""The options of a website: with the signed file they decide every byte."""

import re
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from kiosk.domain import contact, discretion
from kiosk.domain.language import OFFERED

WIDEST: Final = 4
"""Greatest ratio of two sides."""
SHORTEST: Final = 200
LONGEST: Final = 8192
"""Bounds of a side in pixels."""
_SIZE: Final = re.compile(r"([0-9]{1,5})x([0-9]{1,5})")


class WebsiteOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was chosen for a website."""

    host: Annotated[str, Meta(description="Name of the host.")]
    languages: Annotated[tuple[str, ...], Meta(description="In their order.")] = OFFERED
    leave: Annotated[str, Meta(description="Page behind Leave: own, or an address.")] = "own"
    host_tells: Annotated[str, Meta(description="Who allowed a revealing host; else empty.")] = ""
    cards: Annotated[tuple[str, ...], Meta(description="Ids of cards, or all.")] = ()
    boards: Annotated[tuple[str, ...], Meta(description="Sizes of boards: 1400x400.")] = ()
    keep: Annotated[str, Meta(description="Icon of the copy on a phone; or none.")] = ""
    poster: Annotated[str, Meta(description="Strips of the poster: wide, plain; or none.")] = ""


class OptionError(ValueError):
    """An option cannot be used; the message is one sentence."""


def check_options(options: WebsiteOptions) -> None:
    """Raise :class:`OptionError` if the host or the page behind Leave cannot be used."""
    address = f"https://{options.host}"
    if contact.host_of(address) != options.host or contact.form_problem(address):
        raise OptionError(f"{options.host!r} is not a host name. Write it like help.example.org.")
    for name in (options.host, options.leave):
        found = discretion.find_revealing_in_address(name)
        if found and not options.host_tells:
            raise OptionError(
                f"The name {name} reveals what the page is about ({', '.join(found)}). It "
                "stays on every phone that opened it. Choose another, or name who allows it: "
                "--host-tells NAME"
            )
    for size in options.boards:
        try:
            board_size(size)
        except ValueError as error:
            raise OptionError(str(error)) from error
    if options.leave != "own" and contact.form_problem(options.leave):
        raise OptionError(
            f"{options.leave!r} cannot be the page behind Leave. Write own, or an address like "
            "https://example.org."
        )


def board_size(text: str) -> tuple[int, int]:
    """Return the size of a board, such as ``1400x400``.

    Raises:
        ValueError: it is no size, or not between 1 : 4 and 4 : 1; the message says so.
    """
    found = _SIZE.fullmatch(text.strip().lower())
    if found is None:
        raise ValueError(f"{text} is not a board size. Write it like 1400x400.")
    width, height = int(found[1]), int(found[2])
    if not all(SHORTEST <= side <= LONGEST for side in (width, height)):
        raise ValueError(f"{text}: each side must have {SHORTEST} to {LONGEST} pixels.")
    if max(width, height) > WIDEST * min(width, height):
        raise ValueError(f"{text}: one side may be at most {WIDEST} times the other.")
    return width, height
