"""The board in a browser, beside a peer: first paint, and script time of each frame."""
