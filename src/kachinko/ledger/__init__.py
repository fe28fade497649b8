"""Holds and bookings: commands, the machine that decides them, the stores that keep them."""
