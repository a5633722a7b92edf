#!/bin/bash
_is_sourced() { [ "${FUNCNAME[1]}" = source ]; }
stack_api() { :; }
_is_sourced || echo run
