export function Banner() {
  return <div />;
}

export function Footer() {
  return <div />;
}
