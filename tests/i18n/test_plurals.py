"""Which form a count takes: the catalogues and CLDR agree on it for every language."""

import gettext

import pytest
from babel import Locale

from kiosk.domain.language import WRITTEN, Language
from kiosk.i18n.pofiles import new

COUNTS = range(1201)
"""CLDR's rules look at the last two digits; a thousand more show that nothing else matters."""


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
    assert len(pairs) == count == len({form for form, _ in pairs}), (
        f"PLURAL_FORMS of kiosk/i18n/pofiles.py needs the rule of {each.gettext}: {sorted(pairs)}"
    )
    assert len({name for _, name in pairs}) == count, sorted(pairs)
