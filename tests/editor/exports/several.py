"""Exports of several files: VisionLink and ORServices."""

import calendar
import json

from tests.editor.exports.cells import CHECKED, OWNERS, Made, filled, table, terms_by_word, with_tty
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
        sites.append(
            {
                "Site_Id": f"{300 + one.number}",
                "Site_AgencyId": f"{one.owner + 1}",
                "Site_Status": "active",
                "SiteSystem_Name": f"Site {one.number}",
                "SiteAddressus_SiteAddressus": "" if one.secret else address,
                "SiteAddressus_ConfidentialPhysicalAddress": address if one.secret else "",
                "SiteSystem_PhysicalAddressConfidential": "true" if one.secret else "false",
                **people["Site"],
            }
        )
        languages = [{"id": 1, "label": word} for word in one.language.split(", ")]
        terms = [{"taxonomy_id": 1, "taxonomy_term": word} for word in one.terms]
        services.append(
            {
                "Service_Id": f"{600 + one.number}",
                "Service_AgencyId": f"{one.owner + 1}",
                "Service_Status": one.active,
                "ServiceSystem_Name": one.name,
                "ServiceSystem_Description": one.html,
                "ServiceSystem_Eligibility": "",
                "ServiceSystem_PhoneMain": one.dialled,
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
    days = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA"), calendar.day_name, strict=False))
    terms = terms_by_word("t")
    phones = filled(
        "phone_recordid,phone_number,phone_type,phone_description",
        "ph{one.number},{one.dialled},voice,Intake",
    )
    phones += filled(
        "phone_recordid,phone_number,phone_type", "ph{one.number}t,{one.tty},tty", with_tty()
    )
    schedules = filled(
        "schedule_recordid,weekday,opens_at,closes_at",
        "h{one.number},,{one.opens},{one.closes}",
    )
    for one, row in zip(FACTS, schedules, strict=True):
        row["weekday"] = ", ".join(days[day] for day in one.days)
    services = [
        {
            "service_recordid": f"s{one.number}",
            "service_name": one.name,
            "service_organization": f"o{one.owner}",
            "service_locations": f"l{one.number}",
            "service_description": one.html,
            "service_status": one.active.title(),
            "service_phones": ", ".join(
                [f"ph{one.number}", *([f"ph{one.number}t"] if one.tty else [])]
            ),
            "service_schedule": f"h{one.number}",
            "service_fees": one.cost,
            "service_taxonomy": ",".join(terms[word] for word in one.terms),
            "service_languages": one.language,
            "service_url": one.url,
            "service_last_verified": CHECKED,
            "service_contacts": PRIVATE,
            "service_metadata": PRIVATE,
        }
        for one in FACTS
    ]
    return {
        "services.csv": table(services, long=LONG_ROW),
        "organizations.csv": table(
            filled(
                "organization_recordid,organization_name,organization_url,organization_contact,"
                "organization_tax_id",
                f"o{{one.owner}},{{one.owner_name}},{{one.url}},{PRIVATE},{PRIVATE}",
                OWNERS,
            ),
            encoding="cp1252",
        ),
        "locations.csv": table(
            filled(
                "location_recordid,location_name,location_organization,location_address,"
                "location_is_private,location_details",
                f"l{{one.number}},Site {{one.number}},o{{one.owner}},a{{one.number}},,{PRIVATE}",
            )
        ),
        "address.csv": table(
            filled(
                "address_recordid,address_1,address_city,address_state_province,"
                "address_postal_code,address_is_private",
                "a{one.number},{one.street},{one.city},CA,{one.zip_code},{one.flag}",
            )
        ),
        "phones.csv": table(phones),
        "schedules.csv": table(schedules),
        "taxonomy.csv": table(
            [{"taxonomy_recordid": key, "taxonomy_name": word} for word, key in terms.items()]
        ),
        "contacts.csv": table(
            [{"contact_recordid": "c1", "contact_name": f"{PRIVATE} Lee", "contact_email": PRIVATE}]
        ),
    }
