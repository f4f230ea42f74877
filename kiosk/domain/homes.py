"""Detects shelters whose street must stay hidden, in all languages of the kiosk.

Shelters for people, safe houses, refuges, and everything about trafficking or domestic violence.
A shelter for animals, for money or from the sun does not count.
"""

import re
from functools import cache
from typing import Final

from kiosk.domain.discretion import fold
from kiosk.domain.records import Need, Service

_WORDS: Final = """
shelter, shelters, safe house, safe houses, safehouse, safehouses, safe home, safe homes, refuge,
refuges, trafficking, trafficked, domestic violence, domestic abuse, family violence, dv,
partner violence, partner abuse, dating violence, relationship violence, battered women,

albergue, albergues, refugio, refugios, casa segura, casas seguras, casa de acogida,
casas de acogida, casa de seguridad, hogar seguro, violencia domestica, violencia familiar,
violencia intrafamiliar, violencia de genero, violencia de pareja, maltrato domestico,
trata de personas, trata de blancas, trata humana, trafico de personas,

nhà tạm lánh, nơi tạm lánh, nơi trú ẩn, chỗ trú ẩn, nhà trú ẩn, nhà an toàn, bạo lực gia đình,
bạo hành gia đình, buôn người, buôn bán người, mua bán người,

kanlungan*, silungan*, ampunan*, bahay kanlungan, ligtas na bahay, ligtas na tahanan,
karahasan sa tahanan, karahasan sa pamilya, pang aabuso sa tahanan, pangangalakal ng tao,

tsev nkaum, chaw nkaum, tsev nyab xeeb, tsim txom hauv tsev, sib ntaus hauv tsev,
lag luam neeg, lag luam tib neeg, muag neeg,

приют*, убежищ*, шелтер*, домашн* насили*, семейн* насили*, насили* в семье, торговл* людьми,
работорговл*, безопасн* дом*,

притул*, прихист*, шелтер*, домашн* насильств*, насильств* в сім*, торгівл* людьми,
безпечн* дім, безпечн* дом*
"""
"""In scripts with word boundaries, in the syntax of revealing_words.py: ``*`` matches any end."""
_RUNS: Final = """
庇护, 收容所, 避难, 安全屋, 安全之家, 家暴, 家庭暴力, 人口贩, 贩卖人口, 拐卖, 贩运,
庇護, 避難, 人口販, 販賣人口, 拐賣, 販運,
쉼터, 보호소, 대피소, 안전가옥, 가정폭력, 가정 폭력, 인신매매,
आश्रय, शेल्टर, शरण स्थल, शरणस्थल, सुरक्षित घर, सेफ हाउस, रैन बसेरा, घरेलू हिंसा, पारिवारिक हिंसा,
मानव तस्करी, मानव व्यापार,
ਸ਼ੈਲਟਰ, ਆਸਰਾ, ਪਨਾਹ, ਸੁਰੱਖਿਅਤ ਘਰ, ਸੇਫ ਹਾਊਸ, ਘਰੇਲੂ ਹਿੰਸਾ, ਮਨੁੱਖੀ ਤਸਕਰੀ, ਮਨੁੱਖੀ ਵਪਾਰ,
ملجأ, ملاجئ, مأوى, دار إيواء, مركز إيواء, بيت آمن, منزل آمن, دار الأمان, العنف الأسري,
العنف المنزلي, العنف العائلي, عنف أسري, عنف منزلي, الاتجار بالبشر, الاتجار بالأشخاص, تجارة البشر,
پناهگاه, پناه گاه, سرپناه, سر پناه, خانه امن, خانه های امن, خشونت خانگی, خشونت خانوادگی,
قاچاق انسان, قاچاق زنان,
پناه ځای, پناهځای, خوندي کور, کورنی تاوتریخوالی, کورني تاوتریخوالي, د انسان قاچاق, د انسانانو قاچاق
"""
"""In scripts whose words run together or take an article: matched anywhere in a text."""
_CREATURES: Final = (
    r"(?:animals?|wildlife|pets?|dogs?|cats?|puppy|kittens?|horses?|livestock|birds?|marine|humane)"
)
_POOR: Final = r"(?:abandoned|abused|farm|homeless|injured|lost|small|stray|unwanted|wild)"
_OTHER_SHELTER = re.compile(
    rf"\b{_CREATURES}(?: (?:adoption|care|control|county|city|and|rescue|services?|society)){{0,3}}"
    r" (?:shelters?|refuges?|trafficking)\b"
    rf"|\b(?:shelters?|refuges?) (?:for|of) (?:(?:{_POOR}|and) ){{0,3}}{_CREATURES}\b"
    r"|\b(?:bus|transit|trolley|tram|train|tax|income|shade|sun|rain|wind|storm|tornado|fallout"
    r"|hurricane|blast|bike|bicycle|smoking|picnic|park|garden|group picnic|carport) shelters?\b"
    r"|\bshelter in place\b|\bshelters? from (?:the )?(?:sun|rain|heat|tax\w*)\b|\bkill shelters?\b"
    r"|\b(?:drug|drugs|arms|gun|weapons?|wildlife|organ) trafficking\b"
    r"|\b(?:national|state) (?:wildlife )?refuges?\b"
    r"|\b(?:refugios?|albergues?) (?:de|para) (?:(?:los|las|vida) )?(?:animales|mascotas|perros"
    r"|gatos|silvestre|fauna)\b|\brefugios? (?:fiscal|tributario)\b"
)
_OTHERS: Final = """
приют* для животных, приют* для бездомных животных, приют* для собак, приют* для кошек,
политическ* убежищ*, убежищ* в сша, притул* для тварин, притул* для собак, притул* для котів,
kanlungan ng hayop, kanlungan ng mga hayop
"""
_OTHER_RUNS: Final = """
动物收容, 动物庇护, 动物避难, 动物保护, 流浪狗收容, 流浪猫收容, 宠物收容, 动物 收容,
動物收容, 動物庇護, 動物避難, 流浪狗收容, 流浪貓收容, 寵物收容,
동물 보호소, 동물보호소, 유기견 보호소, 유기견보호소, 유기동물 보호소, पशु आश्रय, ਪਸ਼ੂ ਆਸਰਾ,
ملجأ حيوانات, ملجأ الحيوانات, مأوى حيوانات, مأوى الحيوانات, ملجأ للحيوانات, پناهگاه حیوانات
"""
_STAYING = re.compile(
    r"\b(?:safe|home|house|bed|beds|sleep|stay|live|living|lodge|residence|cabin|cabins|respite"
    r"|nursery)\b"
)


_NO_WORD: Final = re.compile(r"[^\w\u0900-\u097f\u0a00-\u0a7f]+|_")

_SIGNS: Final = {sign: " " for sign in range(128) if not chr(sign).isalnum()}


def _words(text: str) -> str:
    """Normalize a text for comparison: folded words separated by single spaces."""
    if text.isascii():
        return " ".join(text.translate(_SIGNS).lower().split())
    return _NO_WORD.sub(" ", fold(text))


@cache
def _any_of(parted: str, run: str, *, plain: bool) -> re.Pattern[str]:
    """Return one pattern for two lists: whole words, and words found anywhere.

    ``plain`` keeps only what an ASCII text, as most are, can contain.
    """
    words = {
        " ".join(
            re.escape(_words(word).strip()) + r"\w*" * word.endswith("*") for word in one.split()
        )
        for one in parted.split(",")
    }
    if plain:
        return re.compile(rf"\b(?:{'|'.join(sorted(filter(str.isascii, words)))})\b")
    runs = (re.escape(_words(one).strip()) for one in run.split(","))
    return re.compile("|".join((rf"\b(?:{'|'.join(sorted(words))})\b", *runs)))


def mentions_shelter(text: str) -> bool:
    """True if a text mentions a shelter for people, domestic violence or trafficking."""
    words, plain = _words(text), text.isascii()
    mentions = _any_of(_WORDS, _RUNS, plain=plain)
    if not mentions.search(words):
        return False
    harmless = _any_of(_OTHERS, _OTHER_RUNS, plain=plain)
    return mentions.search(harmless.sub(" ", _OTHER_SHELTER.sub(" ", words))) is not None


def is_shelter(service: Service) -> bool:
    """True if a service is a shelter by its words, or by a word for staying under A safe place."""
    texts = fold(f"{service.name}. {service.phrase}")
    if "place to live" in texts or mentions_shelter(f"{texts}. {service.description or ''}"):
        return True
    return Need.SAFE_PLACE in service.categories and _STAYING.search(texts) is not None
