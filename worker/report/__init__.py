"""Projections of a finished run: findings.json, report.md, SARIF and one HTML page. Nothing here decides anything."""
