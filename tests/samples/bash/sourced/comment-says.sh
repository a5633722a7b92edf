#!/bin/bash
# Usage: . ./comment-says.sh
comment_api() { :; }
echo loaded
