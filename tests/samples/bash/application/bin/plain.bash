#!/usr/bin/env bash
# Commands in every place where one may stand.
if in_condition; then :; fi
in_condition() { true; }
in_pipe() { cat; }
in_substitution() { echo x; }
in_backticks() { echo x; }
in_process() { echo x; }
in_negation() { false; }
in_and() { true; }
in_or() { true; }
in_subshell() { true; }
in_background() { sleep 0; }
in_test() { echo 1; }
in_arithmetic() { echo 1; }
in_redirect() { echo 1; }
in_array() { echo 1; }
in_case() { echo 1; }
in_default() { echo 1; }
in_trap() { echo 1; }
in_heredoc() { echo 1; }
in_coproc() { cat; }
in_time() { true; }
in_string() { echo "$1"; }
in_variable() { echo 1; }
in_alias() { echo 1; }
in_while() { false; }
in_here_string() { echo 1; }
with-dashes() { echo 1; }
name::space() { echo 1; }
unset_later() { echo 1; }
never_in_any_place() { echo 1; }

echo a | in_pipe
x=$(in_substitution)
y=`in_backticks`
cat <(in_process)
! in_negation && true
true && in_and || in_or
(in_subshell)
in_background &
[[ $(in_test) == 1 ]] && echo $(( $(in_arithmetic) + 1 ))
echo z > "$(in_redirect)"
list=("$(in_array)")
case "$(in_case)" in 1) ;; esac
echo "${1:-$(in_default)}" "$x$y${list[0]}"
trap 'in_trap; exit' INT
cat <<TEXT
$(in_heredoc)
TEXT
coproc in_coproc
time in_time
eval "in_string hello"
action=in_variable
"$action"
alias short='in_alias'
while in_while; do :; done
cat <<< "$(in_here_string)"
with-dashes
name::space
unset -f unset_later
