#!/bin/sh
. /lib/netifd/netifd-proto.sh
proto_shop_setup() { echo; }
proto_shop_teardown() { echo; }
init_proto "$@"
