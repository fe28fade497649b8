"""Facts that we ship, as data with their claims: stages, agreements, titles, contradictions."""
