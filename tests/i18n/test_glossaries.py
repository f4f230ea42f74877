"""Each language has a glossary, and the page about them leads to it."""

import re

from kiosk.app import assets
from kiosk.domain.language import WRITTEN
from kiosk.i18n.catalogs import SOURCE_TAG


def test_the_page_of_glossaries_leads_to_one_for_each_language() -> None:
    page = (assets.translations() / "glossary.md").read_text(encoding="utf-8")
    wanted = {each.tag for each in WRITTEN} - {SOURCE_TAG}
    assert set(re.findall(r"\]\(glossary\.(\S+)\.md\)", page)) == wanted
    assert {
        path.name.split(".")[1] for path in assets.translations().glob("glossary.*.md")
    } == wanted
