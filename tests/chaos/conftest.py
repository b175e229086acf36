"""The story's people, for commands that go on while parts of the stack are killed."""

from tests.e2e.conftest import sign_in

__all__ = ["sign_in"]
