"""The pictures of a website: cards, boards and a poster, as its options ask for them."""

from collections.abc import Callable
from typing import Final

from kiosk.domain.language import OFFERED
from kiosk.editor.website.board_sizes import board_size
from kiosk.editor.website.boards import board_files, poster_files
from kiosk.editor.website.card_choice import CardJob
from kiosk.editor.website.cards import card_files
from kiosk.editor.website.options import WebsiteOptions
from kiosk.presentation.card_faces import Strips
from kiosk.sync.verify import VerifiedBundle

ALL: Final = "all"
"""Stands for every card of the season."""


def picture_files(
    bundle: VerifiedBundle, options: WebsiteOptions, note: Callable[[str], None]
) -> dict[str, bytes]:
    """Return the files of cards, boards and poster by path; ``note`` gets what is left out.

    Raises:
        CardRefused: something that was asked for by name cannot be painted.
    """
    files = dict[str, bytes]()
    ids = () if ALL in options.cards else options.cards
    languages = () if options.languages == OFFERED else options.languages
    job = CardJob.of(bundle, ids, languages, options.host)
    if options.cards:
        files |= card_files(job)
    if options.boards:
        files |= board_files(job, [board_size(size) for size in options.boards])
    if options.poster:
        files |= poster_files(job, Strips(options.poster))
    for line in dict.fromkeys(job.left_out):
        note(line)
    return files
