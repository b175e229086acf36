"""The bench: what the mechanism costs, as ratios measured side by side on one machine, and as counts that gate."""
