"""What exists: studios, stages, agreements, titles, sets, plans, money, days. No I/O, no solver."""
