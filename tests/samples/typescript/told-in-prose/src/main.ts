import { now } from "./util";
import { shown } from "./format";
import { dark } from "./styles";

console.log(shown(now()), dark);
