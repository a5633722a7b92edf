#!/bin/bash
in_children() { uptime; }
export -f $(compgen -A function)
find . -exec bash -c "$1" \;
