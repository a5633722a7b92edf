step_build() { make all || fail "no build"; }
step_lint_by_hand() { shellcheck bin/*; }
