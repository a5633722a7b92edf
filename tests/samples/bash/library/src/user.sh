#!/bin/sh
. "$(dirname "$0")/named.sh"
named_helper
