import { Card } from "../ui/widgets";

export function Basket() {
  return <Card />;
}
