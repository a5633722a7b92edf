import * as grpc from "@grpc/grpc-js";
import { Menu, Own, Robot, Shop, Shown } from "./parts";

document.addEventListener("click", new Menu());
const shop = new Shop();
new grpc.Server().addService(defs.Shop, shop);
bus.all(Object.getOwnPropertyDescriptors(Robot.prototype));
const own = new Own();
own.run();
console.log(new Shown());
