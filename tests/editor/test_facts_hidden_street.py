"""A hidden street is found however it is told, and no harmless text is taken for it."""

from kiosk.domain.records import Guide, GuideBlock
from kiosk.editor.publish.address_leaks import find_address_leaks
from kiosk.editor.publish.findings import FindingCode, SourceFinding

LANE = "4711 Marlowe Lane"
TELLINGS: dict[str, str] = {
    # how -> text
    "as it is": "Come to 4711 Marlowe Lane.",
    "abbreviated": "We are at 4711 Marlowe Ln, the blue door",
    "the street alone": "Our house is on Marlowe Lane, call first",
    "another street word": "the street called Marlowe, near the river",
    "the block": "You find us in the 4700 block of Marlowe",
    "spoken in pairs": "We live at forty-seven eleven Marlowe",
    "spoken whole": "four thousand seven hundred eleven, on Marlowe",
    "digit by digit": "Marlowe, four seven one one",
    "number far behind": "On Marlowe, past the school, look for the blue door marked 4711.",
    "number far in front": "4711 is the number on the gate; the street has the name Marlowe.",
    "capitals": "MARLOWE LN",
    "an id": "marlowe-lane-house",
    "a web page": "https://house.example.org/4711-marlowe",
    "in a web address of one word": "https://marlowelane.example.org",
    "in Spanish": "Estamos en la calle Marlowe, número 4711.",
    "in Spanish, spoken": "En Marlowe cuatro mil setecientos once.",
    "in Spanish, the street": "Vivimos en la callejuela Marlowe.",
    "in Spanish, the block": "La cuadra 4700 de Marlowe.",
    "in Spanish, behind": "Nuestra casa es la 4711; la calle se llama Marlowe.",
    "in Spanish, an avenue": "en la Avda. Marlowe",
    "in Filipino": "Nasa kalye Marlowe kami.",
    "in Vietnamese": "Chúng tôi ở đường Marlowe, số 4711.",
    "in Hmong": "Peb nyob rau ntawm txoj kev Marlowe.",
    "in Russian": "Мы на улице Марлоу, дом 4711.",
    "in Russian, short": "ул. Марлоу",
    "in Ukrainian": "Ми на вулиці Марлоу.",
    "in Ukrainian, Latin": "вул. Marlowe",
    "in Chinese": "我们在Marlowe街4711号。",
    "in Chinese, traditional": "我們在 Marlowe 巷。",
    "in Korean": "저희는 Marlowe 거리에 있습니다.",
    "in Korean, its own letters": "말로 거리 4711번지",
    "in Arabic": "نحن في شارع مارلو.",
    "in Arabic, with its digits": "البيت ٤٧١١ في مارلو",
    "in Persian": "ما در خیابان مارلو هستیم.",
    "in Persian, with its digits": "خیابان Marlowe شماره ۴۷۱۱",
    "in Pashto": "موږ په مارلو سړک کې یو.",
    "in Hindi": "हम मार्लो गली में हैं।",
    "in Hindi, with its digits": "मकान ४७११, Marlowe",
    "in Punjabi": "ਅਸੀਂ ਮਾਰਲੋ ਗਲੀ ਵਿੱਚ ਹਾਂ।",
    "in Punjabi, Latin": "ਅਸੀਂ Marlowe ਰੋਡ ਤੇ ਹਾਂ।",
}
LEAST_REFUSED = 38


def guide(text: str) -> Guide:
    return Guide(
        id="g", title="T", summary="S", icon="work", categories=(), order=1,
        blocks=(GuideBlock(id="a", text=text),),
    )  # fmt: skip


def findings(text: str, street: str = LANE) -> list[SourceFinding]:
    """Return what is found in a guide with this text."""
    return find_address_leaks([guide(text)], [street])


def test_a_hidden_street_is_refused_however_it_is_told() -> None:
    found = {how: {one.code for one in findings(text)} for how, text in TELLINGS.items()}
    refused = [how for how, codes in found.items() if FindingCode.ADDRESS_TOLD in codes]
    assert {how for how, codes in found.items() if not codes} == set()
    assert len(refused) >= LEAST_REFUSED, found.keys() - {*refused}
