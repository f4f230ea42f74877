"""JSON answers of the commands: a contract, described in ``resources/schema``.

The meaning of each field is defined here and repeated in the schema. A text is empty if nothing is
known; fields are never omitted, and later versions only add fields.
"""

import sys
from collections.abc import Sequence
from typing import Annotated, TypedDict

from msgspec import Meta
from msgspec.structs import replace

from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.fields import Amount
from kiosk.domain.queries import AnswerGroup, AnswersQuery, Counts, TileText
from kiosk.domain.records import Need
from kiosk.presentation.answer_groups import Act
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.views import StateTone
from kiosk.sync.sync_answers import DataStatus, FolderState


class SearchResult(TypedDict):
    """One service found."""

    id: Annotated[str, Meta(description="Id of the service, for the command show.")]
    name: Annotated[str, Meta(description="Name of the service, as its organization spells it.")]
    quiet_name: Annotated[str, Meta(description="The name that tells nothing, as a slip shows it.")]
    organization: Annotated[str, Meta(description="Name of the organization.")]
    why: Annotated[str, Meta(description="One short line: what a person gets there.")]
    open: StateTone
    open_words: Annotated[str, Meta(description="The same in words, with a time where known.")]
    first_action: Annotated[str, Meta(description="What to do first, in a word or two.")]


class SearchAnswer(TypedDict):
    """Output of ``search TEXT --json``; texts are in the requested language."""

    results: Annotated[list[SearchResult], Meta(description="The first ones, best first.")]
    total: Annotated[Amount, Meta(description="How many were found.")]
    corrected: Annotated[
        str, Meta(description="A sentence that names the word searched instead; empty if none was.")
    ]
    questions: Annotated[list[str], Meta(description="Ids of questions whose lists answer.")]
    guides: Annotated[list[str], Meta(description="Ids of guides about it.")]
    lines: Annotated[
        list[str], Meta(description="Ids of the lines that always fit, if nothing was found.")
    ]


class ListedAnswer(TypedDict):
    """One service of a list of answers."""

    id: Annotated[str, Meta(description="Id of the service, for the command show.")]
    fit: Annotated[
        int,
        Meta(ge=1, le=4, description="1 made for it, 2 does it too, 3 leads there, 4 not sorted."),
    ]
    group: Annotated[
        AnswerGroup, Meta(description="What the service states about all choices together.")
    ]
    open: Annotated[
        bool | None, Meta(description="Open now; null without fresh hours or a trusted clock.")
    ]


class AnswersGroup(TypedDict):
    """Answers with the same act, under one head."""

    act: Act
    head: Annotated[str, Meta(description="The words over them.")]
    ids: Annotated[list[str], Meta(description="Ids of its services, in order.")]


class TileAnswer(TypedDict):
    """One tile of a need."""

    code: Annotated[str, Meta(description="The first situation it asks about, for --tile.")]
    count: Annotated[Amount, Meta(description="Services made for it, or that do it too.")]


class AnswersAnswer(TypedDict):
    """Output of ``answers NEED --json``: the list that a visitor sees, in its order."""

    need: Need
    tile: Annotated[str, Meta(description="The code of the tile; empty for all of the need.")]
    call: Annotated[list[str], Meta(description="Ids of the lines of the call block.")]
    answers: Annotated[
        list[ListedAnswer], Meta(description="All of them, those that say no to a choice last.")
    ]
    groups: Annotated[
        list[AnswersGroup],
        Meta(description="The same by what a visitor does, without those that say no."),
    ]
    tiles: Annotated[list[TileAnswer], Meta(description="The tiles of the need, in order.")]
    pages: Annotated[
        dict[str, Amount],
        Meta(description="Pages of the list by size and text step, as 1920x1080-M."),
    ]


class StatusAnswer(TypedDict):
    """Output of ``status --json``; the exit code is 1 if there is a problem."""

    counts: Counts
    data: DataStatus
    watched: Annotated[
        FolderState | None, Meta(description="The watched folder; null where the site has none.")
    ]
    event: Annotated[
        str, Meta(description="What was found at this start; empty where there is a problem.")
    ]
    problem: Annotated[
        str, Meta(description="Why there is no directory, for staff; empty when all is well.")
    ]


class Picture(TypedDict):
    """One page as a picture."""

    file: Annotated[str, Meta(pattern=r"\.png$", description="File name, beside tour.json.")]
    screen: Annotated[str, Meta(description="Name of the page; -2, -3 … for its further pages.")]
    language: Annotated[str, Meta(description="Language tag (BCP 47).")]
    size: Annotated[
        str, Meta(pattern=r"^\d+x\d+$", description="Width and height in pixels, as 1920x1080.")
    ]
    text: Annotated[str, Meta(pattern="^(S|M|L|XL)$", description="Text step.")]
    mode: Annotated[
        str,
        Meta(
            pattern="^(default|black-on-white|white-on-black|soft)$",
            description="The colours of the page.",
        ),
    ]
    texts: Annotated[list[str], Meta(description="The visible texts in reading order.")]
    qr: Annotated[list[str], Meta(description="What each QR code says, in reading order.")]
    problems: Annotated[
        list[str], Meta(description="What did not fit or is too small; empty when all is well.")
    ]


class TourAnswer(TypedDict):
    """Content of ``tour.json``, which ``tour DIR`` writes."""

    pictures: list[Picture]


_NOTHING = Counts(
    services=0, organizations=0, locations=0, phones=0, guides=0, cards=0, languages=0
)


def search_answer(presenter: DirectoryPresenter, text: str) -> SearchAnswer:
    """Return services for a typed text, as a visitor sees them."""
    found = presenter.found(text)
    return SearchAnswer(
        results=[
            SearchResult(
                id=card.id,
                name=card.name,
                quiet_name=card.quiet_name,
                organization=card.organization,
                why=" · ".join(filter(None, (card.phrase, card.note))),
                open=card.state.tone,
                open_words=f"{card.state.word} {card.state.detail}".strip(),
                first_action=card.action_word,
            )
            for card in found.window[: found.total]
        ],
        total=found.total,
        corrected=found.corrected,
        questions=[one.id for one in found.questions],
        guides=[one.id for one in presenter.guides_found(text)],
        lines=[] if found.total else [card.id for card in found.window],
    )


def answers_answer(
    presenter: DirectoryPresenter,
    query: AnswersQuery,
    tiles: Sequence[TileText],
    code: str,
    pages: dict[str, int],
) -> AnswersAnswer:
    """Return the answers to the tile of ``code``, or to the whole need if it is empty."""
    directory = presenter.directory
    if directory is None:
        raise LookupError("there is no directory")
    found = directory.answers_to(query, limit=sys.maxsize)
    refused = directory.answers_to(replace(query, refusing=True), limit=sys.maxsize)
    return AnswersAnswer(
        need=query.need,
        tile=code,
        call=[*found.call],
        answers=[
            ListedAnswer(id=one.id, fit=one.fit, group=one.group, open=one.open)
            for one in (*found.answers, *refused.answers)
        ],
        groups=[
            AnswersGroup(act=Act(one.act), head=one.head, ids=[card.id for card in one.cards])
            for one in presenter.groups(found.answers, found.call)[0]
        ],
        tiles=[TileAnswer(code=tile.codes[0], count=tile.count) for tile in tiles],
        pages=pages,
    )


def status_answer(
    directory: ServiceDirectory | None,
    data: DataStatus,
    state: FolderState | None = None,
    *,
    event: str = "",
    problem: str = "",
) -> StatusAnswer:
    """Return the counts of the directory, zeros without one, and what happened when it was opened.

    ``data`` holds its age, signers and trust.
    """
    return StatusAnswer(
        counts=_NOTHING if directory is None else directory.counts(),
        data=data,
        watched=state,
        event=event,
        problem=problem,
    )
