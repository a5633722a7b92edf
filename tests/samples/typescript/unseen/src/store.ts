export function open(options: object) {
  return options;
}
