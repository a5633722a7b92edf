#!/bin/bash
on_INT() { echo int; }
idle() { echo idle; }
echo start
for signal in INT; do trap 'on_$signal' "$signal"; done
