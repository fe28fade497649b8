"""Long work: done in processes of its own, told of while it goes on, its results kept."""
