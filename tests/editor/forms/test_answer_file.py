"""Whatever an answer file holds, it is read as a form saved it or refused with one sentence."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.editor.forms.answer_file import SIZE_LIMIT, FormAnswer, read_answer_file
from kiosk.editor.source_files import SourceError
from tests.long_runs import FULL

WHOLE: dict[str, Any] = {
    "form": "review",
    "version": 1,
    "about": "es",
    "made": "2026-11-28",
    "base": {"a": "0123456789ab"},
    "answers": {"a": "good", "b": ["x", "y"], "by": " M. R. "},
}


def _read(folder: Path, content: object) -> FormAnswer:
    file = folder / "es.kioskanswer"
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return read_answer_file(file)


def test_an_answer_file_is_read_as_it_was_saved(tmp_path: Path) -> None:
    answer = _read(tmp_path, WHOLE)
    assert (answer.form, answer.about, answer.made.isoformat()) == ("review", "es", "2026-11-28")
    assert (answer.text("by"), answer.text("b"), answer.text("none")) == ("M. R.", "", "")
    assert (answer.texts("b"), answer.texts("a"), answer.texts("none")) == (
        ("x", "y"),
        ("good",),
        (),
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "cut off on its way"),
        (b"{", "cut off on its way"),
        (b"[" * 100_000, "cut off on its way"),
        (b'\xff{"form": "review"}', "cut off on its way"),
        (b'{"form": "fit", "form": "review"}', "cut off on its way"),
        (b" " * (SIZE_LIMIT + 1), "larger than 5 MB"),
        (b"[]", "not as a form saves it"),
        (b'"review"', "not as a form saves it"),
        (WHOLE | {"version": 2}, "newer version of this program"),
        (WHOLE | {"version": 0}, "not as a form saves it"),
        (WHOLE | {"version": "1"}, "not as a form saves it"),
        (WHOLE | {"form": "helplines"}, "not as a form saves it"),
        (WHOLE | {"more": 1}, "unknown field `more`"),
        (WHOLE | {"made": "yesterday"}, "not as a form saves it"),
        (WHOLE | {"base": {"a": "no hash"}}, "not as a form saves it"),
        (WHOLE | {"answers": {"a": 1}}, "not as a form saves it"),
        (WHOLE | {"answers": {"a": "x" * 6001}}, "not as a form saves it"),
        (WHOLE | {"answers": {"": "x"}}, "not as a form saves it"),
        ({key: WHOLE[key] for key in WHOLE if key != "base"}, "required field `base`"),
    ],
)
def test_what_no_form_saves_is_refused_in_one_sentence(
    tmp_path: Path, content: object, sentence: str
) -> None:
    with pytest.raises(SourceError) as refused:
        _read(tmp_path, content)
    text = str(refused.value)
    assert sentence in text
    assert text.startswith("es.kioskanswer ")
    assert "\n" not in text
    assert len(text) < 200


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@settings(
    max_examples=10_000 if FULL else 300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    changed=st.dictionaries(st.sampled_from([*WHOLE, "more"]), VALUES, max_size=3),
    cut=st.none() | st.integers(0, 200),
)
def test_no_answer_file_ends_in_a_traceback(
    tmp_path: Path, changed: dict[str, Any], cut: int | None
) -> None:
    content = json.dumps(WHOLE | changed).encode()[:cut]
    with suppress(SourceError):
        _read(tmp_path, content)
