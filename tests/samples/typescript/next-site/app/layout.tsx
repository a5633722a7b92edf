import { fontOf } from "@/lib/fonts";

export const metadata = { title: "site" };

export default function Layout({ children }: { children: React.ReactNode }) {
  return <html className={fontOf("body")}>{children}</html>;
}
