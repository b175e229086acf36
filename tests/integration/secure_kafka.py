"""A broker as operators run it: TLS by an authority of its own, users with passwords (PLAIN and SCRAM)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import authorities

from stack import jars, kafka, process
from stack.layout import Layout

USER, PASSWORD = "parley", "correct horse"
GUEST = "guest"
"""Is let in with the same password, and may do nothing."""

_PROPERTIES = """
listeners=SASL_SSL://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=SASL_SSL://127.0.0.1:{port}
listener.security.protocol.map=SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT
inter.broker.listener.name=SASL_SSL
sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=PLAIN
listener.name.sasl_ssl.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \
username="broker" password="{password}" user_broker="{password}" user_{user}="{password}";
listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=\
org.apache.kafka.common.security.scram.ScramLoginModule required;
listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config=\
org.apache.kafka.common.security.scram.ScramLoginModule required;
ssl.keystore.type=PEM
ssl.keystore.location={server}
ssl.truststore.type=PEM
ssl.truststore.location={authority}
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:broker;User:{user};User:ANONYMOUS
"""


@dataclass(frozen=True)
class Secure:
    """A running broker."""

    bootstrap: str
    authority: Path
    """PEM of the authority that signed the broker's certificate."""
    stranger: Path
    """PEM of an authority that did not."""

    def variables(self, mechanism: str = "SCRAM-SHA-512") -> dict[str, str]:
        """What a service's environment says to reach it."""
        return {
            "KAFKA_BOOTSTRAP": self.bootstrap,
            "KAFKA_SECURITY_PROTOCOL": "SASL_SSL",
            "KAFKA_SASL_MECHANISM": mechanism,
            "KAFKA_USERNAME": USER,
            "KAFKA_PASSWORD": PASSWORD,
            "KAFKA_CA_FILE": str(self.authority),
            "KAFKA_REPLICATION": "1",
        }


@contextmanager
def secure_kafka(layout: Layout) -> Iterator[Secure]:
    """Start it in the layout's folder; it is stopped at the end."""
    jars.resolve(layout)
    folder = layout.data / "secure-kafka"
    folder.mkdir(parents=True)
    authority, server, stranger = _certificates(folder)
    config = folder / "server.properties"
    embedded = kafka.properties(layout.kafka, layout.controller, folder / "data")
    words = {"port": layout.kafka, "controller": layout.controller, "user": USER, "password": PASSWORD}
    config.write_text(embedded + _PROPERTIES.format(**words, server=server, authority=authority))
    users = [f"SCRAM-SHA-{bits}=[name={name},password={PASSWORD}]" for name in (USER, GUEST) for bits in (256, 512)]
    kafka.format_folder(layout, config, *(part for user in users for part in ("--add-scram", user)))
    broker = kafka.run_broker(layout, config)
    try:
        process.wait_until(lambda: process.listening(layout.kafka), broker, 90)
        yield Secure(f"127.0.0.1:{layout.kafka}", authority, stranger)
    finally:
        process.stop([broker], 5)


def _certificates(folder: Path) -> tuple[Path, Path, Path]:
    """Files: an authority, the broker's key and certificate that it signed, and an authority that signed nothing."""
    key, certificate = authorities.authority("Our authority")
    _, other = authorities.authority("Some other authority")
    own, signed = authorities.signed_by(key, certificate, "broker")
    authority, server, stranger = folder / "authority.pem", folder / "server.pem", folder / "stranger.pem"
    authority.write_bytes(authorities.pem(certificate))
    stranger.write_bytes(authorities.pem(other))
    server.write_bytes(authorities.private_pem(own) + authorities.pem(signed) + authorities.pem(certificate))
    return authority, server, stranger
