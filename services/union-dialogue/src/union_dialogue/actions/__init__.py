"""Everything that can happen in a consultation. The only writer."""
