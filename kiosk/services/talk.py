"""The compiled-in helplines: "Talk to someone now", and each as a service with a page."""

from kiosk.domain import contact
from kiosk.domain.browse import Listing, LocalText
from kiosk.domain.helplines import ANCHORS, Anchor, Helpline, shown
from kiosk.domain.language import answers, plea
from kiosk.domain.records import Cost, Need, Organization, Phone, Schedule, Service, Start, Weekday
from kiosk.i18n.catalogs import SOURCE_TAG
from kiosk.i18n.helpline_texts import TITLES
from kiosk.services import words
from kiosk.services.speaker import Speaker
from kiosk.services.views import HelplineView, TalkView


def talk(by: Speaker) -> TalkView:
    """The helplines by rank."""
    lines = {line.id: _view(by, line) for line in shown(ANCHORS)}
    return TalkView(
        main=lines.get(Anchor.HELP_LINE) or lines.get(Anchor.HOME),
        crisis=lines.get(Anchor.CRISIS),
        emergency=lines.get(Anchor.EMERGENCY),
        more=tuple(
            line for key, line in lines.items() if key == Anchor.HOME and Anchor.HELP_LINE in lines
        ),
    )


def helpline_listing(by: Speaker, line_id: str) -> Listing | None:
    """A helpline as the records of a service; ``None`` where no helpline has the id."""
    line = next((line for line in shown(ANCHORS) if line.id == line_id), None)
    return _listing(by, line) if line else None


def _view(by: Speaker, line: Helpline) -> HelplineView:
    say = by.say
    text_ok = line.text_number is not None and bool(answers(by.language.tag, line.text_languages))
    named = by.formats.enumerated([say.say(words.LANGUAGES[tag]) for tag in line.text_languages])
    number = contact.format_phone(line.text_number) if line.text_number else ""
    if text_ok and line.text_keyword:
        number = say.gettext("{word} to {number}").format(word=line.text_keyword, number=number)
    return HelplineView(
        id=line.id,
        title=say.say(TITLES[line.id]),
        number=contact.format_phone(line.number),
        line=_promise(by, line, text_ok=text_ok),
        text_label=say.gettext("Text") if text_ok else "",
        text_number=number if text_ok else "",
        # TRANSLATORS: {languages} is a short list: "English, Spanish".
        text_note=say.gettext("Only {languages}").format(languages=named) if text_ok else "",
        say_label=say.gettext("No English?") if line.any_language else "",
        say=_words_to_say(by) if line.any_language else "",
    )


def _promise(by: Speaker, line: Helpline, *, text_ok: bool) -> str:
    """What a caller may count on, on one line."""
    say = by.say
    if line.id == Anchor.CRISIS:
        return (
            say.gettext("Call or text. Day and night.")
            if text_ok
            else say.gettext("Call. Day and night.")
        )
    if line.id == Anchor.EMERGENCY:
        return say.gettext("Police, fire, ambulance. Police may come.")
    return say.gettext("Free. Day and night.")


def _words_to_say(by: Speaker) -> str:
    """How to get an interpreter on a line that answers in English."""
    if by.language.tag == SOURCE_TAG:
        return by.say.gettext("Say the name of your language. Then wait.")
    # TRANSLATORS: {words} is one English sentence to say: "Arabic, please."
    return by.say.gettext("Say: {words} Then wait.").format(words=f"“{plea(by.language.tag)}”")


def _listing(by: Speaker, line: Helpline) -> Listing:
    title = by.say.say(TITLES[line.id])
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
            cost=(Cost.FREE,),
            helpline=True,
            law_enforcement=line.law_enforcement,
            confirmed=True,
        ),
        organization=Organization(id=line.id, name=line.name),
        phrase=LocalText(title, by.language.tag),
        description=None,
        phones=phones,
        schedules=(hours,) if line.always_open else (),
        locations=(),
    )
