import { used } from "./used"; used();
