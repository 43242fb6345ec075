"""One JSON object for the whole run; `report.schema.json` beside this module is its published shape."""

from __future__ import annotations

import json
from typing import TextIO

from policy_glossary.model.report import Report
from policy_glossary.reports.records import file_name, finding_record

FORMAT_VERSION = 1


def write(report: Report, stream: TextIO) -> None:
    """Write the report, indented by one blank so that two reports can be compared line by line."""
    data = {
        "format": FORMAT_VERSION,
        "signature": {
            "version": report.signature.version,
            "glossaries": [{"digest": digest, "concepts": size} for digest, size in report.signature.glossaries],
            "rules": [code for code, _ in report.signature.rules],
        },
        "files": [
            {"file": file_name(file.document), "words": file.words, "findings": len(file.findings), "score": file.score}
            for file in report.files
        ],
        "findings": [finding_record(f, file.document) for file in report.files for f in file.findings],
        "faults": [{"file": f.file, "line": f.line, "message": f.message, "hint": f.hint} for f in report.faults],
        "notes": list(report.notes),
    }
    json.dump(data, stream, ensure_ascii=False, indent=1)
    stream.write("\n")
