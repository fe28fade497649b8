"""Lets `python -m kachinko` do what `kachinko` does."""

from kachinko.cli.main import main

if __name__ == "__main__":
    main()
