"""Scripts in the forms in which writers hand them over, read and written."""
