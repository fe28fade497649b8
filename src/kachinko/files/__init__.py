"""Project and plan files, one module a format."""
