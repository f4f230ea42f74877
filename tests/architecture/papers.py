"""README and the handbook, read as a person reads them: code blocks, code in a line, links."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
HANDBOOK = ROOT / "resources" / "handbook"
PAPERS = (
    ROOT / "README.md",
    *sorted((ROOT / ".github").glob("*.md")),
    *sorted(HANDBOOK.glob("*.md")),
)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_PROMPT = re.compile(r"(?:\w*\$|#) ")
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Typed:
    """Something to type, and the paper that says so; ``whole`` if nothing is left out of it."""

    paper: str
    line: str
    whole: bool

    @property
    def words(self) -> list[str]:
        """As a shell splits it; brackets around what may be left out are gone."""
        line = self.line if self.whole else self.line.replace("[", "").replace("]", "")
        return shlex.split(line, comments=self.whole)

    def __str__(self) -> str:
        return f"{self.paper}: {self.line}"


def script(name: str) -> ModuleType:
    """A script of ``resources/dev``, run as a module."""
    spec = spec_from_file_location(name, ROOT / "resources" / "dev" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def name_of(paper: Path) -> str:
    """The paper's path in the clone."""
    return paper.relative_to(ROOT).as_posix()


def blocks(paper: Path) -> Iterator[tuple[str, str]]:
    """The code blocks of a paper: their language, their text."""
    yield from _FENCE.findall(paper.read_text(encoding="utf-8"))


def typed(paper: Path) -> Iterator[Typed]:
    """Each line of a block that is typed; of a console those behind a prompt."""
    for language, text in blocks(paper):
        for line in text.replace("\\\n", " ").splitlines():
            prompt = _PROMPT.match(line) if language == "console" else None
            if line and (language == "sh" or prompt):
                yield Typed(name_of(paper), line[prompt.end() if prompt else 0 :], whole=True)


def in_lines(paper: Path) -> Iterator[Typed]:
    """Code within a sentence or a table."""
    text = _FENCE.sub("", paper.read_text(encoding="utf-8"))
    for code in _CODE.findall(text):
        yield Typed(name_of(paper), code.replace("\\|", "|"), whole=False)


def links(paper: Path) -> Iterator[tuple[Path, str]]:
    """Where each link leads: a file, and a heading of it or nothing."""
    for link in _LINK.findall(_FENCE.sub("", paper.read_text(encoding="utf-8"))):
        place, _, heading = link.partition("#")
        yield (paper.parent / place).resolve() if place else paper, heading


def headings(paper: Path) -> set[str]:
    """The headings as a link names them."""
    found = _HEADING.findall(_FENCE.sub("", paper.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in found}
