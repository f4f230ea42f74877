"""What every coalition needs of the factory directory, and nothing of one place.

``resources/publishing/starter.toml`` says which lines and sources are national, and which are of
one state. What neither list knows is of one place and left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import Any, Final

from msgspec.structs import replace

from kiosk.domain.checks import FIGURE, guide_places, kind_of, records_of_kind, source_texts
from kiosk.domain.records import (
    AnyRecord,
    AwarenessCard,
    Figure,
    Guide,
    GuideBlock,
    GuideBlockKind,
    Organization,
    Phone,
    Schedule,
    SearchWord,
    Service,
    Source,
    Tile,
    Translation,
)
from kiosk.domain.resource_text import resource_table
from kiosk.domain.text import source_hash

_TABLE: Final[dict[str, Any]] = resource_table("publishing", "starter.toml")
_LINES: Final = frozenset(_TABLE["lines"])
_MARKS: Final[dict[str, str]] = _TABLE["mark"]
_NATIONAL: Final = tuple(_TABLE["national"])
_EVERYWHERE: Final = frozenset(_TABLE["everywhere"])
_SOURCE: Final = "en"


class _Reach(Enum):
    """Where a text holds."""

    NATION = auto()
    STATE = auto()
    PLACE = auto()


def starter_records(records: Sequence[AnyRecord]) -> list[AnyRecord]:
    """Return guides, cards, questions, search words and the national lines, with translations.

    A line of a guide that rests on the law of one state begins with the state's name, in each
    language. What is of one place is left out.
    """
    figures = records_of_kind(records, Figure)
    services = records_of_kind(records, Service)
    owners = {services[line].organization_id for line in _LINES if line in services}
    kept = [each for one in records if (each := _kept(one, owners, figures)) is not None]
    places = {place for one in kept if isinstance(one, Guide) for place in guide_places(one)}
    kept += [
        replace(one, guide=one.guide if one.guide in places else None)
        for one in records_of_kind(records, Tile).values()
    ]
    named = {
        name for one in kept for text in source_texts(one).values() for name in FIGURE.findall(text)
    }
    kept += [figure for figure in figures.values() if figure.id in named]
    texts = _texts(records)
    return [
        *kept,
        *_translations(records_of_kind(records, Translation).values(), texts, _texts(kept)),
    ]


def _kept(  # noqa: PLR0911 - a row a kind
    record: AnyRecord, owners: set[str], figures: dict[str, Figure]
) -> AnyRecord | None:
    """Return a record as a new coalition gets it; ``None`` if it gets none of it."""
    match record:
        case Organization():
            return record if record.id in owners else None
        case Service():
            return replace(record, referral_line=None) if record.id in _LINES else None
        case Phone() | Schedule():
            return record if record.service_id in _LINES else None
        case AwarenessCard():
            line = record.line_id if record.line_id in _LINES else None
            reach = _reach(record.text, record.sources, figures)
            return replace(record, line_id=line) if reach is _Reach.NATION else None
        case SearchWord():
            lines = tuple(one for one in record.service_ids if one in _LINES)
            words = tuple(one for one in record.words if not _is_local(one))
            aims = lines or record.needs or record.guide_ids
            return replace(record, service_ids=lines, words=words) if aims and words else None
        case Guide():
            blocks = _blocks(record, figures)
            lines = tuple(one for one in record.service_ids if one in _LINES)
            return replace(record, blocks=blocks, service_ids=lines) if blocks else None
        case _:
            return None


def _blocks(guide: Guide, figures: dict[str, Figure]) -> tuple[GuideBlock, ...]:
    """Return the lines of a guide that hold elsewhere, and the headings that still have one."""
    kept = list[GuideBlock]()
    for block in guide.blocks:
        if block.kind is GuideBlockKind.HEADING and kept and kept[-1].kind is block.kind:
            kept.pop()
        everywhere = f"{guide.id}/{block.id}" in _EVERYWHERE
        reach = _reach(block.text, () if everywhere else block.sources, figures)
        if reach is _Reach.STATE:
            kept.append(replace(block, text=_marked(block.text, _SOURCE)))
        elif reach is _Reach.NATION:
            kept.append(block)
    while kept and kept[-1].kind is GuideBlockKind.HEADING:
        kept.pop()
    return tuple(kept)


def _reach(text: str, sources: Iterable[Source], figures: dict[str, Figure]) -> _Reach:
    """Return where a text holds, by its words, its sources and those of its figures."""
    used = [figures[name] for name in FIGURE.findall(text) if name in figures]
    names = [one.name for one in (*sources, *(each for one in used for each in one.sources))]
    if _is_local(text):
        return _Reach.PLACE
    if any(word in name for name in names for word in _TABLE["state"]):
        return _Reach.STATE
    is_national = not names or any(name.startswith(_NATIONAL) for name in names)
    return _Reach.NATION if is_national else _Reach.PLACE


def _is_local(text: str) -> bool:
    return any(word.casefold() in text.casefold() for word in _TABLE["local"])


def _marked(text: str, language: str) -> str:
    return f"{_MARKS[language]}: {text}"


Texts = dict[tuple[str, str, str], str]
"""English texts by kind, id and field of their record."""


def _texts(records: Iterable[AnyRecord]) -> Texts:
    return {
        (kind_of(one), one.id, field): text
        for one in records
        for field, text in source_texts(one).items()
    }


def _translations(
    every: Iterable[Translation], before: Texts, after: Texts
) -> Iterator[Translation]:
    """Yield the translations of the texts that stay; those of a marked text are marked too."""
    for one in every:
        key = (one.entity, one.entity_id, one.field)
        text = after.get(key)
        if text is None or source_hash(before[key]) != one.source_hash:
            continue
        if text == before[key]:
            yield one
        elif one.language in _MARKS:
            words = _marked(one.text, one.language)
            yield replace(one, text=words, source_hash=source_hash(text))
