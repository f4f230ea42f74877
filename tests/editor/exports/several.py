"""Exports of several files: VisionLink and ORServices."""

import json

from tests.editor.exports.cells import (
    CHECKED,
    OWNERS,
    Made,
    html,
    is_public,
    phone,
    status,
    table,
)
from tests.editor.exports.facts import FACTS, LONG_ROW, PRIVATE


def visionlink() -> Made:
    """Return three files with JSON in cells, the agencies in UTF-8 with a mark."""
    private = {
        "{}Contact_{}Contact": f'[{{"account_email": "{PRIVATE}@example.org"}}]',
        "{}System_StaffNotes": PRIVATE,
        "{}System_Fax": PRIVATE,
        "{}Addressus_MailingAddress": f'{{"address_1": "PO Box {PRIVATE}"}}',
    }
    people = {
        kind: {key.format(*[kind] * 2): text for key, text in private.items()}
        for kind in ("Agency", "Service", "Site")
    }
    agencies = [
        {
            "Agency_Id": f"{one.owner + 1}",
            "Agency_Status": "active",
            "AgencySystem_Name": one.owner_name,
            "AgencySystem_Websiteurl": one.url,
            "AgencySystem_DateOfLastCompleteUpdate": CHECKED,
            "AgencyOption_Status": "[]",
            "AgencySystem_ConfidentialDirectorName": f"{PRIVATE} Director",
            **people["Agency"],
        }
        for one in OWNERS
    ]
    services, sites = [], []
    for one in FACTS:
        address = json.dumps(
            {"address_1": one.street, "city": one.city, "state": "CA", "zip": one.zip_code}
        )
        secret = not is_public(one)
        sites.append(
            {
                "Site_Id": f"{300 + one.number}",
                "Site_AgencyId": f"{one.owner + 1}",
                "Site_Status": "active",
                "SiteSystem_Name": f"Site {one.number}",
                "SiteAddressus_SiteAddressus": "" if secret else address,
                "SiteAddressus_ConfidentialPhysicalAddress": address if secret else "",
                "SiteSystem_PhysicalAddressConfidential": "true" if secret else "false",
                **people["Site"],
            }
        )
        languages = [{"id": 1, "label": word} for word in one.language.split(", ")]
        terms = [
            {"taxonomy_id": 1, "taxonomy_term": word} for word in (one.term, one.people) if word
        ]
        services.append(
            {
                "Service_Id": f"{600 + one.number}",
                "Service_AgencyId": f"{one.owner + 1}",
                "Service_Status": status(one, "active"),
                "ServiceSystem_Name": one.name,
                "ServiceSystem_Description": html(one),
                "ServiceSystem_Eligibility": "",
                "ServiceSystem_PhoneMain": phone(one),
                "ServiceSystem_TddPhone": one.tty,
                "ServiceSystem_FeeStructure": one.cost,
                "ServiceSystem_HoursOfOperation": one.hours,
                "ServiceSystem_Websiteurl": one.url,
                "ServiceSystem_DateOfLastCompleteUpdate": "10/05/2026",
                "ServiceSystem_LastEditDate": "11/20/2026",
                "Service_EditStamp": "11/20/2026",
                "ServiceSite_ServiceSite": json.dumps(
                    [{"id": 300 + one.number, "name": f"Site {one.number}"}]
                ),
                "ServiceOption_LanguagesOtherThanEnglish": json.dumps(languages),
                "ServiceTaxonomy_ModuleServicepost": json.dumps(terms),
                **people["Service"],
            }
        )
    return {
        "agencies.csv": table(agencies, encoding="utf-8-sig"),
        "services.csv": table(services, long=LONG_ROW),
        "sites.csv": table(sites),
    }


def orservices() -> Made:
    """Return tables whose cells have several keys, and whose days are lists."""
    days = {
        "MO": "Monday",
        "TU": "Tuesday",
        "WE": "Wednesday",
        "TH": "Thursday",
        "FR": "Friday",
        "SA": "Saturday",
    }
    phones, services, terms = [], [], {}
    for one in FACTS:
        keys = [f"ph{one.number}"] + ([f"ph{one.number}t"] if one.tty else [])
        phones.append(
            {
                "phone_recordid": keys[0],
                "phone_number": phone(one),
                "phone_type": "voice",
                "phone_description": "Intake",
            }
        )
        if one.tty:
            phones.append({"phone_recordid": keys[1], "phone_number": one.tty, "phone_type": "tty"})
        named = [word for word in (one.term, one.people) if word]
        for word in named:
            terms.setdefault(word, f"t{len(terms)}")
        services.append(
            {
                "service_recordid": f"s{one.number}",
                "service_name": one.name,
                "service_organization": f"o{one.owner}",
                "service_locations": f"l{one.number}",
                "service_description": html(one),
                "service_status": status(one),
                "service_phones": ", ".join(keys),
                "service_schedule": f"h{one.number}",
                "service_fees": one.cost,
                "service_taxonomy": ",".join(terms[word] for word in named),
                "service_languages": one.language,
                "service_url": one.url,
                "service_last_verified": CHECKED,
                "service_contacts": PRIVATE,
                "service_metadata": PRIVATE,
            }
        )
    return {
        "services.csv": table(services, long=LONG_ROW),
        "organizations.csv": table(
            [
                {
                    "organization_recordid": f"o{one.owner}",
                    "organization_name": one.owner_name,
                    "organization_url": one.url,
                    "organization_contact": PRIVATE,
                    "organization_tax_id": PRIVATE,
                }
                for one in OWNERS
            ],
            encoding="cp1252",
        ),
        "locations.csv": table(
            [
                {
                    "location_recordid": f"l{one.number}",
                    "location_name": f"Site {one.number}",
                    "location_organization": f"o{one.owner}",
                    "location_address": f"a{one.number}",
                    "location_is_private": "",
                    "location_details": PRIVATE,
                }
                for one in FACTS
            ]
        ),
        "address.csv": table(
            [
                {
                    "address_recordid": f"a{one.number}",
                    "address_1": one.street,
                    "address_city": one.city,
                    "address_state_province": "CA",
                    "address_postal_code": one.zip_code,
                    "address_is_private": "" if is_public(one) else "yes",
                }
                for one in FACTS
            ]
        ),
        "phones.csv": table(phones),
        "schedules.csv": table(
            [
                {
                    "schedule_recordid": f"h{one.number}",
                    "weekday": ", ".join(days[day] for day in one.days),
                    "opens_at": one.opens,
                    "closes_at": one.closes,
                }
                for one in FACTS
            ]
        ),
        "taxonomy.csv": table(
            [{"taxonomy_recordid": key, "taxonomy_name": word} for word, key in terms.items()]
        ),
        "contacts.csv": table(
            [{"contact_recordid": "c1", "contact_name": f"{PRIVATE} Lee", "contact_email": PRIVATE}]
        ),
    }
