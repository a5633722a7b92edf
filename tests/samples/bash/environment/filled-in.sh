#!/bin/bash
in_template=1
eval "cat <<TEXT
$(cat template)
TEXT"
