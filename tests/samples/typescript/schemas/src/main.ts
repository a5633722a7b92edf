import { used } from "./schemas.ts";
import { open } from "./state.ts";

open.value = used.parse(1) > 0;
