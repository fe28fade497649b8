"""What a script asks for: its scenes, sets and cast; what a new draft changes in them."""
