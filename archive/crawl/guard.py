"""Keeps a crawl out of private networks: every name is judged by the addresses that are used.

In: host names, also those that are addresses. Out: the addresses to connect to; none at all if one
of them is private, so that neither a redirect nor a name that changes its address leads inside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from twisted.internet.interfaces import (
    IAddress,
    IHostnameResolver,
    IHostResolution,
    IResolutionReceiver,
)
from zope.interface import implementer

_TRANSLATED = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "::ffff:0:0:0/96")))
_RELAYS = ip_network("192.88.99.0/24")  # of 6to4


def is_private(address: str) -> bool:
    """Whether an IP address is anything but a public host's, also one wrapped into IPv6.

    What is no IP address counts as private.
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return True
    return any(_is_inside(part) for part in (ip, *_wrapped(ip)))


def _is_inside(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv6Address) and ip.is_site_local:
        return True
    return not ip.is_global or ip.is_multicast or (ip.version == 4 and ip in _RELAYS)


def _wrapped(ip: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that an IPv6 address stands for."""
    if isinstance(ip, IPv4Address):
        return []
    found = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if any(ip in network for network in _TRANSLATED) or int(ip) >> 32 == 0:
        found.append(IPv4Address(int(ip) & 0xFFFFFFFF))
    return [inner for inner in found if inner is not None]


@implementer(IResolutionReceiver)
class _Judged:
    """Collects the addresses of a name and passes them on only if all are public."""

    def __init__(self, receiver: Any, host: str, refuse: Callable[[str, str], object]) -> None:
        self._receiver = receiver
        self._host = host
        self._refuse = refuse
        self._found: list[Any] = []

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:
        self._found.append(address)

    def resolutionComplete(self) -> None:
        private = [address.host for address in self._found if is_private(address.host)]
        if private:
            self._refuse(self._host, private[0])
        else:
            for address in self._found:
                self._receiver.addressResolved(address)
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GuardedResolver:
    """A resolver for a reactor that finds no private addresses; `refused` tells which it found.

    Nothing is remembered: each new connection is judged anew.
    """

    refused: dict[str, str]

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.refused = {}

    def resolveHostName(
        self,
        resolutionReceiver: IResolutionReceiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        judged = _Judged(resolutionReceiver, hostName, self.refused.__setitem__)
        return self._inner.resolveHostName(
            judged, hostName, portNumber, addressTypes, transportSemantics
        )
