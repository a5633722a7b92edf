#!/usr/bin/env bats
setup() { load helper; source bin/report.sh; }
helper_nobody_calls() { true; }

@test "a row's check 'holds'" {
  run checked_only_in_test ok
  [ "$status" -eq 0 ]
}
