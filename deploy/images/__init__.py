"""The images: how each is built, of which part of the lock."""
