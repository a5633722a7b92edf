import { lazy } from "react";
import { Shell } from "./components/Shell";
import { priceOf } from "./lib/prices";
import { useClock } from "./hooks/useClock";

const Settings = lazy(() => import("./components/Settings"));
const themes = import.meta.glob("./themes/*.ts");
const worker = new Worker(new URL("./work/crunch.ts", import.meta.url));

export const start = () => [Shell, Settings, themes, worker, priceOf(1), useClock()];
start();
