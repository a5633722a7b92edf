#!/bin/bash
unnamed() { echo nobody; }
named() { echo somebody; }
named "$@"
