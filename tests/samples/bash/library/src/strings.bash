# Source this file to get them all.
strings_trim() { echo "${1## }"; }
strings_upper() { echo "${1^^}"; }
_strings_private() { echo; }
STRINGS_LOADED=1
