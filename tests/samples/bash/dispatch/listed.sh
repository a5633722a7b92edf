#!/bin/bash
check_disk() { df; }
check_memory() { free; }
for check in $(declare -F | awk '{print $3}' | grep ^check_); do "$check"; done
