"""A website of the factory directory in three languages, and small ones typed as commands."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.language import OFFERED
from tests.editor.website.browsing import Host, browser, host, is_open, letters, resize, scripts
from tests.editor.website.making import LANGUAGES, Desk, make_factory_site
from tests.long_runs import FULL
from tests.once import once


@pytest.fixture(scope="session")
def factory_site(tmp_path_factory: pytest.TempPathFactory, catalogues: object) -> Path:
    """The folder of a website with every factory service; in the nightly in every language."""
    del catalogues
    make = partial(make_factory_site, languages=OFFERED if FULL else LANGUAGES)
    return once(tmp_path_factory, "factory-site", make)


@pytest.fixture(scope="package")
def served(factory_site: Path) -> Iterator[Host]:
    """Its host."""
    with host(factory_site) as one:
        yield one


@pytest.fixture(scope="package")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Any]]:
    """The browser for all tests of this folder; another one if its window is gone between two."""
    with ExitStack() as browsers:
        pages: list[Any] = []

        def current() -> Any:
            if not pages or not is_open(pages[-1]):
                profile = tmp_path_factory.mktemp("profile")
                pages.append(browsers.enter_context(browser(profile)))
            return pages[-1]

        yield current


@pytest.fixture
def page(chromium: Callable[[], Any]) -> Any:
    """A page of it, as a phone has it."""
    phone = chromium()
    resize(phone)
    letters(phone)
    scripts(phone)
    return phone


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogues: object) -> Desk:
    """An editor's machine that trusts a coalition."""
    del catalogues
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return Desk(tmp_path)
