import { used } from "./schemas.ts";

used.parse(1);
