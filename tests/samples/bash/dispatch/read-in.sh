#!/bin/bash
say_hello() { echo hello; }
while read -r line; do $line; done
