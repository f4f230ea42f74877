"""A field of a request is an option: its type, default, help and names, and nothing else."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import click
import msgspec
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cli import main
from kiosk.cli.request_options import FILE, argument, option, takes


class Colour(StrEnum):
    RED = "red"
    DEEP_BLUE = "deep-blue"


def even(text: str) -> int:
    if not text.isdecimal() or int(text) % 2:
        raise ValueError(f"{text!r} is not even")
    return int(text)


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    name: Annotated[str, argument(metavar="NAME")]
    more: Annotated[tuple[str, ...], argument()] = ()
    out: Annotated[Path, option("Where it goes.", "-o", "--out", type=FILE)] = Path("out.txt")
    most: Annotated[int | None, option("At most.", ge=1, le=9)] = None
    days: Annotated[int, option("Days.", "--valid-days", ge=1)] = 180
    colour: Annotated[Colour | None, option("Colour.")] = None
    evens: Annotated[tuple[int, ...], option("Even numbers.", type=str, parse=even)] = (2, 4)
    dry_run: Annotated[bool, option("Write nothing.")] = False
    clock: int = 7


def typed(*words: str) -> tuple[Result, list[Trial]]:
    """What a command gets that was typed so."""
    got: list[Trial] = []

    @click.command()
    @takes(Trial)
    def command(request: Trial) -> None:
        got.append(request)

    return CliRunner().invoke(command, words), got


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("a", {}),
        ("a b c", {"more": ("b", "c")}),
        ("a -o x.txt", {"out": Path("x.txt")}),
        ("a --most 9", {"most": 9}),
        ("a --valid-days 1", {"days": 1}),
        ("a --colour deep-blue", {"colour": Colour.DEEP_BLUE}),
        ("a --evens 6", {"evens": (6,)}),
        ("a --evens 6 --evens 8", {"evens": (6, 8)}),
        ("a --dry-run", {"dry_run": True}),
    ],
)
def test_what_is_typed_is_in_the_request(words: str, wanted: dict[str, Any]) -> None:
    result, got = typed(*words.split())
    assert result.exit_code == 0, result.output
    assert got == [Trial(name="a", **wanted)]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Missing argument 'NAME'"),
        ("a --most 10", "10 is not in the range 1<=x<=9"),
        ("a --colour DEEP_BLUE", "'DEEP_BLUE' is not one of 'red', 'deep-blue'"),
        ("a --evens 6 --evens 7", "Invalid value for '--evens': '7' is not even"),
        ("a --clock 3", "No such option"),
    ],
)
def test_what_does_not_fit_is_said_in_one_sentence(words: str, says: str) -> None:
    result, got = typed(*words.split())
    assert (result.exit_code, got) == (2, [])
    assert says in result.output


def test_the_help_of_a_field_is_its_own() -> None:
    lines = typed("--help")[0].output
    assert "NAME [MORE]..." in lines
    for words in ("-o, --out FILE", "[1<=x<=9]", "[default: 180; x>=1]", "[red|deep-blue]"):
        assert words in lines
    assert "clock" not in lines


@given(st.text(min_size=1).filter(lambda text: not text.startswith("-")))
def test_any_text_comes_as_it_was_typed(text: str) -> None:
    result, got = typed(text)
    assert result.exit_code == 0
    assert got[0].name == text


def _choices(group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Choice[Any]]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _choices(command, click.Context(command))
        for each in command.params:
            if isinstance(each.type, click.Choice):
                yield f"{name} {each.opts[0]}", each.type


def test_each_choice_of_each_command_is_typed_as_it_is_stored() -> None:
    """`--first-day monday` is in the findings and in the handbook; it was refused once."""
    choices = dict(_choices(main, click.Context(main)))
    assert len(choices) > 8
    for where, kind in choices.items():
        for one in kind.choices:
            assert kind.convert(str(one), None, None) == one, where
