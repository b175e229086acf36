"""The embedded stack: PostgreSQL, Kafka, trace viewer, the six services and one local address."""
