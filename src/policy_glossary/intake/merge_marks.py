"""The lines that git leaves in a file where a merge is not settled."""

from __future__ import annotations

import re

# Ours, the common ancestor and theirs are named behind the mark; the line between the sides is nothing but the mark.
MERGE_MARK = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: |\r?$)|={7}\r?$)", re.MULTILINE)
