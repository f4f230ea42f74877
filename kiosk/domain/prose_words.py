"""Words, by language, that make a number a code to dial or a house number.

Closed lists: verbs of *text, send, call, dial, press*, and street types with house numbers. ``*``
matches any ending. All are compared folded (:func:`kiosk.domain.prose_reading.fold_words`). In
languages with the verb last, a number may precede or follow it.
"""

from typing import Final

DIAL: Final[dict[str, str]] = {
    "en": """text texts texting send sends sending call calls calling dial dials dialing dialling
        press pressing sms txt msg""",
    "es": """llame llamen llama llamar llamando llamada envíe envíen envía enviar enviando mande
        manden manda mandar mandando marque marquen marca marcar marcando oprima oprime presione
        presiona pulse pulsa teclee teclea escriba escribe sms""",
    "fil": """tumawag tawagan tawag i-text itext mag-text magtext text ipadala magpadala padalhan
        i-dial idial mag-dial pindutin pumindot""",
    "vi": "gọi nhắn gửi bấm nhấn quay",
    "hmn": "hu xa ntaus nias",
    "ru": """звон* позвон* отправ* пошл* шлит* набер* набрать набира* нажм* нажать нажима* напиши*
        смс""",
    "uk": """дзвон* подзвон* телефону* зателефону* надішл* надісла* надсила* відправ* набер* набрати
        набира* натисн* натиска* напиш* смс""",
    "ar": """اتصل* اتصال الاتصال بالاتصال أرسل* إرسال راسل* مراسلة اضغط* الضغط اطلب* هاتف رسالة رقم
        الرقم بالرقم للرقم""",
    "fa": "تماس زنگ تلفن پیامک پیام بفرست* ارسال شماره شماره‌گیری بگیر* فشار",
    "prs": "تماس زنگ تلفن تلیفون پیامک پیام بفرست* روان ارسال شماره دایل بگیر* فشار",
    "ps": "زنګ تلیفون ټلیفون اړیکه اړیکې پیغام ولېږ* واستو* ولیږ* شمېره شمیره ډایل کېکاږ*",
    "hi": "कॉल फ़ोन फोन डायल मैसेज संदेश टेक्स्ट भेज* दबा* एसएमएस",
    "pa": "ਕਾਲ ਫ਼ੋਨ ਫੋਨ ਡਾਇਲ ਮੈਸੇਜ ਸੁਨੇਹਾ ਸੰਦੇਸ਼ ਟੈਕਸਟ ਭੇਜ* ਦਬਾ* ਐਸਐਮਐਸ",
    "ko": "전화* 문자* 보내* 연락* 다이얼* 거세요 걸어 걸면 거십시오 누르* 눌러*",
    "zh-Hans": "拨* 打* 致电* 呼叫* 发* 短信* 按*",
    "zh-Hant": "撥* 打* 致電* 呼叫* 發* 傳* 簡訊* 短訊* 按*",
}
VERB_LAST: Final = frozenset({"fa", "prs", "ps", "hi", "pa", "ko", "zh-Hans", "zh-Hant"})
"""Languages in which a number may precede its verb."""
UNPARTED: Final = frozenset({"ko", "zh-Hans", "zh-Hant"})
"""Languages without spaces between words, or with endings: verb and number are closer together."""

WAYS: Final = """street avenue ave boulevard blvd road rd lane ln parkway pkwy highway hwy
    expressway freeway"""
"""Street types of American addresses, after number and name, in any case."""
NAMED_WAYS: Final = """St Av Drive Dr Way Court Ct Place Pl Plaza Square Sq Circle Cir Terrace Ter
    Loop Mall Row Trail Alley"""
"""Street types that are also other words: they count only if name and type are capitalized."""
ALONE: Final = "broadway"
"""A street type that needs no name."""
NO_NAMES: Final = """a an and at by for from in is of on or our per than that the their this to with
    minute minutes minutes' min mins hour hours day days week weeks month months year years night
    nights mile miles block blocks foot feet people persons men women families children youth young
    adults beds homeless more new free different other major city busy a.m p.m am pm old bus"""
"""Words that are no street name: "5 minutes by road", "10 people on the street"."""
NUMBER_AFTER: Final[dict[str, str]] = {
    "es": "calle avenida av avda bulevar carretera camino callejón paseo calzada",
    "fil": "kalye abenida daang kalsada",
    "vi": "đường phố đại-lộ ngõ hẻm",
    "ru": """ул улица улице улицу проспект проспекте пр-т переулок переулке пер бульвар бульваре
        шоссе стрит авеню""",
    "uk": """вул вулиця вулиці вулицю проспект проспекті просп провулок провулку бульвар бульварі
        шосе стріт авеню""",
    "ar": "شارع جادة طريق زقاق",
    "fa": "خیابان کوچه بلوار جاده",
    "prs": "خیابان کوچه سرک جاده",
    "ps": "سړک کوڅه واټ",
}
"""Street types before their name, with the house number after it."""
NUMBER_WORDS: Final = """number no nº número num # дом д будинок буд số رقم بناية پلاک شماره نمبر
    کور bilang numero"""
"""Words allowed between the name of a street and the house number."""
NUMBER_BEFORE: Final[dict[str, str]] = {
    "es": "calle avenida av avda bulevar",
    "fil": "kalye abenida",
    "vi": "đường phố đại-lộ",
    "ar": "شارع جادة زقاق",
}
"""Street types before their name, with the house number before both."""
NO_WAYS: Final[dict[str, str]] = {"vi": "dây"}
"""Words that make a street type another word: "đường dây" is a telephone line."""
WAYS_AT_END: Final[dict[str, str]] = {
    "hi": "स्ट्रीट रोड एवेन्यू लेन मार्ग गली",
    "pa": "ਸਟ੍ਰੀਟ ਰੋਡ ਐਵੇਨਿਊ ਲੇਨ ਮਾਰਗ ਗਲੀ",
    "ko": "스트리트 스트릿 애비뉴 애버뉴 로드 레인 드라이브",
}
"""Street types after number and name, as in English."""

HOSTS: Final = frozenset(
    (
        *("com", "org", "net", "gov", "edu", "info", "biz", "mil", "xyz"),
        *("me", "co", "us", "ly", "gl", "gd", "cc", "tv", "io"),
    )
)
"""Top-level domains that count after a single letter ("t.me"); the long ones in capitals too.

Any other domain counts in lower case after a longer word: a sentence begins with a capital.
"""
FOREIGN_HOSTS: Final = (
    "рф рус укр бел онлайн сайт орг ком дети 中国 中國 公司 网络 網絡 网址 網址 在线 香港 台湾 台灣"
    " 한국 닷컴 भारत संगठन ਭਾਰਤ ایران پاکستان بھارت شبكة موقع السعودية مصر عرب كوم"
)
"""Top-level domains in other scripts."""
