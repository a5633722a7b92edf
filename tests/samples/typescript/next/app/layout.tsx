import { Footer } from "@/components/banner";

export default function Layout() {
  return <Footer />;
}
