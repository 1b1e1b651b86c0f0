"""Who wrote, photographed and edited a story, by the paragraphs it prints."""

from archive.byline.credits import Byline, read_byline
from archive.byline.datelines import dateline_end

__all__ = ["Byline", "dateline_end", "read_byline"]
