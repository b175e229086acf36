"""Throw-away certificates: an authority, what it signs, and a stranger that signed nothing."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Key = ec.EllipticCurvePrivateKey
DAY = timedelta(days=1)


def authority(name: str, lasts: timedelta = DAY) -> tuple[Key, x509.Certificate]:
    """Its key and its certificate, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    builder = _builder(name, key, _named(name), lasts).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    itself = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    builder = builder.add_extension(usage, critical=True).add_extension(itself, critical=False)
    return key, builder.sign(key, hashes.SHA256())


def signed_by(key: Key, by: x509.Certificate, name: str, lasts: timedelta = DAY) -> tuple[Key, x509.Certificate]:
    """The key and certificate of a server at 127.0.0.1, or of a client, that this authority signed."""
    own = ec.generate_private_key(ec.SECP256R1())
    where = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    signer = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())  # Python 3.13 asks for it
    builder = _builder(name, own, by.subject, lasts).add_extension(where, critical=False)
    return own, builder.add_extension(signer, critical=False).sign(key, hashes.SHA256())


def pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def private_pem(key: Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _builder(name: str, key: Key, issuer: x509.Name, lasts: timedelta) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + lasts)
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
