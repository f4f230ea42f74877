"""Exports that nobody wrote: HSDS 3 tables of invented services, with the prose of real ones.

A service has a page of description, a place, one or two numbers with labels, weekly hours, terms,
languages and a sentence about cost and who may come. One place in ten is hidden.
"""
# ruff: noqa: S311 - samples are seeded on purpose

import csv
import json
import random
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import synthetic

TERMS = (
    *("Food pantries", "Soup kitchens", "Emergency shelter", "Domestic violence hotlines"),
    *("Immigration law", "Mental health counseling", "Job training", "Utility assistance"),
    *("Clothing", "Tax preparation", "Community clinics", "Dental care", "Parenting classes"),
    *("English classes", "Child care", "Needle exchange", "Homeless youth", "Veterans"),
    *("Transportation vouchers", "Housing search"),
)
STREETS = (
    *("Elm", "Willow", "Cedar", "Harbor", "Meadow", "Juniper", "Larkspur", "Orchard", "Pioneer"),
    "Quarry",
)
SUFFIXES = ("St", "Ave", "Blvd", "Rd", "Way")
TOWNS = (("Sacramento", "95814"), ("Elk Grove", "95624"), ("Folsom", "95630"), ("Davis", "95616"))
ROADS = 3_000
"""Made street names of an export: a county of 4,000 services has about as many."""
LABELS = ("", "Front desk", "Intake", "TTY", "24-hour line", "Main office")
FEES = ("Free", "Sliding scale", "No cost", "$20 registration fee", "Medi-Cal accepted", "")
WHO = (
    "Adults 18 and over with low income",
    "Women and children",
    "Residents of the county",
    "Anyone",
    "",
)
HOW = ("Walk in", "Call for an appointment", "Apply online or call", "By referral only", "")
TONGUES = ("English, Spanish", "English", "Spanish; Vietnamese", "English, Hmong, Russian")
HOURS = (
    ("MO,TU,WE,TH,FR", "09:00", "17:00"),
    ("MO,WE,FR", "10:00", "14:00"),
    ("TU,TH", "08:30", "12:00"),
)
Row = dict[str, Any]


def tables(
    services: int, seed: int = 7, far: float = 0.0, words: int = synthetic.TEXT_WORDS
) -> dict[str, list[Row]]:
    """Return the rows of an export by table.

    ``far`` is the share of services whose places are in another state, with no word of this one.
    ``words`` is the length of the longest sentence of a description.
    """
    chance = random.Random(seed)
    english = synthetic.tongue("en", chance)
    roads = [f"{word.title()} {s}" for word, s in zip(english.words[300:], cycle(SUFFIXES))][:ROADS]
    roads += [f"{name} {suffix}" for name in STREETS for suffix in SUFFIXES]
    made: dict[str, list[Row]] = {
        name: []
        for name in (
            *("organizations", "services", "locations", "addresses", "phones"),
            *("services_at_location", "schedules", "taxonomy_terms", "attributes"),
        )
    }
    for number, term in enumerate(TERMS):
        made["taxonomy_terms"].append({"id": f"t{number}", "name": term, "taxonomy": "Local"})
    organizations = max(services // 5, 1)
    for number in range(organizations):
        name = english.sentence(chance, 3, synthetic.SUBJECT_IN_NAME).title()
        made["organizations"].append(
            {
                "id": f"o{number}",
                "name": name,
                "description": english.sentence(chance, 30, synthetic.SUBJECT_IN_TEXT),
                "website": f"https://www.o{number}.example.org/",
            }
        )
    for number in range(services):
        for table, row in _service(number, organizations, english, roads, chance, far, words):
            made[table].append(row)
    return made


def _service(  # noqa: PLR0917 - one place of all that is drawn
    number: int,
    organizations: int,
    english: synthetic.Tongue,
    roads: list[str],
    chance: random.Random,
    far: float,
    words: int,
) -> Iterator[tuple[str, Row]]:
    key, owner = f"s{number}", f"o{chance.randrange(organizations)}"
    is_far = chance.random() < far
    road = chance.choice(roads)
    text = english.sentence(chance, words, synthetic.SUBJECT_IN_TEXT)
    sentences = [
        f"{text.capitalize()}.",
        f"Call 916-{2_000_000 + number % 7_000_000:07} before you come.",
        f"Enter from {chance.choice(roads)} behind the library." if chance.random() < 0.2 else "",
        english.sentence(chance, min(25, words), synthetic.SUBJECT_IN_TEXT).capitalize() + ".",
    ]
    yield (
        "services",
        {
            "id": key,
            "organization_id": owner,
            "name": english.sentence(chance, 4, synthetic.SUBJECT_IN_NAME).title(),
            "description": " ".join(filter(None, sentences)),
            "url": f"https://www.{owner}.example.org/{key}?utm_source=x",
            "status": "active",
            "fees_description": chance.choice(FEES),
            "eligibility_description": chance.choice(WHO),
            "application_process": chance.choice(HOW),
            "interpretation_services": chance.choice(TONGUES),
            "assured_date": "2026-10-01" if chance.random() < 0.5 else "",
        },
    )
    place = f"l{number}"
    hidden = chance.random() < 0.1
    kind = "Confidential shelter location" if hidden else "Office"
    yield (
        "locations",
        {
            "id": place,
            "organization_id": owner,
            "name": f"{road} {kind}" if not hidden else kind,
            "description": kind,
            "latitude": f"{chance.gauss(44.0 if is_far else 38.58, 0.1):.6f}",
            "longitude": f"{chance.gauss(-120.5 if is_far else -121.49, 0.1):.6f}",
        },
    )
    town, code = ("Bend", "97701") if is_far else chance.choice(TOWNS)
    yield (
        "addresses",
        {
            "id": f"a{number}",
            "location_id": place,
            "address_1": f"{chance.randint(100, 9900)} {road}",
            "city": town,
            "state_province": "OR" if is_far else "CA",
            "postal_code": code,
            "country": "US",
            "address_type": "physical",
        },
    )
    yield "services_at_location", {"id": f"k{number}", "service_id": key, "location_id": place}
    for count in range(chance.randint(1, 2)):
        yield (
            "phones",
            {
                "id": f"p{number}.{count}",
                "service_id": key,
                "number": f"(916) {200 + number % 700}-{(number * 2 + count) % 10_000:04}",
                "type": "voice",
                "description": chance.choice(LABELS),
            },
        )
    for count, (days, opens, closes) in enumerate(chance.sample(HOURS, chance.randint(1, 2))):
        yield (
            "schedules",
            {
                "id": f"h{number}.{count}",
                "service_id": key,
                "freq": "WEEKLY",
                "byday": days,
                "opens_at": opens,
                "closes_at": closes,
            },
        )
    for term in chance.sample(range(len(TERMS)), chance.randint(0, 2)):
        yield (
            "attributes",
            {
                "id": f"x{number}.{term}",
                "link_id": key,
                "link_entity": "service",
                "taxonomy_term_id": f"t{term}",
            },
        )


def write_tables(folder: Path, made: dict[str, list[Row]]) -> None:
    """Write an export as a folder of CSV files."""
    folder.mkdir(parents=True)
    for name, rows in made.items():
        if not rows:
            continue
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*rows[0]])
            writer.writeheader()
            writer.writerows(rows)


def write_document(file: Path, made: dict[str, list[Row]]) -> None:
    """Write an export as one HSDS 3 document, one service after the other."""
    by_key = {name: {row["id"]: row for row in rows} for name, rows in made.items()}
    owned: dict[tuple[str, str], list[Row]] = {}
    for name in ("phones", "schedules", "services_at_location"):
        for row in made[name]:
            owned.setdefault((name, row["service_id"]), []).append(row)
    for row in made["addresses"]:
        by_key["locations"][row["location_id"]].setdefault("addresses", []).append(row)
    for row in made["attributes"]:
        linked = row | {"taxonomy_term": by_key["taxonomy_terms"][row["taxonomy_term_id"]]}
        owned.setdefault(("attributes", row["link_id"]), []).append(linked)
    with file.open("w", encoding="utf-8") as out:
        for number, row in enumerate(made["services"]):
            key = row["id"]
            whole = row | {"organization": by_key["organizations"][row["organization_id"]]}
            for name in ("phones", "schedules", "attributes"):
                whole[name] = owned.get((name, key), [])
            whole["service_at_locations"] = [
                link | {"location": by_key["locations"][link["location_id"]]}
                for link in owned.get(("services_at_location", key), [])
            ]
            filled = {key: value for key, value in whole.items() if value}
            out.write(f"{',' if number else '['}\n{json.dumps(filled, separators=(',', ':'))}")
        out.write("]\n")
