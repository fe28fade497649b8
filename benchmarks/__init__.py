"""Benchmarks of the engines, one folder an engine."""
