"""Which form a count takes: the catalogues and CLDR agree on it for every language."""

import gettext

import pytest
from babel import Locale

from kiosk.app import assets
from kiosk.domain.language import WRITTEN, Language
from kiosk.i18n.catalogs import po_path
from kiosk.i18n.pofiles import PLURAL_FORMS, new, read

COUNTS = range(1201)
"""CLDR's rules look at the last two digits; a thousand more show that nothing else matters."""
UNCHANGED = {"vi"}
"""Languages whose nouns are the same for one and for many, though CLDR of late parts them."""


def rule(each: Language) -> tuple[int, str]:
    forms = new(each).plural_forms
    return int(forms.split("nplurals=")[1].split(";")[0]), forms.split("plural=")[1].strip("; ")


@pytest.mark.parametrize("each", WRITTEN, ids=lambda each: each.tag)
def test_each_form_is_one_of_cldr_and_each_has_its_form(each: Language) -> None:
    count, expression = rule(each)
    choose = gettext.c2py(expression)
    if each.cldr is None:
        assert {choose(number) for number in COUNTS} == {0} == set(range(count))
        return
    category = Locale.parse(each.cldr).plural_form
    pairs = {(choose(number), category(number)) for number in COUNTS}
    if each.gettext in UNCHANGED:
        assert {form for form, _ in pairs} == {0} == set(range(count))
        return
    assert len(pairs) == count == len({form for form, _ in pairs}), (
        f"PLURAL_FORMS of kiosk/i18n/pofiles.py needs the rule of {each.gettext}: {sorted(pairs)}"
    )
    assert len({name for _, name in pairs}) == count, sorted(pairs)


def test_every_language_has_a_rule_of_its_own() -> None:
    """Those of Babel change with its version: Spanish got a third form in 2.19."""
    assert {each.gettext for each in WRITTEN} == set(PLURAL_FORMS)


@pytest.mark.parametrize("each", WRITTEN[1:], ids=lambda each: each.tag)
def test_the_rule_is_the_one_the_catalogue_is_translated_for(each: Language) -> None:
    """Read from the file with the parser, and new: the same words for the same count."""
    path = po_path(assets.translations(), each)
    header = path.read_text(encoding="utf-8").replace('"\n"', "")
    assert PLURAL_FORMS[each.gettext] in header
    assert read(path, each).plural_forms == new(each).plural_forms == PLURAL_FORMS[each.gettext]
