"""Every kind of finding and every code of a record has words for people."""

from enum import StrEnum

import pytest

from kiosk.domain import records
from kiosk.domain.override import Revealing
from kiosk.domain.situations import SITUATIONS
from kiosk.editor.finding_messages import MESSAGES
from kiosk.editor.findings import FindingCode
from kiosk.editor.parsers import vocabulary


@pytest.mark.parametrize("code", list(FindingCode))
def test_every_finding_has_a_plain_sentence(code: FindingCode) -> None:
    sentence = MESSAGES[code]
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "_" not in sentence


def test_no_word_is_left_over() -> None:
    assert set(MESSAGES) == set(FindingCode)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (vocabulary.NEEDS, records.Need),
        (vocabulary.AUDIENCES, records.Audience),
        (vocabulary.STARTS, records.Start),
        (vocabulary.REFERRERS, records.Referrer),
        (vocabulary.DOCUMENTS, records.Document),
        (vocabulary.COSTS, records.Cost),
        (vocabulary.ACCESS, records.Access),
        (vocabulary.PHONE_TYPES, records.PhoneType),
        (vocabulary.TABLES["phone_use"], records.PhoneUse),
        (vocabulary.VISIBILITY, records.AddressVisibility),
        (vocabulary.TABLES["show"], records.PlaceShow),
        (vocabulary.STATUSES, records.Status),
        (vocabulary.LINE_KINDS, records.GuideBlockKind),
        (vocabulary.ORIGINS, records.TextOrigin),
        (vocabulary.REVEALING, Revealing),
        (vocabulary.SITUATIONS, SITUATIONS),
    ],
)
def test_the_words_are_those_of_the_codes(
    words: vocabulary.Words, codes: type[StrEnum] | tuple[str, ...]
) -> None:
    assert set(words) == set(codes)
    assert len(set(words.values())) == len(words)
