"""Facts we ship, as data with their claims."""
