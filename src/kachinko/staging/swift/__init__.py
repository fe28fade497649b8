"""Ruin and recreate, compiled: thousands of small changes of a plan a second."""
