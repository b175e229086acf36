"""Every statement of notify, once, by noun."""
