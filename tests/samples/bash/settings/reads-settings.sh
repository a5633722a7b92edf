#!/bin/bash
base_folder=/opt
at_random() { :; }
. /etc/shop.conf
echo "$folder"
