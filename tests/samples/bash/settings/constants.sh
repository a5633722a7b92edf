#!/bin/bash
readonly IFS=$'\n'
declare -r LC_ALL=C
readonly TMPDIR=/var/tmp
readonly UNREAD_LIMIT=4
for line in $(cat list); do mktemp; done
