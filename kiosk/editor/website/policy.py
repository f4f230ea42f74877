"""What a page may load and run, the headers that a host should send, and recipes for hosts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from kiosk.app import assets
from kiosk.editor.page_templates import source_hash

HEADERS: Final[dict[str, str]] = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Strict-Transport-Security": "max-age=31536000",
}
"""Headers of every file, beside the policy."""
OWN_COVER: Final = "x.html"
"""The page behind Leave."""
CLEARED: Final = '"cache", "storage"'
"""What a phone forgets of the host when the page behind Leave opens."""
CARD_STYLE: Final = (
    "body{margin:0 auto;max-width:38rem;padding:1rem;font-family:'Noto Sans',system-ui,sans-serif;"
    "background:#f7f3ea;color:#16241f}img{width:100%;height:auto}a{color:inherit}"
    "li{margin:.75rem 0}"
)
"""The style of the pages of cards."""
OF_COPY: Final = ("manifest", "worker")
"""What the pages that offer a copy get from their own host; its worker also connects to it."""
WORKER: Final = "w.js"
"""The worker of the copy on a phone."""

_HEADER_LINES: Final = {
    "Caddyfile": '{} "{}"',
    "nginx.conf": 'add_header {} "{}" always;',
    "_headers": "{}: {}",
    ".htaccess": 'Header always set {} "{}"',
}
"""A header in the words of each kind of server; no value has a quotation mark."""
RECIPES: Final = "hosting/"
"""Where the recipes are: no host shows them."""


def page_policy(styles: Iterable[str], scripts: Iterable[str], own: Sequence[str] = ()) -> str:
    """Return the policy of a page with these inline styles and scripts.

    ``own`` are the kinds of what it may get from its own host, pictures too; it gets nothing else.
    """
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src {' '.join(map(source_hash, styles))}",
            f"script-src {' '.join(map(source_hash, scripts))}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            *(f"{kind}-src 'self'" for kind in own),
        )
    )
    return _with_pictures(policy) if own else policy


def wrong_headers(name: str, headers: Mapping[str, str]) -> list[str]:
    """Return the headers that a page was not sent with as it should be; ``headers`` by small name.

    A longer time of HTTPS alone is as good. Of the policy only what a page cannot say itself is
    compared, and for the worker that it may ask its host.
    """
    wanted = HEADERS | ({"Clear-Site-Data": CLEARED} if name == OWN_COVER else {})
    secure = "Strict-Transport-Security"
    found = [
        header
        for header, value in wanted.items()
        if header != secure and headers.get(header.lower(), "").strip() != value
    ]
    age = re.search(r"max-age=(\d+)", headers.get(secure.lower(), ""))
    if age is None or int(age[1]) < int(HEADERS[secure].removeprefix("max-age=")):
        found.append(secure)
    policy = headers.get("content-security-policy", "")
    if name == WORKER:
        wrong = "default-src" in policy and "connect-src 'self'" not in policy
    else:
        wrong = "frame-ancestors 'none'" not in policy
    if wrong:
        found.append("Content-Security-Policy")
    return found


def with_copy(policy: str) -> str:
    """Return the policy of a website's host that lets a phone store a copy."""
    more = (f"{kind}-src 'self'" for kind in ("connect", *OF_COPY))
    return _with_pictures("; ".join((policy, *more)))


def with_cards(policy: str) -> str:
    """Return the policy of a website's host that lets the pages of cards have style and picture."""
    styled = policy.replace("style-src ", f"style-src {source_hash(CARD_STYLE)} ", 1)
    return _with_pictures(styled)


def _with_pictures(policy: str) -> str:
    return re.sub("img-src data:(?! 'self')", "img-src data: 'self'", policy)


def recipes(policy: str) -> dict[str, str]:
    """Return the files of ``hosting/`` for a website whose pages have ``policy``.

    A line ``HEADERS`` of ``resources/website/hosting`` stands for all headers of every file.
    """
    headers = {"Content-Security-Policy": f"{policy}; frame-ancestors 'none'", **HEADERS}
    folder = assets.resources() / "website" / "hosting"
    return {f"{RECIPES}{path.name}": "".join(_recipe(path, headers)) for path in folder.iterdir()}


def _recipe(path: Path, headers: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a recipe."""
    line = _HEADER_LINES.get(path.name, "")
    for row in path.read_text(encoding="utf-8").splitlines(keepends=True):
        indent, place, _ = row.partition("HEADERS\n")
        if place:
            yield from (f"{indent}{line.format(*one)}\n" for one in headers.items())
        else:
            yield row
