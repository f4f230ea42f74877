"""The translated vocabulary of the typed fields: every value in words a visitor knows."""

from kiosk.domain.filters import Filter
from kiosk.domain.records import Access, Audience, Cost, Document, Need, PhoneUse, Referrer, Start
from kiosk.i18n.catalogs import Catalog
from kiosk.i18n.messages import N_, NP_, Message

EXTENSION = N_("Extension {number}")
# TRANSLATORS: Which key of the telephone to press in the menu that answers: "Then press 2".
# {keys} is a digit, or several one after the other: "2, 1".
PRESS = N_("Then press {keys}")
"""On a page and on paper: what to dial when a number answers."""

NEEDS: dict[Need, Message] = {
    # TRANSLATORS: Tiles of the home screen: at most three short words each.
    Need.SAFE_PLACE: N_("A safe place"),
    Need.TALK: N_("Someone to talk to"),
    Need.FOOD: N_("Food and basics"),
    Need.HEALTH: N_("Health"),
    Need.WORK: N_("Problem at work"),
    Need.PAPERS: N_("Papers and immigration"),
    Need.COURT: N_("Court and law"),
    Need.YOUNG: N_("Young people"),
    Need.OKAY: N_("Is this okay?"),
    Need.OTHER: N_("Other help"),
}

CHIPS: dict[Filter, Message] = {
    # TRANSLATORS: Choices that sort a list: one to three words.
    Filter.MY_LANGUAGE: N_("My language"),
    Filter.FREE: NP_("costs nothing", "Free"),
    Filter.NO_ID: N_("No ID needed"),
    Filter.WOMEN: N_("Women"),
    Filter.MEN: N_("Men"),
    Filter.FAMILIES: N_("Families"),
    Filter.UNDER_18: N_("Under 18"),
    Filter.WALK_IN: N_("Walk in"),
    Filter.OPEN_NOW: N_("Open now"),
}
"""The choices that a list offers, in their order."""
CHOICES: dict[Filter, Message] = {**CHIPS, Filter.NO_VOICE: N_("No voice needed")}
"""All choices; one is made on Talk alone."""

AUDIENCES: dict[Audience, Message] = {
    # TRANSLATORS: Who can go, as a list: "Women, families, anyone".
    Audience.ANYONE: N_("Anyone"),
    Audience.WOMEN: N_("Women"),
    Audience.MEN: N_("Men"),
    Audience.TRANS: N_("Trans people"),
    Audience.LGBTQ: N_("LGBTQ people"),
    Audience.FAMILIES: N_("Families"),
    Audience.PARENTS: N_("Parents"),
    Audience.PREGNANT: N_("Pregnant people"),
    Audience.CHILDREN: N_("Children"),
    Audience.YOUNG: N_("Young people"),
    Audience.FOSTER_YOUTH: N_("Young people in foster care"),
    Audience.OLDER: N_("Older people"),
    Audience.DISABLED: N_("People with a disability"),
    Audience.DEAF: N_("Deaf people"),
    Audience.NATIVE: N_("Native people"),
    Audience.IMMIGRANTS: N_("Immigrants"),
    Audience.REFUGEES: N_("Refugees"),
    Audience.WORKERS: N_("Workers"),
    Audience.FARM_WORKERS: N_("Farm workers"),
    # TRANSLATORS: Said of people without naming what happened to them.
    Audience.SURVIVORS: N_("People who were hurt or forced"),
    Audience.CRIME_VICTIMS: N_("People hurt by a crime"),
    Audience.NO_HOME: N_("People without a home"),
    Audience.LOW_INCOME: N_("People with little money"),
    Audience.NO_INSURANCE: N_("People without insurance"),
    Audience.CARERS: N_("People who care for someone"),
    Audience.PET_OWNERS: N_("People with pets"),
}

STARTS: dict[Start, tuple[Message, str]] = {
    # TRANSLATORS: The first action as one short verb line.
    Start.CALL: (N_("Call now"), "phone"),
    Start.TEXT: (N_("Send a text"), "sms"),
    Start.CHAT: (N_("Write in the chat"), "chat"),
    Start.VIDEOPHONE: (N_("Call by video"), "videophone"),
    Start.WALK_IN: (N_("Walk in"), "walk"),
    Start.APPOINTMENT: (N_("Make an appointment"), "calendar_ask"),
    Start.ONLINE: (N_("Look at the website"), "web"),
    Start.EMAIL: (N_("Write an email"), "web"),
    Start.REFERRAL: (N_("Someone sends you"), "referral"),
}

USES: dict[PhoneUse, Message] = {
    # TRANSLATORS: A word beside a further number: who answers there.
    PhoneUse.CRISIS: N_("For help right away"),
    # TRANSLATORS: The staff of the place answer by day, for all that is not urgent.
    PhoneUse.OFFICE: NP_("beside a number", "Office"),
    PhoneUse.APPOINTMENTS: N_("Make an appointment"),
}

REFERRERS: dict[Referrer, Message] = {
    # TRANSLATORS: Whom to ask for a referral.
    Referrer.LINE_211: N_("Call 211 and ask"),
    Referrer.COURT: N_("A judge sends you"),
    Referrer.LAWYER: N_("Ask a lawyer"),
    Referrer.HOSPITAL: N_("Ask at a hospital"),
    Referrer.COUNTY: N_("Ask the county"),
    Referrer.ADVOCATE: N_("Ask an advocate"),
    Referrer.ANOTHER_SERVICE: N_("Another service sends you"),
    Referrer.SCHOOL: N_("Ask at school"),
}

DOCUMENTS: dict[Document, Message] = {
    # TRANSLATORS: What to bring, as a list.
    Document.NOTHING: N_("Nothing"),
    Document.PHOTO_ID: N_("Photo ID"),
    Document.PROOF_OF_ADDRESS: N_("Paper with your address"),
    Document.PROOF_OF_INCOME: N_("Paper about your income"),
    Document.INSURANCE_CARD: N_("Insurance card"),
    Document.NOTICE_LETTER: N_("The letter you got"),
    Document.COURT_PAPERS: N_("Court papers"),
    Document.PAY_RECORDS: N_("Notes about hours and pay"),
    Document.REFERRAL_LETTER: N_("Letter from who sends you"),
    Document.IF_YOU_HAVE_IT: N_("Only if you have it"),
}

COSTS: dict[Cost, Message] = {
    Cost.FREE: NP_("costs nothing", "Free"),
    Cost.SLIDING: N_("You pay what you can"),
    Cost.MEDI_CAL: N_("Medi-Cal pays"),
    Cost.MEDICAID: N_("Medicaid pays"),
    Cost.FEE: N_("There is a fee"),
    Cost.MAYBE_FREE: N_("Free for some"),
}

ACCESS: dict[Access, Message] = {
    Access.WHEELCHAIR: N_("Wheelchair can get in"),
    Access.SIGN_LANGUAGE: N_("Sign language"),
    Access.RELAY_711: N_("Deaf: dial 711 first"),
}

LANGUAGES: dict[str, Message] = {
    # TRANSLATORS: Names of languages, in your language.
    "en": NP_("language", "English"),
    "es": NP_("language", "Spanish"),
    "zh": NP_("language", "Chinese"),
    "zh-Hans": NP_("language", "Chinese"),
    "zh-Hant": NP_("language", "Chinese"),
    "cmn": NP_("language", "Mandarin"),
    "yue": NP_("language", "Cantonese"),
    "vi": NP_("language", "Vietnamese"),
    "hmn": NP_("language", "Hmong"),
    "ru": NP_("language", "Russian"),
    "uk": NP_("language", "Ukrainian"),
    "pa": NP_("language", "Punjabi"),
    "hi": NP_("language", "Hindi"),
    "ur": NP_("language", "Urdu"),
    "fil": NP_("language", "Tagalog"),
    "ko": NP_("language", "Korean"),
    "ja": NP_("language", "Japanese"),
    "ar": NP_("language", "Arabic"),
    "fa": NP_("language", "Farsi"),
    "prs": NP_("language", "Dari"),
    "ps": NP_("language", "Pashto"),
    "ase": NP_("language", "American Sign Language"),
    "ium": NP_("language", "Mien"),
    "ilo": NP_("language", "Ilocano"),
    "to": NP_("language", "Tongan"),
    "sm": NP_("language", "Samoan"),
    "haw": NP_("language", "Hawaiian"),
    "he": NP_("language", "Hebrew"),
}


def need_words(catalog: Catalog, need: Need) -> str:
    """Return the words of a need's tile."""
    return catalog.translate(NEEDS[need])
