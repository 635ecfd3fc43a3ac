import { LoaderCircle } from "lucide-react";
import { cn } from "./cn.ts";

export function Spinner({ label = "Loading", className }: { label?: string; className?: string }) {
  return (
    <output className={cn("inline-flex", className)}>
      <LoaderCircle aria-hidden size={16} strokeWidth={1.75} className="animate-spin" />
      <span className="sr-only">{label}</span>
    </output>
  );
}
