"""How quick the ledger is: booked writes a second, and the bars of a board."""
