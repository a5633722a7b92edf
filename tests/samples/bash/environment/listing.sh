#!/bin/bash
listed_here=1
set | grep '^listed'
