#!/bin/bash
shop_name=x
forgotten_name=y
. ./own.conf
echo "$title"
