"""The pictures of a website: cards for social media, electronic boards, bulletins and posters.

Boards, bulletins and posters show only what people have reviewed.
"""

import calendar
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from kiosk.app import card_pictures
from kiosk.domain.language import OFFERED, Language, known_language
from kiosk.editor.website.card_choice import CardJob, CardRefused, name_of
from kiosk.editor.website.pages import rendered
from kiosk.editor.website.policy import CARD_STYLE, page_policy
from kiosk.editor.website.website_options import WebsiteOptions, board_size
from kiosk.presentation.card_faces import CardBook, CardFace, CardLine, Strips
from kiosk.sync.verify import VerifiedBundle

ALL: Final = "all"
"""Stands for every card of the season."""
MOST_BYTES: Final = 300_000
"""Size of a picture from which services may not show it with a link."""
LINK_PICTURE: Final = "link.png"
_LOCALES: Final = {
    "en": "en_US",
    "es": "es_LA",
    "zh-Hans": "zh_CN",
    "zh-Hant": "zh_TW",
    "vi": "vi_VN",
    "ru": "ru_RU",
    "uk": "uk_UA",
    "pa": "pa_IN",
    "hi": "hi_IN",
    "fil": "tl_PH",
    "ko": "ko_KR",
    "ar": "ar_AR",
    "fa": "fa_IR",
    "prs": "fa_IR",
    "ps": "ps_AF",
}
"""Locales of Open Graph; those of Facebook have no Hmong."""
_ROBOTS: Final = "noindex,noarchive"
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


class WrongPicture(Exception):  # noqa: N818 - never expected
    """A picture would show another number than the signed one, or a text outside its safe part."""


def picture_files(
    bundle: VerifiedBundle, options: WebsiteOptions, note: Callable[[str], None]
) -> dict[str, bytes]:
    """Return the files of cards, boards and poster by path; ``note`` gets what is left out.

    Raises:
        CardRefused: something that was asked for by name cannot be painted.
    """
    job = CardJob(
        CardBook(bundle.records, bundle.helplines, bundle.created),
        options.host,
        () if ALL in options.cards else options.cards,
        () if options.languages == OFFERED else options.languages,
    )
    files = card_files(job) if options.cards else {}
    if options.boards:
        files |= board_files(job, [board_size(size) for size in options.boards])
    if options.poster:
        files |= poster_files(job, Strips(options.poster))
    for line in dict.fromkeys(job.left_out):
        note(line)
    return files


def checked_numbers(drawing: card_pictures.Drawing, line: CardLine) -> card_pictures.Drawing:
    """Return a drawing whose letters show the line's number, all inside the safe part.

    Raises:
        WrongPicture: they do not.
    """
    shown = set(drawing.numbers)
    if line.written not in shown or shown - {line.written, line.spaced}:
        raise WrongPicture(f"{line.id}: {line.written} is not what its picture shows: {shown}.")
    if drawing.outside():
        raise WrongPicture(f"{line.id}: outside the safe part: {drawing.outside()}.")
    return drawing


@contextmanager
def _fitting(job: CardJob, face: CardFace, what: str, hint: str = "") -> Iterator[None]:
    """Leave out ``what`` if a text does not fit, or refuse it if it was asked for by name."""
    try:
        yield
    except card_pictures.DoesNotFit as error:
        name, language = name_of(face), face.language.english_name
        why = f"{name} is too long for {what} in {language}: “{error}”{hint}"
        job.refuse(why, asked=job.by_name)


# --- cards ----------------------------------------------------------------------------------------


def card_files(job: CardJob) -> dict[str, bytes]:
    """Return ``cards/TAG/ID/`` and ``cards/index.html`` by path.

    Raises:
        CardRefused: a card that was asked for cannot be painted.
    """
    painter = card_pictures.CardPainter()
    files, painted = dict[str, bytes](), list[CardFace]()
    for card in job.cards:
        for face in job.faces(card):
            with _fitting(job, face, "its pictures"):
                pictures = dict(painter.card(face))
                place = f"cards/{face.language.tag}/{face.id}"
                own = _files_of(job, face, pictures)
                files |= {f"{place}/{name}": content for name, content in own.items()}
                painted.append(face)
    months = {card.id: card.months for card in job.cards}
    files["cards/index.html"] = _index(painted, months).encode()
    return files


def _files_of(
    job: CardJob, face: CardFace, pictures: dict[str, card_pictures.Drawing]
) -> dict[str, bytes]:
    files = {name: checked_numbers(drawing, face.line).png() for name, drawing in pictures.items()}
    for name, content in files.items():
        if len(content) > MOST_BYTES:
            raise CardRefused(f"{name_of(face)}: {name} has {len(content):,} bytes.")
    return files | {
        "caption.txt": ("\n".join(_caption(face)) + "\n").encode(),
        "alt.txt": f"{alt_of(face)}\n".encode(),
        "card.html": _card_page(job, face, pictures[LINK_PICTURE]).encode(),
    }


def _caption(face: CardFace) -> Iterator[str]:
    """Yield the lines to post with a picture: no sign for searches, and no address."""
    yield face.title
    yield face.text
    yield face.line.written
    if face.mark:
        yield f"({face.mark})"


def alt_of(face: CardFace) -> str:
    """Return the words of a picture for those who hear it."""
    words = (face.title, face.english, face.line.written, face.promise, face.mark)
    return " ".join(filter(None, words))


def _card_page(job: CardJob, face: CardFace, link: card_pictures.Drawing) -> str:
    """Return the page of a link: the only one with Open Graph tags."""
    tag = face.language.tag
    base = f"https://{job.host}/cards/{tag}/{face.id}/"
    graph = {
        "og:type": "website",
        "og:title": face.title,
        "og:description": face.text,
        "og:image": base + LINK_PICTURE,
        "og:image:width": str(link.width),
        "og:image:height": str(link.height),
        "og:image:alt": alt_of(face),
        "og:locale": _LOCALES.get(tag, ""),
        "og:url": base + "card.html",
    }
    return _page(
        "card.html.j2",
        face.language,
        face.information,
        graph={key: value for key, value in graph.items() if value},
        face=face,
        picture=LINK_PICTURE,
        link=link,
        alt=alt_of(face),
    )


def _index(faces: list[CardFace], months: dict[str, tuple[int, ...]]) -> str:
    """Return the list of all cards, for those who post them."""
    files = (*card_pictures.CARD_PICTURES, "caption.txt", "alt.txt", "card.html")
    shown = [
        (face, ", ".join(calendar.month_name[month] for month in months[face.id])) for face in faces
    ]
    return _page("cards.html.j2", known_language("en"), "Information", faces=shown, files=files)


def _page(template: str, language: Language, title: str, **values: object) -> str:
    return rendered(
        template,
        CARD_STYLE,
        language=language,
        title=title,
        expires="",
        robots=_ROBOTS,
        policy=page_policy([CARD_STYLE], []).replace("img-src data:", "img-src 'self'"),
        **values,
    )


# --- boards and posters ---------------------------------------------------------------------------


def board_files(job: CardJob, sizes: Sequence[tuple[int, int]]) -> dict[str, bytes]:
    """Return ``boards/TAG/ID/board-WxH.png`` and ``bulletin.pdf`` by path.

    Raises:
        CardRefused: a card or language that was asked for is not reviewed or too long; or nothing
            at all can be painted.
    """
    painter = card_pictures.CardPainter()
    files, hint = dict[str, bytes](), " A board has at most seven short words."
    for card in job.cards:
        for face in job.reviewed_faces(card):
            place = f"boards/{face.language.tag}/{face.id}"
            for width, height in sizes:
                with _fitting(job, face, f"a board of {width}x{height}", hint):
                    drawing = checked_numbers(painter.board(face, (width, height)), face.line)
                    files[f"{place}/board-{width}x{height}.png"] = drawing.png()
            with _fitting(job, face, "a printed bulletin", hint):
                drawing, content = painter.bulletin(face, job.date)
                checked_numbers(drawing, face.line)
                files[f"{place}/bulletin.pdf"] = content
    if not files:
        raise job.nothing("board")
    return files | {"boards/README.txt": _READ_ME.encode()}


def poster_files(job: CardJob, strips: Strips = Strips.WIDE) -> dict[str, bytes]:
    """Return ``poster/TAG-letter.pdf`` and ``TAG-a4.pdf`` of the first reviewed card by path.

    Each language has its own poster, on which it stands first; the first other reviewed ones
    follow.

    Raises:
        CardRefused: a language that was asked for is not reviewed; or no card is.
    """
    painter = card_pictures.CardPainter()
    web = f"https://{job.host}/"
    faces = next(filter(None, map(job.reviewed_faces, job.cards)), [])
    files = dict[str, bytes]()
    for face in faces:
        shown = (face, *[one for one in faces if one is not face][: ON_A_POSTER - 1])
        for paper in PAPERS:
            with _fitting(job, face, "a poster"):
                drawing, content = painter.poster(shown, paper, web, strips, job.date)
                checked_numbers(drawing, face.line)
                files[f"poster/{face.language.tag}-{paper}.pdf"] = content
    if not files:
        raise job.nothing("poster")
    return files
