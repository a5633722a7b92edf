import { z } from "zod";

export const postSchema = z.object({ title: z.string() });

export const draftSchema = z.object({ title: z.string().optional() });

export type Post = z.infer<typeof postSchema>;
