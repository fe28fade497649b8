"""Boards of shootings drawn at random: how fast, how good, how far from proven best."""
