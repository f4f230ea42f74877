"""What says that a place is a home whose street must stay unknown, in all languages we have."""

import pytest

from kiosk.app import assets
from kiosk.domain.homes import is_shelter, mentions_shelter
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import AddressVisibility, Location, Need, Service, ServiceAtLocation

HOMES = [
    *("Willow Shelter", "Emergency shelters for men", "Youth shelter", "Women's shelter"),
    *("Willow Safe House", "SAFEHOUSE", "Safe-house for women", "A refuge for women", "Refuge"),
    *("Human Trafficking", "Help after trafficking", "Trafficked persons", "Domestic Violence"),
    *("Domestic-violence survivors", "Family violence program", "DV services", "Partner abuse"),
    *(
        "Pet friendly shelter",
        "Shelter for women with pets",
        "Shelter bus passes",
        "Dogs at the shelter",
    ),
    *("Animal shelter and women's shelter", "Housing > Emergency Shelter", "Sex_Trafficking"),
    *("Albergue para mujeres", "Refugio de mujeres", "Violencia doméstica", "casa segura"),
    *("Víctimas de violencia familiar", "Trata de personas", "VIOLENCIA DOMESTICA"),
    *(
        "婦女庇護所",
        "妇女庇护所",
        "避难所",
        "避難所",
        "安全屋",
        "家庭暴力",
        "家暴",
        "人口贩卖",
        "人口販運",
    ),
    *(
        "여성 쉼터",
        "보호소",
        "가정폭력 상담소",
        "인신매매",
        "Приют для женщин",
        "Убежище",
        "Шелтер",
    ),
    *("домашнее насилие", "торговля людьми", "Притулок для жінок", "домашнього насильства"),
    *("насильство в сім'ї", "торгівля людьми", "Nhà tạm lánh", "bạo lực gia đình", "buôn người"),
    *("Bahay-kanlungan", "Karahasan sa tahanan", "Tsev nkaum", "kev lag luam neeg"),
    *("महिला आश्रय गृह", "शेल्टर होम", "घरेलू हिंसा", "मानव तस्करी", "ਔਰਤਾਂ ਲਈ ਆਸਰਾ", "ਘਰੇਲੂ ਹਿੰਸਾ"),
    *("ملجأ للنساء", "مأوى", "العنف الأسري", "الاتجار بالبشر", "پناهگاه زنان", "خانه امن"),
    *("خشونت خانگی", "قاچاق انسان", "پناه ځای", "خوندي کور", "کورنی تاوتریخوالی"),
]
OTHERS = [
    *(
        "",
        "Food pantry",
        "Animal shelter",
        "County Animal Care and Control Shelter",
        "Dog shelters",
    ),
    *(
        "Wildlife refuge",
        "National Wildlife Refuge",
        "Cat rescue shelter",
        "Humane Society shelter",
    ),
    *(
        "Shelter for homeless animals",
        "Shelter for dogs and cats",
        "Bus shelter",
        "Transit shelters",
    ),
    *("Tax shelter advice", "Shade shelter", "Sun shelter", "Picnic shelters in the park"),
    *("Shelter in place", "shelter-in-place", "Drug trafficking", "Refugee services", "Sheltered"),
    *("Storm shelter", "Pet shelter", "No-kill shelter", "Violence prevention", "Housing vouchers"),
    *("Refugio de animales", "Albergue para perros", "Refugiados", "Refugio de vida silvestre"),
    *("动物收容所", "動物收容所", "동물 보호소", "유기견 보호소", "Приют для животных"),
    *("политическое убежище", "Притулок для тварин", "पशु आश्रय", "ملجأ الحيوانات"),
    *("پناهگاه حیوانات", "Medical home", "Home energy help", "Lighthouse for the Blind"),
]


@pytest.mark.parametrize("text", HOMES)
def test_a_text_about_a_home(text: str) -> None:
    assert mentions_shelter(text)


@pytest.mark.parametrize("text", OTHERS)
def test_a_text_about_something_else(text: str) -> None:
    assert not mentions_shelter(text)


SERVICES = {
    "a name": ("Willow Shelter", "Help for all", Need.OTHER, True),
    "a phrase": ("Willow", "Help after trafficking", Need.TALK, True),
    "a place to sleep": ("Willow", "A place to sleep", Need.SAFE_PLACE, True),
    "a place to live": ("Willow Cabins", "A small place for now", Need.SAFE_PLACE, True),
    "an office that helps with rent": ("Rent Help", "Money for rent", Need.SAFE_PLACE, False),
    "a house that gives food": ("River House", "Meals for families", Need.FOOD, False),
    "a place to live with care": ("Willow", "A place to live for a while", Need.HEALTH, True),
    "a clinic": ("Oak Clinic", "See a doctor", Need.HEALTH, False),
}


@pytest.mark.parametrize(("name", "phrase", "need", "home"), SERVICES.values(), ids=SERVICES)
def test_a_service_that_is_a_home(name: str, phrase: str, need: Need, *, home: bool) -> None:
    service = Service(
        id="s",
        organization_id="o",
        name=name,
        quiet_name="Ask here",
        phrase=phrase,
        categories=(need,),
    )
    assert is_shelter(service) is home


def test_every_hidden_place_of_the_program_is_a_home() -> None:
    records = list(read_records(assets.factory()))
    hidden = {
        record.id
        for record in records
        if isinstance(record, Location) and record.address_visibility is AddressVisibility.HIDDEN
    }
    at = {
        record.service_id
        for record in records
        if isinstance(record, ServiceAtLocation) and record.location_id in hidden
    }
    assert at
    for record in records:
        if isinstance(record, Service) and record.id in at:
            assert is_shelter(record), record.id
