#!/bin/bash
PATH=/usr/bin:$PATH
LANG=C
export EXPORTED=1
declare -x ALSO_EXPORTED=1
DEBIAN_FRONTEND=noninteractive
http_proxy=http://localhost
readonly VERSION=1.2
PROMPT_COMMAND=say_where
say_where() { pwd; }
IFS=$'\n'
counter=0
limit=5
label=x
indirect_target=1
printf -v formatted '%s' "$label"
unread_word=1
readonly unread_constant=2
typeset -r UNREAD_TYPESET=3
declare -ri UNREAD_NUMBER=4
map_of_unread=([a]=1)
set_in_function() { unread_global=1; local unread_local=2; }
set_in_function
name=indirect_target
echo "${!name}" "$formatted"
((counter++ < limit)) && [[ -v label ]]
GREETING=hi ./child.sh
