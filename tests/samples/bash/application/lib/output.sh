#!/usr/bin/env bash
# What every script prints with.
colour_red='31'
colour_pink='35'

plain_bold=$(tput bold)
plain_dim=$(tput dim)
plain_end=$(tput sgr0)
plain_under=$(tput smul)

info() { printf '%s\n' "$*"; }

fail() {
  printf '\033[%sm%s\033[0m\n' "$colour_red" "$*" >&2
  exit 1
}

# Nobody warns any more.
warn_loudly() { info "warning: $*"; }
