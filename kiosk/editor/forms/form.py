"""The description of a form: one value from which a page and a spreadsheet are made."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal

from kiosk.domain.language import Direction

FormName = Literal["fit", "review", "slice", "calls", "twins"]
"""The forms there are."""
BY: Final = "by"
"""Key of the question who answers."""
TEXT_LETTERS: Final = 6000
"""Most characters of one answer, as of one cell of a source."""


class QuestionKind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"


class FormLayout(StrEnum):
    """All questions on one page, or one after the other."""

    LIST = "list"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class FormChoice:
    """One answer that can be chosen; ``covers`` says that it settles what hangs on its question."""

    value: str
    label: str
    covers: bool = True
    harm: bool = False
    """True for an answer that reports a danger; it is marked in red."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to read, in a language of its own; ``label`` says what it is."""

    text: str
    label: str = ""
    lang: str = ""
    direction: Direction = Direction.LTR
    large: bool = False


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """One question.

    ``key`` names its answer in the file. ``base`` is what stood there when the form was made: its
    hash comes back with the answer. ``others`` names a list of the form that is offered after the
    choices. A ``proposal`` is the value that is proposed: it is no answer until a person says yes;
    a ``plain`` one is part of "yes to all". ``covers`` are the numbers of the things that the
    answer settles. ``value`` is the text that a text field begins with: unchanged it is no answer.
    ``most`` is how many characters fit; each of ``retained`` must occur in a typed text.
    ``follow_ups`` are asked when one of their ``when`` is chosen here.
    """

    key: str
    title: str
    kind: QuestionKind = QuestionKind.CHOICE
    choices: tuple[FormChoice, ...] = ()
    others: str = ""
    lead: str = ""
    mark: str = ""
    count: int | None = None
    notes: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    hint: str = ""
    proposal: str = ""
    plain: bool = False
    careful: bool = False
    covers: tuple[int, ...] = ()
    value: str = ""
    lang: str = ""
    direction: Direction | None = None
    most: int = 0
    retained: tuple[str, ...] = ()
    base: str | None = None
    required: bool = False
    when: tuple[str, ...] = ()
    follow_ups: tuple["FormQuestion", ...] = ()


def who_answers(title: str, most: int = 40) -> tuple[FormQuestion]:
    """Return the last question of a form, who answers in at most so many letters."""
    return (FormQuestion(BY, title, QuestionKind.TEXT, most=most, required=True),)


@dataclass(frozen=True, slots=True)
class FormSection:
    """Questions under one heading; ``facts`` are lines of three cells that ask nothing."""

    title: str
    questions: tuple[FormQuestion, ...] = ()
    text: str = ""
    facts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FormProgress:
    """What the answers cover: "{covered} of {whole} services", and the share wanted (0 to 1)."""

    whole: int
    words: str
    covered: tuple[int, ...] = ()
    """What is covered before the first answer."""
    floor: float = 0


@dataclass(frozen=True, slots=True)
class FormLabels:
    """The words of the engine itself, in one language; placeholders in braces stay."""

    save: str = "Save {file}"
    erase: str = "Erase all"
    erase_sure: str = "Erase every answer? Press once more"
    erased: str = "All answers are erased."
    saved: str = "Saved: {file}. Nothing was sent."
    back: str = "Back"
    onward: str = "Next"
    take: str = "Take mine"
    keep: str = "Keep theirs"
    read_again: str = "Read again"
    position: str = "{number} of {whole}"
    answered: str = "{answered} of {whole} answered."
    open_questions: str = "Not answered: {count}"
    yes_to_all: str = "Yes to all {count} plain proposals on this page"
    another: str = "another…"
    too_long: str = "{count} letters. It holds {most}."
    letters: str = "{count} of {most} letters"
    lost: str = "Write this in your text too: {words}"
    retained: str = "Keep as they are: {words}"
    empty: str = "This text is empty."
    unchanged: str = "This is the text as it was."
    required: str = "This needs an answer."
    to_mend: str = "Look at {count} of your answers first. Nothing is saved yet."
    thanks: str = "Thank you."
    no_network: str = (
        "This page has no network. Nothing was sent. Save makes one small file. "
        "Send it back the way the page came to you."
    )
    no_script: str = (
        "Open this in a browser to answer. Here it can only be read: this viewer runs no script."
    )


@dataclass(frozen=True, slots=True)
class Form:
    """A form: ``about`` is what it is about, such as a source or a language; ``file`` its name.

    ``closing`` are questions about the answers as a whole, such as who gives them.
    """

    form: FormName
    about: str
    title: str
    file: str
    introduction: str = ""
    head: str = ""
    sections: tuple[FormSection, ...] = ()
    closing: tuple[FormQuestion, ...] = ()
    lists: Mapping[str, tuple[tuple[str, tuple[FormChoice, ...]], ...]] = field(
        default_factory=dict
    )
    layout: FormLayout = FormLayout.LIST
    progress: FormProgress | None = None
    labels: FormLabels = FormLabels()
    lang: str = "en"
    direction: Direction = Direction.LTR
    after: str = ""
    """What the person who saves the file does with it, under the button."""

    @property
    def asked(self) -> int:
        """Return how many questions the sections have, without what follows from an answer."""
        return sum(len(section.questions) for section in self.sections)

    def questions(self) -> Iterator[FormQuestion]:
        """Yield every question, each before its follow-ups."""
        for part in (*(one.questions for one in self.sections), self.closing):
            yield from _with_follow_ups(part)


def _with_follow_ups(questions: tuple[FormQuestion, ...]) -> Iterator[FormQuestion]:
    for one in questions:
        yield one
        yield from _with_follow_ups(one.follow_ups)


def base_hash(text: str) -> str:
    """Return the 12 hex digits that say what stood in a place (SHA-256)."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
