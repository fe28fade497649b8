"""Repair: a plan made to hold again after changes, with as little change as can be."""
