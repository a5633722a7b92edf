#!/usr/bin/env bash
guarded_help() { echo help; }
guarded_main() { echo main; }
if [[ "${BASH_SOURCE[0]}" == "${0}" ]]; then guarded_main "$@"; fi
