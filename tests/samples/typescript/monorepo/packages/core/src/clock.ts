export function now() {
  return Date.now();
}

export function later() {
  return now() + 1;
}
