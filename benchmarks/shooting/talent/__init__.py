"""The talent scheduling problem: instances, peers and one command that prints the table."""
