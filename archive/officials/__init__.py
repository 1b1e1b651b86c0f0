"""The people of a story with their posts, kinds and evidence."""

from archive.officials.mentions import People, read_mentions, read_people

__all__ = ["People", "read_mentions", "read_people"]
