import { log } from "./util/log";

log(1);
