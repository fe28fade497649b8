"""Questions on documents that are sent: read, worked out, answered, and nothing kept."""
