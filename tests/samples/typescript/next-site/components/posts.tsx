export function PostList() {
  return <PostRow title="first" />;
}

function PostRow({ title }: { title: string }) {
  return <li>{title}</li>;
}

export function PostSkeleton() {
  return <li />;
}
