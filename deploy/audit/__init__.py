"""What Parley is made of, what changed in it, and what is known against it."""
