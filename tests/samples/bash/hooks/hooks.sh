#!/bin/bash
hook_api() { :; }
for hook in /usr/lib/shop/hooks.d/*.sh; do . "$hook"; done
echo run
