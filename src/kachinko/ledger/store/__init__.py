"""Where the ledger is kept: one set of tables and commands for SQLite and PostgreSQL."""
