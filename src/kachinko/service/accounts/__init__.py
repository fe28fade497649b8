"""Who uses the service: organisations, studios, accounts, and what opens them."""
