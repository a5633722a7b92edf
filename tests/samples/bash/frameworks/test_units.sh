#!/bin/sh
testAddition() { assertEquals 2 $((1 + 1)); }
oneTimeSetUp() { :; }
. shunit2
