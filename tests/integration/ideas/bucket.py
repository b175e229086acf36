"""A server that speaks S3, on loopback, and what lies in a bucket there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import boto3
from moto.server import ThreadedMotoServer

WHO = {"s3_access_key_id": "parley", "s3_secret_access_key": "throw-away"}


class S3:
    """A bucket of its own on a server of its own, which can be stopped."""

    def __init__(self) -> None:
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self._server.start()
        self._running = True
        host, port = self._server.get_host_and_port()
        name = f"files-{uuid4()}"
        self.settings = {"s3_bucket": name, "s3_endpoint": f"http://{host}:{port}", "s3_region": "eu-west-1", **WHO}
        self._client: Any = boto3.client(
            "s3",
            endpoint_url=self.settings["s3_endpoint"],
            region_name="eu-west-1",
            aws_access_key_id=WHO["s3_access_key_id"],
            aws_secret_access_key=WHO["s3_secret_access_key"],
        )
        self._client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})

    def holds(self) -> dict[str, bytes]:
        """Key -> content of everything in the bucket."""
        name = self.settings["s3_bucket"]
        found = self._client.list_objects_v2(Bucket=name).get("Contents", [])
        return {each["Key"]: self._client.get_object(Bucket=name, Key=each["Key"])["Body"].read() for each in found}

    def stop(self) -> None:
        if self._running:
            self._server.stop()
        self._running = False


@contextmanager
def s3() -> Iterator[S3]:
    made = S3()
    try:
        yield made
    finally:
        made.stop()
