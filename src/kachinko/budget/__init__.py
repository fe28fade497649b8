"""What a title costs at a place: scope × rate card, exchange rates, cash flow."""
