"""Makes the cards for social media: pictures, captions and the page of each link."""

import calendar
from collections.abc import Iterator
from typing import Final

from kiosk.app import assets, card_pictures
from kiosk.domain.language import Language, known_language
from kiosk.editor.website.card_choice import CardJob, CardRefused, name_of
from kiosk.editor.website.card_numbers import checked_numbers
from kiosk.editor.website.pages import rendered
from kiosk.editor.website.policy import CARD_STYLE, page_policy
from kiosk.presentation.card_faces import CardFace

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


def card_files(job: CardJob) -> dict[str, bytes]:
    """Return ``cards/TAG/ID/`` and ``cards/index.html`` by path.

    Raises:
        CardRefused: a card that was asked for cannot be painted.
    """
    painter = card_pictures.CardPainter()
    files, painted = dict[str, bytes](), list[CardFace]()
    for card in job.cards:
        for face in job.faces(card):
            try:
                pictures = dict(painter.card(face))
            except card_pictures.DoesNotFit as error:
                job.refuse(
                    f"{name_of(face)} is too long for its pictures in "
                    f"{face.language.english_name}: {error}",
                    asked=job.by_name,
                )
                continue
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
        graph={k: v for k, v in graph.items() if v and (job.host or not v.startswith("https://"))},
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
        assets.resources(),
        template,
        CARD_STYLE,
        language=language,
        title=title,
        expires="",
        robots=_ROBOTS,
        policy=page_policy([CARD_STYLE], []).replace("img-src data:", "img-src 'self'"),
        **values,
    )
