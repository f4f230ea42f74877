"""Makes spellings of telephone numbers that a person could dial, and sentences that hold none."""

import random
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from hypothesis import strategies as st

from kiosk.domain.disguise import lookalikes

ALL: Final = [chr(code) for code in range(sys.maxunicode) if not 0xD800 <= code < 0xE000]
SIGNS: Final = [
    one
    for one in ALL
    if unicodedata.category(one)[0] in "PS"
    and not any(map(str.isdigit, unicodedata.normalize("NFKC", one)))
]
"""Every punctuation mark and symbol of Unicode, but those that hold a digit themselves."""
BLANKS: Final = [one for one in ALL if unicodedata.category(one) == "Zs"]
ZEROS: Final = [ord(one) for one in ALL if unicodedata.decimal(one, None) == 0]
"""Where the digits of each script begin."""
SHORT: Final = (
    *("then", "and", "or", "dot", "dash", "space", "minus", "x", "to", "y", "luego", "at", "saka"),
    *("rồi", "thì", "ces", "thiab", "и", "потом", "та", "потім", "ثم", "و", "بعد", "بیا", "फिर"),
    *("और", "ਫਿਰ", "ਅਤੇ", "그리고", "다음", "然后", "和", "再", "然後"),
)
"""Short words of sixteen languages."""
PARTS: Final = ((3, 3, 4), (1, 3, 3, 4))
EVEN: Final = ((1,) * 10, (2,) * 5)
LIKE: Final = {"0": "OoQ"[:2], "1": "Iil|", "2": "Zz", "5": "Ss", "8": "B", "9": "gq", "6": "bG"}
WORDS: Final = {
    "en": "zero one two three four five six seven eight nine",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "fil": "sero isa dalawa tatlo apat lima anim pito walo siyam",
    "vi": "không một hai ba bốn năm sáu bảy tám chín",
    "hmn": "xoom ib ob peb plaub tsib rau xya yim cuaj",
    "ru": "ноль один два три четыре пять шесть семь восемь девять",
    "uk": "нуль один два три чотири п'ять шість сім вісім дев'ять",
    "ar": "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة",
    "fa": "صفر یک دو سه چهار پنج شش هفت هشت نه",
    "prs": "صفر یک دو سه چهار پنج شش هفت هشت نه",
    "ps": "صفر یو دوه درې څلور پنځه شپږ اوه اته نهه",
    "hi": "शून्य एक दो तीन चार पाँच छह सात आठ नौ",
    "pa": "ਸਿਫ਼ਰ ਇੱਕ ਦੋ ਤਿੰਨ ਚਾਰ ਪੰਜ ਛੇ ਸੱਤ ਅੱਠ ਨੌਂ",
    "ko": "공 일 이 삼 사 오 육 칠 팔 구",
    "zh-Hans": "零 一 二 三 四 五 六 七 八 九",
    "zh-Hant": "零 壹 貳 參 肆 伍 陸 柒 捌 玖",
}
"""The digits in words, from nought to nine."""


def dialable(number: str) -> bool:
    """True for ten digits that North America dials, and that are no three round sums."""
    if number[2] + number[5] + number[8:] == "0000":
        return False
    return "11" not in (number[1:3], number[4:6]) and number[1] != "9"


DIALABLE: Final = st.from_regex(r"[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True).filter(dialable)


def _cut(number: str, sizes: Sequence[int]) -> Iterator[str]:
    whole = number if sum(sizes) == len(number) else f"1{number}"
    for size in sizes:
        yield whole[:size]
        whole = whole[size:]


@st.composite
def separators(draw: st.DrawFn) -> str:
    """Signs, blanks or one short word."""
    sign = st.sampled_from(SIGNS)
    blank = st.sampled_from(("", " ", *BLANKS))
    word = st.sampled_from(SHORT).map(lambda one: f" {one} ")
    made = draw(st.one_of(sign, st.tuples(blank, sign, blank).map("".join), word))
    return made if made.strip() or made else " "


@st.composite
def separated(draw: st.DrawFn) -> str:
    """The parts of a number with anything between them, in the digits of one script."""
    number, zero = draw(DIALABLE), draw(st.sampled_from(ZEROS))
    sizes = draw(st.sampled_from((*PARTS, *EVEN)))
    count = len(sizes) - 1
    gaps = [draw(separators())] * count
    if sizes in PARTS:
        gaps = draw(st.lists(separators(), min_size=count, max_size=count))
    parts = ["".join(chr(zero + int(one)) for one in part) for part in _cut(number, sizes)]
    return "".join(part + gap for part, gap in zip(parts, [*gaps, ""], strict=True))


@st.composite
def look_alikes(draw: st.DrawFn) -> str:
    """A number of which some digits are letters."""
    number = draw(DIALABLE)
    found = {digit: [*some] for digit, some in LIKE.items()}
    for code, letter in lookalikes().items():
        for digit, some in LIKE.items():
            if letter in (digit, *some):
                found[digit].append(chr(code))
    letters = list(number)
    places = [at for at, one in enumerate(number) if one in found]
    most = min(5, len(places))
    for at in draw(st.lists(st.sampled_from(places), max_size=most)) if places else ():
        letters[at] = draw(st.sampled_from(found[number[at]]))
    gap = draw(st.sampled_from((" ", "-", ".", ") ", "~", " / ")))
    return gap.join(_cut("".join(letters), (3, 3, 4)))


@st.composite
def spoken(draw: st.DrawFn, tag: str) -> str:
    """A number of seven digits or more in the words of a language."""
    number = draw(st.one_of(DIALABLE, DIALABLE.map(lambda one: one[3:])))
    words = WORDS[tag].split()
    gaps = [" ", ", ", " - ", "-", "... ", "\n"]
    gaps += ["", "、"] if tag.startswith("zh") or tag == "ko" else [" then ", " y "]
    gap = draw(st.sampled_from(gaps))
    return gap.join(words[int(one)] for one in number)


DOTS: Final = (
    " dot ",
    " DOT ",
    "(dot)",
    " [.] ",
    " .",
    " . ",
    "。",
    "．",
    "｡",
    "․",
    " punto ",
    " точка ",
    "点",
)
"""What stands for the dot of an address."""
NAMES: Final = st.from_regex(r"[a-z][a-z0-9]{2,5}", fullmatch=True)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """A host, an e-mail address or an account, as it is dictated or disguised."""
    account = st.tuples(
        st.sampled_from(("Telegram", "WhatsApp", "телеграм", "واتساب", "微信")),
        st.sampled_from((": ", " @", ":", " : ")),
        st.from_regex(r"[a-z]{4,7}[0-9_][a-z0-9]{2,3}", fullmatch=True),
    ).map("".join)
    host = st.tuples(
        st.sampled_from(("", "maria at ", "www ", "x (at) ")),
        NAMES,
        st.sampled_from(DOTS),
        st.sampled_from(("com", "org", "net", "info")),
    ).map("".join)
    return draw(st.one_of(account, host))


LAWFUL: Final = {
    "en": (
        "Open {h}.",
        "Ages {a}, {h}",
        "It costs {s}, or {s} for two.",
        "{d} days, {h}; ages {a}",
        "On {k}, {h}",
        "In {y} and {y}, {n} people came.",
        "Mon {h}, Tue {h}, Sat {t}",
    ),
    "es": (
        "Abierto {h}.",
        "De {a} años, {h}",
        "Cuesta {s} o {s}.",
        "En la calle K, {h}",
        "{d} días, lunes a viernes {h}",
        "Desde {y}, {n} personas",
    ),
    "fil": ("Bukas {h}.", "Edad {a}, {h}", "Bayad: {s}", "Sa loob ng {d} araw, {h}"),
    "vi": ("Mở cửa {h}.", "Tuổi {a}, {h}", "Giá {s}", "Ngày {d} tháng 3 năm {y}, {h}"),
    "hmn": ("Qhib {h}.", "Hnub nyoog {a}, {h}", "Tus nqi {s}", "{d} hnub, hu rau 988, 911"),
    "ru": ("Открыто {h}.", "Возраст {a}, {h}", "Цена {s}", "В течение {d} дней, {h}, с {y} года"),
    "uk": ("Відкрито {h}.", "Вік {a}, {h}", "Ціна {s}", "Протягом {d} днів, {h}, з {y} року"),
    "ar": ("مفتوح {h}.", "الأعمار {a}، {h}", "السعر {s}", "خلال {d} يومًا، {h}"),
    "fa": ("باز {h}.", "سن {a}، {h}", "قیمت {s}", "تا {d} روز، {h}"),
    "prs": ("باز {h}.", "سن {a}، {h}", "قیمت {s}", "تا {d} روز، {h}"),
    "ps": ("خلاص {h}.", "عمر {a}، {h}", "بیه {s}", "په {d} ورځو کې، {h}"),
    "hi": ("खुला {h}.", "उम्र {a}, {h}", "कीमत {s}", "{d} दिन के अंदर, {h}"),
    "pa": ("ਖੁੱਲ੍ਹਾ {h}.", "ਉਮਰ {a}, {h}", "ਕੀਮਤ {s}", "{d} ਦਿਨਾਂ ਵਿੱਚ, {h}"),
    "ko": ("영업 {h}.", "나이 {a}세, {h}", "비용 {s}", "{d}일 안에, {h}"),
    "zh-Hans": (
        "周一至周五{h}。",
        "周一、三、五{h}",
        "{a}岁，{h}",
        "费用{s}",
        "{d}天内，{y}年3月{d}日",
    ),
    "zh-Hant": (
        "週一至週五{h}。",
        "週一、三、五{h}",
        "{a}歲，{h}",
        "費用{s}",
        "{d}天內，{y}年3月{d}日",
    ),
}
"""Hours, a time, ages, sums, days, years, streets and counts as people write them."""


def lawful(seed: int) -> tuple[str, str]:
    """A language, and a sentence in it that holds no number to dial."""
    chance = random.Random(seed)  # noqa: S311
    tag = chance.choice([*LAWFUL])

    def clock() -> str:
        return (
            f"{chance.randint(6, 22)}{chance.choice(':.')}{chance.choice(('00', '15', '30', '45'))}"
        )

    spans = (
        lambda: f"{clock()}-{clock()}",
        lambda: f"{clock()} – {clock()}, {clock()} – {clock()}",
        lambda: f"{chance.randint(6, 11)} am to {chance.randint(1, 9)} pm",
        lambda: f"{chance.randint(6, 12)}-{chance.randint(1, 9)}, {clock()}-{clock()}",
        lambda: "24/7",
        lambda: f"{clock()}-{clock()}; {clock()}-{clock()}",
        lambda: "09:00:00-17:30:00",
        lambda: f"{clock()}/{clock()}/{clock()}",
    )
    ages = (
        lambda: f"{chance.randint(12, 18)}-{chance.randint(19, 26)}",
        lambda: f"{chance.randint(0, 5)} to {chance.randint(6, 17)}, {chance.randint(18, 24)}+",
        lambda: f"{chance.randint(12, 18)}–{chance.randint(19, 26)}, {chance.randint(50, 65)}–99",
    )
    sums = (
        lambda: f"${chance.randint(1, 5000)}",
        lambda: f"${chance.randint(1, 9999999):,}",
        lambda: (
            f"${chance.randint(10, 500)}.{chance.randint(10, 99)}-{chance.randint(500, 900)}.50"
        ),
        lambda: f"{chance.randint(100, 900) * 10}, {chance.randint(100, 900) * 10} $",
    )
    slots = {
        "h": chance.choice(spans),
        "t": clock,
        "a": chance.choice(ages),
        "s": chance.choice(sums),
        "d": lambda: str(chance.choice((3, 5, 7, 10, 30, 45, 90, 180, 365))),
        "y": lambda: str(chance.randint(1990, 2030)),
        "n": lambda: str(chance.randint(2, 90000)),
        "k": lambda: chance.choice(("5th Street", "K Street", "Front Street near Route 50")),
    }
    text = chance.choice(LAWFUL[tag])
    for name, fill in slots.items():
        while f"{{{name}}}" in text:
            text = text.replace(f"{{{name}}}", fill(), 1)
    return tag, text
