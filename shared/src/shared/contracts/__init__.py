"""The contracts that follow from the catalogue and the services, and the gate that no reader breaks.

``python -m shared.contracts write`` makes them anew and refuses a schema that would break a reader of older records;
``check`` compares them with what is committed.
"""

from shared.contracts.gate import breaks
from shared.contracts.writing import check, documents, examples, write
from shared.events.schemas import schema

__all__ = ["breaks", "check", "documents", "examples", "schema", "write"]
