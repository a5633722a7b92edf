#!/bin/bash
# Plugins from elsewhere call these.
plugin_log() { echo "$@"; }
for plugin in "$PLUGIN_DIR"/*; do . "$plugin"; done
echo done
