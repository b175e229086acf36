"""Why Kafka does not let us in, as one sentence that says which setting to look at."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any, NamedTuple

from aiokafka.conn import create_conn
from aiokafka.errors import (
    AuthenticationFailedError,
    ClusterAuthorizationFailedError,
    InvalidReplicationFactorError,
    KafkaError,
    SaslAuthenticationFailed,
    TopicAuthorizationFailedError,
    UnsupportedSaslMechanismError,
)

from shared.settings import ServiceSettings

_PATIENCE_MS = 5_000
_CLOSING = 0.01  # seconds in which the loop closes a connection that was given up


class Trouble(NamedTuple):
    """What keeps us out."""

    says: str
    lasting: bool
    """Whether waiting is of no use: somebody must change a setting or a right."""


async def knock(settings: ServiceSettings, arguments: dict[str, Any]) -> Trouble | None:
    """Connect to one broker after the other as every client does; None when one lets us in.

    The client library hides the reason behind "unable to bootstrap"; here it comes out.
    """
    known = ("security_protocol", "ssl_context", "sasl_mechanism", "sasl_plain_username", "sasl_plain_password")
    secured = {name: arguments[name] for name in known if name in arguments}
    found: list[Trouble] = []
    for broker in settings.kafka_bootstrap.split(","):
        host, _, port = broker.strip().rpartition(":")
        try:
            connection = await create_conn(host.strip("[]"), int(port), request_timeout_ms=_PATIENCE_MS, **secured)
        except (KafkaError, OSError, ValueError) as error:
            found.append(_of_connecting(error, broker.strip(), settings))
            await asyncio.sleep(_CLOSING)
        else:
            connection.close()
            await asyncio.sleep(_CLOSING)
            return None
    return min(found, key=lambda trouble: not trouble.lasting)


def _of_connecting(error: Exception, broker: str, settings: ServiceSettings) -> Trouble:
    lasting = True
    match error:
        case AuthenticationFailedError() | SaslAuthenticationFailed():
            says = f"refuses the user {settings.kafka_username}: check KAFKA_USERNAME, KAFKA_PASSWORD and KAFKA_SASL_MECHANISM"
        case UnsupportedSaslMechanismError():
            says = f"does not know {settings.kafka_sasl_mechanism}: set another KAFKA_SASL_MECHANISM"
        case ssl.SSLCertVerificationError():
            says = (
                f"has a certificate that is not trusted ({error.verify_message}): "
                "set KAFKA_CA_FILE to the PEM file of the authority that signed it"
            )
        case ssl.SSLError():
            says = f"does not speak our TLS ({error.reason}): check KAFKA_SECURITY_PROTOCOL"
        case OSError():
            lasting = False
            says = f"does not answer ({error or 'no answer in time'}): check KAFKA_BOOTSTRAP, and that the broker runs"
        case ValueError():
            says = "is not an address: write KAFKA_BOOTSTRAP as host:port,host:port"
        case _:
            lasting = False
            says = f"breaks off ({error}): check KAFKA_SECURITY_PROTOCOL ({settings.kafka_security_protocol})"
    return Trouble(f"{broker} {says}", lasting)


def of_creating(error: Exception, settings: ServiceSettings) -> Trouble | None:
    """What a broker said that let us in and did not make a topic; None when it is nothing that settings can mend."""
    match error:
        case ClusterAuthorizationFailedError() | TopicAuthorizationFailedError():
            return Trouble(
                f"the user {settings.kafka_username} may not create topics ({error}): "
                "grant it CREATE on the cluster, or have an operator make those of `parley topics list`",
                lasting=True,
            )
        case InvalidReplicationFactorError():
            return Trouble(
                f"there are fewer brokers than KAFKA_REPLICATION={settings.kafka_replication}: set it lower",
                lasting=False,
            )
    return None
