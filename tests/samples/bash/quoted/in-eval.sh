#!/bin/bash
show_disk() { df; }
hide_disk() { :; }
part=disk
eval 'show_$part'
