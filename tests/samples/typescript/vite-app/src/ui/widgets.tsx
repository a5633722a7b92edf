export function Badge() {
  return <span />;
}

export const Card = () => <div />;
