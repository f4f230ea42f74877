"""List the words of an export by frequency, with what they seem to say and what was answered."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kiosk.domain.records import Audience
from kiosk.editor.fitting.phrases import find_phrases
from kiosk.editor.fitting.word_meanings import (
    Proposal,
    ServiceWords,
    WordKind,
    WordMeaning,
    WordRule,
    WordRules,
    needs_for,
    propose_phrase,
    propose_term,
    term_text,
    word_key,
)

RARE: Final = 3
"""Services from which a word is worth a question of its own."""
EXAMPLES: Final = 3
"""Names that are shown with a word."""
_ORDER: Final = {kind: number for number, kind in enumerate(WordKind)}


@dataclass(slots=True)
class ExportWord:
    """A word of an export. ``services`` are the positions of the services that have it."""

    kind: WordKind
    text: str
    forms: tuple[str, ...]
    """Other forms of a term (its path, its code), by which a rule may know it."""
    proposal: Proposal | None
    rule: WordRule | None = None
    services: list[int] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)

    @property
    def plain(self) -> bool:
        """Return True if a yes to many may answer it."""
        return self.proposal is not None and not self.proposal.careful

    def accept(self, who: str, on: str) -> WordRule:
        """Return the rule that says yes to the proposal, or that leaves the word unsorted.

        Yes to "whom it is for" shows nothing: the audience is a fact of its own.
        """
        found = self.proposal or Proposal(WordMeaning.UNSORTED)
        return self.answer(found.meaning, found.situations, who, on)

    def answer(
        self, meaning: WordMeaning, situations: tuple[str, ...], who: str, on: str
    ) -> WordRule:
        """Return the rule of an answer."""
        needs = needs_for(situations)
        return WordRule(self.kind, self.text, meaning, situations, needs, (), who, on)

    def whom(self, audience: tuple[Audience, ...], who: str, on: str) -> WordRule:
        """Return the rule that the word says whom a service is for, and which of it shows."""
        return WordRule(self.kind, self.text, WordMeaning.WHOM, (), (), audience, who, on)


def list_words(services: Sequence[ServiceWords], rules: WordRules) -> list[ExportWord]:
    """Return the words of services, the most frequent first.

    Names are asked about where no term sorts a service, first sentences where no name does either.
    """
    words = _Words(services, rules)
    for position, one in enumerate(services):
        words.gather(position, one)
    shown = (word for word in words.found.values() if not _is_a_name_alone(word))
    return sorted(shown, key=lambda one: (-len(one.services), _ORDER[one.kind], one.text))


@dataclass(slots=True)
class _Words:
    """The words found so far, by kind and folded text."""

    services: Sequence[ServiceWords]
    rules: WordRules
    found: dict[tuple[WordKind, str], ExportWord] = field(default_factory=dict)

    def gather(self, position: int, words: ServiceWords) -> None:
        """Add the words of one service."""
        terms = [
            self.add(WordKind.TERM, term_text(forms), position, forms) for forms in words.terms
        ]
        if any(map(_sorts, terms)):
            return
        named = [
            self.add(WordKind.NAME, match.text, position) for match in find_phrases(words.name)
        ]
        if not named:
            self.add(WordKind.NAME, words.name, position)
        if not any(map(_sorts, named)):
            for match in find_phrases(words.sentence):
                self.add(WordKind.SENTENCE, match.text, position)

    def add(
        self, kind: WordKind, text: str, position: int, forms: tuple[str, ...] = ()
    ) -> ExportWord | None:
        """Count a word for a service; return it, or ``None`` if it has no letters."""
        key = kind, word_key(text)
        if not key[1]:
            return None
        word = self.found.get(key)
        if word is None:
            is_term = kind is WordKind.TERM
            proposal = propose_term(text) if is_term else propose_phrase(kind, text)
            rule = self.rules.of(kind, *forms, text)
            word = self.found[key] = ExportWord(kind, text, forms, proposal, rule)
        if position not in word.services[-1:]:
            word.services.append(position)
            if len(word.examples) < EXAMPLES:
                word.examples.append(self.services[position].name)
        return word


def _sorts(word: ExportWord | None) -> bool:
    """Return True if a word sorts a service, or would."""
    if word is None:
        return False
    if word.rule is not None:
        return bool(word.rule.situations)
    return word.proposal is not None and bool(word.proposal.situations)


def _is_a_name_alone(word: ExportWord) -> bool:
    """Return True for a whole name that few services share: it is no question."""
    no_phrase = word.kind is WordKind.NAME and word.proposal is None
    return no_phrase and word.rule is None and len(word.services) < RARE


def count_sorted(services: Iterable[ServiceWords], rules: WordRules) -> int:
    """Count the services that stand in a question by rules."""
    return sum(bool(rules.sort(one).situations) for one in services)


def count_proposed(services: Sequence[ServiceWords], words: Iterable[ExportWord]) -> int:
    """Count the services with a word that seems to say what they do, or that they do not fit."""
    useful = {WordMeaning.DOES, WordMeaning.LEADS, WordMeaning.NOT_HERE}
    found = {
        position
        for word in words
        if word.proposal is not None and word.proposal.meaning in useful
        for position in word.services
    }
    return len(found & set(range(len(services))))


def with_answers(rules: WordRules, more: Iterable[WordRule]) -> WordRules:
    """Return the rules with further ones."""
    return WordRules({**rules.rules, **{rule.key: rule for rule in more}})


def open_words(words: Iterable[ExportWord]) -> Iterator[ExportWord]:
    """Yield the words without an answer."""
    return (word for word in words if word.rule is None)


def new_words(
    services: Sequence[ServiceWords], before: Mapping[str, int], rules: WordRules
) -> list[ExportWord]:
    """Return the words worth a question that neither have an answer nor were in an export before.

    ``before`` counts the terms of the last export by their folded text.
    """
    return [
        word
        for word in open_words(list_words(services, rules))
        if word.kind is WordKind.TERM
        and len(word.services) >= RARE
        and word_key(word.text) not in before
    ]


def term_counts(services: Iterable[ServiceWords]) -> Counter[str]:
    """Count the services of each term, by its folded text."""
    return Counter(word_key(term_text(forms)) for one in services for forms in one.terms)
