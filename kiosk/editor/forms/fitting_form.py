"""The fitting step as a form: what columns and words mean; and its taker."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.domain.situations import KNOWN_SITUATIONS, SITUATIONS
from kiosk.editor.fitting.cell_words import BLANK, answers_for
from kiosk.editor.fitting.column_guesses import (
    FIELDS,
    NEVER,
    ColumnRole,
    ColumnSeen,
    column_label,
    values_key,
)
from kiosk.editor.fitting.fitting_file import save_columns
from kiosk.editor.fitting.word_listing import ExportWord, with_answers
from kiosk.editor.fitting.word_meanings import (
    Proposal,
    WordKind,
    WordMeaning,
    WordRule,
    needs_for,
    read_audiences,
    word_key,
)
from kiosk.editor.floors import SITUATION_FLOOR
from kiosk.editor.forms.answer_file import FormAnswer, TakePlan
from kiosk.editor.forms.form import (
    BY,
    Form,
    FormChoice,
    FormProgress,
    FormQuestion,
    FormSection,
    base_hash,
    who_answers,
)
from kiosk.editor.parsers import vocabulary
from kiosk.editor.source_files import SourceError
from kiosk.editor.sources.desk_answers import SOURCE_NAME
from kiosk.editor.sources.source_fit import SourceFit, load_fit

MOST_WORDS: Final = 100
"""Words on one page; the next page has the others."""
MOST_COLUMNS: Final = 40
_WORD, _COLUMN, _CELL = "word:", "column:", "cell:"
_AND: Final = "+"
_LETTERS: Final = 240
"""Most letters of a word in a key."""
_WHERE: Final = {
    WordKind.TERM: "",
    WordKind.NAME: "in their names, which have no term that sorts them",
    WordKind.SENTENCE: "in their first sentences; nothing else sorts them",
}
_SETTLED: Final = (
    (ColumnRole.NEVER, "Their values are not shown here.", "Never read: people, their own notes"),
    (ColumnRole.FLAG, "They say what is private or a home.", "Obeyed: what they hide stays hidden"),
)
_HOMES: Final = frozenset({"leave_harm", "young_bed", "with_children"})
"""Situations whose homes are hidden."""


def fit_form(fit: SourceFit, system: str) -> Form:
    """Return the form of what waits for a person. Raises :class:`SourceError` if nothing does."""
    words, columns, cells = fit.open[:MOST_WORDS], fit.open_columns, fit.open_cells
    if not words and not columns and not cells:
        raise SourceError(f"Every column and every word of {fit.name} is answered.")
    guessed = [one for one in columns if one.reads]
    others = [one for one in columns if not one.reads][:MOST_COLUMNS]
    sections = [
        FormSection(
            "Columns that need your yes" if guessed else "Columns that are settled",
            tuple(map(_column_question, guessed)),
            facts=tuple(_settled(fit.columns)),
        ),
        FormSection(
            "Columns that nobody named",
            tuple(map(_column_question, others)),
            "Nothing reads them. Say so where one is of use to visitors; else go on.",
        ),
        FormSection(
            "Words of their cells",
            tuple(_cell_question(one, word) for one, word in cells),
            "No rule reads these. Without an answer nothing is concluded from them; a service "
            "without a status stays out.",
        ),
        FormSection("Their words, the most frequent first", tuple(_questions(words, fit))),
    ]
    return Form(
        "fit",
        fit.name,
        "What does their export mean?",
        fit.name,
        head=f"{fit.name}: asked once, used for every next export",
        introduction=_introduction(fit, system, len(guessed)),
        sections=tuple(one for one in sections if one.questions or one.facts),
        closing=who_answers("Who answers? (initials are enough)"),
        lists={"situations": _situations(), "fields": _fields()},
        progress=_progress(fit) if fit.services else None,
        after=f"Then type: resource-kiosk desk take {fit.name}.kioskanswer",
    )


def _progress(fit: SourceFit) -> FormProgress:
    return FormProgress(
        len(fit.services),
        "{covered} of {whole} services stand in a question.",
        tuple(number for number, one in enumerate(fit.services) if fit.rules.sort(one).situations),
        SITUATION_FLOOR,
    )


def _introduction(fit: SourceFit, system: str, asked: int) -> str:
    known = sum(one.role in {ColumnRole.KNOWN, ColumnRole.ANSWER} for one in fit.columns)
    rest = len(fit.columns) - known - asked
    read = (
        f"Read as: {system}. {with_noun(known, 'column')} understood, {asked} to confirm, "
        f"{rest} of no use to visitors.\n"
    )
    if not fit.services:
        return (
            f"{read}No service was found yet. Say which column holds their names, then what else."
        )
    return read + (
        "Say what their words mean, the most frequent first. Stop whenever you like: what you do "
        "not answer stays unsorted, and still shows under Show all."
    )


def _column_question(column: ColumnSeen) -> FormQuestion:
    label = column_label(column.reads)
    yes = (FormChoice(column.reads, f"Yes: {label}"),) if column.reads else ()
    return FormQuestion(
        f"{_COLUMN}{column.column}"[:_LETTERS],
        column.column,
        choices=(*yes, FormChoice(NEVER, "No, never read it" if yes else "Of no use")),
        others="fields",
        lead=f"We would read it as {label}. It is a guess." if column.reads else "",
        notes=(" · ".join(column.values), f"{column.file}, {column.filled:,} filled"),
        base="",
    )


def _cell_key(column: ColumnSeen, word: str) -> str:
    return f"{_CELL}{column.reads}:{word.casefold()}"[:_LETTERS]


def _cell_question(column: ColumnSeen, word: str) -> FormQuestion:
    choices = (FormChoice(text, words) for text, words in answers_for(column.reads, word))
    return FormQuestion(
        _cell_key(column, word),
        "An empty cell" if word == BLANK else word,
        choices=tuple(choices),
        lead=f"{column_label(column.reads)}:",
        notes=(f"{column.file}, {column.column}{_in_cells(column.unread[word])}",),
        base="",
    )


def _in_cells(count: int) -> str:
    return f", in {with_noun(count, 'cell')}" if count else ""


def _settled(columns: Iterable[ColumnSeen]) -> Iterator[tuple[str, str, str]]:
    """Yield what is settled about columns without a question, one line for each reason."""
    for role, what, why in _SETTLED:
        names = dict.fromkeys(one.column for one in columns if one.role is role and one.filled)
        if names:
            yield ", ".join(names), what, why


def _questions(words: Iterable[ExportWord], fit: SourceFit) -> Iterator[FormQuestion]:
    for word in words:
        yield _word_question(word, fit)


def _word_question(word: ExportWord, fit: SourceFit) -> FormQuestion:
    proposal = word.proposal
    choices = [*_choices(proposal)] if proposal else []
    value = choices[0].value if choices else ""
    careful = proposal is not None and proposal.careful
    choices.append(FormChoice(WordMeaning.UNSORTED, "Leave unsorted", covers=False))
    return FormQuestion(
        f"{_WORD}{word.kind}:{word_key(word.text)}"[:_LETTERS],
        word.text,
        choices=tuple(choices),
        others="situations",
        mark=_needs(proposal),
        lead=_lead(proposal),
        count=len(word.services),
        notes=tuple(filter(None, (" · ".join(word.examples), _WHERE[word.kind]))),
        hint=_hint(word, fit),
        proposal=value,
        plain=word.plain,
        careful=careful,
        covers=tuple(word.services),
        base="",
    )


def _choices(proposal: Proposal) -> Iterator[FormChoice]:
    """Yield the proposed answer and what else the word could mean."""
    match proposal.meaning:
        case WordMeaning.WHOM:
            yield FormChoice(WordMeaning.WHOM, "Nothing to show", covers=False)
            if proposal.audience:
                shown = _AND.join(proposal.audience)
                names = ", ".join(vocabulary.AUDIENCES[one] for one in proposal.audience)
                yield FormChoice(f"{WordMeaning.WHOM}:{shown}", f"Show it: {names}", covers=False)
        case WordMeaning.NOT_HERE:
            yield FormChoice(WordMeaning.NOT_HERE, "Not for this kiosk", covers=False)
        case meaning:
            labels = " and ".join(vocabulary.SITUATIONS[code] for code in proposal.situations)
            yield FormChoice(f"{meaning}:{_AND.join(proposal.situations)}", labels)
    for code in proposal.others[:2]:
        yield FormChoice(f"{WordMeaning.DOES}:{code}", vocabulary.SITUATIONS[code])


def _needs(proposal: Proposal | None) -> str:
    needs = proposal.needs if proposal else ()
    return vocabulary.NEEDS[needs[0]] if needs else ""


def _lead(proposal: Proposal | None) -> str:
    match proposal and proposal.meaning:
        case WordMeaning.DOES:
            return "Does it:"
        case WordMeaning.LEADS:
            return "Leads there:"
        case WordMeaning.WHOM:
            return "This says whom it is for, not what it does."
        case WordMeaning.NOT_HERE:
            return "Proposed:"
    return "What is it?"


def _hint(word: ExportWord, fit: SourceFit) -> str:
    """Return what a yes would do beyond sorting."""
    proposal = word.proposal
    if proposal is None:
        return ""
    if proposal.meaning is WordMeaning.NOT_HERE:
        rules = with_answers(fit.rules, [word.answer(WordMeaning.NOT_HERE, (), "", "")])
        gone = sum(rules.sort(fit.services[one]).not_here for one in word.services)
        stay = len(word.services) - gone
        if not gone:
            return "All of them have another word too, so they would stay."
        return f"{with_noun(gone, 'service')} would go: they have no other word. {stay} would stay."
    if proposal.careful and _HOMES.intersection(proposal.situations):
        return (
            "The streets of homes are hidden, whatever else the export says. Made for it? That is "
            "for you to say, service by service."
        )
    return "Asked one by one." if proposal.careful else ""


def _situations() -> tuple[tuple[str, tuple[FormChoice, ...]], ...]:
    """Return all situations under their first need, then the same as "leads there"."""
    groups: dict[str, list[FormChoice]] = {}
    for meaning, lead in ((WordMeaning.DOES, ""), (WordMeaning.LEADS, "Leads there: ")):
        for code in SITUATIONS:
            title = f"{lead}{vocabulary.NEEDS[needs_for([code])[0]]}"
            choice = FormChoice(f"{meaning}:{code}", f"{lead}{vocabulary.SITUATIONS[code]}")
            groups.setdefault(title, []).append(choice)
    more = (
        FormChoice(WordMeaning.WHOM, "Whom it is for: nothing to show", covers=False),
        FormChoice(WordMeaning.NOT_HERE, "Not for this kiosk", covers=False),
    )
    return (*((title, tuple(group)) for title, group in groups.items()), ("No help", more))


def _fields() -> tuple[tuple[str, tuple[FormChoice, ...]], ...]:
    return tuple(
        (
            table.replace("_", " ").capitalize(),
            tuple(FormChoice(f"{table}.{name}", label) for name, label in fields.items()),
        )
        for table, fields in FIELDS.items()
    )


def take_fit(workbook: Path, answer: FormAnswer) -> TakePlan:
    """Return what the answers about a source would change. Raises :class:`SourceError`."""
    name = answer.about
    if not SOURCE_NAME.fullmatch(name):
        raise SourceError(f"{escape_invisible(name, 40)} is not the name of a source.")
    found = load_fit(workbook, name)
    by, day = answer.by[:40], answer.made.isoformat()
    words = {f"{_WORD}{one.kind}:{word_key(one.text)}"[:_LETTERS]: one for one in found.words}
    seen = {f"{_COLUMN}{one.column}"[:_LETTERS]: one for one in found.columns}
    cells = {_cell_key(*pair): pair for pair in found.open_cells}
    rules: list[WordRule] = []
    columns: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    refused: list[str] = []
    for key in answer.answers:
        value, word, column = answer.text(key), words.get(key), seen.get(key)
        if key == BY or not value:
            continue
        if word is not None:
            rule = _rule(word, value, by, day)
            if word.rule is not None and answer.base.get(key) == base_hash(""):
                refused.append(f"{word.text}: somebody has answered it since the page was made.")
            elif rule is None:
                refused.append(f"{word.text}: no such answer.")
            else:
                rules.append(rule)
        elif key in cells and value in dict(answers_for(cells[key][0].reads, cells[key][1])):
            one, text = cells[key]
            values.setdefault(values_key(one.reads), {})[text.casefold()] = value
        elif column is not None and _is_field(value) and column.role is not ColumnRole.NEVER:
            columns[column.column] = value
        else:
            refused.append(f"{escape_invisible(key, 80)}: no such question or answer.")
    return _plan(found, rules, columns, values, refused)


def _plan(
    fit: SourceFit,
    rules: list[WordRule],
    columns: Mapping[str, str],
    values: Mapping[str, Mapping[str, str]],
    refused: list[str],
) -> TakePlan:
    def write(_: Mapping[str, str]) -> Iterable[str]:
        if columns or values:
            save_columns(fit.folder, columns, values)
        after = fit.answer(rules) if rules else fit
        count = f" {after.sorted} of {len(after.services)} services stand in a question."
        return (
            f"Written.{count if after.services else ''}",
            f"To use the answers: desk import {fit.name} EXPORT",
        )

    title = (
        f"Answers about {fit.name}: {with_noun(len(columns), 'column')}, "
        f"{with_noun(len(rules) + sum(map(len, values.values())), 'word')}."
    )
    lines = [
        *(
            f"{name}: {'never read' if to == NEVER else column_label(to)}"
            for name, to in columns.items()
        ),
        *(f"{word}: {text}" for words in values.values() for word, text in words.items()),
        *(f"{rule.text}: {_in_words(rule)}" for rule in rules),
    ]
    plain = tuple(escape_invisible(line, 160) for line in lines)
    return TakePlan(title, plain, tuple(refused), write=write if lines else None)


def _in_words(rule: WordRule) -> str:
    labels = " and ".join(vocabulary.SITUATIONS[code] for code in rule.situations)
    match rule.meaning:
        case WordMeaning.DOES:
            return labels
        case WordMeaning.LEADS:
            return f"leads to {labels}"
        case WordMeaning.WHOM:
            return "whom it is for"
        case WordMeaning.NOT_HERE:
            return "not for this kiosk"
    return "unsorted"


def _rule(word: ExportWord, value: str, who: str, day: str) -> WordRule | None:
    """Return the rule of an answer, ``None`` if there is no such answer."""
    meaning, _, rest = value.partition(":")
    parts = tuple(part for part in rest.split(_AND) if part)
    if meaning in {WordMeaning.DOES, WordMeaning.LEADS} and parts and {*parts} <= KNOWN_SITUATIONS:
        return word.answer(WordMeaning(meaning), parts, who, day)
    if meaning == WordMeaning.WHOM:
        return word.whom(read_audiences(parts), who, day)
    plain = {WordMeaning.NOT_HERE, WordMeaning.UNSORTED}
    return word.answer(WordMeaning(meaning), (), who, day) if meaning in plain else None


def _is_field(value: str) -> bool:
    table, _, name = value.partition(".")
    return value == NEVER or name in FIELDS.get(table, {}) or name == "id"
