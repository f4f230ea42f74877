"""Directories that nobody wrote: seeded, in nine languages, as large as asked for.

Words are made of syllables of each script and used with Zipf frequencies, so that posting lists are
long and short as in real texts. A document is one service in one language: the shares of languages,
the lengths of names and descriptions, and the share of everyday words of the subject follow the
corpus that the design of the search was measured with.
"""
# ruff: noqa: S311 - samples are seeded on purpose

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Audience,
    Cost,
    Location,
    Need,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Translation,
    Weekday,
)
from kiosk.domain.text import source_hash

SHARES = {
    "en": 0.44,
    "es": 0.10,
    "zh-Hans": 0.08,
    "ar": 0.07,
    "vi": 0.07,
    "ru": 0.06,
    "ko": 0.06,
    "fr": 0.06,
    "pt": 0.06,
}
FIVE = ("en", "es", "zh-Hans", "ar", "vi")
"""The languages of a full sync file: those whose scripts are cut in different ways."""
WORDS = 8_000
"""Words of each language."""
SUBJECT_WORDS = 60
SUBJECT_IN_NAME, SUBJECT_IN_TEXT = 0.6, 0.18
NAME_WORDS, PHRASE_WORDS, TEXT_WORDS = 5, 6, 54
SHORT_TEXT_WORDS = 27
"""Of a directory whose every text is translated: half of those of one that is only described."""
CHECKED = dt.date(2026, 11, 1)
# Beginnings, middles and ends of syllables.
SYLLABLES = {
    "en": "b c d f g h l m n p r s t w st tr sh th|a e i o u ea ou|n r s t l nd ck",
    "es": "b c d f g l m n p r s t v ll ch|a e i o u á é í ó|n r s l",
    "ar": "ب ت ث ج ح خ د ر س ش ص ط ع ف ق ك ل م ن ه و ي|ا و ي َ ِ ُ|ن ر ل م ت",
    "vi": "b c ch d đ g h kh l m n ng nh ph s t th tr v|a ă â e ê i o ô ơ u ư á à ả ã ạ|n m ng c",
    "ru": "б в г д ж з к л м н п р с т х ч ш|а е и о у ы я ё|н р с т л й",
    "ko": "가 나 다 라 마 바 사 아 자 하 고 노 도 로 모|거 너 더 러 머 기 니 디 리|은 는 을 를 에",
    "fr": "b c d f g l m n p r s t v ch|a e i o u é è ê œ ou|n r s t l",
    "pt": "b c d f g l m n p r s t v nh lh|a e i o u ã õ ç á ê|n r s l m",
}


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of one language with their summed weights."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    subject: tuple[str, ...]
    joint: str

    def sentence(self, chance: random.Random, length: int, share: float) -> str:
        """``length`` words, a ``share`` of them about the subject."""
        common = chance.choices(self.words, cum_weights=self.weights, k=length)
        said = [chance.choice(self.subject) if chance.random() < share else word for word in common]
        return self.joint.join(said)


def tongue(language: str, chance: random.Random) -> Tongue:
    """A made-up vocabulary in the script of a language; frequent words are short."""
    words: dict[str, None] = {}
    parts = [part.split() for part in SYLLABLES.get(language, "||").split("|")]
    while len(words) < WORDS:
        length = 1 + (len(words) > WORDS // 40) + (len(words) > WORDS // 4)
        if language == "zh-Hans":
            # Squaring the chance makes a few hundred characters do most of the work.
            words["".join(chr(0x4E00 + int(chance.random() ** 2 * 3000)) for _ in range(2))] = None
        else:
            syllables = ["".join(map(chance.choice, parts)) for _ in range(length)]
            words["".join(syllables)] = None
    ordered = tuple(words)
    weights = tuple(accumulate(1 / rank for rank in range(1, WORDS + 1)))
    subject = ordered[100 : WORDS : WORDS // SUBJECT_WORDS][:SUBJECT_WORDS]
    return Tongue(ordered, weights, subject, "" if language == "zh-Hans" else " ")


def directory(documents: int, seed: int = 7) -> Iterator[AnyRecord]:
    """The records of a directory whose search index has about ``documents`` documents."""
    chance = random.Random(seed)
    tongues = {language: tongue(language, chance) for language in SHARES}
    services = max(round(documents * SHARES["en"]), 1)
    for number in range(max(services // 10, 1)):
        name = tongues["en"].sentence(chance, 3, SUBJECT_IN_NAME)
        yield Organization(id=f"o{number}", name=name[:120])
    others = [language for language in SHARES if language != "en"]
    extra = [SHARES[language] / SHARES["en"] for language in others]
    for number in range(services):
        service = _service(number, tongues["en"], chance, max(services // 10, 1))
        yield service
        yield from _around(service, number, chance)
        for language, share in zip(others, extra, strict=True):
            if chance.random() < share:
                yield from _translations(service, language, tongues[language], chance)


def whole_directory(
    services: int, languages: tuple[str, ...] = FIVE, seed: int = 7
) -> Iterator[AnyRecord]:
    """A directory in which every text is there in all ``languages``, English first.

    10,000 services in five languages are 174,000 lines of 40 MB: far more than one county has.
    """
    chance = random.Random(seed)
    tongues = {language: tongue(language, chance) for language in languages}
    organizations = max(services // 10, 1)
    for number in range(organizations):
        name = tongues["en"].sentence(chance, 3, SUBJECT_IN_NAME)
        yield Organization(id=f"o{number}", name=name[:120])
    for number in range(services):
        service = _service(number, tongues["en"], chance, organizations, SHORT_TEXT_WORDS)
        yield service
        yield from _around(service, number, chance)
        for language in languages[1:]:
            spoken = tongues[language]
            yield from _translations(service, language, spoken, chance, SHORT_TEXT_WORDS)


def _service(
    number: int,
    english: Tongue,
    chance: random.Random,
    organizations: int,
    text_words: int = TEXT_WORDS,
) -> Service:
    languages = ["en", *chance.sample(["es", "zh", "ar", "vi", "ru", "ko"], chance.randint(0, 3))]
    return Service(
        id=f"s{number}",
        organization_id=f"o{chance.randrange(organizations)}",
        name=english.sentence(chance, NAME_WORDS, SUBJECT_IN_NAME)[:120],
        quiet_name=f"Place {number:05}",
        phrase=english.sentence(chance, PHRASE_WORDS, SUBJECT_IN_TEXT)[:90],
        description=english.sentence(chance, text_words, SUBJECT_IN_TEXT)[:2000],
        # One need in four is food, as the common filter of the measured design.
        categories=(Need.FOOD if chance.random() < 0.25 else chance.choice(list(Need)),),
        importance=number + 1,
        audience=tuple(chance.sample(list(Audience), 2)),
        cost=(chance.choice(list(Cost)),),
        languages=tuple(languages),
        assured_date=CHECKED,
    )


def _around(service: Service, number: int, chance: random.Random) -> Iterator[AnyRecord]:
    digits = 2_000_000 + number % 8_000_000
    yield Phone(id=f"p{number}", service_id=service.id, number=f"+1916{digits}")
    yield Location(
        id=f"l{number}",
        organization_id=service.organization_id,
        address_visibility=AddressVisibility.PUBLIC,
        latitude=chance.gauss(38.58, 0.1),
        longitude=chance.gauss(-121.49, 0.1),
    )
    yield ServiceAtLocation(id=f"a{number}", service_id=service.id, location_id=f"l{number}")
    opens = chance.randrange(5, 12)
    # Three services in ten close at noon, one in ten is open through the night.
    kind = chance.random()
    rows = [(opens, 12), (13, 17)] if kind < 0.3 else [(20, 8)] if kind < 0.4 else [(opens, 17)]
    for row, (start, end) in enumerate(rows):
        yield Schedule(
            id=f"h{number}.{row}",
            service_id=service.id,
            byday=tuple(Weekday)[: chance.randint(5, 7)],
            opens_at=f"{start:02}:00",
            closes_at=f"{end:02}:00",
        )


def _translations(
    service: Service,
    language: str,
    spoken: Tongue,
    chance: random.Random,
    text_words: int = TEXT_WORDS,
) -> Iterator[Translation]:
    texts = {
        "name": spoken.sentence(chance, NAME_WORDS, SUBJECT_IN_NAME),
        "phrase": spoken.sentence(chance, PHRASE_WORDS, SUBJECT_IN_TEXT),
        "description": spoken.sentence(chance, text_words, SUBJECT_IN_TEXT),
    }
    for field, text in texts.items():
        yield Translation(
            id=f"{service.id}.{language.lower()}.{field}",
            entity="service",
            entity_id=service.id,
            field=field,
            language=language,
            text=text,
            source_hash=source_hash(getattr(service, field)),
        )


def keystrokes(documents: int, sessions: int, seed: int = 11) -> list[tuple[str, str]]:
    """(language, typed so far) for each letter of ``sessions`` searches, two in five English.

    A search is one or two words; each is of the subject in half of the cases, else of any rank.
    """
    maker = random.Random(7)
    tongues = {language: tongue(language, maker) for language in SHARES}
    chance = random.Random(seed + documents)
    others = [language for language in SHARES if language != "en"]
    typed = []
    for number in range(sessions):
        language = "en" if number % 5 < 2 else others[number % len(others)]
        spoken = tongues[language]
        search = spoken.sentence(chance, chance.randint(1, 2), 0.5)
        typed += [(language, search[:end]) for end in range(1, len(search) + 1)]
    return typed
