"use server";

import { postSchema } from "@/lib/schemas";

export async function savePost(data: FormData) {
  return postSchema.parse(data);
}
