import { title } from "@/lib/site";

export const metadata = { title };

export default function Page() {
  return <h1>{title}</h1>;
}
