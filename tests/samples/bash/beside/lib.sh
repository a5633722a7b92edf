die() { exit 2; }
work() { die; }
