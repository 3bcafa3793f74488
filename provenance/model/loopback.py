"""Which hosts are this machine itself, so that nobody else is on the way to them."""

from ipaddress import IPv6Address, ip_address


def is_loopback(host: str) -> bool:
    """Whether a host, by name or number, is this machine: 127.0.0.1, ::1, localhost."""
    plain = host.strip("[]").lower()
    if plain == "localhost":
        return True
    try:
        address = ip_address(plain.partition("%")[0])
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def is_address(host: str) -> bool:
    """Whether a host is a number of the Internet's, not a name."""
    try:
        ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return False
    return True
