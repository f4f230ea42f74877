"""The helplines: "Talk to someone now", and each as a service with a page."""

from collections.abc import Iterable

from kiosk.domain import contact
from kiosk.domain.helplines import ANCHORS, Anchor, Helpline, merged_helplines, shown_helplines
from kiosk.domain.language import answers_in, interpreter_request
from kiosk.domain.queries import Listing, LocalText
from kiosk.domain.records import Cost, Need, Organization, Phone, Schedule, Service, Start, Weekday
from kiosk.i18n.catalogs import SOURCE_TAG
from kiosk.i18n.helpline_texts import TITLES
from kiosk.presentation import words
from kiosk.presentation.authority import MUST_REPORT
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.views import HelplineView, TalkView


def talk(by: LanguageContext, carried: Iterable[Helpline] = ANCHORS) -> TalkView:
    """Return the helplines by rank; ``carried`` are those of the directory."""
    lines = {line.id: _view(by, line) for line in shown_helplines(merged_helplines(carried))}
    main = lines.pop(Anchor.HELP_LINE, None) or lines.pop(Anchor.HOME, None)
    crisis, emergency = lines.pop(Anchor.CRISIS, None), lines.pop(Anchor.EMERGENCY, None)
    return TalkView(main=main, crisis=crisis, emergency=emergency, more=tuple(lines.values()))


def helpline_listing(
    by: LanguageContext, line_id: str, carried: Iterable[Helpline] = ANCHORS
) -> Listing | None:
    """Return a helpline as the records of a service; ``None`` for an unknown id."""
    line = next(
        (line for line in shown_helplines(merged_helplines(carried)) if line.id == line_id), None
    )
    return _listing(by, line) if line else None


def _title(by: LanguageContext, line: Helpline) -> str:
    """Return a line's title in the visitor's language; a file's own line has its quiet name."""
    return by.say.say(TITLES[line.id]) if line.id in TITLES else line.quiet_name


def _view(by: LanguageContext, line: Helpline) -> HelplineView:
    say = by.say
    text_ok = line.text_number is not None and bool(
        answers_in(by.language.tag, line.text_languages)
    )
    spoken = [words.LANGUAGES[tag] for tag in line.text_languages if tag in words.LANGUAGES]
    named = by.formats.enumerated([say.say(language) for language in spoken])
    number = by.formats.phone(line.text_number) if line.text_number else ""
    if text_ok and line.text_keyword:
        number = say.gettext("{word} to {number}").format(word=line.text_keyword, number=number)
    return HelplineView(
        id=line.id,
        title=_title(by, line),
        number=contact.format_phone(line.number),
        line=_promise(by, line, text_ok=text_ok),
        text_label=say.gettext("Text") if text_ok else "",
        text_number=number if text_ok else "",
        # TRANSLATORS: {languages} is a short list: "English, Spanish".
        text_note=say.gettext("Only {languages}").format(languages=named) if text_ok else "",
        say_label=say.gettext("No English?") if line.any_language else "",
        say=_words_to_say(by) if line.any_language else "",
        in_english=_in_english(by, line),
        warning=_warning(by, line) or (say.say(MUST_REPORT) if line.must_report else ""),
        free_always=line.id in TITLES and bool(line.always_open),
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
        return say.gettext("Police, fire, ambulance. Police may come.")
    if warning := _warning(by, line):
        return warning
    if not line.always_open:
        return say.gettext("Call")
    if line.id == Anchor.CRISIS:
        return (
            say.gettext("Call or text. Day and night.")
            if text_ok
            else say.gettext("Call. Day and night.")
        )
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


def _listing(by: LanguageContext, line: Helpline) -> Listing:
    title = _title(by, line)
    phones: tuple[Phone, ...] = (line.voice,) if line.text is None else (line.voice, line.text)
    hours = Schedule(
        id=f"{line.id}.h1",
        service_id=line.id,
        byday=tuple(Weekday),
        opens_at="00:00",
        closes_at="24:00",
    )
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
        schedules=(hours,) if line.always_open else (),
        locations=(),
        own_name=LocalText(title, by.language.tag) if line.id in TITLES else None,
    )
