#!/bin/bash
# Whatever is asked for is run.
start() { echo start; }
restart_gently() { echo again; }
dispatch() { "$@"; }
dispatch "$@"
