"""HTTPS, by a real handshake with a certificate made for this machine."""

import http.client
import re
import signal
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.cli.run import Cli


def certificate(folder: Path, name: str = "tls") -> tuple[str, str]:
    """A certificate for 127.0.0.1, signed by itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "provenance")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(called, called, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    cert, secret = folder / f"{name}.pem", folder / f"{name}.key"
    cert.write_bytes(made.public_bytes(Encoding.PEM))
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return str(cert), str(secret)


@contextmanager
def serving(cli: Cli, *words: str) -> Iterator[int]:
    service = cli.start("serve", "--port", "0", *words)
    try:
        assert service.stdout is not None
        (port,) = re.findall(r"https://127.0.0.1:(\d+)/graphql", service.stdout.readline())
        yield int(port)
    finally:
        service.send_signal(signal.SIGINT)
        _, logged = service.communicate(timeout=20)
    assert "Traceback" not in logged


@pytest.mark.parametrize("how", ["options", "settings"])
def test_a_handshake_and_what_is_asked_then(tmp_path: Path, how: str) -> None:
    cert, key = certificate(tmp_path)
    env = {"PROVENANCE_TLS_CERT": cert, "PROVENANCE_TLS_KEY": key} if how == "settings" else {}
    words = () if env else ("--tls-cert", cert, "--tls-key", key)
    cli = Cli(f"sqlite:///{tmp_path / 'empty.sqlite'}", env).on_empty_store()
    with serving(cli, *words) as port:
        trusting = ssl.create_default_context(cafile=cert)
        client = http.client.HTTPSConnection("127.0.0.1", port, context=trusting, timeout=20)
        client.request("GET", "/healthz")
        answer = client.getresponse()
        assert (answer.status, answer.read()) == (200, b'{"status":"ok"}')
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        client.close()
        with pytest.raises(ssl.SSLCertVerificationError):  # whoever does not trust it
            http.client.HTTPSConnection("127.0.0.1", port, timeout=20).request("GET", "/")
        plain = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        plain.request("GET", "/healthz")
        with pytest.raises((http.client.HTTPException, ConnectionError)):
            plain.getresponse()
        plain.close()
        old = ssl.create_default_context(cafile=cert)
        old.set_ciphers("ALL:@SECLEVEL=0")
        with pytest.warns(DeprecationWarning, match="TLSv1_1"):
            old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
        with pytest.raises(OSError, match=r"(?i)ssl|reset|eof"):
            http.client.HTTPSConnection("127.0.0.1", port, context=old, timeout=20).request(
                "GET", "/"
            )


def test_what_does_not_go_together_is_refused(tmp_path: Path) -> None:
    cert, key = certificate(tmp_path)
    _, other = certificate(tmp_path, "other")
    cli = Cli(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    for words in (
        ("--tls-key", key),
        ("--tls-cert", cert),
        ("--tls-cert", cert, "--tls-key", other),
        ("--tls-cert", str(tmp_path / "none"), "--tls-key", key),
    ):
        code, _, err = cli.run("serve", "--port", "0", *words)
        assert code == 2, err
        assert "no certificate with its key" in err
