export default function time() {
  return 1;
}
