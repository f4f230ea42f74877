"""A website of the factory directory in three languages, and small ones typed as commands."""

from functools import partial
from pathlib import Path

import pytest

from kiosk.domain.language import OFFERED
from tests.editor.website.making import Desk, make_factory_site
from tests.once import once


@pytest.fixture(scope="session")
def factory_site(tmp_path_factory: pytest.TempPathFactory, catalogues: object) -> Path:
    """The folder of a website with every factory service."""
    del catalogues
    return once(tmp_path_factory, "factory-site", make_factory_site)


@pytest.fixture(scope="session")
def whole_site(tmp_path_factory: pytest.TempPathFactory, catalogues: object) -> Path:
    """The same in every language: a minute's work, for the nightly."""
    del catalogues
    make = partial(make_factory_site, languages=OFFERED)
    return once(tmp_path_factory, "whole-site", make)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogues: object) -> Desk:
    """An editor's machine that trusts a coalition."""
    del catalogues
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return Desk(tmp_path)
