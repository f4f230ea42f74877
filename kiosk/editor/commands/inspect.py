"""Commands that inspect signed files: signers, changes, fingerprint."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import click
import msgspec

from kiosk.cli.base import CommandError, print_answer
from kiosk.cli.request_options import AsJson, Now, argument, option
from kiosk.domain.report_lines import escape_invisible, kinds, row_line, with_noun
from kiosk.domain.syncfile import ROOT_LIMIT, Refused
from kiosk.editor.commands.editor_base import clock, editor_command, keys_folder, refusal
from kiosk.editor.commands.key_words import fingerprint_paper
from kiosk.editor.keys.key_folder import open_keys
from kiosk.editor.keys.signed_files import Seal, examine
from kiosk.editor.option_types import Keys
from kiosk.editor.publish.inspection import inspect_file
from kiosk.editor.publish.publish_answers import InspectAnswer, inspect_answer
from kiosk.sync.trust import TrustedRoot, read_root
from kiosk.sync.trust import fingerprint as groups_of


class _InspectRequest(msgspec.Struct, frozen=True, kw_only=True):
    file: Annotated[Path, argument()]
    against: Annotated[Path | None, option("An earlier file to compare with.")] = None
    as_json: AsJson = False
    now: Now = None


@editor_command("inspect", _InspectRequest)
def inspect(request: _InspectRequest) -> None:
    """Show who signed a file, how old it is, and what it holds or changes."""
    inspection = inspect_file(request.file, request.against)
    answer = inspect_answer(inspection, clock(request.now))
    print_answer(answer, _lines(answer), as_json=request.as_json)
    if inspection.code is not None:
        if not request.as_json:
            raise CommandError(refusal(Refused(inspection.code, inspection.where)))
        sys.exit(1)


def _lines(answer: "InspectAnswer") -> Iterator[str]:
    yield escape_invisible(answer["file"])
    seal = answer["signed"]
    if seal is not None:
        yield from _seal_lines(seal, answer)
        yield f"Holds: {kinds(tuple(answer['records'].items()))}"
    if answer["withdrawn"]:
        gone = ", ".join(f"{one.kind} {one.id}" for one in answer["withdrawn"])
        yield f"Withdraws: {gone}"
    for section in answer["changes"]:
        yield f"\n{section.title}"
        yield from (f"  {row_line(row)}" for row in section.rows)


def _seal_lines(seal: "Seal", answer: "InspectAnswer") -> Iterator[str]:
    yield f"From: {escape_invisible(seal.publisher)} ({seal.channel})"
    yield f"Number: {seal.versions.words}"
    yield f"Made: {seal.created}, {with_noun(answer['age_days'], 'day')} ago"
    yield f"Expires: {seal.expires}{' - that has passed' if answer['expired'] else ''}"
    yield f"Signed by: {', '.join(map(escape_invisible, seal.signers))}"
    yield f"Helplines signed by: {', '.join(map(escape_invisible, seal.helpline_signers))}"
    yield f"Fingerprint: {' '.join(seal.fingerprint)}"
    yield (
        "The signatures fit the keys that are in this file. Whether those keys are the "
        "coalition's, only the fingerprint tells: compare it with the paper."
    )


class _FingerprintRequest(msgspec.Struct, frozen=True, kw_only=True):
    file: Annotated[Path | None, argument()] = None
    keys: Keys = None


@editor_command("fingerprint", _FingerprintRequest)
def fingerprint(request: _FingerprintRequest) -> None:
    """Print the fingerprint of your keys or of FILE, for the coalition's paper."""
    if request.file is None:
        root = open_keys(keys_folder(request.keys)).trusted_root
    else:
        root = _root_of(request.file)
    click.echo(fingerprint_paper(groups_of(root), root.facts.channel, root.facts.publisher))


def _root_of(file: Path) -> "TrustedRoot":
    """Return the newest root of a signed file, or a file that is a root itself."""
    with file.open("rb") as content:
        start = content.read(ROOT_LIMIT + 1)
    if start.startswith(b"{"):
        return read_root(start)
    return examine(file, names=False).bundle.root
