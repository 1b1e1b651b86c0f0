"""The sample archive: an invented district newspaper, its government site and its bulletins.

In: a folder. Out: files as such systems publish them, and what is true of each story in them.
"""

from archive.sample.truth import SamplePage, SampleStory, SampleTruth
from archive.sample.writing import NEWSPAPER, write_sample

__all__ = ["NEWSPAPER", "SamplePage", "SampleStory", "SampleTruth", "write_sample"]
