"""Manifests that say again what the code says: ``python -m manifests.written`` writes them (`make docs`).

The ways in follow the route table; topics, users and what these may do follow the catalogue; databases
and their roles are one and two for each service; the rules are those of
``deploy/observability``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from manifests.programs import ROOT
from manifests.rendering import K8S, Manifest
from shared.events import catalog
from shared.kafka import wanted_topics
from shared.routes import PORTS, prefixes

HOST = "parley.example.org"
"""Overlays put theirs in its place."""
_HEAD = "# Written by `make docs`.\n"
_COPIES = 3
_PROMETHEUS = ROOT / "deploy" / "observability" / "prometheus"
_KAFKA = "kafka.strimzi.io/v1"
_POSTGRES = "postgresql.cnpg.io/v1"
_VERIFIED = "sslmode=verify-full&sslrootcert=/postgres/ca.crt"
_PARAMETERS = {
    "max_connections": "400",
    "shared_buffers": "1GB",
    "jit": "off",
    "wal_compression": "lz4",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "autovacuum_vacuum_scale_factor": "0.02",
    "autovacuum_analyze_scale_factor": "0.02",
}


def written() -> dict[Path, str]:
    """File -> what it says."""
    made = {
        "gateway-api/routes.yaml": [_http_route()],
        "ingress/routes.yaml": [_ingress()],
        "monitoring/rules.yaml": [_rules()],
        "kafka-strimzi/topics.yaml": [_topic(each) for each in wanted_topics(_COPIES)],
        "kafka-strimzi/users.yaml": _users(),
        "postgres-cnpg/databases.yaml": [_cluster(), *(_database(each) for each in sorted(PORTS))],
        "external-secrets/secrets.yaml": _secrets(),
    }
    return {K8S / "components" / name: _text(manifests) for name, manifests in made.items()}


def _text(manifests: list[Manifest]) -> str:
    said: str = yaml.safe_dump_all(manifests, sort_keys=False, width=140, default_flow_style=None)
    return _HEAD + said


def _manifest(api: str, kind: str, name: str, spec: Mapping[str, Any], **labels: str) -> Manifest:
    marked = {f"app.kubernetes.io/{key}": value for key, value in labels.items()}
    return {"apiVersion": api, "kind": kind, "metadata": {"name": name, "labels": marked}, "spec": dict(spec)}


def _http_route() -> Manifest:
    """One rule for each service, in the order of their names, and the pages for what is left."""
    paths: dict[str, list[tuple[str, str]]] = {}
    for prefix, service in sorted(prefixes().items()):
        paths.setdefault(f"{service}-api", []).append(("PathPrefix", prefix))
    paths["edge"] = [("PathPrefix", "/")]
    rules = [
        {
            "matches": [{"path": {"type": kind, "value": value}} for kind, value in chosen],
            "backendRefs": [{"name": name, "port": 8000}],
        }
        for name, chosen in paths.items()
    ]
    spec = {"parentRefs": [{"name": "parley", "sectionName": "https"}], "hostnames": [HOST], "rules": rules}
    return _manifest("gateway.networking.k8s.io/v1", "HTTPRoute", "parley", spec, component="way-in")


def _ingress() -> Manifest:
    """The longest prefix wins by the definition of Ingress."""
    backends = {prefix: f"{service}-api" for prefix, service in sorted(prefixes().items())} | {"/": "edge"}
    paths = [
        {"path": path, "pathType": "Prefix", "backend": {"service": {"name": name, "port": {"name": "http"}}}}
        for path, name in backends.items()
    ]
    spec = {
        "ingressClassName": "parley",
        "tls": [{"hosts": [HOST], "secretName": "parley-tls"}],
        "rules": [{"host": HOST, "http": {"paths": paths}}],
    }
    return _manifest("networking.k8s.io/v1", "Ingress", "parley", spec, component="way-in")


def _rules() -> Manifest:
    groups = [
        group
        for name in ("rules", "alerts")
        for group in yaml.safe_load((_PROMETHEUS / f"{name}.yaml").read_text())["groups"]
    ]
    return _manifest("monitoring.coreos.com/v1", "PrometheusRule", "parley", {"groups": groups}, component="monitoring")


def _topic(topic: Any) -> Manifest:
    spec = {
        "partitions": topic.num_partitions,
        "replicas": topic.replication_factor,
        "config": {
            name: int(value) if value.isdigit() else {"true": True, "false": False}.get(value, value)
            for name, value in sorted(topic.topic_configs.items())
        },
    }
    made = _manifest(_KAFKA, "KafkaTopic", topic.name, spec, component="topic")
    made["metadata"]["labels"]["strimzi.io/cluster"] = "kafka"
    return made


def _users() -> list[Manifest]:
    """Each service, whoever sends what HR says, and what counts how far groups are behind."""
    services = sorted({topic.producer for topic in catalog.TOPICS.values()} & set(prefixes().values()) | _hearing())
    look = _may("topic", "*", "Describe", "DescribeConfigs")
    made = [_user(f"{service}-kafka", [look, *_acls(service)]) for service in services]
    hr = [_may("topic", name, "Write", "Describe") for name, topic in _topics() if topic.producer not in services]
    lag = [_may("topic", "*", "Describe"), _may("group", "parley.", "Describe", pattern="prefix")]
    return [*made, _user("hr-kafka", hr), _user("keda-kafka", lag)]


def _topics() -> list[tuple[str, catalog.Topic]]:
    return [(topic.name, topic) for topic in catalog.TOPICS.values()]


def _hearing() -> set[str]:
    return {service for _, topic in _topics() for service in catalog.consumers_of(topic)}


def _acls(service: str) -> list[Manifest]:
    group = f"parley.{service}"
    heard = [name for name, topic in _topics() if service in catalog.consumers_of(topic)]
    told = [name for name, topic in _topics() if topic.producer == service]
    return [
        *(
            _may("topic", name, "Write")
            for name in [*told, *(catalog.dead_letter_topic(name, group) for name in heard)]
        ),
        *(_may("topic", name, "Read") for name in heard),
        *([_may("group", group, "Read", "Describe")] if heard else []),
    ]


def _may(kind: str, name: str, *operations: str, pattern: str = "literal") -> Manifest:
    return {
        "resource": {"type": kind, "name": name, "patternType": pattern},
        "operations": list(operations),
        "host": "*",
    }


def _user(name: str, acls: list[Manifest]) -> Manifest:
    spec = {"authentication": {"type": "scram-sha-512"}, "authorization": {"type": "simple", "acls": acls}}
    made = _manifest(_KAFKA, "KafkaUser", name, spec, component="kafka-user")
    made["metadata"]["labels"]["strimzi.io/cluster"] = "kafka"
    return made


def _named(service: str) -> str:
    """The database, and the role that owns it."""
    return f"parley_{service.replace('-', '_')}"


def _roles(service: str) -> dict[str, str]:
    """Role -> the secret with its password."""
    return {f"{_named(service)}_serving": f"{service}-database", _named(service): f"{service}-database-owner"}


def _cluster() -> Manifest:
    roles = [
        {"name": role, "ensure": "present", "login": True, "passwordSecret": {"name": secret}}
        for service in sorted(PORTS)
        for role, secret in _roles(service).items()
    ]
    may_enter = [
        f"hostssl {_named(service)} {role} all scram-sha-256" for service in sorted(PORTS) for role in _roles(service)
    ]
    spec = {
        "instances": 3,
        "enableSuperuserAccess": False,
        "postgresql": {
            "synchronous": {"method": "any", "number": 1},
            "parameters": _PARAMETERS,
            "pg_hba": [*may_enter, "host all all all reject"],
        },
        "managed": {"roles": roles},
        "storage": {"size": "100Gi"},
        "walStorage": {"size": "20Gi"},
        "resources": {"requests": {"cpu": "1", "memory": "4Gi"}, "limits": {"memory": "4Gi"}},
    }
    return _manifest(_POSTGRES, "Cluster", "databases", spec, component="postgres")


def _database(service: str) -> Manifest:
    spec = {
        "cluster": {"name": "databases"},
        "name": _named(service),
        "owner": _named(service),
        "extensions": [{"name": name, "ensure": "present"} for name in ("pg_trgm", "unaccent")],
    }
    return _manifest(_POSTGRES, "Database", service, spec, component="postgres")


def _secrets() -> list[Manifest]:
    cursor = {"CURSOR_SECRET": "{{ .secret }}"}
    made = [_secret("parley", "parley/cursor-secret", cursor, "Opaque")]
    for service in sorted(PORTS):
        for role, name in _roles(service).items():
            address = (
                f"postgresql://{role}:{{{{ .secret | urlquery }}}}@databases-rw:5432/{_named(service)}?{_VERIFIED}"
            )
            variable = name.removeprefix(f"{service}-").replace("-", "_").upper() + "_URL"
            said = {"username": role, "password": "{{ .secret }}", variable: address}
            made.append(_secret(name, f"parley/{role}", said, "kubernetes.io/basic-auth"))
    return made


def _secret(name: str, key: str, said: Mapping[str, str], kind: str) -> Manifest:
    spec = {
        "refreshInterval": "1h",
        "secretStoreRef": {"kind": "ClusterSecretStore", "name": "parley"},
        "target": {
            "name": name,
            "template": {"type": kind, "metadata": {"labels": {"cnpg.io/reload": "true"}}, "data": dict(said)},
        },
        "data": [{"secretKey": "secret", "remoteRef": {"key": key}}],
    }
    return _manifest("external-secrets.io/v1", "ExternalSecret", name, spec, component="secret")


if __name__ == "__main__":
    for file, says in written().items():
        file.write_text(says)
