"""Whatever leaves the screen has passed the one gate: paper, codes, titles, names of files."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.app.settings import Settings, SettingsError, load_settings
from kiosk.devices.cups import TITLE
from kiosk.devices.slip import SlipRefused
from kiosk.domain import discretion
from kiosk.domain.discretion import find_revealing_anywhere, find_revealing_in_address
from kiosk.domain.language import WRITTEN
from kiosk.domain.records import AnyRecord, Service
from kiosk.domain.syncfile import HELPLINES_MEMBER
from kiosk.presentation.outgoing_texts import outgoing
from kiosk.presentation.slips import ORDINARY, slip_content
from kiosk.ui.slip.slip_painter import prepare
from tests.architecture.papers import PAPERS
from tests.conftest import PresenterMaker

_FILE = re.compile(r"[A-Za-z0-9][\w.-]*\.(?:kiosksync|kiosksign|xlsx|pdf|toml|json|csv|zip|html)\b")
_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)


@pytest.mark.rotating
@pytest.mark.parametrize("tag", [each.tag for each in WRITTEN])
def test_no_code_of_the_factory_tells_in_any_language(
    presenter: PresenterMaker, factory_records: tuple[AnyRecord, ...], tag: str
) -> None:
    seen = set()
    for record in factory_records:
        view = presenter(tag).service(record.id) if isinstance(record, Service) else None
        for code in view.codes if view else ():
            seen.add(code.kind)
            assert code.telling == ""
            assert not find_revealing_in_address(code.payload), (record.id, code.kind)
            assert not discretion.find_revealing(code.payload, tag), (record.id, code.kind)
    assert seen >= {"call", "contact", "website", "words"}


def test_a_slip_is_laid_out_only_through_the_gate(presenter: PresenterMaker) -> None:
    content = slip_content(presenter(), ["weave-line"])
    telling = replace(content.entries[-1], quiet_name="Abuse Desk")
    with pytest.raises(SlipRefused, match=r"entries\[1\]\.quiet_name"):
        prepare(replace(content, entries=(*content.entries[:-1], telling)))


def test_the_programs_own_words_on_paper_pass_in_english() -> None:
    assert len(outgoing()) > 15
    for message in outgoing():
        assert not find_revealing_anywhere(message.text), message.text
    for lines in ORDINARY.values():
        assert not [name for _, name, _ in lines if find_revealing_anywhere(name)]


def test_the_title_of_a_print_job_says_nothing() -> None:
    assert TITLE
    assert not find_revealing_anywhere(TITLE)


def test_the_title_of_the_window_passes_when_the_settings_are_read(tmp_path: Path) -> None:
    assert not find_revealing_anywhere(Settings().site.title)
    for title in ("Safe House", "Casa Refugio", "庇护中心", "Линия доверия: насилие"):
        file = tmp_path / "settings.toml"
        file.write_text(f'[site]\ntitle = "{title}"\n', encoding="utf-8")
        with pytest.raises(SettingsError, match="tell too much"):
            load_settings(file)


def _named() -> Iterator[str]:
    for paper in PAPERS:
        for code in _CODE.findall(paper.read_text(encoding="utf-8")):
            yield from _FILE.findall(code)


def test_the_names_of_files_in_the_commands_of_the_papers_tell_nothing() -> None:
    # Members of a signed file are no files of their own.
    names = set(_named()) - {HELPLINES_MEMBER}
    assert {"directory.xlsx", "directory.kiosksync", "directory.kiosksign"} <= names
    assert [name for name in names if find_revealing_in_address(name)] == []
