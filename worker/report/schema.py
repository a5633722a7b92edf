"""`python -m worker.report.schema > docs/findings.schema.json`: the published schema is generated, never written."""

import json
import sys

from worker.report.model import json_schema


def text() -> str:
    """The text of docs/findings.schema.json."""
    return json.dumps(json_schema(), indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
