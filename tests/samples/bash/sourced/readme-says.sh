#!/bin/bash
readme_api() { :; }
echo loaded
