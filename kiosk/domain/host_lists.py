"""Lists of hosts: those of short links, and those where anybody may open a page."""

from functools import cache

from kiosk.domain.resource_text import resource_table


@cache
def hosts_of(name: str) -> frozenset[str]:
    """Return a list of ``resources/prose/hosts.toml``."""
    return frozenset(resource_table("prose", "hosts.toml")[name].split())


def is_listed(host: str, name: str) -> bool:
    """True if a host is in a list or lies under one that is."""
    labels = host.split(".")
    return any(".".join(labels[at:]) in hosts_of(name) for at in range(len(labels)))
