import { Plain, Steps } from "./steps.ts";

export function walk(key: "first" | "second"): number {
  const steps = new Steps();
  return steps[key]() + new Plain().shown();
}

walk("first");
