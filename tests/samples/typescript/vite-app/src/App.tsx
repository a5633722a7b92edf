import { lazy } from "react";
import { formatPrice } from "@/lib";
import { sum } from "./lib/shadow.js";
import type { Price } from "@/lib/format";

const Basket = lazy(() => import("./pages/Basket").then((m) => ({ default: m.Basket })));
const Settings = lazy(() => import("./pages/Settings"));

export default function App() {
  const price: Price = { cents: sum([1, 2]) };
  return (
    <>
      {formatPrice(price)}
      <Basket />
      <Settings />
    </>
  );
}
