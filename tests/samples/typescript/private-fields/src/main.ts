import { Owner } from "./owner.ts";
import { share } from "sharing";

const owner = new Owner();
share(owner.run(), owner.lend());
