import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

export function Label({ className, ...rest }: ComponentProps<"label">) {
  // biome-ignore lint/a11y/noLabelWithoutControl: whoever uses it says what it is for
  return <label className={cn("text-sm font-medium text-text select-none", className)} {...rest} />;
}
