import { first } from "./commands.ts";
import { load } from "./load.ts";

await load(process.argv[first]);
