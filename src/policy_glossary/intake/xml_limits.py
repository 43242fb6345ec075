"""How much XML is read, by whichever of the two parsers: more is a fault."""

MAX_DEPTH = 256  # elements inside each other; the limit of libxml2 without its "huge" switch, which is never used
MAX_ATTRIBUTES = 1_000  # of one element
MAX_ELEMENTS = 5_000_000  # of one file
MAX_TEXT = 10_000_000  # characters of one stretch of text; the limit of libxml2, which counts bytes
