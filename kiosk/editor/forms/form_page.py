"""Writes a form as one HTML file that loads nothing and sends nothing."""

import re
from dataclasses import asdict
from functools import cache
from typing import Final

import msgspec
from jinja2 import Environment
from markupsafe import Markup

from kiosk.app import assets
from kiosk.domain.report_lines import escape_invisible
from kiosk.editor.forms.form import TEXT_LETTERS, Form, base_hash
from kiosk.editor.page_templates import page_environment, source_hash

_BETWEEN: Final = re.compile(r">\s*\n\s*<")
"""Line breaks between tags, which no reader sees; a text's own signs are escaped."""


@cache
def form_script() -> str:
    """Return the one script of every form."""
    return (assets.resources() / "editor" / "forms" / "form.js").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = page_environment(assets.resources() / "editor")
    environment.filters |= {"json": _json, "visible": escape_invisible, "base_hash": base_hash}
    return environment


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def form_page(form: Form) -> str:
    """Return a form as a page. Each value in it is escaped; its policy allows its script alone."""
    script = form_script()
    text = (
        _environment()
        .get_template("forms/form.html.j2")
        .render(
            form=form,
            labels=asdict(form.labels),
            letters=TEXT_LETTERS,
            script=Markup(script),  # noqa: S704 - fixed, ours
            script_hash=Markup(source_hash(script)),  # noqa: S704 - base64
        )
    )
    page, begin, rest = text.partition("<script>")
    return _BETWEEN.sub("><", page) + begin + rest
