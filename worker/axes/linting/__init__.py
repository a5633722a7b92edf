"""Rules that another tool finds and we word."""
