#!/bin/bash
plugin_api() { :; }
. "$HOME/.config/shop/plugin.sh"
echo run
