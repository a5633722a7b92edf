#!/bin/sh
# A second program with names of its own.
usage() { echo "usage: report.sh"; }
info() { echo "report: $1"; }
format_row() { printf '%s\t%s\n' "$1" "$2"; }
format_table() { format_row a b; }
sum_up() { awk '{s+=$1} END {print s}'; }
checked_only_in_test() { [ "$1" = ok ]; }

case "${1:-}" in
  -h) usage ;;
  *) info start; sum_up < numbers ;;
esac
