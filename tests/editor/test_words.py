"""Every kind of finding has words for people."""

import pytest

from kiosk.editor.publish.finding_messages import MESSAGES
from kiosk.editor.publish.findings import FindingCode


@pytest.mark.parametrize("code", list(FindingCode))
def test_every_finding_has_a_plain_sentence(code: FindingCode) -> None:
    sentence = MESSAGES[code]
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "_" not in sentence


def test_no_word_is_left_over() -> None:
    assert set(MESSAGES) == set(FindingCode)
