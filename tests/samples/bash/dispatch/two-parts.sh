#!/bin/bash
get_user() { echo user; }
put_user() { echo user; }
for verb in get put; do for noun in user; do "${verb}_${noun}"; done; done
