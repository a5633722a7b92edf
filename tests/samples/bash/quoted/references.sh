#!/bin/bash
list_a=(1 2)
opt_a=1
flag_a=1
sum() { local -n of="list_$1"; echo "${of[@]}"; }
sum a
[[ -v "opt_$1" ]] && part=a && eval 'echo $flag_$part'
