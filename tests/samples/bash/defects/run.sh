#!/bin/bash
CACHE=$1

is_given() {
  [ -n $1 ]
}

is_named() {
  [ -n "$1" ]
}

is_default() {
  if [ "$1"="default" ]; then
    echo yes
  fi
}

is_other() {
  if [ "$1" = "other" ]; then
    echo yes
  fi
}

is_newer() {
  if [ "$1" > "$2" ]; then
    echo newer
  fi
}

is_later() {
  if [[ "$1" > "$2" ]]; then
    echo later
  fi
}

complain() {
  return 1
  echo "no such thing: $1"
}

refuse() {
  echo "no such thing: $1"
  return 1
}

tune() {
  sudo echo 1 > /proc/sys/vm/overcommit_memory
}

clean() {
  rm -rf "$CACHE"/*
}

open_up() {
  chmod 777 /srv/shop/orders
}

close() {
  chmod 755 /srv/shop/orders
}

is_given "$2" && is_named "$2" && is_default "$2" && is_other "$2" && is_newer "$2" "$3" && is_later "$2" "$3"
complain "$2" || refuse "$2"
tune
clean
open_up
close
