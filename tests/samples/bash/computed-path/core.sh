#!/bin/bash
part=core
load() { . "$folder/$1"; }
load "$1"
echo "$part"
