"""How a sign-in attempt is named."""

from __future__ import annotations

import pytest

from luoshi.people.accounts import account_digest, client_address


def test_one_name_however_it_is_typed():
    assert account_digest("Ducha") == account_digest("ｄｕｃｈａ") != account_digest("ducha2")


@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [
        ("", 0, "10.0.0.1"),
        ("1.2.3.4", 0, "10.0.0.1"),  # anybody can send the header
        ("1.2.3.4", 1, "1.2.3.4"),
        ("6.6.6.6, 1.2.3.4", 1, "1.2.3.4"),
        ("6.6.6.6, 1.2.3.4, 10.0.0.9", 2, "1.2.3.4"),
        ("1.2.3.4", 2, "10.0.0.1"),  # fewer entries than proxies: none of them wrote it
        ("nonsense", 1, "unknown"),
        ("2001:DB8::1", 1, "2001:db8::1"),
    ],
)
def test_only_our_own_proxies_are_believed(forwarded, proxies, address):
    assert client_address({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": forwarded}, proxies) == address


def test_no_address_at_all():
    assert client_address({}, 0) == "unknown"
