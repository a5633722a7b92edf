#!/bin/bash
part=alert
alert_later() { :; }
send_alert() { :; }
send_alert
