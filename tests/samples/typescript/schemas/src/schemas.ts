import path from "node:path";
import { z } from "zod";
import { z as other } from "./own-z.ts";

export const used = z.number();
export const unusedSchema = z.object({ at: z.string().min(1) }).strict();
export const unusedFolder = path.join("a", "b");
export const unusedWords = "a b".split(" ");
export const registered = z.string().register(z.globalRegistry, { id: "registered" });
export const described = z.string().meta({ id: "described" });
export const calling = z.object(other.shapeOf());
export const ownBuilder = other.object({});
export const mapped = ["a"].map((one) => other.shapeOf(one));
