import { Suspense } from "react";
import dynamic from "next/dynamic";
import { PostList } from "@/components/posts";
import { savePost } from "./actions";

export const revalidate = 60;

const Editor = dynamic(() => import("@/components/editor").then((loaded) => loaded.Editor));

export async function generateMetadata() {
  return { title: "posts" };
}

export default function Page() {
  return (
    <Suspense>
      <PostList />
      <Editor onSave={savePost} />
    </Suspense>
  );
}
