#!/bin/bash
before_main() { pwd; }
name=main
PROMPT_COMMAND='before_$name'
bash -i
