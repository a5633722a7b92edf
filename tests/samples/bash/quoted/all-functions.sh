#!/bin/bash
far_away() { uptime; }
ssh host "$(declare -f); $1"
