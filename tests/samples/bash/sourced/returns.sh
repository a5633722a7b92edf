#!/bin/bash
return_api() { :; }
[ -n "$LOADED" ] && return
echo loaded
