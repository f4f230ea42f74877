"""The JSON answers of the commands: a contract, described in ``resources/schema``."""

from dataclasses import asdict
from typing import TypedDict

from kiosk.domain.browse import Counts
from kiosk.services.desk import Desk, Directory
from kiosk.services.views import ServiceView


class SearchResult(TypedDict):
    """One found service."""

    id: str
    name: str
    organization: str
    why: str
    open: str
    open_words: str
    first_action: str


class SearchAnswer(TypedDict):
    """What ``search`` prints; ``corrected`` is empty unless another word was searched."""

    results: list[SearchResult]
    total: int
    corrected: str


class StatusAnswer(TypedDict):
    """What ``status`` prints. ``problem`` is empty when all is well."""

    counts: dict[str, int]
    event: str
    problem: str


_NOTHING = Counts(
    services=0, organizations=0, locations=0, phones=0, guides=0, cards=0, languages=0
)


def search_answer(desk: Desk, text: str) -> SearchAnswer:
    """Services for what a visitor would type, as a visitor would see them."""
    found = desk.found(text)
    return SearchAnswer(
        results=[
            SearchResult(
                id=card.id,
                name=card.name,
                organization=card.organization,
                why=card.why,
                open=card.state.tone.value,
                open_words=f"{card.state.word} {card.state.detail}".strip(),
                first_action=card.action_word,
            )
            for card in found.window
        ],
        total=found.total,
        corrected=found.corrected,
    )


def service_answer(view: ServiceView) -> dict[str, object]:
    """Everything a visitor may see of a service."""
    return asdict(view)


def status_answer(
    directory: Directory | None, *, event: str = "", problem: str = ""
) -> StatusAnswer:
    """How much the directory holds, nothing without one, and what happened when it was opened."""
    counts = _NOTHING if directory is None else directory.counts()
    return StatusAnswer(counts=asdict(counts), event=event, problem=problem)
