import { createRoot } from "react-dom/client";
import { Card, CardTitle } from "@/components/ui/card";
import { Panel } from "@/components/panel";

createRoot(document.getElementById("root")!).render(
  <Card>
    <CardTitle>Desk</CardTitle>
    <Panel />
  </Card>,
);
