"""The settings of a site: one file, every key known, every mistake named."""

from pathlib import Path

import pytest

from kiosk.app.settings import (
    FILE_NAME,
    IDLE_BOUNDS_S,
    ProvisionSettings,
    Settings,
    SettingsError,
    load_settings,
)
from kiosk.domain.language import OFFERED
from kiosk.domain.place import Coordinates


def written(folder: Path, text: str) -> Path:
    path = folder / FILE_NAME
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_everything_has_a_value(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / FILE_NAME)
    assert settings == Settings()
    assert sorted(settings.languages.offered) == sorted(OFFERED)
    assert settings.languages.offered[0] == "en"
    assert (settings.idle.service, settings.idle.other) == (60, 120)
    assert settings.origin is None


def test_a_site_says_what_it_is(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
        [site]
        latitude = 38.58
        longitude = -121.49
        zone = "America/Chicago"
        staff = "The advocate at the desk"
        staff_hours = "9 to 5"
        title = "Library"
        web = "https://help.example.org"
        [languages]
        offered = ["es", "en"]
        [idle]
        service = 45
        other = 300
        [screen]
        diagonal = 21.5
        """,
    )
    settings = load_settings(path)
    assert settings.origin == Coordinates(38.58, -121.49)
    assert settings.site.staff == "The advocate at the desk"
    assert settings.site.web == "https://help.example.org"
    assert settings.languages.offered == ("es", "en")
    assert (settings.idle.service, settings.idle.other) == (45, 300)
    assert settings.screen.diagonal == 21.5
    assert IDLE_BOUNDS_S == (45, 300)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[site]\ncolour = 1", ["unknown setting 'colour'", "[site]", "latitude", "zone"]),
        (
            "[sight]\nzone = 'x'",
            ["unknown table [sight]", "Known: attract, idle, keys, languages, print,"],
        ),
        ("zone = 'x'", ["unknown table [zone]"]),
        ("[site]\nzone = 'Mars/Base'", ["[site]", "'Mars/Base'", "America/Los_Angeles"]),
        ("[site]\nzone = 5", ["[site]", "zone"]),
        ("[site]\nlatitude = 91", ["latitude", "-90", "90"]),
        ("[site]\nlatitude = 'north'", ["latitude", "number"]),
        ("[site]\nlongitude = true", ["longitude", "number"]),
        ("[site]\nlatitude = 38.5", ["[site]", "latitude and longitude", "together"]),
        ("[site]\ntitle = 7", ["[site]", "title", "text"]),
        ("[site]\nstaff = ['a']", ["[site]", "staff", "text"]),
        ("[languages]\noffered = ['en', 'tlh']", ["unknown language 'tlh'", "en, es, zh-Hans"]),
        ("[languages]\noffered = []", ["offered"]),
        ("[languages]\noffered = 'en'", ["[languages]", "offered", "list"]),
        ("[languages]\noffered = [1]", ["[languages]", "1"]),
        ("[languages]\noffered = ['en', 'en']", ["[languages]", "'en'", "twice"]),
        ("[attract]\ncards = 'loud'", ["[attract]", "cards", "all, plain_first, plain"]),
        ("[attract]\ncards = ['plain']", ["[attract]", "cards", "all, plain_first, plain"]),
        ("[talk]\nlines = 'nhth-line'", ["[talk]", "lines", "list of at most 2 ids"]),
        ("[talk]\nlines = ['a', 'b', 'c']", ["[talk]", "lines", "at most 2"]),
        ("[talk]\nlines = [7]", ["[talk]", "lines", "text"]),
        ("[idle]\nservice = 44", ["service", "45", "300"]),
        ("[idle]\nother = 301", ["other", "45", "300"]),
        ("[idle]\nother = nan", ["other", "45", "300"]),
        ("[idle]\nservice = 60.5", ["service", "whole"]),
        ("[screen]\ndiagonal = -1", ["diagonal"]),
        ("[screen]\ndiagonal = '21'", ["diagonal", "number"]),
        ("[keys]\nup = 'F18'", ["[keys]", "up", "list of keys"]),
        ("[keys]\nup = ['A']", ["[keys]", "unknown key 'A' in up", "F18"]),
        ("[keys]\nup = [1]", ["[keys]", "unknown key 1 in up"]),
        ("[keys]\nup = [['F18']]", ["[keys]", "unknown key ['F18'] in up"]),
        ("[keys]\nup = ['F18']\ndown = ['F18']", ["[keys]", "'F18' stands twice"]),
        ("[site", ["not a settings file"]),
        ("a = 1\na = 2", ["not a settings file"]),
        pytest.param(f"a = {'[' * 5000}", ["not a settings file"], id="deep lists"),
        pytest.param(f"a = {'{b=' * 5000}", ["not a settings file"], id="deep tables"),
        pytest.param(f"a = {'9' * 5000}", ["not a settings file"], id="a long number"),
    ],
)
def test_a_mistake_is_named_with_what_is_allowed(
    tmp_path: Path, text: str, named: list[str]
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert message.endswith(".")
    for part in named:
        assert part in message, message


def test_a_file_of_bytes_is_not_a_settings_file(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(b"\xff\xfe\x00[site]")
    with pytest.raises(SettingsError, match="not a settings file"):
        load_settings(path)


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("screen", "small_text"),
        ("languages", "hide_unreviewed"),
        ("site", "trust_clock"),
        ("site", "place_is_public"),
        ("site", "web_on_paper"),
        ("site", "web_marks"),
    ],
)
def test_a_switch_is_true_or_false(tmp_path: Path, table: str, key: str) -> None:
    with pytest.raises(SettingsError, match=f"{key} must be true or false"):
        load_settings(written(tmp_path, f'[{table}]\n{key} = "yes"\n'))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[screen]\ndiagonal = 0.5", "diagonal must be a number from 5 to 100"),
        ('[site]\ntitle = "Human trafficking help"', "title would tell too much"),
        ('[site]\nweb = "help.example.org"', "web must be the address of your website"),
        ('[site]\nweb = "http://help.example.org"', "web must be the address of your website"),
        ('[site]\nweb = "https://help.example.org/"', "web must be the address of your website"),
        ('[site]\nweb = "https://127.0.0.1"', "web must be the address of your website"),
        ('[site]\nweb = "https://bit.ly"', "web must be the address of your website"),
        ('[site]\nweb = "https://survivors.example.org"', "web would tell too much"),
        (f'[site]\nweb = "https://{"long." * 16}org"', "web is too long for a QR code"),
        ("[site]\nweb = 1", "web must be a text in quotes"),
        ('[site]\nstaff = "one\\ntwo"', "staff must be one line"),
    ],
)
def test_what_a_site_may_not_say(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        load_settings(written(tmp_path, text))


def test_whom_to_trust_lies_beside_the_settings() -> None:
    said = ProvisionSettings(root="coalition.json", fingerprint="7a3f 09c1")
    assert said.coalition_file(Path("/stick/settings.toml")) == Path("/stick/coalition.json")
    assert ProvisionSettings().coalition_file(Path("/stick/settings.toml")) is None


@pytest.mark.parametrize(
    ("root", "groups"), [("coalition.json", ""), ("", "7a3f"), ("a\nb", "7a3f"), (5, "7a3f")]
)
def test_one_without_the_other_is_refused(root: str, groups: str) -> None:
    with pytest.raises(ValueError, match=r"together|on one line"):
        ProvisionSettings(root=root, fingerprint=groups)
