"""Private addresses in every spelling, and names that change their minds."""

from __future__ import annotations

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from archive.crawl.guard import GuardedResolver, is_private

PUBLIC = "93.184.215.14"


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "0.0.0.0"),
        *("169.254.169.254", "100.64.0.1", "192.0.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "192.88.99.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1"),
        *("ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1"),
        *(
            "64:ff9b::7f00:1",
            "fec0::1",
            "::ffff:0:127.0.0.1",
            "64:ff9b:1::a00:1",
            "2002:7f00:1::",
            "2002:a00:1::1",
        ),
        *("", "localhost", "127.1", "0x7f000001"),
    ],
)
def test_private(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize(
    "address", [PUBLIC, "8.8.8.8", "172.32.0.1", "2606:4700::1", "64:ff9b::808:808"]
)
def test_public(address: str) -> None:
    assert not is_private(address)


class Names:
    """A resolver that answers each question with the next of its lists."""

    def __init__(self, *answers: list[str]) -> None:
        self._answers = iter(answers)

    def resolveHostName(
        self, receiver: object, name: str, port: int = 0, types: object = None, over: str = ""
    ) -> None:
        receiver.resolutionBegan(None)  # type: ignore[attr-defined]
        for host in next(self._answers):
            kind = IPv6Address if ":" in host else IPv4Address
            receiver.addressResolved(kind("TCP", host, port))  # type: ignore[attr-defined]
        receiver.resolutionComplete()  # type: ignore[attr-defined]


class Heard:
    """What a resolver told."""

    def __init__(self) -> None:
        self.hosts: list[str] = []
        self.complete = False

    def resolutionBegan(self, resolution: object) -> None:
        assert not self.hosts

    def addressResolved(self, address: IPv4Address) -> None:
        self.hosts.append(address.host)

    def resolutionComplete(self) -> None:
        self.complete = True


def asked(resolver: GuardedResolver) -> list[str]:
    heard = Heard()
    resolver.resolveHostName(heard, "szb.lake.example", 80)
    assert heard.complete
    return heard.hosts


def test_a_name_with_one_private_address_has_none() -> None:
    resolver = GuardedResolver(Names([PUBLIC, "2606:4700::1"], [PUBLIC, "10.0.0.1"], ["::1"]))
    assert asked(resolver) == [PUBLIC, "2606:4700::1"]
    assert resolver.refused == {}
    assert asked(resolver) == []
    assert resolver.refused == {"szb.lake.example": "10.0.0.1"}
    assert asked(resolver) == []


def test_a_name_that_moves_inside_is_found_out_at_the_next_connection() -> None:
    resolver = GuardedResolver(Names([PUBLIC], ["127.0.0.1"]))
    assert asked(resolver) == [PUBLIC]
    assert asked(resolver) == []
