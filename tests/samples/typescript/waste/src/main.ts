import "./load";
import { net } from "./prices";
import { View } from "./view";

if (process.env.NODE_ENV === "development") {
  console.log(net(1, 2));
}
console.log(View({ price: 1 }));
