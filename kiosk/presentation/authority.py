"""Notes on the authority that answers, shown wherever its number is called, learned or taken.

Paper has an ordinary word instead: "police" or "takes reports" would be revealing there.
"""

from kiosk.domain.helplines import Anchor
from kiosk.domain.records import Service
from kiosk.i18n.messages import N_, NP_, Message
from kiosk.presentation.language_context import LanguageContext

# TRANSLATORS: One ordinary line on a small paper, where another has "Health" or "Work": an office
# of the city, the county or the state answers.
OFFICE = NP_("on paper", "Government office")

# TRANSLATORS: Said of a help line: it may have to tell the police or the county that someone under
# 18 is harmed, or that anyone is in great danger. "May" must stay. Keep it short.
MUST_REPORT = N_("They may have to report to the authorities: harm under 18, or great danger.")

# TRANSLATORS: The same in the largest letters on a small screen: at most 40 letters. "May" must
# stay.
BRIEF_REPORT = N_("They may have to report harm to a child.")


def authority_notes(context: LanguageContext, service: Service) -> tuple[str, ...]:
    """Return a sentence for each authority that answers."""
    catalog, found = context.catalog, list[str]()
    if service.law_enforcement:
        found.append(catalog.gettext("Police answer here. Police may come."))
    if service.report_line:
        found.append(catalog.gettext("A government office answers here. It takes reports."))
    if service.part_of_prosecution:
        found.append(catalog.gettext("This office is part of the prosecutor's office."))
    return tuple(found)


def reporting_notes(context: LanguageContext, service: Service) -> tuple[str, ...]:
    """Return what to know before giving a name to someone who must report, or does."""
    if not service.must_report:
        return ()
    catalog = context.catalog
    return (
        context.formats.together(
            catalog.translate(MUST_REPORT), catalog.gettext("You can ask before you say your name.")
        ),
    )


def office_message(service: Service) -> Message | None:
    """Return neutral words for paper if an authority answers; everybody knows what 911 is."""
    answers = service.law_enforcement or service.report_line or service.part_of_prosecution
    return OFFICE if answers and service.id != Anchor.EMERGENCY else None
