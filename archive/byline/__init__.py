"""Who wrote, photographed and edited a story, by the paragraphs it prints."""

from archive.byline.credits import Byline, dateline_end, read_byline

__all__ = ["Byline", "dateline_end", "read_byline"]
