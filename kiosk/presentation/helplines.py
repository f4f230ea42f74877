"""The helplines: on "Talk to someone now", on the page of all lines, and as services."""

from collections.abc import Iterable, Sequence

from kiosk.domain import contact
from kiosk.domain.helplines import (
    VIDEO_LINE,
    Anchor,
    Helpline,
    ids_out_of_service,
    merged_helplines,
    shown_helplines,
)
from kiosk.domain.language import answers_in, interpreter_request, known_language
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
from kiosk.i18n.helpline_texts import TITLES
from kiosk.i18n.messages import N_
from kiosk.presentation import words
from kiosk.presentation.authority import MUST_REPORT, authority_notes, reporting_notes
from kiosk.presentation.describe import Description, describe
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.views import HelplineView, LineGroup, TalkView, TextLineView

# TRANSLATORS: Under a number or a code for text messages: what stays on the visitor's phone.
KEPT = N_("Your phone keeps the texts.")
VIDEO_NAME = "National Deaf Domestic Violence Hotline"
GROUPS = frozenset(Audience) - {
    *(Audience.ANYONE, Audience.SURVIVORS, Audience.CRIME_VICTIMS, Audience.IMMIGRANTS),
    *(Audience.REFUGEES, Audience.WORKERS, Audience.NO_HOME, Audience.LOW_INCOME),
    Audience.NO_INSURANCE,
}
"""Audiences with a group of their own on the page of all lines; the others are for anyone."""


def talk(by: LanguageContext, carried: Iterable[Helpline], lines: Sequence[Listing]) -> TalkView:
    """Return the helplines by rank; ``carried`` are those of the directory, ``lines`` all."""
    shown = {line.id: line for line in shown_helplines(merged_helplines(carried))}
    main = shown.get(Anchor.HELP_LINE) or shown.get(Anchor.HOME)
    crisis, emergency = shown.get(Anchor.CRISIS), shown.get(Anchor.EMERGENCY)
    always = [one for one in (describe(by, line) for line in lines) if _is_always_open(one)]
    videos = (one for one in always if one.phones(PhoneType.VIDEOPHONE))
    return TalkView(
        main=_view(by, main) if main else None,
        crisis=_view(by, crisis) if crisis else None,
        emergency=_view(by, emergency) if emergency else None,
        video=next((_video(by, one) for one in videos), None),
        relay=main.tty or "" if main else "",
        count=len(always),
    )


def line_groups(by: LanguageContext, lines: Sequence[Listing]) -> tuple[LineGroup, ...]:
    """Return lines by the people they serve; those whose hours nobody states come last."""
    groups: dict[str, list[HelplineView]] = {by.say.say(words.AUDIENCES[Audience.ANYONE]): []}
    more = list[HelplineView]()
    for one in (describe(by, line) for line in lines):
        first = next((who for who in one.listing.service.audience if who in GROUPS), None)
        title = by.say.say(words.AUDIENCES[first or Audience.ANYONE])
        group = groups.setdefault(title, []) if _is_always_open(one) else more
        group.append(_listed(by, one))
    groups[by.say.gettext("More lines")] = more
    return tuple(LineGroup(title, tuple(lines)) for title, lines in groups.items() if lines)


def all_lines(
    by: LanguageContext, listed: Sequence[Listing], carried: Iterable[Helpline]
) -> tuple[Listing, ...]:
    """Return the day-and-night lines of a directory, then others: compiled-in or of its file."""
    lines = merged_helplines(carried)
    known = {listing.service.id for listing in listed} | ids_out_of_service(lines)
    own = [_listing(by, line) for line in shown_helplines(lines) if line.id not in known]
    if VIDEO_LINE.service_id not in known:
        own.append(_video_listing(by))
    return (*(one for one in listed if _is_always_open(describe(by, one))), *own)


def helpline_listing(
    by: LanguageContext, line_id: str, carried: Iterable[Helpline]
) -> Listing | None:
    """Return a line without a directory as the records of a service; ``None`` if unknown."""
    found = all_lines(by, (), carried)
    return next((listing for listing in found if listing.service.id == line_id), None)


def _is_always_open(one: Description) -> bool:
    return never_closes(one.hours)


def _title(by: LanguageContext, line: Helpline) -> str:
    """Return a line's title in the visitor's language; a file's own line has its quiet name."""
    return by.say.say(TITLES[line.id]) if line.id in TITLES else line.quiet_name


def _view(by: LanguageContext, line: Helpline) -> HelplineView:
    say = by.say
    text = _text(by, line.text) if line.text else None
    return HelplineView(
        id=line.id,
        title=_title(by, line),
        number=contact.format_phone(line.number),
        line=_promise(by, line, text_ok=bool(text and text.code)),
        say_label=say.gettext("No English?") if line.any_language else "",
        say=_words_to_say(by) if line.any_language else "",
        in_english=_in_english(by, line),
        warning=_warning(by, line) or (say.say(MUST_REPORT) if line.must_report else ""),
        free_always=line.id in TITLES and bool(line.always_open),
        text=text,
    )


def _text(by: LanguageContext, line: Phone) -> TextLineView:
    """Return a number for texts: who is answered, and the code if it is the visitor."""
    say, number = by.say, by.formats.phone(line.number)
    if line.keyword:
        number = say.gettext("{word} to {number}").format(word=line.keyword, number=number)
    # People here answer in English without stating it.
    spoken = [tag for tag in line.languages or (SOURCE_TAG,) if tag in words.LANGUAGES]
    named = by.formats.enumerated([say.say(words.LANGUAGES[tag]) for tag in spoken])
    # TRANSLATORS: {languages} is a short list: "English, Spanish".
    only = say.gettext("Only {languages}").format(languages=named)
    payload = contact.text(line)
    if not answers_in(by.language.tag, spoken) or not isinstance(payload, contact.Payload):
        return TextLineView(number, only)
    return TextLineView(number, only, payload.data, say.say(KEPT))


def _video(by: LanguageContext, one: Description) -> HelplineView:
    """Return the video line of "Talk to someone now"."""
    return HelplineView(
        id=one.listing.service.id,
        title=by.say.say(TITLES[VIDEO_LINE.service_id]),
        number=contact.format_phone(one.phones(PhoneType.VIDEOPHONE)[0].number),
        line=known_language("ase").endonym,
        in_english=one.in_english(),
    )


def _listed(by: LanguageContext, one: Description) -> HelplineView:
    """Return a line of the page of all lines."""
    listing = one.listing
    phone = one.voice or next(iter(one.phones(PhoneType.VIDEOPHONE)), None)
    text = next((phone for phone in listing.phones if phone.type is PhoneType.TEXT), None)
    name = listing.own_name.text if listing.own_name else listing.service.name
    notes = (*authority_notes(by, listing.service), *reporting_notes(by, listing.service))
    return HelplineView(
        id=listing.service.id,
        title=listing.phrase.text,
        number=contact.format_phone(phone.number) if phone else "",
        line="" if name == listing.phrase.text else name,
        in_english=one.in_english(),
        warning=by.formats.together(*notes),
        text=_text(by, text) if text else None,
    )


def _in_english(by: LanguageContext, line: Helpline) -> tuple[str, ...]:
    """Return a name and a keyword in English, shown among text of another language."""
    if by.language.tag == SOURCE_TAG:
        return ()
    name = () if line.id in TITLES else (line.quiet_name,)
    return (*name, *((line.text_keyword,) if line.text_keyword else ()))


def _promise(by: LanguageContext, line: Helpline, *, text_ok: bool) -> str:
    """Return what a caller can rely on, in one line."""
    say = by.say
    if line.id == Anchor.EMERGENCY:
        also = say.gettext("Text works too.") if text_ok else ""
        return by.formats.together(say.gettext("Police may come."), also)
    if warning := _warning(by, line):
        return warning
    if not line.always_open:
        return say.gettext("Call")
    if line.id == Anchor.CRISIS:
        return say.gettext("Call or text.") if text_ok else say.gettext("Call. Day and night.")
    if line.id not in TITLES:
        return say.gettext("Call. Day and night.")
    return say.gettext("Free. Day and night.")


def _warning(by: LanguageContext, line: Helpline) -> str:
    """Return a note if police answer a file's own line; 911 has its own words."""
    if line.law_enforcement and line.id not in TITLES:
        return by.say.gettext("Police answer here. Police may come.")
    return ""


def _words_to_say(by: LanguageContext) -> str:
    """Return how to get an interpreter on a line that answers in English."""
    if by.language.tag == SOURCE_TAG:
        return by.say.gettext("Say the name of your language. Then wait.")
    # TRANSLATORS: {words} is one English sentence to say: "Arabic, please."
    return by.say.gettext("Say: {words} Then wait.").format(
        words=by.formats.quoted(interpreter_request(by.language.tag))
    )


def _day_and_night(line_id: str) -> Schedule:
    return Schedule(
        id=f"{line_id}.h1",
        service_id=line_id,
        byday=tuple(Weekday),
        opens_at="00:00",
        closes_at="24:00",
    )


def _video_listing(by: LanguageContext) -> Listing:
    line_id, title = VIDEO_LINE.service_id, by.say.say(TITLES[VIDEO_LINE.service_id])
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
        phrase=LocalText(title, by.language.tag),
        description=None,
        phones=(VIDEO_LINE,),
        schedules=(_day_and_night(line_id),),
        locations=(),
    )


def _listing(by: LanguageContext, line: Helpline) -> Listing:
    title = _title(by, line)
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
            chat_url=line.chat_url if answers_in(by.language.tag, line.chat_languages) else None,
            cost=(Cost.FREE,) if line.id in TITLES else (),
            helpline=True,
            law_enforcement=line.law_enforcement,
            must_report=line.must_report,
            confirmed=True,
        ),
        organization=Organization(id=line.id, name=line.name),
        phrase=LocalText(title, by.language.tag),
        description=None,
        phones=phones,
        schedules=(_day_and_night(line.id),) if line.always_open else (),
        locations=(),
        own_name=LocalText(title, by.language.tag) if line.id in TITLES else None,
    )
