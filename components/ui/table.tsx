import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

type Align = "left" | "right";

export function Table({ className, ...rest }: ComponentProps<"table">) {
  return <table className={cn("w-full border-collapse text-left", className)} {...rest} />;
}

export function TableHead({ className, ...rest }: ComponentProps<"thead">) {
  return <thead className={cn("border-b", className)} {...rest} />;
}

export function TableRow({ className, ...rest }: ComponentProps<"tr">) {
  return <tr className={cn("border-b border-hairline last:border-b-0", className)} {...rest} />;
}

export function Th({ align = "left", className, ...rest }: ComponentProps<"th"> & { align?: Align }) {
  return (
    <th
      scope="col"
      className={cn(
        "h-9 px-4 text-sm font-medium whitespace-nowrap text-muted",
        align === "right" && "text-right",
        className,
      )}
      {...rest}
    />
  );
}

export function Td({ align = "left", className, ...rest }: ComponentProps<"td"> & { align?: Align }) {
  return (
    <td
      className={cn("px-4 py-[9px]", align === "right" && "text-right whitespace-nowrap", className)}
      {...rest}
    />
  );
}
