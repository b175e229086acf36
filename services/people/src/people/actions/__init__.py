"""Everything that can happen in people. The only writer."""
