tools_check() { :; }
tools_other() { :; }
