"""Every page speaks its own language: of English nothing is left but names and what is said in it.

Where the script differs each Latin word must be a name, an address, on a short list, or an English
word in brackets or quotes beside its translation. Where it does not, no text may be that of the
English page, and none may hold the small words of English.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from gettext import NullTranslations
from pathlib import Path

import msgspec
import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from kiosk.app import assets
from kiosk.app.context import AppContext
from kiosk.app.screen import make_composer
from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.checks import FIGURE, kind_of, source_texts
from kiosk.domain.language import known_language
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import AnyRecord, Organization, Translation
from kiosk.i18n.catalogs import Catalog, po_path
from kiosk.i18n.workflow import forms_of, is_required
from kiosk.presentation import field_words, open_questions
from kiosk.presentation.why_words import WHY
from kiosk.ui.composer import Composer
from kiosk.ui.kit.scene import Scene
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.tour import STOPS, Stop, scenes
from kiosk.visit.visit import Visit
from tests.conftest import PresenterMaker
from tests.matrix.combos import ComposerMaker
from tests.matrix.letters import FOREIGN, LIKE_ENGLISH, WORDS, Names, latin, plain

SIZE = (1920, 1080)
SAID = frozenset(one.text for one in (*open_questions.WORDS.values(), *WHY.values())) | {
    f"Can I speak {name.text}?" for name in field_words.LANGUAGES.values()
}.union(getattr(one, "say", None) or "" for one in read_records(assets.factory()))
"""What a page says in English too, in quotes after the same words in her language."""
QUOTE = re.compile(r"\s*[“「«„„]([^“”「」«»„]+)[”」»“]$")
SMALL_WORDS = re.compile(
    r"\b(?:the|and|you|your|with|for|are|from|not|is|when|they|who|have|if|or|my|can)\b",
    re.IGNORECASE,
)
"""Words of every English sentence that Spanish, Vietnamese, Hmong and Filipino do not have."""
SAME = {
    *("American Sign Language", "Extension", "Food bank", "Insurance card", "Normal", "Page"),
    *("Scan", "Sign language", "Space", "Text", "Website", "am", "pm"),
}
"""Words that some of these languages took over from English, or share with it."""
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
PROPER = re.compile(r"[A-Z][\w'-]*(?:(?: |, | & )[A-Z][\w'-]*)*")
NAME_FIELDS = {"name", "quiet_name", "service_area"}
EITHER = (*FOREIGN, *LIKE_ENGLISH)


@dataclass(frozen=True)
class Told:
    """A text of a page, for the eye or for a reader of the screen."""

    page: str
    text: str


@dataclass(frozen=True)
class Judge:
    """Knows the names that may stand anywhere, and every text of the English pages."""

    names: Names
    english: frozenset[str]

    def left(self, tag: str, text: str, english: frozenset[str] = frozenset()) -> list[str]:
        """What of a text is English although nothing asks for it."""
        left = self.names.left(text)
        if tag in FOREIGN:
            return left
        same = text in self.english or text in english
        whole = [run for run in left if same and run not in SAME]
        return [*whole, *SMALL_WORDS.findall(" ".join(left))]

    def pages(self, tag: str, told_by: Iterator[Told]) -> dict[str, list[str]]:
        """The same of pages, by page."""
        found: dict[str, list[str]] = {}
        for told in told_by:
            if left := self.left(tag, told.text):
                found.setdefault(told.page, []).append(f"{told.text!r}: {left}")
        return found


@pytest.fixture(scope="module")
def judge(
    composer_for: ComposerMaker, factory_records: tuple[AnyRecord, ...], presenter: PresenterMaker
) -> Judge:
    composer, _ = composer_for(SIZE)
    english = frozenset(told.text for told in _tour(composer, "en"))
    return Judge(Names.of(factory_records, presenter("en")), english)


def _tour(composer: Composer, tag: str, stops: Sequence[Stop] = STOPS) -> Iterator[Told]:
    for name, visit, scene in scenes(composer, tag, "en", "M", "default", stops=stops):
        yield from (Told(name, text) for text in _told(visit, scene))


def _told(visit: Visit, scene: Scene) -> Iterator[str]:
    """What the program says; keys of a keyboard and what was typed on them are the visitor's."""
    before = ""
    for node in scene.nodes:
        if not node.owner.startswith("key:") and not node.id.startswith("key:"):
            for text in (node.text, node.name):
                if text and text != visit.typed:
                    yield _without_quote(text, before)
        before = plain(node.text) or before


def _without_quote(text: str, before: str) -> str:
    """The text without a sentence to say in English after the same one in her language."""
    whole = plain(text)
    found = QUOTE.search(whole)
    own = whole[: found.start()] if found else ""
    if found and found[1] in SAID and (own or before) and found[1] not in (own or before):
        return own
    return text


@pytest.mark.rotating(16)
@pytest.mark.parametrize("tag", EITHER)
def test_no_page_of_the_tour_is_left_in_english(
    composer_for: ComposerMaker, judge: Judge, tag: str
) -> None:
    composer, _ = composer_for(SIZE)
    waiting = _waiting(tag)
    told_by = (replace(one, text=waiting.sub(" ", one.text)) for one in _tour(composer, tag))
    found = judge.pages(tag, told_by)
    assert not found, "\n".join(f"{page}: {lines}" for page, lines in found.items())


# --- the check itself ---------------------------------------------------------------------------


WHERE_LOST = {"home", "results", "chips", "service-line", "speak-card"}
"""Pages that together show each message that gets lost here."""


class _Forgetful(NullTranslations):
    """A catalogue that lacks one message."""

    def __init__(self, whole: NullTranslations, lost: str) -> None:
        super().__init__()
        self._whole, self._lost = whole, lost

    def gettext(self, message: str) -> str:
        return message if message == self._lost else self._whole.gettext(message)

    def pgettext(self, context: str, message: str) -> str:
        return message if message == self._lost else self._whole.pgettext(context, message)


@pytest.mark.rotating
@pytest.mark.parametrize("tag", ["ar", "zh-Hant", "ru", "pa", "es", "vi", "hmn", "fil"])
@pytest.mark.parametrize(
    "lost",
    [
        "Talk to someone now",
        "Health",
        "Call now",
        "No ID needed",
        "{shown} of {all}",
        "Not yet read over by a speaker.",
        "Please get me an interpreter.",
    ],
)
def test_one_lost_message_is_noticed(
    program: AppContext,
    factory_directory: ServiceDirectory,
    judge: Judge,
    tag: str,
    lost: str,
) -> None:
    class Losing(AppContext):
        def catalog(self, tag: str) -> Catalog:
            whole = super().catalog(tag)
            return msgspec.structs.replace(whole, translations=_Forgetful(whole.translations, lost))

    losing = Losing(program.settings, program.clock)
    composer, _ = make_composer(losing, Glass(*SIZE), factory_directory)
    few = tuple(stop for stop in STOPS if stop.name in WHERE_LOST)
    assert judge.pages(tag, _tour(composer, tag, few)), f"{lost!r} in English was not noticed"


def test_every_english_text_would_be_noticed_in_another_script(
    factory_records: tuple[AnyRecord, ...], judge: Judge
) -> None:
    """All but six that pages also show in English: names, a sentence to show, a sign."""
    texts = {
        FIGURE.sub(" ", text)
        for record in factory_records
        if not isinstance(record, Organization | Translation)
        for field, text in source_texts(record).items()
        if field not in NAME_FIELDS
    }
    texts |= {source for sources, _ in _messages("ru") for source in sources}
    unnoticed = {text for text in texts if latin(text) and not judge.left("ru", text)}
    sentence = "Hello. Please help me with this page."
    assert unnoticed == {"A4", "English", sentence, "LGBTQ", "Letter", "TTY"}


def test_only_what_waits_for_a_translation_may_stand_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spanish = known_language("es")
    whole = po_path(assets.translations(), spanish).read_text(encoding="utf-8")
    path = po_path(tmp_path, spanish)
    path.parent.mkdir(parents=True)
    for message, shown in (("Call now", "Call now"), ("{shown} of {all}", "6 of 9")):
        line = re.compile(f'(msgid "{re.escape(message)}"\nmsgstr )".+"')
        text, count = line.subn(r'\1""', whole)
        assert count == 1
        path.write_text(text, encoding="utf-8")
        monkeypatch.setattr(assets, "translations", lambda: tmp_path)
        assert _waiting("es").sub("", shown) == ""
        assert not _waiting("es").search("Text now")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("在家里", []),
        ("Позвоните сейчас", []),
        ("Call now", ["Call now"]),
        ("Позвоните now", ["now"]),
        ("приёмная семья (foster care)", []),
        ("«Advocate» — это помощник", []),
        ("tip line (सूचना लाइन) पर", []),
        ("घर या foster care मुश्किल", ["foster care"]),
        ("“Call this number if you are afraid”: 電話", ["Call this number if you are afraid"]),
        ("weaveinc.\u200borg", []),
        ("\u2066123 J Street, Sacramento\u2069", ["J Street"]),
        ("\u2067العربية\u2069 Food", ["Food"]),
        ("签T签证", []),
    ],
)
def test_what_counts_as_left_over(text: str, left: list[str]) -> None:
    known = frozenset({"Sacramento", "T"})
    assert Names(known).left(text) == left


# --- all texts, those that no page of the tour shows as well ------------------------------------


@pytest.mark.parametrize("tag", EITHER)
def test_no_text_of_the_directory_is_left_in_english(
    factory_records: tuple[AnyRecord, ...], judge: Judge, tag: str
) -> None:
    sources = {
        (kind_of(record), record.id, field): text
        for record in factory_records
        if not isinstance(record, Translation)
        for field, text in source_texts(record).items()
    }
    found = []
    for record in factory_records:
        if isinstance(record, Translation) and record.language == tag:
            source = sources[record.entity, record.entity_id, record.field]
            text = FIGURE.sub(" ", record.text)
            left = judge.left(tag, text, frozenset({FIGURE.sub(" ", source)}))
            named = record.field in NAME_FIELDS
            if left := [one for one in left if not _proper(one, source, named=named)]:
                found.append(f"{record.entity_id} {record.field}: {left}")
    assert not found, "\n".join(found)


def _proper(run: str, source: str, *, named: bool) -> bool:
    """Whether a run is a list of names of the English text, which may be ``named`` all through."""
    before = "" if named else "(?<=[a-z,&] )"
    parts = re.split(", | & ", run)
    return bool(PROPER.fullmatch(run)) and all(
        re.search(before + re.escape(part), source) for part in parts
    )


def _catalogue(tag: str) -> Iterator[Message]:
    spoken = known_language(tag)
    with po_path(assets.translations(), spoken).open(encoding="utf-8") as file:
        yield from (message for message in read_po(file) if message.id)


def _waiting(tag: str) -> re.Pattern[str]:
    """The English of what waits for a translation: pages show it until then."""
    spoken = known_language(tag)
    texts = [
        source
        for message in _catalogue(tag)
        if is_required(spoken, message) and (message.fuzzy or not forms_of(message))
        for source in (message.id if isinstance(message.id, tuple) else (message.id,))
    ]
    parts = (PLACEHOLDER.split(text) for text in sorted(texts, key=len, reverse=True))
    return re.compile("|".join(".+".join(map(re.escape, each)) for each in parts) or r"(?!)")


def _messages(tag: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each translated form of each message, with its English ones; names in braces left out."""
    for message in _catalogue(tag):
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        english = tuple(PLACEHOLDER.sub(" ", source) for source in sources)
        yield from ((english, PLACEHOLDER.sub(" ", form)) for form in forms)


@pytest.mark.parametrize("tag", EITHER)
def test_no_message_is_left_in_english(judge: Judge, tag: str) -> None:
    found = [
        f"{sources}: {left}"
        for sources, form in _messages(tag)
        if (left := judge.left(tag, form, frozenset(one for one in sources if " " in one)))
    ]
    assert not found, "\n".join(found)


def test_a_word_that_no_text_needs_leaves_the_list(factory_records: tuple[AnyRecord, ...]) -> None:
    texts = [
        record.text
        for record in factory_records
        if isinstance(record, Translation) and record.language in FOREIGN
    ]
    texts += [form for tag in FOREIGN for _, form in _messages(tag)]
    used = {word for text in texts for run in latin(plain(text)) for word in re.split("[ -]", run)}
    assert not [word for word in WORDS if not set(re.split("[ -]", word)) <= used]
