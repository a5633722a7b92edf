#!/bin/bash
made_up() { :; }
. <(echo "made_$1")
