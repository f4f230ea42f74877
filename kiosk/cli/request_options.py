"""The options of a command, made from the fields of the one struct that it takes.

A field says everything: its type, its default, its help and, where they differ, its names::

    class CallsRequest(msgspec.Struct, kw_only=True, frozen=True):
        most: Annotated[int | None, option("At most this many calls.", ge=1)] = None

    @click.command()
    @takes(CallsRequest)
    def calls(request: CallsRequest) -> None: ...

A field without :func:`option` or :func:`argument` is not typed. The program fills it.
"""

from collections.abc import Callable
from enum import Enum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar, get_args, get_origin

import click
from msgspec import Meta
from msgspec.structs import FieldInfo, fields

T = TypeVar("T")
_Command = Callable[..., None]

PRESENT: Final = click.Path(path_type=Path, exists=True)
PRESENT_FILE: Final = click.Path(path_type=Path, exists=True, dir_okay=False)
PRESENT_FOLDER: Final = click.Path(path_type=Path, exists=True, file_okay=False)
FILE: Final = click.Path(path_type=Path, dir_okay=False)
FOLDER: Final = click.Path(path_type=Path, file_okay=False)
UNREAD_FILE: Final = click.Path(path_type=Path, readable=False)
"""A path whose problems the command words itself."""


def option(
    words: str, *names: str, ge: int | None = None, le: int | None = None, **more: Any
) -> Meta:
    """Describe a field that is an option; its name is that of the field unless ``names`` are given.

    ``parse`` makes the value of each typed text and raises ValueError; the rest is click's. The
    help shows a default, unless its words do.
    """
    return Meta(description=words, ge=ge, le=le, extra={"names": names, "help": words, **more})


def argument(**more: Any) -> Meta:
    """Describe a field that is typed without a name, in the order of the fields."""
    return Meta(extra=more)


Now = Annotated[str | None, option("Local time to answer for (ISO 8601).")]
AsJson = Annotated[bool, option("Print JSON.", "--json")]


def takes(request: type[Any]) -> Callable[[_Command], _Command]:
    """Give a command the options of a request, and call it with the request as typed last."""

    def with_options(command: _Command) -> _Command:
        @wraps(command)
        def build(*args: Any, **typed: Any) -> None:
            given = {name: value for name, value in typed.items() if value not in (None, ())}
            command(*args, request(**given))

        declared: _Command = build
        for field in reversed(fields(request)):
            declared = _declared(field)(declared)
        return declared

    return with_options


def usable(parse: Callable[[str], T]) -> Callable[[str], T]:
    """Say on the command line why a parser raised ValueError."""

    def parsed(text: str) -> T:
        try:
            return parse(text)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error

    return parsed


def _declared(field: FieldInfo) -> Callable[[_Command], _Command]:
    """Return the decorator that adds the option or argument of a field."""
    if get_origin(field.type) is not Annotated:
        return lambda command: command
    kind, note = get_args(field.type)
    single, settings = _of_kind(kind, note)
    settings |= {"required": field.required, **note.extra}
    parse = settings.pop("parse", single if issubclass(single, Enum) else None)
    if parse is not None:
        settings["callback"] = callback_of(parse)
    default = getattr(field.default, "value", field.default)
    if default and isinstance(default, int | str | Path) and "[default" not in settings["help"]:
        settings |= {"default": default, "show_default": True}
    names = settings.pop("names", None)
    if names is None:
        if settings.pop("multiple", False):
            settings["nargs"] = -1
        return click.argument(field.name, **settings)
    return click.option(*(names or [f"--{field.name.replace('_', '-')}"]), field.name, **settings)


def _of_kind(kind: Any, note: Any) -> tuple[type, dict[str, Any]]:
    """Return the type of one value, and what click must know of it."""
    single, *_ = get_args(kind) or (kind,)
    if single is not kind:  # X | None, tuple[X, ...], frozenset[X]
        single, settings = _of_kind(single, note)
        return single, settings | ({"multiple": True} if get_origin(kind) is tuple else {})
    if issubclass(kind, Enum):
        return kind, {"type": click.Choice([one.value for one in kind])}
    known: dict[type, dict[str, Any]] = {
        bool: {"is_flag": True},
        int: {"type": click.IntRange(note.ge, note.le)},
        Path: {"type": click.Path(path_type=Path)},
    }
    return kind, known.get(kind, {})


def callback_of(parse: Callable[[str], Any]) -> Callable[..., Any]:
    """Return what click calls with the texts of an option: none, one or several."""
    of_text = usable(parse)

    def parsed(_: click.Context, __: click.Parameter, value: Any) -> Any:
        if value is None or isinstance(value, tuple):
            return value and tuple(map(of_text, value))
        return of_text(value)

    return parsed
