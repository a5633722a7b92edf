import { stamp } from "./build.mjs"; stamp();
