"""Streets with a house number in prose, and numbers that are none."""

import pytest

from kiosk.domain.prose import prose_rule
from kiosk.domain.prose_reading import ShownFacts
from tests.domain.content import R

OWN = ShownFacts.of((), (), ("1215 N. K Street", "Suite 200"))

STREETS = (
    ("en", "4711 Secret Lane"),
    ("en", "come to 4711 secret lane"),
    ("en", "4711 N. Secret St."),
    ("en", "4711-A East Secret Court"),
    ("en", "815 S St"),
    ("en", "3301 37th Ave"),
    ("en", "4600 Broadway"),
    ("en", "1217 K Street"),
    ("en", "1215 L Street"),
    ("en", "12345 State Highway 160"),
    ("en", "Secret Lane 4711"),
    ("en", "On Secret Lane, number 4711"),
    ("es", "calle Secret, número 4711"),
    ("es", "Estamos en la avenida Secret 4711."),
    ("es", "4711 de la calle Secret"),
    ("es", "4711 Secret Lane"),
    ("fil", "4711 Kalye Secret"),
    ("vi", "số 4711 đường Secret"),
    ("vi", "đường Secret, số 4711"),
    ("hmn", "4711 Secret Street"),
    ("hmn", "4711 Secret Txoj Kev"),
    ("ru", "ул. Секретная, дом 4711"),
    ("ru", "улица Секретная 4711"),
    ("uk", "вул. Таємна, буд. 4711"),
    ("ar", "شارع سيكرت، بناية ٤٧١١"),
    ("ar", "4711 شارع سيكرت"),
    ("fa", "خیابان سکرت، پلاک ۴۷۱۱"),
    ("prs", "سرک سکرت 4711"),
    ("ps", "سړک سکرت 4711"),
    ("hi", "४७११ सीक्रेट स्ट्रीट"),
    ("pa", "4711 ਸੀਕ੍ਰੇਟ ਰੋਡ"),
    ("ko", "4711 시크릿 스트리트"),
    ("zh-Hans", "秘密街4711号"),
    ("zh-Hant", "4711 Secret街"),
)


@pytest.mark.parametrize(("tag", "text"), STREETS)
def test_a_street(tag: str, text: str) -> None:
    assert prose_rule(text, tag, OWN) is R.TEXT_STREET


NO_STREETS = (
    ("en", "1215 K St"),
    ("en", "1215 North K Street, Suite 200"),
    ("en", "It is 5 minutes by road"),
    ("en", "10 people on the street"),
    ("en", "2 more court dates"),
    ("en", "a 5 minute drive"),
    ("en", "In 24 hours court can help"),
    ("en", "Take bus 30 to K Street"),
    ("en", "3 blocks from Front Street"),
    ("en", "Route 50, exit 5th Street"),
    ("en", "Front Street, 24 hours"),
    ("en", "Front Street, 24/7"),
    ("en", "Ages 18 to 24. Front Street is near."),
    ("es", "a 5 calles de aquí"),
    ("es", "abierto 24 horas en la calle"),
    ("es", "en la calle K, a 5 minutos"),
    ("es", "1215 calle K"),
    ("vi", "1 đường dây nóng"),
    ("ru", "5 минут до улицы"),
    ("ar", "على بعد 3 شوارع"),
    ("zh-Hans", "走路5分钟"),
    ("ko", "전화로 24시간"),
    ("hmn", "txoj kev pab 24 teev"),
)


@pytest.mark.parametrize(("tag", "text"), NO_STREETS)
def test_no_street(tag: str, text: str) -> None:
    assert prose_rule(text, tag, OWN) is None


def test_an_address_is_a_street_and_may_tell_no_number() -> None:
    assert prose_rule("4711 Secret Lane, Suite 411", address=True) is None
    assert prose_rule("Ask at 916-555-0104", address=True) is R.TEXT_NUMBER
    assert prose_rule("Text 12345", address=True) is R.TEXT_CODE
