"""The people of a story with their posts, kinds and evidence."""

from archive.officials.mentions import read_mentions

__all__ = ["read_mentions"]
