"""Benchmarks of the stage planner; the command is `python -m benchmarks.staging`."""
