"""Recipes for hosts: the headers of each file, in the words of four kinds of server."""

from typing import Final

from kiosk.editor.website.policy import CLEARED, HEADERS, host_policy

_CLEAR: Final = "Clear-Site-Data"
_MANIFEST: Final = "application/manifest+json"
"""Media type of the manifests of copies (W3C), which old servers do not know."""
_ROOT: Final = "/srv/information"
RECIPES: Final = "hosting/"
"""Where the recipes are: no host shows them."""


def recipes(policy: str, readme: str) -> dict[str, bytes]:
    """Return the files of ``hosting/`` for a website whose pages have ``policy``."""
    headers = {"Content-Security-Policy": host_policy(policy), **HEADERS}
    made = {
        "Caddyfile": _caddy(headers),
        "nginx.conf": _nginx(headers),
        "_headers": _static(headers),
        ".htaccess": _apache(headers),
        "README.txt": readme,
    }
    return {f"{RECIPES}{name}": text.encode() for name, text in made.items()}


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
