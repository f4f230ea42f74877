"""What a person said about the columns of a source: ``sources/NAME/fitting.toml``.

The file stays readable by hand: what is written keeps comments and order.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec
import tomlkit
from tomlkit.exceptions import TOMLKitError

from kiosk.atomic_files import replace_file
from kiosk.editor.fitting.columns import NEVER, ColumnAnswers
from kiosk.editor.importers.aliases import LOOKUPS, fold_name
from kiosk.editor.importers.files import SourceError, read_file

FITTING: Final = "fitting.toml"
_HEAD: Final = (
    "What the columns of this source mean. Left: the export's name of a column. Right: where it",
    'goes, such as "service.name", or "never". The answers of desk fit are written here too.',
)
_TARGET: Final = re.compile(r"[a-z_]+\.[a-z_0-9]+")


class _Fitting(msgspec.Struct, frozen=True):
    """The part of the file that is about columns; other tables belong to others."""

    columns: dict[str, str | list[str]] = {}
    values: dict[str, dict[str, str]] = {}


def load_columns(folder: Path) -> ColumnAnswers:
    """Load the answers about columns. Raises :class:`SourceError`, which names the line."""
    path = folder / FITTING
    if not path.is_file():
        return ColumnAnswers()
    place = f"{FITTING} of {folder.name}"
    try:
        content = tomlkit.parse(read_file(path).decode("utf-8-sig")).unwrap()
        found = msgspec.convert(content, _Fitting)
    except (TOMLKitError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise SourceError(f"{place} cannot be read: {error}.") from error
    columns: dict[str, tuple[str, ...]] = {}
    for name, wanted in found.columns.items():
        targets = (wanted,) if isinstance(wanted, str) else tuple(wanted)
        for target in targets:
            table = target.split(".", 1)[0]
            if target != NEVER and (not _TARGET.fullmatch(target) or table not in LOOKUPS):
                raise SourceError(
                    f'{place}, {name}: {target!r} is no field. Write it like "service.name", '
                    f'or "{NEVER}".'
                )
        columns[fold_name(name)] = targets
    values = {
        name: {word.strip().casefold(): text for word, text in words.items()}
        for name, words in found.values.items()
    }
    return ColumnAnswers(columns, values)


def save_columns(
    folder: Path, columns: Mapping[str, str], values: Mapping[str, Mapping[str, str]]
) -> None:
    """Write answers about columns and words of cells over the former ones. Raises OSError."""
    path = folder / FITTING
    if path.is_file():
        document = tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    else:
        document = tomlkit.document()
        for line in _HEAD:
            document.add(tomlkit.comment(line))
    for name, target in columns.items():
        document.setdefault("columns", tomlkit.table())[name] = target
    for name, words in values.items():
        place = document.setdefault("values", tomlkit.table(is_super_table=True))
        for word, text in words.items():
            place.setdefault(name, tomlkit.table())[word] = text
    folder.mkdir(parents=True, exist_ok=True)
    replace_file(path, tomlkit.dumps(document).encode())
