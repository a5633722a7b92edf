#!/bin/bash
collect() { echo collect; }
deliver() { echo deliver; }
choose() {
  local verb="${1//-/_}"
  action=$verb
}
choose "$1"
$action
