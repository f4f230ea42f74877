"""Slips in four languages with one to three services, and what is measured on them."""

from functools import cache

from msgspec.structs import replace

from kiosk.app import assets
from kiosk.devices.slip import Pair, SlipCode, SlipContent, SlipEntry, SlipRequest
from kiosk.domain.language import language
from kiosk.domain.text import isolate
from kiosk.ui.kit.fonts import FontShelf
from kiosk.ui.slip.slip_ops import SlipSheet, TextOp
from kiosk.ui.slip.slip_painter import prepare

LEAST_TEXT_MM = 10 / 72 * 25.4
"""Font size of 10 pt, the least on paper: 3.528 mm."""
PAYLOAD = "tel:+19165550142"
ENGLISH = (
    "Food, showers, rest",
    ("Hot meals", "A place to rest", "Ask about papers"),
    ("Monday to Friday, 11 am to 1 pm", "Day and night. Free.", "Call to ask about hours"),
    "Camera, touch, call",
    "Say",
    "Checked: Nov 2026",
)
WORDS = {
    "en": ENGLISH,
    "es": (
        "Comida, duchas, descanso",
        ("Comida caliente", "Descanso", "Preguntas sobre papeles"),
        ("Lunes a viernes, 11 am a 1 pm", "Día y noche. Gratis.", "Llame para preguntar"),
        "Cámara, tocar, llamar",
        "Diga",
        "Revisado: nov. 2026",
    ),
    "ar": (
        "طعام، استحمام، راحة",
        ("وجبات ساخنة", "مكان للراحة", "أسئلة عن الأوراق"),
        (f"من الاثنين إلى الجمعة، {isolate('11:00–13:00')}", "ليلاً ونهاراً", "اتصل لتسأل"),
        "الكاميرا، المس، اتصل",
        "قل",
        "تم التحقق: نوفمبر 2026",
    ),
    "zh-Hans": (
        "食物、淋浴、休息",
        ("热餐", "休息的地方", "证件问题"),
        ("周一至周五 11:00–13:00", "全天。免费。", "打电话问时间"),
        "相机、点一下、打电话",
        "请说",
        "核对：2026年11月",
    ),
}
ENTRIES = (
    ("Blue Kettle Kitchen", "916-555-0118"),
    ("Paper Boat", "916-555-0142"),
    ("Green Door Desk", "1-888-555-0100"),
)
EVERY = [(tag, count) for tag in WORDS for count in (1, 2, 3)]


def load_fonts() -> None:
    """What slips are set with; asks for a running Qt application."""
    shelf = FontShelf(assets.resources() / "fonts")
    for script in ("Latn", "Arab", "Hans"):
        shelf.load_script(script)


def content(tag: str, count: int) -> SlipContent:
    own, found = WORDS[tag], language(tag)
    assert found is not None
    entries = tuple(
        SlipEntry(
            name, Pair(own[1][i], ENGLISH[1][i]), number, hours=Pair(own[2][i], ENGLISH[2][i])
        )
        for i, (name, number) in enumerate(ENTRIES[:count])
    )
    say = SlipRequest(
        Pair(own[4], ENGLISH[4]), f"“I speak {found.english_name}. Please help me call.”"
    )
    return SlipContent(
        found,
        Pair(own[0], ENGLISH[0]),
        entries,
        SlipCode(PAYLOAD, "916-555-0142", Pair(own[3], ENGLISH[3])),
        None if tag == "en" else say,
        Pair(own[5], ENGLISH[5]),
    )


def with_payload(payload: str) -> SlipContent:
    slip = content("es", 1)
    assert slip.code is not None
    return replace(slip, code=replace(slip.code, payload=payload))


@cache
def sheet(tag: str, count: int) -> SlipSheet:
    return prepare(content(tag, count))


def lines(slip: SlipSheet) -> list[TextOp]:
    return [op for op in slip.ops if isinstance(op, TextOp)]
