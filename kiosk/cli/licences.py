"""List everything in a kiosk with its licence, without a network."""

from collections.abc import Iterator
from typing import Annotated

import click
import msgspec

from kiosk.app import assets
from kiosk.cli.base import Context, UsageError, kiosk_command, print_answer
from kiosk.cli.request_options import AsJson, argument
from kiosk.readiness.licence_answers import LicencesAnswer, licences_answer, list_included
from kiosk.readiness.licence_files import canonical


class _LicencesRequest(msgspec.Struct, frozen=True, kw_only=True):
    name: Annotated[str | None, argument()] = None
    as_json: AsJson = False


@kiosk_command("licences", _LicencesRequest)
def licences(_: Context, request: _LicencesRequest) -> None:
    """List every component with its licence; with a NAME, print the licence texts."""
    if (name := request.name) is not None:
        wanted = canonical(name)
        found = next((one for one in list_included(assets.resources()) if one.name == wanted), None)
        if found is None:
            raise UsageError(f"Nothing inside is called {name}. Leave the name out for the list.")
        click.echo("\n\n".join(f"{file}\n\n{text}" for file, text in found.texts))
        return
    answer = licences_answer(assets.resources())
    print_answer(answer, _lines(answer), as_json=request.as_json)


def _lines(answer: "LicencesAnswer") -> Iterator[str]:
    parts = (*answer.distributions, *answer.fonts)
    names = [f"{one.name} {one.version}".strip() for one in parts]
    wide = max(map(len, names))
    for name, one in zip(names, parts, strict=True):
        licence = one.licence or f"not on the list; it says: {one.says or 'nothing'}"
        yield f"{name:{wide}}  {licence}"
    for duty in sorted({duty for one in answer.distributions for duty in one.asked}):
        yield f"For the LGPL: {duty}"
    packages = ", ".join(answer.packages)
    yield f"Debian's packages tell theirs in /usr/share/doc/NAME/copyright: {packages}"
