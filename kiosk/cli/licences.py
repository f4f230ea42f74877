"""List everything in a kiosk with its licence, without a network."""

from collections.abc import Iterator

import click

from kiosk.app import assets
from kiosk.cli.base import JSON, UsageError, friendly_errors, print_answer
from kiosk.readiness.licence_answers import LicencesAnswer, licences_answer, list_included
from kiosk.readiness.licence_files import canonical


@click.command()
@click.argument("name", required=False)
@JSON
@friendly_errors
def licences(*, name: str | None, as_json: bool) -> None:
    """List every component with its licence; with a NAME, print the licence texts."""
    if name is not None:
        wanted = canonical(name)
        found = next((one for one in list_included(assets.resources()) if one.name == wanted), None)
        if found is None:
            raise UsageError(f"Nothing inside is called {name}. Leave the name out for the list.")
        click.echo("\n\n".join(f"{file}\n\n{text}" for file, text in found.texts))
        return
    answer = licences_answer(assets.resources())
    print_answer(answer, _lines(answer), as_json=as_json)


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
