#!/bin/sh
set -a
config_for_children=1
. ./settings.conf
echo "$GREETING $from_settings"
