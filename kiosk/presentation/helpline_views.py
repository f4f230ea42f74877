"""The helplines: on "Talk to someone now", on the page of all lines, and as services."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from kiosk.domain import contact
from kiosk.domain.helplines import (
    VIDEO_LINE,
    Anchor,
    Helpline,
    ids_out_of_service,
    merged_helplines,
    shown_helplines,
)
from kiosk.domain.language import answers_in, interpreter_request, is_served_in, known_language
from kiosk.domain.place import Coordinates
from kiosk.domain.queries import Listing, LocalText
from kiosk.domain.records import (
    Audience,
    Cost,
    Need,
    Organization,
    Phone,
    PhoneType,
    Schedule,
    Service,
    Start,
    Weekday,
)
from kiosk.domain.schedule import never_closes
from kiosk.i18n.catalogs import SOURCE_TAG
from kiosk.i18n.helpline_texts import BRIEF_TITLES, TITLES
from kiosk.i18n.messages import N_
from kiosk.presentation import field_words
from kiosk.presentation.authority import BRIEF_REPORT, MUST_REPORT, authority_notes
from kiosk.presentation.describe import Description, describe
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.lines_to_call import LOCAL_FIRST, PURPOSES, is_made_for, lines_to_call
from kiosk.presentation.views import HelplineView, LineGroup, TalkView, TextLineView

# TRANSLATORS: Under a number or a code for text messages: what stays on the visitor's phone.
KEPT = N_("Your phone keeps the texts.")
RELAY = "711"
"""The number to type to, from any telephone of the country (FCC, Telecommunications Relay)."""
ICONS = {"talk_forced": "lock", "talk_harm": "talk"}
VIDEO_NAME = "National Deaf Domestic Violence Hotline"
GROUPS = frozenset(Audience) - {
    *(Audience.ANYONE, Audience.SURVIVORS, Audience.CRIME_VICTIMS, Audience.IMMIGRANTS),
    *(Audience.REFUGEES, Audience.WORKERS, Audience.NO_HOME, Audience.LOW_INCOME),
    Audience.NO_INSURANCE,
}
"""Audiences with a group of their own on the page of all lines; the others are for anyone."""


def talk(
    context: LanguageContext,
    carried: Iterable[Helpline],
    lines: Sequence[Listing],
    wanted: Sequence[str] = (),
    origin: Coordinates | None = None,
) -> TalkView:
    """Return the page of the helplines.

    ``carried`` are those of the directory, ``lines`` all. ``wanted`` are the ids of the lines that
    the site chose; ``origin`` is where it stands.
    """
    shown = {line.id: line for line in shown_helplines(merged_helplines(carried))}
    crisis, emergency = shown.get(Anchor.CRISIS), shown.get(Anchor.EMERGENCY)
    always = [one for one in (describe(context, line) for line in lines) if is_always_open(one)]
    videos = (one for one in always if one.offer.lines(PhoneType.VIDEOPHONE))
    first = tuple(
        _first(context, code, line) for code, line in lines_to_call(always, wanted, origin)
    )
    texts = [line for line in first if line.text and line.text.code]
    return TalkView(
        first=first,
        crisis=_view(context, crisis) if crisis else None,
        emergency=_view(context, emergency) if emergency else None,
        text=next(iter(texts), next((line for line in first if line.text), None)),
        video=next((_video(context, one) for one in videos), None),
        relay=RELAY if first else "",
        count=len(always),
    )


def line_groups(context: LanguageContext, lines: Sequence[Listing]) -> tuple[LineGroup, ...]:
    """Return lines by the people they serve; those whose hours nobody states come last."""
    anyone, harm = field_words.AUDIENCES[Audience.ANYONE], TITLES[Anchor.HOME]
    groups: dict[str, list[HelplineView]]
    groups = {context.catalog.translate(one): [] for one in (anyone, harm)}
    more = list[HelplineView]()
    for one in (describe(context, line) for line in lines):
        first = next((who for who in one.listing.service.audience if who in GROUPS), None)
        own = harm if is_made_for(one, LOCAL_FIRST) else anyone
        title = context.catalog.translate(field_words.AUDIENCES[first] if first else own)
        group = groups.setdefault(title, []) if is_always_open(one) else more
        group.append(_listed(context, one))
    groups[context.catalog.gettext("More lines")] = more
    return tuple(LineGroup(title, tuple(lines)) for title, lines in groups.items() if lines)


def all_lines(
    context: LanguageContext, listed: Sequence[Listing], carried: Iterable[Helpline]
) -> tuple[Listing, ...]:
    """Return the day-and-night lines of a directory, then others: compiled-in or of its file."""
    lines = merged_helplines(carried)
    known = {listing.service.id for listing in listed} | ids_out_of_service(lines)
    own = [_listing(context, line) for line in shown_helplines(lines) if line.id not in known]
    if VIDEO_LINE.service_id not in known:
        own.append(_video_listing(context))
    return (*(one for one in listed if is_always_open(describe(context, one))), *own)


def helpline_listing(
    context: LanguageContext, line_id: str, carried: Iterable[Helpline]
) -> Listing | None:
    """Return a line without a directory as the records of a service; ``None`` if unknown."""
    found = all_lines(context, (), carried)
    return next((listing for listing in found if listing.service.id == line_id), None)


def is_always_open(description: Description) -> bool:
    """True if its hours are day and night, every day."""
    return never_closes(description.hours)


def _title(context: LanguageContext, line: Helpline) -> str:
    """Return a line's title in the visitor's language; a file's own line has its quiet name."""
    return context.catalog.translate(TITLES[line.id]) if line.id in TITLES else line.quiet_name


def _first(context: LanguageContext, code: str, line: Description) -> HelplineView:
    """Return a line to call first, for a situation or else for what it does."""
    catalog, view = context.catalog, _listed(context, line)
    is_free = Cost.FREE in line.listing.service.cost
    say = _words_to_say(context, line.voice) if line.voice else ""
    hint = catalog.gettext("No English? Say the name of your language.") if say else ""
    return replace(
        view,
        title=catalog.translate(TITLES[PURPOSES[code]]) if code else view.title,
        line=catalog.gettext("Free. Day and night.") if is_free else "",
        say=say,
        free_always=is_free,
        brief_caution=view.brief_caution or hint,
    )


def _view(context: LanguageContext, line: Helpline) -> HelplineView:
    """Return 988 or 911."""
    text = _text(context, line.text) if line.text else None
    return HelplineView(
        id=line.id,
        title=_title(context, line),
        number=contact.format_phone(line.number),
        line=_promise(context, line, text_ok=bool(text and text.code)),
        free_always=bool(line.always_open),
        text=text,
        brief_title=context.catalog.translate(BRIEF_TITLES[line.id]),
    )


def _text(context: LanguageContext, line: Phone) -> TextLineView:
    """Return a number for texts: who is answered, and the code if it is the visitor."""
    catalog, number = context.catalog, context.formats.phone(line.number)
    if line.keyword:
        number = catalog.gettext("{word} to {number}").format(word=line.keyword, number=number)
    # People here answer in English without stating it.
    spoken = [tag for tag in line.languages or (SOURCE_TAG,) if tag in field_words.LANGUAGES]
    named = context.formats.enumerated(
        [catalog.translate(field_words.LANGUAGES[tag]) for tag in spoken]
    )
    # TRANSLATORS: {languages} is a short list: "English, Spanish".
    only = catalog.gettext("Only {languages}").format(languages=named)
    payload = contact.text(line)
    if not answers_in(context.language.tag, spoken) or not isinstance(payload, contact.Payload):
        return TextLineView(number, only)
    return TextLineView(number, only, payload.data, catalog.translate(KEPT))


def _video(context: LanguageContext, description: Description) -> HelplineView:
    """Return the video line of "Talk to someone now": what it is for, if its records say so."""
    title = context.catalog.translate(TITLES[VIDEO_LINE.service_id])
    phrase = description.listing.phrase.text
    return HelplineView(
        id=description.listing.service.id,
        title=title,
        number=contact.format_phone(description.offer.lines(PhoneType.VIDEOPHONE)[0].number),
        line=known_language("ase").endonym if phrase == title else phrase,
        in_english=description.in_english(),
    )


def _listed(context: LanguageContext, description: Description) -> HelplineView:
    """Return a line of the page of all lines."""
    listing = description.listing
    phone = description.voice or next(iter(description.offer.lines(PhoneType.VIDEOPHONE)), None)
    text = next((phone for phone in listing.phones if phone.type is PhoneType.TEXT), None)
    name = listing.own_name.text if listing.own_name else listing.service.name
    notes = authority_notes(context, listing.service)
    reports = (MUST_REPORT, BRIEF_REPORT) if listing.service.must_report else ()
    warning, brief = (
        context.formats.together(*notes, *map(context.catalog.translate, some))
        for some in (reports[:1], reports[1:])
    )
    purpose = next((code for code in PURPOSES if is_made_for(description, code)), "")
    return HelplineView(
        id=listing.service.id,
        title=listing.phrase.text,
        number=contact.format_phone(phone.number) if phone else "",
        line="" if name == listing.phrase.text else name,
        in_english=description.in_english(),
        warning=warning,
        brief_caution=brief,
        text=_text(context, text) if text else None,
        icon=ICONS.get(purpose, "phone" if description.voice else "videophone"),
    )


def _promise(context: LanguageContext, line: Helpline, *, text_ok: bool) -> str:
    """Return what a caller of 988 or 911 can rely on, in one line."""
    catalog = context.catalog
    if line.id == Anchor.EMERGENCY:
        also = catalog.gettext("Text works too.") if text_ok else ""
        return context.formats.together(catalog.gettext("Police may come."), also)
    if not line.always_open:
        return catalog.gettext("Call")
    return catalog.gettext("Call or text.") if text_ok else catalog.gettext("Call. Day and night.")


def _words_to_say(context: LanguageContext, voice: Phone) -> str:
    """Return how to be understood on a line, unless it states that it has no interpreter."""
    catalog, tag = context.catalog, context.language.tag
    if tag == SOURCE_TAG:
        say = catalog.gettext("Say the name of your language. Then wait.")
    elif is_served_in(tag, voice.languages):
        return catalog.gettext("They speak your language.")
    else:
        # TRANSLATORS: {words} is one English sentence to say: "Arabic, please."
        say = catalog.gettext("Say: {words} Then wait.").format(
            words=context.formats.quoted(interpreter_request(tag))
        )
    if voice.any_language is False:
        return ""
    return context.formats.together(catalog.gettext("No English?"), say)


def _day_and_night(line_id: str) -> Schedule:
    return Schedule(
        id=f"{line_id}.h1",
        service_id=line_id,
        byday=tuple(Weekday),
        opens_at="00:00",
        closes_at="24:00",
    )


def _video_listing(context: LanguageContext) -> Listing:
    line_id, title = VIDEO_LINE.service_id, context.catalog.translate(TITLES[VIDEO_LINE.service_id])
    return Listing(
        service=Service(
            id=line_id,
            organization_id=line_id,
            name=VIDEO_NAME,
            quiet_name="Deaf Video Line",
            phrase="Sign by video",
            categories=(Need.TALK,),
            audience=(Audience.DEAF,),
            start=(Start.VIDEOPHONE,),
            cost=(Cost.FREE,),
            helpline=True,
            confirmed=True,
        ),
        organization=Organization(id=line_id, name=VIDEO_NAME),
        phrase=LocalText(title, context.language.tag),
        description=None,
        phones=(VIDEO_LINE,),
        schedules=(_day_and_night(line_id),),
        locations=(),
    )


def _listing(context: LanguageContext, line: Helpline) -> Listing:
    title = _title(context, line)
    phones: tuple[Phone, ...] = (line.voice,) if line.text is None else (line.voice, line.text)
    return Listing(
        service=Service(
            id=line.id,
            organization_id=line.id,
            name=title,
            quiet_name=line.quiet_name,
            phrase=line.phrase,
            categories=(Need.TALK,),
            start=(Start.CALL,),
            chat_url=line.chat_url
            if answers_in(context.language.tag, line.chat_languages)
            else None,
            cost=(Cost.FREE,) if line.id in TITLES else (),
            helpline=True,
            law_enforcement=line.law_enforcement,
            must_report=line.must_report,
            confirmed=True,
        ),
        organization=Organization(id=line.id, name=line.name),
        phrase=LocalText(title, context.language.tag),
        description=None,
        phones=phones,
        schedules=(_day_and_night(line.id),) if line.always_open else (),
        locations=(),
        own_name=LocalText(title, context.language.tag) if line.id in TITLES else None,
    )
