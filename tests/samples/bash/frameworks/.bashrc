mkcd() { mkdir -p "$1" && cd "$1"; }
EDITOR=vi
command_not_found_handle() { echo "$1?"; }
