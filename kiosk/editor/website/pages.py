"""Renders the pages: the one environment of templates, with the style and the scripts."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final
from urllib.parse import quote

from markupsafe import Markup

from kiosk.app import assets
from kiosk.editor.page_templates import page_environment, source_hash
from kiosk.editor.website.content import PageContent
from kiosk.editor.website.phone_copy import STORED_COVER, CopyIcon, icon_svg, manifest_name
from kiosk.editor.website.policy import OF_COPY, OWN_COVER, WORKER, page_policy, with_copy
from kiosk.editor.website.website_blocks import helpline_blocks
from kiosk.editor.website.website_texts import TITLE, copy_texts, page_texts
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.ui.kit.theme import TypeRole, color
from kiosk.visit.acts import Mode

_UNUSED: Final = {TypeRole.NONE, TypeRole.WHITE, TypeRole.BLACK}
_COMMENT: Final = re.compile(r"^\s*//.*$", re.MULTILINE)
_ROBOTS: Final = "noarchive"
_ICONS: Final = "/* icons */"
"""Stands for the icons in a page until all of them are known."""
ANY_ICON: Final = "book"
"""Replaces an icon that the program lacks."""
_SVG: Final = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 48 48' fill='none' stroke='#000'"
    " stroke-width='3' stroke-linecap='round' stroke-linejoin='round'>{}</svg>"
)


@dataclass
class IconMasks:
    """Collects the icons of pages while these are rendered."""

    icons: dict[str, Any]
    used: set[str] = field(default_factory=set)

    def use(self, name: str) -> str:
        """Return the class of an icon."""
        name = name if name in self.icons else ANY_ICON
        self.used.add(name)
        return f"i-{name}"

    @property
    def style(self) -> str:
        """The rules of the icons used so far; ``--f`` mirrors them right to left."""
        return "\n".join(self._rule(name) for name in sorted(self.used))

    def _rule(self, name: str) -> str:
        mirrored = ";--f:-1" if self.icons[name].get("flip") else ""
        drawing = _SVG.format(_drawing(self.icons[name]))
        address = drawing.replace("#", "%23").replace("<", "%3C").replace(">", "%3E")
        return f'.i-{name}{{--m:url("data:image/svg+xml,{address}"){mirrored}}}'


def _drawing(icon: dict[str, Any]) -> str:
    lines = f"<path d='{' '.join(icon['lines'])}'/>"
    dots = (
        f"<circle cx='{x}' cy='{y}' r='{r}' fill='#000' stroke='none'/>"
        for x, y, r in icon.get("dots", ())
    )
    return lines + "".join(dots)


@dataclass(frozen=True)
class Renderer:
    """Renders pages; ``leave`` is the address behind Leave.

    ``edition`` is the number of the signed file if phones may store a copy, else 0.

    All pages but the cover, which has none, have one style sheet with the icons of all of them:
    :meth:`finished` puts it into the pages that the other methods return.
    """

    leave: str = OWN_COVER
    edition: int = 0

    def _file(self, name: str) -> str:
        text = (assets.resources() / "website" / name).read_text(encoding="utf-8")
        return _closed_up(_COMMENT.sub("", text))

    @cached_property
    def _icons(self) -> IconMasks:
        drawn = (assets.resources() / "icons" / "icons.json").read_text(encoding="utf-8")
        return IconMasks(json.loads(drawn)["icons"])

    @cached_property
    def _style(self) -> str:
        """The style of every page without its icons."""
        palette = _palette(Mode.DEFAULT, Mode.SOFT)
        sheets = ["style.css", *(["keep.css"] if self.edition else [])]
        return "\n".join((palette, *map(self._file, sheets)))

    def _with_icons(self, icons: str) -> str:
        return f"{self._style}\n{icons}"

    @cached_property
    def scripts(self) -> Mapping[str, str]:
        """The scripts by name."""
        leave, names = self._file("leave.js"), ["page.js", *(["keep.js"] if self.edition else [])]
        both = {name: f"(() => {{\n{leave}\n{self._file(name)}\n}})();" for name in names}
        return both | {"cover.js": self._file("cover.js")}

    @property
    def policy(self) -> str:
        """The policy that fits every page, for the host."""
        styles = (self._style, self._with_icons(self._icons.style))
        policy = page_policy(styles, self.scripts.values())
        return with_copy(policy) if self.edition else policy

    def finished(self, pages: Mapping[str, str]) -> dict[str, str]:
        """Return rendered pages by name with the icons that any of them uses."""
        icons = self._icons.style
        drafts, styles = (source_hash(self._with_icons(one))[1:-1] for one in (_ICONS, icons))
        return {
            name: text.replace(drafts, styles).replace(_ICONS, icons)
            for name, text in pages.items()
        }

    def page(self, presenter: DirectoryPresenter, content: PageContent, expires: str) -> str:
        """Return the page of a language; ``expires`` is the last moment of its facts, in UTC."""
        return self._render("page.html.j2", "page.js", presenter, page=content, expires=expires)

    def index(self, presenters: Sequence[DirectoryPresenter]) -> str:
        """Return the first page: the languages by their own names, and the lines."""
        talk = presenters[0].talk()
        lines = [
            number
            for line, tone in ((talk.main, ""), (talk.crisis, ""), (talk.emergency, "danger"))
            for number in helpline_blocks(presenters[0], line, tone)
        ]
        languages = [presenter.language for presenter in presenters]
        return self._render(
            "index.html.j2", "page.js", presenters[0], languages=languages, lines=lines
        )

    def cover(self, presenters: Sequence[DirectoryPresenter]) -> str:
        """Return the page behind Leave, in each language."""
        covers = [(presenter.language, presenter.cover()) for presenter in presenters]
        style = self._style
        return self._render("cover.html.j2", "cover.js", presenters[0], style=style, covers=covers)

    def copy(self, presenter: DirectoryPresenter, icon: CopyIcon) -> str:
        """Return the page that offers a copy on this phone, and that removes it."""
        return self._render(
            "keep.html.j2",
            "keep.js",
            presenter,
            own=OF_COPY,
            t=page_texts(presenter) | copy_texts(presenter),
            picture=f"data:image/svg+xml,{quote(icon_svg(icon))}",
            pages=" ".join(self.copied(presenter.language.tag)),
            manifest=manifest_name(presenter.language.tag),
        )

    def copied(self, tag: str) -> tuple[str, ...]:
        """Return the pages that a copy holds, that of the language first."""
        cover = (STORED_COVER,) if self.leave == OWN_COVER else ()
        return (f"{tag}.html", f"keep-{tag}.html", *cover)

    @cached_property
    def worker(self) -> str:
        """The worker of a copy."""
        return f"{self._file(WORKER)}\n"

    def _render(
        self,
        template: str,
        script: str,
        presenter: DirectoryPresenter,
        own: Sequence[str] = (),
        style: str = "",
        **values: object,
    ) -> str:
        style = style or self._with_icons(_ICONS)
        always = {
            "language": presenter.language,
            "title": presenter.catalog.translate(TITLE),
            "t": page_texts(presenter),
            "expires": "",
            "icons": self._icons,
            "leave": self.leave,
            "edition": self.edition,
            "robots": _ROBOTS,
            "script": Markup(self.scripts[script]),  # noqa: S704 - fixed, ours
            "policy": page_policy([style], [self.scripts[script]], own),
        }
        return rendered(template, style, **always | values)


def rendered(template: str, style: str, **values: object) -> str:
    """Return a template of ``resources/website`` with its style; each of its values is escaped."""
    fixed = Markup(style)  # noqa: S704 - fixed, ours
    environment = page_environment(assets.resources() / "website")
    text = environment.get_template(template).render(values, style=fixed)
    return f"{_closed_up(text)}\n"


def _closed_up(text: str) -> str:
    """Return a text without empty lines and without space around lines."""
    return "\n".join(filter(None, map(str.strip, text.splitlines())))


def _palette(light: Mode, dark: Mode) -> str:
    """Return the colours by role, for light and for dark."""

    def of(mode: Mode) -> str:
        return ";".join(f"--{r}:{color(r, mode).lower()}" for r in TypeRole if r not in _UNUSED)

    return f":root{{{of(light)}}}\n@media(prefers-color-scheme:dark){{:root{{{of(dark)}}}}}"
