if true; then echo "for packagers"; fi
step_make() { make; }
