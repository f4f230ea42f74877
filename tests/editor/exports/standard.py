"""Exports in open formats: HSDS and Ohana."""

from tests.editor.exports.cells import CHECKED, OWNERS, Made, html, is_public, phone, status, table
from tests.editor.exports.facts import FACTS, LONG_ROW, PRIVATE


def hsds() -> Made:
    """Return plain HSDS 3 tables."""
    terms = {
        word: f"t{at}"
        for at, word in enumerate(
            dict.fromkeys(word for one in FACTS for word in (one.term, one.people) if word)
        )
    }
    phones = [
        {
            "id": f"p{one.number}",
            "service_id": f"s{one.number}",
            "number": phone(one),
            "type": "voice",
            "description": "Intake",
        }
        for one in FACTS
    ]
    phones += [
        {"id": f"p{one.number}t", "service_id": f"s{one.number}", "number": one.tty, "type": "tty"}
        for one in FACTS
        if one.tty
    ]
    return {
        "organizations.csv": table(
            [{"id": f"o{one.owner}", "name": one.owner_name, "website": one.url} for one in OWNERS]
        ),
        "services.csv": table(
            [
                {
                    "id": f"s{one.number}",
                    "organization_id": f"o{one.owner}",
                    "name": one.name,
                    "description": html(one),
                    "status": status(one, "active"),
                    "fees_description": one.cost,
                    "url": one.url,
                    "languages": one.language,
                    "assured_date": CHECKED,
                    "hours": one.hours,
                }
                for one in FACTS
            ],
            long=LONG_ROW,
            extra="and more",
        ),
        "locations.csv": table(
            [
                {
                    "id": f"l{one.number}",
                    "organization_id": f"o{one.owner}",
                    "name": f"Site {one.number}",
                }
                for one in FACTS
            ]
        ),
        "addresses.csv": table(
            [
                {
                    "id": f"a{one.number}",
                    "location_id": f"l{one.number}",
                    "address_1": one.street,
                    "city": one.city,
                    "state_province": "CA",
                    "postal_code": one.zip_code,
                    "address_is_private": "" if is_public(one) else "yes",
                }
                for one in FACTS
            ]
        ),
        "service_at_location.csv": table(
            [
                {
                    "id": f"x{one.number}",
                    "service_id": f"s{one.number}",
                    "location_id": f"l{one.number}",
                }
                for one in FACTS
            ]
        ),
        "phones.csv": table(phones),
        "taxonomy_terms.csv": table([{"id": key, "name": word} for word, key in terms.items()]),
        "attributes.csv": table(
            [
                {
                    "id": f"b{one.number}{terms[word]}",
                    "link_id": f"s{one.number}",
                    "taxonomy_term_id": terms[word],
                }
                for one in FACTS
                for word in (one.term, one.people)
                if word
            ]
        ),
        "contacts.csv": table([{"id": "c1", "name": f"{PRIVATE} Lee", "email": PRIVATE}]),
    }


def ohana() -> Made:
    """Return Ohana's tables."""
    terms = {
        word: f"10{at}"
        for at, word in enumerate(
            dict.fromkeys(word for one in FACTS for word in (one.term, one.people) if word)
        )
    }
    phones = [
        {
            "id": f"{one.number + 1}",
            "service_id": f"{one.number + 1}",
            "number": phone(one),
            "number_type": "voice",
            "department": "Intake",
        }
        for one in FACTS
    ]
    phones += [
        {
            "id": f"{one.number + 101}",
            "service_id": f"{one.number + 1}",
            "number": one.tty,
            "number_type": "tty",
        }
        for one in FACTS
        if one.tty
    ]
    return {
        "organizations.csv": table(
            [
                {
                    "id": f"{one.owner + 1}",
                    "name": one.owner_name,
                    "website": one.url,
                    "tax_id": PRIVATE,
                }
                for one in OWNERS
            ]
        ),
        "locations.csv": table(
            [
                {
                    "id": f"{one.number + 1}",
                    "organization_id": f"{one.owner + 1}",
                    "name": f"Site {one.number}",
                    "short_desc": "",
                    "address_is_private": "" if is_public(one) else "yes",
                }
                for one in FACTS
            ]
        ),
        "addresses.csv": table(
            [
                {
                    "id": f"{one.number + 1}",
                    "location_id": f"{one.number + 1}",
                    "address_1": one.street,
                    "city": one.city,
                    "state_province": "CA",
                    "postal_code": one.zip_code,
                }
                for one in FACTS
            ]
        ),
        "services.csv": table(
            [
                {
                    "id": f"{one.number + 1}",
                    "location_id": f"{one.number + 1}",
                    "name": one.name,
                    "description": html(one),
                    "status": status(one, "active"),
                    "fees": one.cost,
                    "website": one.url,
                    "languages": one.language,
                    "taxonomy_ids": ",".join(
                        terms[word] for word in (one.term, one.people) if word
                    ),
                    "hours": one.hours,
                    "last_verified": CHECKED,
                }
                for one in FACTS
            ],
            long=LONG_ROW,
            extra="and more",
        ),
        "phones.csv": table(phones),
        "taxonomy.csv": table([{"taxonomy_id": key, "name": word} for word, key in terms.items()]),
        "contacts.csv": table([{"id": "1", "name": f"{PRIVATE} Lee", "email": PRIVATE}]),
        "mail_addresses.csv": table([{"id": "1", "address_1": f"PO Box {PRIVATE}"}]),
    }
