import * as handlers from "./handlers";
import * as actions from "./actions";
import * as schema from "./schema";
import { open } from "./store";

const pages = import.meta.glob("./pages/*.ts");
const load = (name: string) => import(`./locales/${name}.ts`);
const run = (name: keyof typeof actions) => actions[name]();
const call = (target: any) => target["onMessage"]();

open({ schema });
handlers.known();
console.log(pages, load, run, call, require.resolve("./worker"));
