export { addLine, startCart, type CartLine } from "./lines.ts";
export { Region } from "./region.ts";
export { Money } from "./money.ts";
