"""Statements and round trips per command, per heard event and per relayed page: exact numbers, on any machine."""
