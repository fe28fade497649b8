"""What the ledger does in a second, and what a board waits for."""
