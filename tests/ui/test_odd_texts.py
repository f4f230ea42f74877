"""What a directory may hold that no font, language or direction goes with: drawn, never a crash."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.app.context import AppContext
from kiosk.app.screen import make_composer
from kiosk.app.settings import Settings
from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.clock import FixedClock
from kiosk.domain.records import AnyRecord, Service, Translation
from kiosk.domain.text import source_hash
from kiosk.ui.kit.scene import Scene
from kiosk.ui.kit.theme import Glass
from kiosk.visit.visit import new_visit
from tests.touches import after_touch

ETHIOPIC, RARE = "ቤት House", "一個㐀𠮷"
MIXED = "اتصل بـ WEAVE (916) 555-0142 أو 24/7 في Oak Park، غرفة B-12"
UNKNOWN = "qtx"


def odd(record: AnyRecord) -> AnyRecord:
    if isinstance(record, Service) and record.id == "night-beds":
        return replace(record, name=ETHIOPIC, languages=(UNKNOWN, "es"), service_area="Città «Ω»")
    return record


def said(tag: str, text: str, english: str) -> Translation:
    return Translation(
        id=f"odd.{tag}", entity="service", entity_id="night-beds", field="phrase", language=tag,
        text=text, source_hash=source_hash(english), reviewed=True,
    )  # fmt: skip


@pytest.fixture
def directory(tmp_path: Path, small_records: list[AnyRecord]) -> Iterator[ServiceDirectory]:
    kept = [
        odd(record)
        for record in small_records
        if not (isinstance(record, Translation) and record.entity_id == "night-beds")
    ]
    [bed] = [each for each in kept if isinstance(each, Service) and each.id == "night-beds"]
    texts = {"ar": MIXED, "zh-Hans": RARE, UNKNOWN: "nuqneH", "qaa": "ቤት"}
    kept += [said(tag, text, bed.phrase) for tag, text in texts.items()]
    build(kept, tmp_path / "directory-odd.db")
    with open_directory(tmp_path / "directory-odd.db") as opened:
        yield opened


@pytest.fixture
def page(qapp: object, catalogues: Path, directory: ServiceDirectory) -> dict[str, Scene]:
    del qapp, catalogues
    clock = FixedClock.at("2026-11-24T10:30", "America/Los_Angeles")
    composer, _ = make_composer(AppContext(Settings(), clock), Glass(1920, 1080), directory)
    return {
        tag: composer.compose(
            after_touch(after_touch(new_visit(tag), f"language:{tag}"), "service:night-beds")
        )
        for tag in ("en", "ar", "zh-Hans", "ru")
    }


def test_odd_texts_of_a_directory_are_drawn_as_they_are(page: dict[str, Scene]) -> None:
    assert {scene.screen for scene in page.values()} == {"service"}
    for tag, scene in page.items():
        assert not scene.problems, (tag, scene.problems)
        assert "ቤት" in " ".join(scene.texts), tag
    assert RARE in " ".join(page["zh-Hans"].texts)
    assert "555-0142" in " ".join(page["ar"].texts)


def test_a_language_nobody_knows_is_neither_named_nor_taken_for_another(
    page: dict[str, Scene], directory: ServiceDirectory
) -> None:
    english = " ".join(page["en"].texts)
    assert "There: Spanish" in english
    assert UNKNOWN not in english
    assert "nuqneH" not in " ".join(text for scene in page.values() for text in scene.texts)
    russian = directory.listing("night-beds", "ru")
    assert russian is not None
    assert russian.phrase.language == "en"
