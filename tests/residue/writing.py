"""Every place of the program's source that can write, make, move or send something."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "kiosk"
METHODS = frozenset(
    {
        *("write_text", "write_bytes", "mkdir", "symlink_to", "hardlink_to"),
        *("rename", "mkstemp", "mkdtemp", "makedirs", "copy2", "copyfile", "copyfileobj"),
        *("copytree", "truncate", "memfd_create", "NamedTemporaryFile", "TemporaryFile"),
        *("TemporaryDirectory", "SpooledTemporaryFile", "QSaveFile", "QTemporaryFile", "QFile"),
        *("QSettings", "QPdfWriter", "QPrinter", "FileHandler", "basicConfig", "syslog"),
        *("execute_sql", "dump", "socket", "sendto", "create_connection", "urlopen"),
        *("QNetworkAccessManager", "QTcpSocket", "QLocalSocket", "QUdpSocket"),
        *("Popen", "system", "popen", "fork", "posix_spawn", "create_subprocess_exec"),
    }
)
"""Calls that always do; of what object does not matter."""
LOGS = frozenset({"debug", "info", "warning", "error", "exception", "critical", "log"})
SAYS = frozenset({"sys.stderr.write", "sys.stdout.write", "print", "click.echo"})
WHOLE = frozenset(
    {"atomic_files.open_temp", "atomic_files.replace_file", "sqlite3.connect", "subprocess.run"}
)
WRITING_MODES = frozenset("wax+")
WRITING_FLAGS = frozenset({"O_WRONLY", "O_RDWR", "O_CREAT", "O_APPEND", "O_TRUNC"})


def _name(node: ast.expr) -> str:
    return ast.unparse(node)


def _opens(call: ast.Call, own: str, whole: str) -> str:
    """How a file is opened where it may be written, as far as the source says; else empty."""
    if whole == "os.open":
        asked = list(ast.walk(call.args[1]))
        flags = {each.attr for each in asked if isinstance(each, ast.Attribute)}
        plain = {each.id for each in asked if isinstance(each, ast.Name)} == {"os"}
        return "os.open" if flags & WRITING_FLAGS or not plain else ""
    mode = call.args[0 if isinstance(call.func, ast.Attribute) else 1 :][:1]
    mode += [each.value for each in call.keywords if each.arg == "mode"]
    if not mode:
        return ""
    known = isinstance(mode[0], ast.Constant) and isinstance(mode[0].value, str)
    if known and not WRITING_MODES & set(mode[0].value):
        return ""
    return own


def _kind(call: ast.Call) -> str:
    """What kind of writing a call is, if any."""
    whole = _name(call.func)
    own = whole.rsplit(".", 1)[-1]
    if own in {"open", "fdopen"}:
        return _opens(call, own, whole)
    if whole.startswith("_log.") and own in LOGS:
        return "log"
    if whole in SAYS:
        return "said"
    if whole in WHOLE:
        return whole
    method = own in METHODS
    method |= own == "replace" != whole and len(call.args) == 1 and not call.keywords
    method |= own in {"save", "touch"} and bool(call.args) is (own == "save")
    return own if method else ""


def _inside(tree: ast.AST, name: str = "") -> Iterator[tuple[str, ast.Call]]:
    for node in ast.iter_child_nodes(tree):
        inner = name
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = f"{name}.{node.name}".lstrip(".")
        if isinstance(node, ast.Call):
            yield name, node
        yield from _inside(node, inner)


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def _file(module: str) -> Path | None:
    path = ROOT.joinpath(*module.split("."))
    return next((at for at in (path.with_suffix(".py"), path / "__init__.py") if at.exists()), None)


def loaded(start: str) -> set[Path]:
    """The project's modules that a module can ever load, inside its functions as well."""
    found: set[Path] = set()
    waiting = [start]
    while waiting:
        path = _file(waiting.pop())
        if path is not None and path not in found:
            found.add(path)
            waiting += [
                one
                for one in _imported(ast.parse(path.read_text("utf-8")))
                if one.startswith("kiosk")
            ]
    return found


def places(modules: Iterable[Path]) -> set[tuple[str, str]]:
    """Where modules write something, as ``module:function``, and how."""
    found = set()
    for path in modules:
        module = path.relative_to(PACKAGE).with_suffix("").as_posix()
        for inside, call in _inside(ast.parse(path.read_text("utf-8"))):
            if kind := _kind(call):
                found.add((f"{module}:{inside}", kind))
    return found
