"""The options of a website: with the signed file they decide every byte."""

from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.domain import contact, discretion
from kiosk.domain.language import OFFERED
from kiosk.editor.website.board_sizes import board_size


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
        raise OptionError(f"{options.host!r} is no name of a host; write it like help.example.org.")
    found = discretion.find_revealing_in_address(options.host)
    if found and not options.host_tells:
        raise OptionError(
            f"The name {options.host} reveals what the page is about ({', '.join(found)}). It "
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
            f"{options.leave!r} is no page for Leave; write own, or an address like "
            "https://example.org."
        )
