"""What people refuses, one module a subject."""
