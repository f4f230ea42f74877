"""What an editor asks of a publishing: the options of the command are made from these fields."""

import re
from pathlib import Path
from typing import Annotated, Final

import msgspec

from kiosk.cli.request_options import (
    FILE,
    PRESENT,
    PRESENT_FILE,
    PRESENT_FOLDER,
    Now,
    argument,
    option,
)
from kiosk.domain.records import AnyRecord
from kiosk.domain.syncfile import FORMAT, OLDEST_FORMAT, SUFFIX, Withdrawn
from kiosk.editor.floors import NAMES
from kiosk.editor.keys.signing import DIRECTORY_LIFE_DAYS
from kiosk.editor.option_types import (
    CheckedOn,
    FirstWeekday,
    IgnoreStatus,
    Keys,
    PublicAddresses,
    Yes,
    channel_of,
    name_of,
)
from kiosk.editor.sources.desk_answers import SOURCE_NAME
from kiosk.editor.sources.imported import export_facts, source_name
from kiosk.editor.workbook.source_draft import Draft

LONGEST_DAYS: Final = 730
"""Two years: after that, an unchecked directory is unreliable."""
_RECORD: Final = re.compile(r"(organization|service|location|phone):([a-z0-9][a-z0-9._-]{0,63})")


def record_of(text: str) -> Withdrawn:
    """Parse the name of a record, KIND:ID. Raises ValueError."""
    match = _RECORD.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} names no record; write it like location:old-house")
    return msgspec.convert({"kind": match[1], "id": match[2]}, Withdrawn)


def floors_of(text: str) -> frozenset[str]:
    """Parse the names of floors, separated by commas. Raises ValueError."""
    words = frozenset(text.split(","))
    for word in words:
        source, floor = word.rpartition(".")[::2]
        if floor not in NAMES or (source and not SOURCE_NAME.fullmatch(source)):
            raise ValueError(
                f"what can be accepted, of a source as oak211.situation: {', '.join(sorted(NAMES))}"
            )
    return words


class PublishRequest(msgspec.Struct, frozen=True, kw_only=True):
    """The editor's request. ``accept`` holds the typed names of floors.

    ``factory`` are the program's own records; ``carried`` the questions, guides and other texts for
    a source that has none; ``fonts`` the folder of the kiosk's fonts.
    """

    source: Annotated[Path, argument(type=PRESENT)]
    out: Annotated[Path, option(f"File to write, NAME{SUFFIX}.", "-o", "--out", type=FILE)]
    keys: Keys = None
    json_file: Annotated[
        Path | None, option("JSON report [default: next to the file].", "--report", type=FILE)
    ] = None
    html_file: Annotated[
        Path | None, option("HTML report [default: next to the file].", "--html", type=FILE)
    ] = None
    no_report: Annotated[bool, option("Write no report files.")] = False
    categories: Annotated[
        Path | None, option("Take a table of categories (CSV) as answers.", type=PRESENT_FILE)
    ] = None
    public_addresses: PublicAddresses = False
    checked_on: CheckedOn = None
    first_day: FirstWeekday = None
    ignore_status: IgnoreStatus = False
    days: Annotated[
        int,
        option("Days until kiosks call the directory old.", "--valid-days", ge=1, le=LONGEST_DAYS),
    ] = DIRECTORY_LIFE_DAYS
    withdraw: Annotated[
        tuple[Withdrawn, ...], option("Withdraw the record KIND:ID.", parse=record_of)
    ] = ()
    reinstate: Annotated[
        tuple[Withdrawn, ...], option("Allow the withdrawn record KIND:ID again.", parse=record_of)
    ] = ()
    allow_shrink: Annotated[
        bool, option("Allow the loss of more than a third of the services or a fifth of a list.")
    ] = False
    accept: Annotated[
        frozenset[str],
        option(
            "Publish below these floors, such as situation,hours; --yes covers none.",
            metavar="NAMES",
            parse=floors_of,
        ),
    ] = frozenset()
    allow_earlier: Annotated[
        bool, option("Allow an earlier date, since the clock was ahead last time.")
    ] = False
    format: Annotated[
        int,
        option(
            "File format; a lower one is for kiosks with an earlier program.",
            ge=OLDEST_FORMAT,
            le=FORMAT,
        ),
    ] = FORMAT
    renew: Annotated[bool, option("Sign the helplines again even if nothing changed.")] = False
    channel: Annotated[
        str | None, option("The first time: short name for your kiosks.", parse=channel_of)
    ] = None
    publisher: Annotated[
        str | None, option("The first time: the coalition's name.", parse=name_of)
    ] = None
    practice: Annotated[
        bool, option("Practice with keys for this file only; kiosks refuse it.")
    ] = False
    site: Annotated[
        Path | None,
        option(
            "Also make the website in this folder again, from the new file.",
            "--website",
            type=PRESENT_FOLDER,
        ),
    ] = None
    yes: Yes = False
    now: Now = None
    factory: tuple[AnyRecord, ...] = ()
    carried: tuple[AnyRecord, ...] = ()
    fonts: Path | None = None

    def floor_records(self, draft: Draft) -> dict[str, Path]:
        """Return the files that record typed floors, by source; an export alone has no name here.

        The coalition's own rows have none: they are compared with the last file.
        """
        if draft.stated is None:
            return {name: export_facts(self.source, name) for name in draft.sources}
        return {"": export_facts(self.out, source_name(self.source))}
