#!/bin/bash
step_one() { :; }
step_two() { :; }
stop_two() { :; }
for step in step_{one,two}; do $step; done
