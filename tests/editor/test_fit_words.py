"""What the words of an export mean: proposals, answers, and what an import makes of them."""

import json
import random
from pathlib import Path

import pytest

from kiosk.domain.records import Audience, Need
from kiosk.domain.situations import KNOWN_SITUATIONS
from kiosk.editor.fitting.fitting_file import load_words, save_words
from kiosk.editor.fitting.phrases import find_phrases, needs_of, words_of
from kiosk.editor.fitting.word_listing import count_proposed, count_sorted, list_words, with_answers
from kiosk.editor.fitting.word_meanings import (
    ServiceWords,
    WordKind,
    WordMeaning,
    WordRule,
    WordRules,
    propose_phrase,
    propose_term,
)
from kiosk.editor.source_files import SourceError
from tests.editor.sources import folder
from tests.editor.typed import type_at_desk

pytestmark = pytest.mark.usefixtures("passphrase")

TERMS = {
    # term: what it says, its situations, and "!" where it is asked one by one
    "Food Pantries": ("does", "food_home"),
    "FOOD BANKS": ("does", "food_home"),
    "Pet Food Pantry": ("does", "pets"),
    "Soup Kitchens": ("does", "eat_today"),
    "Home Delivered Meals": ("does", "older_carers"),
    "Meals on Wheels": ("does", "older_carers"),
    "WIC": ("does", "food_money baby"),
    "Emergency Shelter for Women": ("does", "bed_tonight"),
    "Animal Shelters": ("does", "pets"),
    "Youth Shelters": ("does", "young_bed!"),
    "Domestic Violence Shelters": ("does", "leave_harm!"),
    "Domestic Violence Offender Groups": None,
    "Human Trafficking": ("does", "talk_forced!"),
    "Human Trafficking Training": None,
    "Asylum": ("does", "visa_lawyer!"),
    "Immigration Legal Services": ("does", "visa_lawyer"),
    "Legal Counseling": ("does", "civil_lawyer"),
    "Pregnancy Counseling": ("does", "pregnancy"),
    "Credit Counseling": None,
    "Physical Therapy": None,
    "Veterinarians": ("does", "pets"),
    "Optometrists": ("does", "doctor"),
    "Children's Clothing": ("does", "wash_clothes"),
    "Hospital Emergency Rooms": ("does", "emergency"),
    "Support Groups for Crime Victims": ("does", "after_crime"),
    "Crime Victims": ("whom", ""),
    "Trafficking Victims": ("whom", "!"),
    "Homeless Youth": ("whom", "!"),
    "Homeless Youth Shelters": ("does", "young_bed!"),
    "Shelter Residents": ("whom", ""),
    "Low Income": ("whom", ""),
    "Older Adults": ("whom", ""),
    "Veterans": ("whom", ""),
    "Veterans Benefits": ("does", "benefits"),
    "People with Disabilities": ("whom", ""),
    "Families with Children": ("whom", ""),
    "Summer Camps": ("not_here", "!"),
    "Fire Stations": ("not_here", "!"),
    "BD-1800.2000": None,
    "---": None,
}


@pytest.mark.parametrize("term", TERMS)
def test_what_a_term_seems_to_say(term: str) -> None:
    found, wanted = propose_term(term), TERMS[term]
    if found is None or wanted is None:
        assert found is wanted
        return
    meaning, codes = wanted
    assert (found.meaning.value, found.careful) == (meaning, codes.endswith("!"))
    assert found.situations == tuple(codes.strip("!").split())


def test_every_situation_has_words_and_needs() -> None:
    assert all(needs_of(code) for code in KNOWN_SITUATIONS)


def test_words_are_compared_in_the_singular_without_case_accents_and_signs() -> None:
    assert words_of("Clínicas & Food-Pantries, Children's Classes") == (
        *("clinica", "and", "food", "pantry", "children", "class"),
    )
    assert [one.text for one in find_phrases("Mobile Food Pantry and Showers")] == [
        *("food pantry", "shower"),
    ]


def test_a_first_sentence_leads_there_at_best() -> None:
    name = propose_phrase(WordKind.NAME, "hot meal")
    text = propose_phrase(WordKind.SENTENCE, "hot meal")
    assert (name.meaning, text.meaning) == (WordMeaning.DOES, WordMeaning.LEADS)


def _rule(kind: str, text: str, meaning: str, *codes: str) -> WordRule:
    needs = tuple(need for code in codes for need in needs_of(code))
    return WordRule(WordKind(kind), text, WordMeaning(meaning), codes, needs)


RULES = with_answers(
    WordRules(),
    [
        _rule("term", "Food Pantries", "does", "food_home"),
        _rule("term", "Food vouchers", "leads", "food_home"),
        _rule("term", "ZZ-12", "does", "doctor"),
        _rule("term", "Summer Camps", "not_here"),
        _rule("term", "Low Income", "whom"),
        _rule("term", "Other", "unsorted"),
        _rule("name", "hot meal", "does", "eat_today"),
        _rule("name", "Moon Base", "does", "child_care"),
        _rule("sentence", "shower", "leads", "wash_clothes"),
    ],
)
SORTED = [
    # terms, name, first sentence: the situations with their fit; "gone" if it is left out
    ((), "Anything", "", ""),
    (("food pantry",), "A", "", "food_home 2"),
    (("Food vouchers",), "A", "", "food_home 3"),
    (("Food vouchers", "Food Pantries"), "A", "", "food_home 2"),
    (("Low Income",), "Hot Meals at Oak Hall", "", "eat_today 2"),
    (("Food Pantries",), "Hot meals", "Showers too.", "food_home 2 eat_today 2"),
    ((), "Oak Hall", "Showers and mail.", "wash_clothes 3"),
    ((), "MOON BASE", "", "child_care 2"),
    ((), "Moon Base Training", "", ""),
    (("Summer Camps",), "Camp Redwood", "", "gone"),
    (("Summer Camps", "Low Income"), "Camp Redwood", "", "gone"),
    (("Summer Camps", "Food Pantries"), "Camp Redwood", "", "food_home 2"),
    (("Summer Camps", "Tutoring"), "Camp Redwood", "", ""),
    (("Summer Camps", "Other"), "Camp Redwood", "", ""),
    (("Summer Camps",), "Youth Shelter Camp", "", ""),
    (("Low Income",), "Oak Hall", "", ""),
]


@pytest.mark.parametrize(("terms", "name", "sentence", "wanted"), SORTED)
def test_answers_sort_a_service(
    terms: tuple[str, ...], name: str, sentence: str, wanted: str
) -> None:
    found = RULES.sort(ServiceWords(name, tuple((term,) for term in terms), sentence))
    pairs = " ".join(f"{one.code} {one.fit}" for one in found.situations.values())
    assert ("gone" if found.not_here else pairs) == wanted


def test_a_term_is_known_by_its_code_or_its_path() -> None:
    forms = ("Health > Doctors", "Doctors", "ZZ-12")
    assert RULES.sort(ServiceWords("A", (forms,))).situations.keys() == {"doctor"}


def test_the_answers_are_a_table_that_reads_back_the_same(tmp_path: Path) -> None:
    more = WordRule(
        WordKind.TERM,
        "Women",
        WordMeaning.WHOM,
        audience=(Audience.WOMEN,),
        by="A.",
        on="2026-11-24",
    )
    rules = with_answers(RULES, [more]).rules
    save_words(tmp_path, rules)
    assert load_words(tmp_path).rules == rules
    first = (tmp_path / "words.tsv").read_text()
    save_words(tmp_path, load_words(tmp_path).rules)
    assert (tmp_path / "words.tsv").read_text() == first


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("term\tFood\tmaybe\t\t", "row 2: the column answer has 'maybe'"),
        ("word\tFood\tdoes\t\t", "row 2: the column kind has 'word'"),
        ("\tFood\tdoes\t\t", "row 2: the column kind needs one word"),
        ("term\tFood\tdoes\tfood\tsoup", "row 2: situations has 'soup'"),
        ("term\tFood\tdoes\tokay\t", "row 2: needs has 'okay'"),
        ("term\tFood\twhom\t\tfood_home", "row 2: only does and leads have situations"),
    ],
)
def test_a_wrong_answer_is_named_by_its_row(tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / "words.tsv").write_text(f"kind\ttext\tanswer\tneeds\tsituations\n{line}\n")
    with pytest.raises(SourceError, match=says):
        load_words(tmp_path)


FILES = {
    "organizations.csv": "id,name\no1,Oak Hall\n",
    "services.csv": (
        "id,organization_id,name,description,status\n"
        "s1,o1,Pantry of Oak Hall,Bread.,active\ns2,o1,Quiet Rooms,Rooms for a talk.,active\n"
        "s3,o1,Camp Redwood,Games.,active\ns4,o1,Willow Lodge,A place to stay.,active\n"
        "s5,o1,Hot Meals,Lunch.,active\n"
    ),
    "locations.csv": "id,organization_id,name\nl4,o1,Willow Lodge\n",
    "addresses.csv": (
        "id,location_id,address_1,city,state_province,postal_code\n"
        "a4,l4,12 Hidden Oak Way,Sacramento,CA,95814\n"
    ),
    "service_at_location.csv": "id,service_id,location_id\nx4,s4,l4\n",
    "phones.csv": "id,service_id,number\n"
    + "".join(f"p{n},s{n},916-440-12{n:02}\n" for n in range(1, 6)),
    "taxonomy_terms.csv": (
        "id,name\nt1,Food Pantries\nt2,Counseling\nt3,Summer Camps\nt4,Youth Shelters\n"
        "t5,Zoning Appeals\nt6,Low Income\n"
    ),
    "attributes.csv": (
        "id,link_id,taxonomy_term_id\nb1,s1,t1\nb2,s2,t2\nb3,s3,t3\nb4,s4,t4\nb5,s5,t5\nb6,s1,t6\n"
        "b7,s2,t6\nb8,s5,t6\n"
    ),
}


def test_words_are_asked_once_and_sort_every_later_import(tmp_path: Path) -> None:
    source = str(folder(tmp_path, FILES, "export"))
    first = type_at_desk(tmp_path, "import", "oak", source, "--public-addresses").output
    assert "1 new word to explain: desk fit oak" in first

    listed = type_at_desk(tmp_path, "fit", "oak", "--list").output
    assert "0 of 7 words answered. 0 of 5 services stand in a question (0 %)." in listed
    assert "3  Low Income                          says whom it is for?" in listed
    assert "Youth Shelters                      does: A bed under 25 (asked one by one)?" in listed

    said = type_at_desk(
        tmp_path, "fit", "oak", "--accept", "plain", "--now", "2026-11-24T10:00"
    ).output
    assert "4 answers written. To use them: desk import oak EXPORT" in said
    words = (tmp_path / "sources" / "oak" / "words.tsv").read_text().splitlines()
    assert "term\tCounseling\tdoes\thealth talk\tmind\t\tplain\t2026-11-24" in words
    assert not any("Youth Shelters" in line or "Summer Camps" in line for line in words)
    with (tmp_path / "sources" / "oak" / "words.tsv").open("a") as file:
        file.write("term\tSummer Camps\tnot_here\t\t\t\tA.\t2026-11-24\n")
        file.write("term\tYouth Shelters\tdoes\tsafe_place young\tyoung_bed\t\tA.\t2026-11-24\n")

    again = type_at_desk(tmp_path, "import", "oak", source, "--public-addresses").output
    assert "to explain" not in again
    assert "You said of all its words that they are not for this kiosk" in again
    rows = (tmp_path / "sources" / "oak" / "rows" / "Services.csv").read_text()
    assert "Camp Redwood" not in rows
    assert "Willow Lodge" in rows
    answer = json.loads(type_at_desk(tmp_path, "fit", "oak", "--json").output)
    assert (answer["services"], answer["sorted"]) == (5, 4)
    open_words = [word["text"] for word in answer["words"] if not word["answer"]]
    assert open_words == ["Zoning Appeals"]
    # A home that an answer names has no street, whatever --public-addresses says.
    kept = [*(tmp_path / "sources" / "oak").rglob("*"), tmp_path / "oak.coverage.html"]
    assert all(b"Hidden Oak" not in one.read_bytes() for one in kept if one.is_file())


def test_an_older_table_of_categories_becomes_answers(tmp_path: Path) -> None:
    source = str(folder(tmp_path, FILES, "export"))
    assert type_at_desk(tmp_path, "import", "oak", source).exit_code == 0
    table = tmp_path / "own.csv"
    table.write_text("scheme,term,needs\n,Zoning Appeals,court\n,Food Pantries,other\n")
    said = type_at_desk(
        tmp_path, "fit", "oak", "--categories", str(table), "--accept", "plain"
    ).output
    assert "answers written" in said
    words = (tmp_path / "sources" / "oak" / "words.tsv").read_text()
    assert "term\tzoning appeals\tdoes\tcourt\t\t\town.csv\t" in words
    assert type_at_desk(tmp_path, "import", "oak", source).exit_code == 0
    rows = (tmp_path / "sources" / "oak" / "rows" / "Services.csv").read_text()
    assert "Court" in next(line for line in rows.splitlines() if "Hot Meals" in line)
    table.write_text("scheme,term,needs\n,Food,soup\n")
    wrong = type_at_desk(tmp_path, "fit", "oak", "--categories", str(table))
    assert wrong.exit_code == 1
    assert "'soup' is no category" in wrong.output


def test_the_words_of_a_source_that_was_never_imported(tmp_path: Path) -> None:
    said = type_at_desk(tmp_path, "fit", "oak")
    assert said.exit_code == 1
    assert "oak was never imported. Begin with: desk import oak EXPORT" in said.output


def _invented_export() -> list[ServiceWords]:
    """Return 2,000 services with 300 terms; the n-th term is 1/n as frequent as the first."""
    chance = random.Random(17)  # noqa: S311 - an example, no secret
    terms = (Path(__file__).parent / "exports" / "terms.txt").read_text().splitlines()
    weights = [1 / rank for rank in range(1, 301)]
    names = ("Oak Hall", "River House", "Elm Center", "Hill Place", "Bay Office")
    return [
        ServiceWords(
            f"{chance.choice(names)} {number}",
            tuple((one,) for one in chance.choices(terms, weights, k=chance.choice((1, 2, 3)))),
        )
        for number in range(2000)
    ]


def test_the_first_answers_sort_most_of_a_large_export() -> None:
    services = _invented_export()
    words = list_words(services, WordRules())
    shares = {0: 0.0}
    for count in (25, 100):
        answers = [word.accept("A.", "2026-11-24") for word in words[:count]]
        rules = with_answers(WordRules(), answers)
        shares[count] = count_sorted(services, rules) / len(services)
    assert count_proposed(services, words) / len(services) >= 0.55
    assert shares[25] >= 0.35
    assert shares[100] >= 0.60
    old = {(word.kind, word.text) for word in words[:100]}
    again = [word for word in list_words(services, rules) if word.rule is None]
    assert not old & {(word.kind, word.text) for word in again}
    assert Need.FOOD in {need for rule in rules.rules.values() for need in rule.needs}


BROADER = {
    # path of a term -> needs, where a table knows Food, Food > Meals and a person answered Health
    "Food": [Need.FOOD],
    "Food > Free Meals": [Need.FOOD],
    "Goods > Food > Free Meals": [Need.FOOD],
    "Food > Meals > Hot Meals": [Need.FOOD, Need.HEALTH],
    "Health > Dental Care": [],
    "Fast Food": [],
    "Free Meals": [],
}


@pytest.mark.parametrize("path", BROADER)
def test_a_broader_name_of_an_older_table_counts_for_narrower_terms(path: str) -> None:
    does, term = WordMeaning.DOES, WordKind.TERM
    known = (
        WordRule(term, "food", does, needs=(Need.FOOD,)),
        WordRule(term, "food > meals", does, needs=(Need.FOOD, Need.HEALTH)),
        WordRule(term, "Health", does, ("see_doctor",), (Need.HEALTH,)),
    )
    forms = tuple(dict.fromkeys((path, path.rsplit(" > ", 1)[-1])))
    found = with_answers(WordRules(), known).sort(ServiceWords("Moonlight", (forms,)))
    assert found.needs == BROADER[path]
    assert not found.situations
