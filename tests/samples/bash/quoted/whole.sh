#!/bin/bash
whatever() { df; }
handler=$1
trap '$handler' EXIT
