"""Makes electronic boards, printed bulletins and posters: only what people have reviewed."""

from collections.abc import Sequence
from typing import Final

from kiosk.app import card_pictures
from kiosk.editor.website.card_choice import CardJob, CardRefused, name_of
from kiosk.editor.website.card_numbers import checked_numbers
from kiosk.presentation.card_faces import CardFace, Strips

ON_A_POSTER: Final = 3
"""Most languages of a poster."""
PAPERS: Final = ("letter", "a4")
_READ_ME: Final = """\
board-WIDTHxHEIGHT.png: for digital boards, in pixels, sRGB.
bulletin.pdf: for a printed bulletin of 14 x 48 feet, a tenth of that size: 57.6 x 16.8 inches
and 0.5 inches of bleed on each side. All words are outlines and stay 1 inch inside the cut.
Its colours are RGB. Ask the operator to convert them to CMYK, and to send a proof.
Read the number on the proof aloud, and call it, before you say yes.
"""


def board_files(job: CardJob, sizes: Sequence[tuple[int, int]]) -> dict[str, bytes]:
    """Return ``boards/TAG/ID/board-WxH.png`` and ``bulletin.pdf`` by path.

    Raises:
        CardRefused: a card or language that was asked for is not reviewed or too long; or nothing
            at all can be painted.
    """
    painter = card_pictures.CardPainter()
    files = dict[str, bytes]()
    for card in job.cards:
        for face in job.reviewed_faces(card):
            place = f"boards/{face.language.tag}/{face.id}"
            own = _boards(job, painter, face, sizes)
            files |= {f"{place}/{name}": content for name, content in own.items()}
    if not files:
        why = job.left_out[0] if job.left_out else ""
        raise CardRefused(f"There is no board to make. {why}".strip())
    return files | {"boards/README.txt": _READ_ME.encode()}


def _boards(
    job: CardJob,
    painter: card_pictures.CardPainter,
    face: CardFace,
    sizes: Sequence[tuple[int, int]],
) -> dict[str, bytes]:
    files = dict[str, bytes]()
    for width, height in sizes:
        try:
            drawing = checked_numbers(painter.board(face, (width, height)), face.line)
            files[f"board-{width}x{height}.png"] = drawing.png()
        except card_pictures.DoesNotFit:
            job.refuse(_too_long(face, f"a board of {width}x{height}"), asked=job.by_name)
    try:
        drawing, content = painter.bulletin(face, job.date)
        checked_numbers(drawing, face.line)
        files["bulletin.pdf"] = content
    except card_pictures.DoesNotFit:
        job.refuse(_too_long(face, "a printed bulletin"), asked=job.by_name)
    return files


def _too_long(face: CardFace, what: str) -> str:
    return (
        f"{name_of(face)} is too long for {what} in {face.language.english_name}. "
        f"A board has at most seven short words: {face.title}"
    )


def poster_files(job: CardJob, strips: Strips = Strips.WIDE) -> dict[str, bytes]:
    """Return ``poster/TAG-letter.pdf`` and ``TAG-a4.pdf`` of the first reviewed card by path.

    Each language has its own poster, on which it stands first; the first other reviewed ones
    follow.

    Raises:
        CardRefused: a language that was asked for is not reviewed; or no card is.
    """
    painter = card_pictures.CardPainter()
    web = f"https://{job.host}/" if job.host else ""
    faces = next(filter(None, map(job.reviewed_faces, job.cards)), [])
    if not faces:
        why = job.left_out[0] if job.left_out else ""
        raise CardRefused(f"There is no poster to make. {why}".strip())
    files = dict[str, bytes]()
    for face in faces:
        others = [one for one in faces if one is not face]
        shown = (face, *others[: ON_A_POSTER - 1])
        for paper in PAPERS:
            try:
                drawing, content = painter.poster(shown, paper, web, strips, job.date)
            except card_pictures.DoesNotFit as error:
                raise CardRefused(f"{name_of(face)} is too long for a poster: {error}") from error
            checked_numbers(drawing, face.line)
            files[f"poster/{face.language.tag}-{paper}.pdf"] = content
    return files
