"""The website's own texts in one language; the others are those of the kiosk's pages."""

from kiosk.i18n.messages import NP_
from kiosk.presentation.presenter import DirectoryPresenter

TITLE = NP_("on paper", "Information")
"""The title of every page: it names nothing."""


def page_texts(presenter: DirectoryPresenter) -> dict[str, object]:
    """Return the texts of a language's page by their names in the templates."""
    catalog = presenter.catalog
    leave = presenter.formats.quoted(catalog.gettext("Leave this page"))
    return {
        "search": catalog.gettext("Search"),
        "need": catalog.gettext("What do you need?"),
        "talk": catalog.gettext("Talk to someone now"),
        "leave": catalog.gettext("Leave this page"),
        "ask": catalog.gettext("Ask them"),
        "help": catalog.gettext("They can help with this"),
        "calls": catalog.gettext("Your phone keeps a list of calls."),
        "pages": catalog.gettext("Your phone keeps a list of pages."),
        # TRANSLATORS: At the top of a website. What someone sees who looks through this device.
        "safe": catalog.gettext("This phone or computer keeps a list of pages."),
        "safe_more": (
            catalog.gettext(
                "What you open here is not added to that list. A code from the kiosk may be."
            ),
            # TRANSLATORS: {leave} is the button "Leave this page" in quotation marks.
            catalog.gettext(
                "{leave} shows an ordinary page at once. The list stays. "
                "An empty list can be noticed too."
            ).format(leave=leave),
            catalog.gettext("Use another phone if someone may check this one."),
        ),
        # TRANSLATORS: Back is the phone's own button.
        "no_script": catalog.gettext("Here, Back may show this page again after you leave."),
        "old": catalog.gettext("These facts are old. Call first."),
        # TRANSLATORS: A link at the end of a website, and the title of the page it leads to.
        "keep": catalog.gettext("Keep on this phone"),
        "remove": catalog.gettext("Remove from this phone"),
        # TRANSLATORS: {count} is how many places were found.
        "found": catalog.gettext("Found: {count}"),
        "none": catalog.gettext("Nothing with these letters. Try fewer, or talk to someone now."),
    }


def copy_texts(presenter: DirectoryPresenter) -> dict[str, object]:
    """Return the other texts of the page that offers a copy, by their names in the template.

    ``lines`` say what stays on a phone, each with its icon. ``looks`` stand before and after the
    name under the icon of the copy.
    """
    catalog, name = presenter.catalog, presenter.catalog.translate(TITLE)
    # TRANSLATORS: {name} is the name under the icon, in quotation marks.
    icon = catalog.gettext("An icon named {name} stays. It opens without internet.")
    return {
        # TRANSLATORS: The icon's {name} follows.
        "looks": catalog.gettext("It looks like this: {name}").split("{name}"),
        "lines": (
            ("device", icon.format(name=presenter.formats.quoted(name))),
            (
                "search",
                catalog.gettext("Someone who looks through this phone can find it and read it."),
            ),
            (
                "calendar",
                catalog.gettext("After 30 days without internet, addresses and hours go."),
            ),
            ("close", catalog.gettext("You can remove it any time. The list of pages stays.")),
        ),
        "no": catalog.gettext("Do not keep"),
        # TRANSLATORS: The second of two answers to "Keep on this phone".
        "yes": catalog.gettext("Yes, only I use this phone"),
        # TRANSLATORS: How to find the icon afterwards. The browser's own menu has this.
        "on": catalog.gettext(
            "It is on this phone now. For its icon, add it to the home screen in the browser menu."
        ),
        "off": catalog.gettext("Removed from this phone. The list of pages stays."),
        "failed": catalog.gettext("This phone cannot keep it."),
        "done": catalog.gettext("Done"),
    }


def foot_lines(
    presenter: DirectoryPresenter, day: str, confirmed: int, total: int
) -> tuple[str, ...]:
    """Return the lines at the end of a page: the ``day`` of its facts and how sure they are."""
    catalog, number = presenter.catalog, presenter.formats.number
    return (
        # TRANSLATORS: {date} is the day on which the facts of the page were published.
        catalog.gettext("Facts from {date}").format(date=day),
        catalog.gettext("Confirmed in the last 90 days: {count} of {total}").format(
            count=number(confirmed), total=number(total)
        ),
        catalog.gettext("Hours and addresses can change. Call first."),
    )
