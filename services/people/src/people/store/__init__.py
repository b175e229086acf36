"""Every statement of people, once."""
