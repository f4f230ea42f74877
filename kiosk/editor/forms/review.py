"""The review of a language: a form with the texts that could do most harm, and its taker."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Final, Protocol

from kiosk.app import assets
from kiosk.domain.language import Language, language
from kiosk.domain.report_lines import day_words, escape_invisible, with_noun
from kiosk.editor.forms.answer_file import FormAnswer, NotTaken, TakePlan, TakeQuestion, take_each
from kiosk.editor.forms.directory_texts import directory_texts
from kiosk.editor.forms.form import (
    BY,
    Form,
    FormChoice,
    FormLayout,
    FormQuestion,
    FormSection,
    Passage,
    QuestionKind,
    who_answers,
)
from kiosk.editor.forms.review_texts import (
    HARM_WORDS,
    PORTION,
    ReviewText,
    Verdict,
    catalogue_texts,
    in_order,
)
from kiosk.editor.parsers.vocabulary import language_word
from kiosk.editor.source_files import SourceError

SPEAKER: Final = "speaker"
"""Key of the question that the editor must answer before a text counts as read."""
BETTER, WHY, DANGER = "#better", "#why", "#danger"
"""Ends of the keys of the questions that follow; no key of a text has the sign."""
WORDS: Final = "/words"
"""End of what a form of the program's own words is about."""
_CHOICES: Final = (
    FormChoice("good", "Good"),
    FormChoice("better", "Better: …"),
    FormChoice("unsure", "Not sure"),
    FormChoice("harm", "This could hurt someone", harm=True),
)
_REASONS: Final = (
    FormChoice("unusual", "Not how people say it"),
    FormChoice("meaning", "Wrong meaning"),
    FormChoice("formal", "Too formal"),
    FormChoice("hard", "Too hard"),
    FormChoice("spelling", "Spelling"),
)
_NOTE_LETTERS: Final = 300
"""Characters of a reader's remark that a note keeps."""


class ReviewedTexts(Protocol):
    """Where texts in review stand."""

    @property
    def texts(self) -> tuple[ReviewText, ...]:
        """The texts that no speaker has read yet."""

    def write(self, verdicts: Iterable[Verdict]) -> None:
        """Write what readers said."""


def reviewed_texts(workbook: Path, about: str) -> ReviewedTexts:
    """Return the texts of a language (``es``) or its words of the program (``es/words``)."""
    tag = about.removesuffix(WORDS)
    if language(tag) is None or tag == "en":
        raise SourceError(f"{escape_invisible(tag, 40)} is not a language of the screen.")
    if about.endswith(WORDS):
        return catalogue_texts(assets.translations(), tag)
    return directory_texts(workbook, tag)


def review_form(about: str, texts: Sequence[ReviewText], portion: int = 1) -> Form:
    """Return the form of a portion, the first is 1. Raises :class:`SourceError` if it is empty."""
    tag = about.removesuffix(WORDS)
    own = language(tag)
    chosen = in_order(list(texts))[(portion - 1) * PORTION : portion * PORTION]
    if own is None or not chosen:
        raise SourceError(f"No text of {language_word(tag)} waits for a reader in this portion.")
    words = "-words" if about.endswith(WORDS) else ""
    return Form(
        "review",
        about,
        f"Review of {own.english_name}",
        f"{tag}{words}-review" + (f"-{portion}" if portion > 1 else ""),
        head=own.endonym,
        layout=FormLayout.STEPS,
        introduction="Read each text aloud, and say whether it is good.",
        sections=tuple(
            FormSection(HARM_WORDS[harm], tuple(_question(one, own) for one in group))
            for harm, group in groupby(chosen, lambda one: one.harm)
        ),
        closing=who_answers("Who read it? (initials are enough)"),
    )


def _question(text: ReviewText, language: Language) -> FormQuestion:
    fits = f", at most {text.most} letters" if 0 < text.most < len(text.text) * 3 + 20 else ""
    return FormQuestion(
        text.key,
        f"English. Where: {text.where}{fits}",
        choices=_CHOICES,
        passages=(
            Passage(text.english, lang="en"),
            Passage(
                text.text, "What a visitor reads", language.tag, language.direction, large=True
            ),
        ),
        hint="Read it aloud. Would your aunt understand it? Would it put anyone in danger?",
        base=text.base,
        follow_ups=(
            FormQuestion(
                f"{text.key}{BETTER}",
                "Your better text",
                QuestionKind.TEXT,
                value=text.text,
                lang=language.tag,
                direction=language.direction,
                most=text.most,
                retained=text.retained,
                required=True,
                when=("better",),
            ),
            FormQuestion(
                f"{text.key}{WHY}",
                "What was wrong? (you may leave this out)",
                QuestionKind.CHOICES,
                choices=_REASONS,
                when=("better",),
            ),
            FormQuestion(
                f"{text.key}{DANGER}",
                "What could happen? (you may leave this out)",
                QuestionKind.TEXT,
                most=_NOTE_LETTERS,
                when=("harm",),
            ),
        ),
    )


def take_review(workbook: Path, answer: FormAnswer) -> TakePlan:
    """Return what a review would change. Raises :class:`SourceError`, ``WorkbookError``."""
    tag = answer.about.removesuffix(WORDS)
    place = reviewed_texts(workbook, answer.about)
    by = answer.by
    if not by:
        raise SourceError("The review does not say who read the texts. Ask for their initials.")
    known = {one.key: one for one in place.texts}
    keys = [key for key in answer.answers if key != BY and "#" not in key]
    verdicts, refused = take_each(keys, lambda key: _verdict(known.get(key), key, answer, tag))
    title = (
        f"Review of {language_word(tag)}: {with_noun(len(keys), 'text')}, "
        f"read by {escape_invisible(by, 40)} on {day_words(answer.made)}."
    )
    return TakePlan(
        title,
        tuple(_lines(verdicts, to_file=answer.about.endswith(WORDS))),
        tuple(refused),
        (_asked(language_word(tag), by),) if any(map(_praises, verdicts)) else (),
        (lambda typed: _written(place, verdicts, typed)) if verdicts else None,
    )


def _asked(spoken: str, reader: str) -> TakeQuestion:
    return TakeQuestion(
        SPEAKER,
        f"Do you know that a speaker of {spoken} answered: {escape_invisible(reader, 40)}? "
        "Anybody who holds the form can.",
        {"yes": "the texts count as read by a speaker", "no": "taken, but not marked as read"},
    )


def _praises(verdict: Verdict) -> bool:
    return verdict.choice in ("good", "better")


def _verdict(text: ReviewText | None, key: str, answer: FormAnswer, tag: str) -> Verdict:
    """Return what a reader said of a text. Raises :class:`NotTaken`."""
    choice = answer.text(key)
    if choice not in {one.value for one in _CHOICES}:
        raise NotTaken("no such answer.")
    if text is None:
        raise NotTaken("no such text waits for a reader; perhaps its review is taken already.")
    if not text.is_same(answer.base.get(key)):
        raise NotTaken("the text has changed since the form was made. Have it read once more.")
    better = answer.text(f"{key}{BETTER}").replace("\r\n", "\n") if choice == "better" else ""
    if choice == "better" and (problem := text.problem(better, tag)):
        raise NotTaken(problem)
    reasons = {one.value: one.label for one in _REASONS}
    why = [reasons[one] for one in answer.texts(f"{key}{WHY}") if one in reasons]
    danger = (
        escape_invisible(answer.text(f"{key}{DANGER}"), _NOTE_LETTERS) if choice == "harm" else ""
    )
    label = next(one.label for one in _CHOICES if one.value == choice).removesuffix(": …")
    parts = (f"{label}: {escape_invisible(answer.by, 40)}, {day_words(answer.made)}.", *why, danger)
    changed = better if better != text.text else ""
    was = f"It was: {text.text}" if changed else ""
    return Verdict(text, choice, " ".join(filter(None, (*parts, was))), changed)


def _lines(verdicts: Sequence[Verdict], *, to_file: bool) -> Iterable[str]:
    """Yield what would change, dangers first."""
    dangers = [one for one in verdicts if one.choice == "harm"]
    for one in dangers:
        yield f"Could hurt someone, so English shows instead: {_cut(one.text.where)}"
        yield f"    {_cut(one.text.text)}"
    if dangers:
        step = "messages compile" if to_file else "publish"
        yield f"Kiosks show this text until their next file: run {step} today."
    for one in verdicts:
        if one.better:
            yield f"Better: {_cut(one.text.where)}"
            yield f"    {_cut(one.text.text)} → {_cut(one.better)}"
    good = sum(map(_praises, verdicts))
    unsure = sum(one.choice == "unsure" for one in verdicts)
    if good:
        yield f"{with_noun(good, 'text')} will count as read by a speaker if you say so."
    if unsure:
        yield f"{with_noun(unsure, 'text')} will wait for another reader."


def _cut(text: str) -> str:
    return escape_invisible(text, 160)


def _written(
    place: ReviewedTexts, verdicts: Sequence[Verdict], typed: Mapping[str, str]
) -> Iterable[str]:
    is_read = typed.get(SPEAKER) == "yes"
    place.write(replace(one, is_read=is_read and _praises(one)) for one in verdicts)
    return (f"Written: {with_noun(len(verdicts), 'text')}.",)
