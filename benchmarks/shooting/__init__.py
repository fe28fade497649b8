"""Benchmarks of the shooting order: instances of the literature."""
