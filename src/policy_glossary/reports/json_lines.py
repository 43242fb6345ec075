"""JSON Lines: one finding a line. Faults and notes go to the error stream, as with the text report."""

from __future__ import annotations

import json
from typing import TextIO

from policy_glossary.model.report import Report
from policy_glossary.reports.records import finding_record


def write(report: Report, stream: TextIO) -> None:
    """Write all findings, file by file, in text order."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for file in report.files:
        records = (finding_record(finding, file.document) for finding in file.findings)
        stream.writelines(encode(record) + "\n" for record in records)
