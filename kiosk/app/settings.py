"""Settings of a site: one TOML file, frozen, every key known."""

from enum import StrEnum
from pathlib import Path

import msgspec

from kiosk.devices.print_settings import PrintSettings
from kiosk.devices.speech_settings import SpeechSettings
from kiosk.domain import contact
from kiosk.domain.clock import ClockError, zone
from kiosk.domain.discretion import find_revealing_anywhere, find_revealing_in_address
from kiosk.domain.key_bindings import KeySettings
from kiosk.domain.language import OFFERED, offered_languages
from kiosk.domain.marks import mark_of
from kiosk.domain.place import Coordinates
from kiosk.presentation.welcome import CardChoice
from kiosk.visit.idle import IdleRule


class ProvisionSettings(msgspec.Struct, frozen=True):
    """``root`` is the coalition's root or one of its files, next to the settings file.

    ``fingerprint`` is the 8 groups on the coalition's paper. A PIN is never in a file.

    Raises:
        ValueError: one is given without the other, or is not one line of text.
    """

    root: str = ""
    fingerprint: str = ""

    def __post_init__(self) -> None:
        for name in ("root", "fingerprint"):
            value = getattr(self, name)
            if not isinstance(value, str) or not value.isprintable():
                raise ValueError(f"{name} must be a text in quotes, on one line")
        if bool(self.root) is not bool(self.fingerprint):
            raise ValueError("root and fingerprint are given together or not at all")

    def coalition_file(self, settings: Path) -> Path | None:
        """Return the path of the coalition's file, if one is named."""
        return settings.parent / self.root if self.root else None


FILE_NAME = "settings.toml"
IDLE_BOUNDS_S = (45, 300)
"""What a site may set for the idle question: time to copy a number, and not to be found reading."""
MOST_LINES = 2
"""Lines to call that "Talk to someone now" has room for."""
DIAGONAL_BOUNDS_IN = (5, 100)
"""Inches of a screen that may be one; 0 in the file means that it was not measured."""


class SettingsError(Exception):
    """Raised if a settings file is unusable; the message names file, key and permitted values."""


class SiteSettings(msgspec.Struct, frozen=True):
    """``[site]``: the kiosk's location, and who is at the desk (a neutral word, never a name).

    ``trust_clock`` is false if nothing keeps the machine's clock right. ``place_is_public`` lets
    paper show the way from here: two slips are enough to find the kiosk.

    ``web`` is the address of the coalition's website; without it no code leads there.
    ``web_on_paper``: the code of a slip opens it instead of calling. ``web_marks``: codes of
    helplines and slips name the service too.
    """

    latitude: float | None = None
    longitude: float | None = None
    zone: str = "America/Los_Angeles"
    staff: str = ""
    staff_hours: str = ""
    title: str = "Information"
    trust_clock: bool = True
    place_is_public: bool = False
    web: str = ""
    web_on_paper: bool = False
    web_marks: bool = False


class LanguageSettings(msgspec.Struct, frozen=True):
    """``[languages]``: the languages in order; the first is that of the attract screen.

    ``hide_unreviewed`` hides guides on law and health until a speaker has reviewed them.
    """

    offered: tuple[str, ...] = tuple(language.tag for language in offered_languages())
    hide_unreviewed: bool = False


class AttractSettings(msgspec.Struct, frozen=True):
    """``[attract]``: the first screen. ``cards``: "all", "plain_first" or "plain"."""

    cards: str = CardChoice.PLAIN_FIRST.value


class TalkSettings(msgspec.Struct, frozen=True):
    """``[talk]``: the ids of the two lines of "Talk to someone now"; without any a rule chooses."""

    lines: tuple[str, ...] = ()


class ScreenSettings(msgspec.Struct, frozen=True):
    """``[screen]``: the screen. ``diagonal`` in inches, measured; required with ``--kiosk``.

    ``small_text`` also offers the smallest of the four text sizes. ``low_reach`` places all targets
    low for everyone; without it visitors may choose that.
    """

    diagonal: float = 0.0
    small_text: bool = False
    low_reach: bool = False


class SyncSettings(msgspec.Struct, frozen=True):
    """``[sync]``: sources of new data; folders as absolute paths.

    ``folder`` is watched, and its files are applied unattended within limits. ``media`` are the
    folders in which sticks appear.
    """

    folder: str = ""
    media: tuple[str, ...] = ("/media", "/run/media", "/mnt")

    @property
    def place(self) -> Path | None:
        """The watched folder, if the site has one."""
        return Path(self.folder) if self.folder else None


class Settings(msgspec.Struct, frozen=True):
    """All settings of a site."""

    site: SiteSettings = SiteSettings()
    languages: LanguageSettings = LanguageSettings()
    attract: AttractSettings = AttractSettings()
    talk: TalkSettings = TalkSettings()
    idle: IdleRule = msgspec.field(default_factory=IdleRule)
    screen: ScreenSettings = ScreenSettings()
    sync: SyncSettings = SyncSettings()
    print: PrintSettings = msgspec.field(default_factory=PrintSettings)
    speech: SpeechSettings = msgspec.field(default_factory=SpeechSettings)
    keys: KeySettings = msgspec.field(default_factory=KeySettings)
    provision: ProvisionSettings = msgspec.field(default_factory=ProvisionSettings)

    @property
    def origin(self) -> Coordinates | None:
        """Return the position of the kiosk, if the settings have it."""
        if self.site.latitude is None or self.site.longitude is None:
            return None
        return Coordinates(self.site.latitude, self.site.longitude)


def careful() -> Settings:
    """Return the settings for an unusable file: its possible cautions about clock and cards are on.

    A promise without settings behind it is worse than none.
    """
    site, languages = SiteSettings(trust_clock=False), LanguageSettings(hide_unreviewed=True)
    attract = AttractSettings(CardChoice.PLAIN.value)
    return Settings(site=site, languages=languages, attract=attract)


_TABLES: dict[str, type[msgspec.Struct]] = {
    "site": SiteSettings,
    "languages": LanguageSettings,
    "attract": AttractSettings,
    "talk": TalkSettings,
    "idle": IdleRule,
    "screen": ScreenSettings,
    "sync": SyncSettings,
    "print": PrintSettings,
    "speech": SpeechSettings,
    "keys": KeySettings,
    "provision": ProvisionSettings,
}


def load_settings(path: Path) -> Settings:
    """The settings of a file; without a file the defaults.

    Raises:
        SettingsError: the file is not TOML, a key is unknown or its value is not allowed.
    """
    try:
        written = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.") from error
    import tomllib

    try:
        data = tomllib.loads(written.decode())
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{path} is not a settings file: {error}.") from error
    tables: dict[str, object] = {}
    for name, content in data.items():
        kind = _TABLES.get(name)
        if kind is None or not isinstance(content, dict):
            raise SettingsError(f"{path}: unknown table [{name}]. Known: {_known(_TABLES)}.")
        tables[name] = _table(path, name, kind, content)
    return Settings(**tables)  # type: ignore[arg-type]


def _known(names: object) -> str:
    return ", ".join(sorted(names))  # type: ignore[call-overload]


def _table(path: Path, name: str, kind: type[msgspec.Struct], content: dict[str, object]) -> object:
    allowed = kind.__struct_fields__
    values: dict[str, object] = {}
    for key, value in content.items():
        if key not in allowed:
            raise SettingsError(
                f"{path}: unknown setting {key!r} in [{name}]. Known: {_known(allowed)}."
            )
        values[key] = tuple(value) if isinstance(value, list) else value
    try:
        table = kind(**values)
        _check(table)
    except (TypeError, ValueError, ClockError) as error:
        raise SettingsError(f"{path}: [{name}] {error}.") from error
    return table


def _number(name: str, value: object, low: float, high: float) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise ValueError(f"{name} must be a number from {low:g} to {high:g}")


def _seconds(name: str, value: object) -> None:
    _number(name, value, *IDLE_BOUNDS_S)
    if not isinstance(value, int):
        raise ValueError(f"{name} must be whole seconds")  # noqa: TRY004


def _choice(name: str, value: object, choices: type[StrEnum]) -> None:
    if value not in [*choices]:
        raise ValueError(f"{name} must be one of {', '.join(choices)}")


def _text(name: str, value: object) -> None:
    if not isinstance(value, str):
        raise ValueError(f"{name} must be a text in quotes")  # noqa: TRY004
    if not value.isprintable():
        raise ValueError(f"{name} must be one line")


def _check(table: object) -> None:
    match table:
        case SiteSettings():
            _check_site(table)
        case LanguageSettings():
            _check_languages(table.offered)
            _switch("hide_unreviewed", table.hide_unreviewed)
        case AttractSettings():
            _choice("cards", table.cards, CardChoice)
        case TalkSettings():
            _line_ids(table.lines)
        case IdleRule():
            _seconds("service", table.service)
            _seconds("other", table.other)
        case ScreenSettings():
            if table.diagonal != 0:
                _number("diagonal", table.diagonal, *DIAGONAL_BOUNDS_IN)
            _switch("small_text", table.small_text)
            _switch("low_reach", table.low_reach)
        case SyncSettings():
            if table.folder != "":
                _folder("folder", table.folder)
            _folders("media", table.media)
        case _:
            pass


def _check_site(table: SiteSettings) -> None:
    for name in ("zone", "staff", "staff_hours", "title", "web"):
        _text(name, getattr(table, name))
    _quiet("title", table.title)
    for name in ("trust_clock", "place_is_public", "web_on_paper", "web_marks"):
        _switch(name, getattr(table, name))
    _web(table.web)
    zone(table.zone)
    if table.latitude is not None:
        _number("latitude", table.latitude, -90, 90)
    if table.longitude is not None:
        _number("longitude", table.longitude, -180, 180)
    if (table.latitude is None) is not (table.longitude is None):
        raise ValueError("latitude and longitude are given together or not at all")


def _line_ids(value: object) -> None:
    if not isinstance(value, tuple) or len(value) > MOST_LINES:
        raise ValueError(f'lines must be a list of at most {MOST_LINES} ids, such as ["nhth-line"]')
    for one in value:
        _text("lines", one)


def _folders(name: str, value: object) -> None:
    if not isinstance(value, tuple):
        raise ValueError(f'{name} must be a list of folders, such as ["/media"]')  # noqa: TRY004
    for one in value:
        _folder(name, one)


def _folder(name: str, value: object) -> None:
    if not isinstance(value, str) or not value.startswith("/"):
        raise ValueError(f"{name} must be a folder from / on, such as /srv/kiosk-sync")
    _text(name, value)


def _quiet(name: str, value: str) -> None:
    """A window's title is read over shoulders and in lists of windows."""
    if revealing := find_revealing_anywhere(value):
        raise ValueError(f"{name} would tell too much: {', '.join(sorted(set(revealing)))}")


def _web(value: str) -> None:
    """The address stays on every phone that opened it."""
    if not value:
        return
    if contact.form_problem(value) or value != f"https://{contact.host_of(value)}":
        raise ValueError(
            "web must be the address of your website without a path, such as "
            '"https://help.example.org"'
        )
    if found := find_revealing_in_address(value):
        raise ValueError(f"web would tell too much: {', '.join(sorted(set(found)))}")
    longest = max(OFFERED, key=len)
    if isinstance(contact.own_website(value, longest, mark_of("")), contact.Refusal):
        raise ValueError("web is too long for a QR code")  # noqa: TRY004


def _switch(name: str, value: object) -> None:
    if not isinstance(value, bool):
        raise ValueError(f"{name} must be true or false")  # noqa: TRY004


def _check_languages(chosen: object) -> None:
    if not isinstance(chosen, tuple) or not chosen:
        raise ValueError('offered must be a list of languages, such as ["en", "es"]')
    for tag in chosen:
        if tag not in OFFERED:
            raise ValueError(
                f"unknown language {tag!r} in offered; this version speaks {', '.join(OFFERED)}"
            )
        if chosen.count(tag) > 1:
            raise ValueError(f"{tag!r} stands twice in offered")
