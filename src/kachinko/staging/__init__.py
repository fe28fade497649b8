"""The stage plan: offer, construct, improve, bound, check."""
