"""Render every page in the requested languages, sizes, text steps and modes as pictures."""

import html
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from kiosk.devices.printers import PrinterProblem
from kiosk.devices.speech import VOICES
from kiosk.domain.place import Coordinates
from kiosk.presentation.command_answers import Picture, TourAnswer
from kiosk.ui.composer import Composer
from kiosk.ui.kit.scene import Scene
from kiosk.ui.runtime.act_text import parse_act
from kiosk.visit.acts import ChooseLanguage, Mode, TextStep, TurnPage
from kiosk.visit.listening import SpeechState
from kiosk.visit.paper import NO_PRINTER, Job, PaperState
from kiosk.visit.visit import Visit, helper_visit, new_visit, reduce_visit

MOST_PAGES = 6
"""Most pages of one list or guide in the tour; more add nothing to see."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One page of the tour: the acts that lead to it, after the choice of language.

    That of a ``helper`` begins with the list that helpers see.
    """

    name: str
    acts: tuple[str, ...]
    pages: bool = False
    seconds: int | None = None
    ear: SpeechState | None = None
    paper: PaperState = NO_PRINTER
    helper: bool = False


HERE = Coordinates(38.5799, -121.4927)
"""An invented position of the kiosk, for the pages that show a way from it."""
WEB = "https://help.example.org"
"""An invented website, for the code that opens it."""
READY = PaperState(trouble=None)
PRINT = ("service:weave-line", "print:weave-line")
HELPED = ("keep:weave-line", "keep:county-health-center", "keep:line-211")
"""Three services that are taken."""
SORTED = ("need:safe_place", "tile:safe_place.with_children", "chip:no_id", "chip:men", "refusing")
STOPS: tuple[Stop, ...] = (
    Stop("attract", ("return",)),
    Stop("home", ()),
    Stop("question", ("need:safe_place",), pages=True),
    Stop("question-young", ("need:young",), pages=True),
    Stop("question-quiet", ("need:okay",), pages=True),
    Stop("results", ("need:safe_place", "tile:safe_place.bed_tonight"), pages=True),
    Stop("results-lines", ("need:talk", "tile:talk.talk_harm"), pages=True),
    Stop("results-read", ("need:okay", "tile:okay.not_paid"), pages=True),
    Stop("results-sorted", SORTED, pages=True),
    Stop("results-young", ("need:young", "tile:young.young_bed")),
    Stop("results-all", ("need:health", "all:health"), pages=True),
    Stop("chips", ("need:safe_place", "all:safe_place", "chips"), pages=True),
    Stop("service-line", ("need:talk", "service:weave-line"), pages=True),
    Stop("service-work", ("need:work", "service:labor-commissioner-claims"), pages=True),
    Stop("service-place", ("need:food", "service:loaves-and-fishes-dining-room"), pages=True),
    Stop("way", ("need:food", "way:loaves-and-fishes-dining-room"), pages=True),
    Stop("way-far", ("need:health", "way:hospital-emergency-rooms-care"), pages=True),
    Stop("learn", ("service:weave-line", "learn:weave-line")),
    Stop("learn-hide", ("service:weave-line", "learn:weave-line", "step:hide1")),
    Stop("learn-hidden", ("service:weave-line", "learn:weave-line", "step:hideall")),
    Stop("learn-try", ("service:weave-line", "learn:weave-line", "step:try:", "key:9", "key:1")),
    Stop("learn-long", ("talk", "learn:nhth-line")),
    Stop("qr", ("service:weave-line", "qr:weave-line"), pages=True),
    Stop("qr-text", ("talk", "qr:ndvh-line/text")),
    Stop("qr-contact", ("service:weave-line", "qr:weave-line/contact")),
    Stop("qr-web", ("service:weave-line", "qr:weave-line/service_page"), pages=True),
    Stop("qr-words", ("need:food", "qr:loaves-and-fishes-dining-room/words"), pages=True),
    Stop("print", PRINT, pages=True),
    Stop("print-ready", PRINT, paper=READY, pages=True),
    *(
        Stop(f"print-{name}", PRINT, paper=replace(READY, job=job), pages=True)
        for name, job in (("running", Job.RUNNING), ("done", Job.DONE))
    ),
    Stop(
        "print-failed",
        (*HELPED, "list", "print"),
        paper=PaperState(PrinterProblem.PAPER_OUT, Job.FAILED, PrinterProblem.PAPER_OUT),
        pages=True,
    ),
    Stop("staff", ("need:young", "staff")),
    Stop("list-empty", ("list",)),
    Stop("list", ("keep:weave-line", "keep:labor-commissioner-claims", "keep:line-211", "list")),
    Stop("guides", ("need:okay", "guides"), pages=True),
    Stop("guide", ("need:okay", "guide:is-this-okay"), pages=True),
    Stop("guide-law", ("need:papers", "guide:papers-and-police"), pages=True),
    Stop("guide-young", ("need:young", "guide:under-18")),
    Stop("talk", ("talk",), pages=True),
    Stop("talk-no-voice", ("talk", "chip:no_voice"), pages=True),
    Stop("lines", ("talk", "lines"), pages=True),
    Stop("speak", ("talk", "speak"), pages=True),
    Stop("speak-card", ("talk", "speak", "speak:yue")),
    Stop("search", ("search",)),
    Stop("search-typed", ("search", "key:s", "key:a")),
    Stop("search-nothing", ("search", "key:q", "key:x", "key:z", "key:q")),
    Stop("languages", ("languages",)),
    Stop("see", ("see",), pages=True),
    Stop("listen", ("listen",), pages=True),
    Stop("listen-unplugged", ("listen",), ear=SpeechState.UNPLUGGED, pages=True),
    Stop("names", ("return", "listen"), pages=True),
    Stop("names-unplugged", ("return", "listen"), ear=SpeechState.UNPLUGGED, pages=True),
    Stop("pictures", ("pictures",)),
    Stop("pictures-failed", ("pictures",), ear=SpeechState.FAILED),
    Stop("pictures-question", ("pictures", "need:food"), ear=SpeechState.FAILED),
    Stop("pictures-numbers", ("pictures", "need:food", "tile:food.eat_today")),
    Stop(
        "pictures-numbers-failed",
        ("pictures", "need:talk", "tile:talk.talk_harm"),
        ear=SpeechState.FAILED,
    ),
    Stop("hidden", ("need:food", "listen", "hear:hide")),
    Stop("hidden-unplugged", ("need:food", "listen", "hear:hide"), ear=SpeechState.UNPLUGGED),
    Stop("helper", (), pages=True, helper=True),
    Stop("helper-tile", ("need:food", "tile:food.eat_today"), helper=True),
    Stop("helper-sorted", SORTED, helper=True, pages=True),
    Stop("helper-taken", ("need:health", "all:health", *HELPED, "page:3"), helper=True),
    Stop("person", (*HELPED, "person"), helper=True),
    Stop("idle", ("need:health",), seconds=22),
    Stop("cover", ("leave",)),
)


def visit_to(stop: Stop, language: str, first: str, size: str, mode: str) -> Visit:
    """Return the visit at a stop, reached by real touches."""
    step, colors = TextStep(size), Mode(mode)
    visit = replace(new_visit(first), size=step, mode=colors)
    visit = reduce_visit(visit, ChooseLanguage(language))
    if stop.helper:
        visit = replace(helper_visit(first, language, step), mode=colors)
    for act in stop.acts:
        visit = reduce_visit(visit, parse_act(act))
    if "return" in stop.acts or stop.name == "cover":
        visit = replace(visit, language=language)
    return replace(visit, size=step, mode=colors)


def scenes(
    composer: Composer,
    language: str,
    first: str,
    size: str,
    mode: str,
    *,
    stops: Sequence[Stop] = STOPS,
    most: int = MOST_PAGES,
) -> Iterator[tuple[str, Visit, Scene]]:
    """Yield every page of the tour, up to ``most`` per stop: its name, the visit, the scene."""
    for stop in stops:
        fails = stop.ear is SpeechState.FAILED
        ear = stop.ear if fails or language in VOICES else None
        visit = visit_to(stop, language, first, size, mode)
        scene = composer.compose(visit, seconds=stop.seconds, state=ear, paper=stop.paper)
        yield stop.name, visit, scene
        number = 1
        while stop.pages and number < most:
            acts = (touch.act for touch in scene.touches)
            last = max((act.number for act in acts if isinstance(act, TurnPage)), default=0)
            if last <= visit.page:
                break
            visit = reduce_visit(visit, TurnPage(last))
            scene = composer.compose(visit, seconds=stop.seconds, state=ear, paper=stop.paper)
            number += 1
            yield f"{stop.name}-{number}", visit, scene


def write_index(folder: Path, pictures: Sequence[Picture]) -> None:
    """Write ``tour.json`` and a contact sheet next to the pictures."""
    (folder / "tour.json").write_text(
        json.dumps(TourAnswer(pictures=list(pictures)), ensure_ascii=False, indent=1) + "\n",
        encoding="utf-8",
    )
    cells = "\n".join(
        f'<figure><a href="{name}"><img loading="lazy" alt="{name}" src="{name}"></a>'
        f"<figcaption>{name}</figcaption></figure>"
        for name in (html.escape(p["file"]) for p in pictures)
    )
    (folder / "index.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<style>body{font:14px sans-serif;margin:16px;display:grid;gap:12px;"
        "grid-template-columns:repeat(auto-fill,minmax(min(100%,360px),1fr))}"
        "img{width:100%;border:1px solid #999}figure{margin:0;overflow-wrap:anywhere}</style>\n"
        f"{cells}\n",
        encoding="utf-8",
    )
