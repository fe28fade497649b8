"""Stress: durations drawn at random, the plan played out, and how its dates then stand."""
