import { started } from "@acme/core";
import { later } from "@acme/core/clock";
import { every } from "@acme/core/src/timers";

console.log(started, later(), every);
