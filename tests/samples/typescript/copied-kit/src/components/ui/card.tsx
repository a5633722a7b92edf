import { cn } from "@/lib/utils";

export function Card(props: { children: React.ReactNode; className?: string }) {
  return <div className={cn("rounded border", props.className)}>{props.children}</div>;
}

export function CardTitle(props: { children: React.ReactNode }) {
  return <h2>{props.children}</h2>;
}

export function CardFooter(props: { children: React.ReactNode }) {
  return <footer>{props.children}</footer>;
}
