"""What a page may load and run, the headers that a host should send, and recipes for hosts."""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

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

_CLEAR: Final = "Clear-Site-Data"
_MANIFEST: Final = "application/manifest+json"
"""Media type of the manifests of copies (W3C), which old servers do not know."""
_ROOT: Final = "/srv/information"
RECIPES: Final = "hosting/"
"""Where the recipes are: no host shows them."""


def source_hash(text: str) -> str:
    """Return the source expression of an inline style or script (CSP level 3)."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


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


def host_policy(page: str) -> str:
    """Return the same policy as a header, which alone can forbid frames."""
    return f"{page}; frame-ancestors 'none'"


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


# --- recipes: the headers in the words of four kinds of server ---


def recipes(policy: str, readme: str) -> dict[str, str]:
    """Return the files of ``hosting/`` for a website whose pages have ``policy``."""
    headers = {"Content-Security-Policy": host_policy(policy), **HEADERS}
    made = {
        "Caddyfile": _caddy(headers),
        "nginx.conf": _nginx(headers),
        "_headers": _static(headers),
        ".htaccess": _apache(headers),
        "README.txt": readme,
    }
    return {f"{RECIPES}{name}": text for name, text in made.items()}


def _escaped(value: str) -> str:
    return value.replace('"', '\\"')


def _caddy(headers: dict[str, str]) -> str:
    lines = "\n".join(f'\t\t{name} "{_escaped(value)}"' for name, value in headers.items())
    return (
        '# In a site block of the Caddyfile. Without a line "log" Caddy logs no request.\n'
        f"\troot * {_ROOT}\n\tfile_server {{\n\t\tprecompressed br gzip\n\t\thide hosting\n\t}}\n"
        f"\theader {{\n{lines}\n\t}}\n"
        f'\theader /x.html {_CLEAR} "{_escaped(CLEARED)}"\n'
        f"\theader /keep-*.webmanifest Content-Type {_MANIFEST}\n"
    )


def _nginx(headers: dict[str, str]) -> str:
    def added(indent: str) -> str:
        return "".join(
            f'{indent}add_header {name} "{_escaped(value)}" always;\n'
            for name, value in headers.items()
        )

    clear = f"    add_header {_CLEAR} '{CLEARED}' always;\n"
    return (
        f"# In a server block.\nroot {_ROOT};\nindex index.html;\naccess_log off;\n"
        f"gzip_static on;\nserver_tokens off;\n{added('')}"
        f"location ^~ /hosting/ {{ return 404; }}\n"
        f"location = /x.html {{\n{added('    ')}{clear}}}\n"
        f"location ~ \\.webmanifest$ {{\n    types {{}}\n    default_type {_MANIFEST};\n}}\n"
    )


def _static(headers: dict[str, str]) -> str:
    lines = "".join(f"  {name}: {value}\n" for name, value in headers.items())
    return (
        f"/*\n{lines}/x.html\n  {_CLEAR}: {CLEARED}\n/*.webmanifest\n  Content-Type: {_MANIFEST}\n"
    )


def _apache(headers: dict[str, str]) -> str:
    lines = "".join(
        f'Header always set {name} "{_escaped(value)}"\n' for name, value in headers.items()
    )
    return (
        "# Needs mod_headers. Turn the log off in the site's own file: CustomLog /dev/null common\n"
        f"{lines}<Files x.html>\nHeader always set {_CLEAR} '{CLEARED}'\n</Files>\n"
        f"AddType {_MANIFEST} .webmanifest\n"
    )
