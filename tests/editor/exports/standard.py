"""Exports in open formats: HSDS and Ohana."""

from tests.editor.exports.cells import (
    CHECKED,
    OWNERS,
    Made,
    filled,
    table,
    terms_by_word,
    with_tty,
)
from tests.editor.exports.facts import FACTS, LONG_ROW, PRIVATE


def hsds() -> Made:
    """Return plain HSDS 3 tables."""
    terms = terms_by_word("t")
    phones = filled(
        "id,service_id,number,type,description",
        "p{one.number},s{one.number},{one.dialled},voice,Intake",
    )
    phones += filled(
        "id,service_id,number,type", "p{one.number}t,s{one.number},{one.tty},tty", with_tty()
    )
    attributes = [
        {
            "id": f"b{one.number}{terms[word]}",
            "link_id": f"s{one.number}",
            "taxonomy_term_id": terms[word],
        }
        for one in FACTS
        for word in one.terms
    ]
    services = filled(
        "id,organization_id,name,description,status,fees_description,url,languages,assured_date,"
        "hours",
        "s{one.number},o{one.owner},{one.name},{one.html},{one.active},{one.cost},{one.url},"
        f"{{one.language}},{CHECKED},{{one.hours}}",
    )
    return {
        "organizations.csv": table(
            filled("id,name,website", "o{one.owner},{one.owner_name},{one.url}", OWNERS)
        ),
        "services.csv": table(services, long=LONG_ROW, extra="and more"),
        "locations.csv": table(
            filled("id,organization_id,name", "l{one.number},o{one.owner},Site {one.number}")
        ),
        "addresses.csv": table(
            filled(
                "id,location_id,address_1,city,state_province,postal_code,address_is_private",
                "a{one.number},l{one.number},{one.street},{one.city},CA,{one.zip_code},{one.flag}",
            )
        ),
        "service_at_location.csv": table(
            filled("id,service_id,location_id", "x{one.number},s{one.number},l{one.number}")
        ),
        "phones.csv": table(phones),
        "taxonomy_terms.csv": table([{"id": key, "name": word} for word, key in terms.items()]),
        "attributes.csv": table(attributes),
        "contacts.csv": table([{"id": "c1", "name": f"{PRIVATE} Lee", "email": PRIVATE}]),
    }


def ohana() -> Made:
    """Return Ohana's tables."""
    terms = terms_by_word("10")
    phones = filled(
        "id,service_id,number,number_type,department",
        "{one.key},{one.key},{one.dialled},voice,Intake",
    )
    phones += [
        row | {"id": f"{int(row['service_id']) + 100}"}
        for row in filled(
            "id,service_id,number,number_type", ",{one.key},{one.tty},tty", with_tty()
        )
    ]
    services = filled(
        "id,location_id,name,description,status,fees,website,languages,taxonomy_ids,hours,"
        "last_verified",
        "{one.key},{one.key},{one.name},{one.html},{one.active},{one.cost},{one.url},"
        f"{{one.language}},,{{one.hours}},{CHECKED}",
    )
    for one, row in zip(FACTS, services, strict=True):
        row["taxonomy_ids"] = ",".join(terms[word] for word in one.terms)
    return {
        "organizations.csv": table(
            filled(
                "id,name,website,tax_id",
                f"{{one.owner_key}},{{one.owner_name}},{{one.url}},{PRIVATE}",
                OWNERS,
            )
        ),
        "locations.csv": table(
            filled(
                "id,organization_id,name,short_desc,address_is_private",
                "{one.key},{one.owner_key},Site {one.number},,{one.flag}",
            )
        ),
        "addresses.csv": table(
            filled(
                "id,location_id,address_1,city,state_province,postal_code",
                "{one.key},{one.key},{one.street},{one.city},CA,{one.zip_code}",
            )
        ),
        "services.csv": table(services, long=LONG_ROW, extra="and more"),
        "phones.csv": table(phones),
        "taxonomy.csv": table([{"taxonomy_id": key, "name": word} for word, key in terms.items()]),
        "contacts.csv": table([{"id": "1", "name": f"{PRIVATE} Lee", "email": PRIVATE}]),
        "mail_addresses.csv": table([{"id": "1", "address_1": f"PO Box {PRIVATE}"}]),
    }
