#!/bin/bash
shopt -s expand_aliases
go_home() { cd; }
alias go="go_$1"
go
