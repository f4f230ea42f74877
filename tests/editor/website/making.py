"""Makes websites for tests: from the factory directory, and from a few records."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from click.testing import Result

from kiosk.domain.records import AnyRecord
from kiosk.editor.publish.signed_files import examine
from kiosk.editor.website.build import build
from kiosk.editor.website.folder import put_in_place
from kiosk.editor.website.listing import NAME, list_files
from kiosk.editor.website.options import WebsiteOptions
from tests.shell import call, factory, write
from tests.sync.toolkit import Coalition, few_records, make_coalition

LANGUAGES = ("en", "es", "ar")
HOST = "help.example.org"


def make_factory_site(folder: Path, languages: Sequence[str] = LANGUAGES) -> None:
    """The website of every factory service, in three languages unless others are given."""
    made_from = write(folder.with_suffix(".kiosksync"), make_coalition(), factory())
    bundle = examine(made_from).bundle
    options = WebsiteOptions(host=HOST, languages=tuple(languages))
    files = build(bundle, options)
    put_in_place(folder, files | {NAME: list_files(files, bundle, options).to_bytes()})


class Desk:
    """An editor's machine that trusts a coalition."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "data"
        self.coalition: Coalition = make_coalition()
        self.data.mkdir()
        (self.data / "root.json").write_bytes(self.coalition.trusted.raw)
        self.out = folder / "www"

    def signed(self, records: Sequence[AnyRecord] = (), name: str = "week", **more: Any) -> Path:
        """A signed file; a few records unless given."""
        records = list(records) or few_records()
        return write(self.folder / f"{name}.kiosksync", self.coalition, records, **more)

    def website(self, *words: object) -> Result:
        """Types the command."""
        result = call(self.data, "website", *words)
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            result.exception
        )
        return result

    def make(self, file: Path, *words: object, languages: Sequence[str] = ("en",)) -> Result:
        """Makes the website without a signature."""
        spoken = [word for tag in languages for word in ("--lang", tag)]
        given = ("--host", HOST) if "--host" not in words else ()
        return self.website(file, "-o", self.out, *given, *spoken, "--no-signature", *words)

    def check(self, file: Path) -> Result:
        """Checks the website."""
        return self.website("--check", self.out, "--against", file)

    @property
    def files(self) -> dict[str, bytes]:
        """Every file by its path."""
        paths = sorted(path for path in self.out.rglob("*") if path.is_file())
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in paths}
