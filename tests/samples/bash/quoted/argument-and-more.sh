#!/bin/bash
build_task() { make; }
build_taste() { make; }
$1_task
