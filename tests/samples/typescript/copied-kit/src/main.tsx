import { createRoot } from "react-dom/client";
import { Card, CardTitle } from "@/components/ui/card";
import { Panel } from "@/components/panel";
import { Bell } from "@/components/svg";
import { Menu } from "@/ui/menu";

createRoot(document.getElementById("root")!).render(
  <Card>
    <CardTitle>Desk</CardTitle>
    <Bell />
    <Menu />
    <Panel />
  </Card>,
);
