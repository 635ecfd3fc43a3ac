import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

type Align = "left" | "right";

/** On narrow screens a row's cells wrap: the first takes a line, so does the last, and heads are only heard. */
const STACKED =
  "max-sm:block max-sm:[&_tbody]:block max-sm:[&_td]:py-1 max-sm:[&_td:first-child]:w-full max-sm:[&_td:last-child]:w-full max-sm:[&_td:last-child]:text-left max-sm:[&_thead]:sr-only max-sm:[&_tr]:flex max-sm:[&_tr]:flex-wrap max-sm:[&_tr]:items-center max-sm:[&_tr]:py-2";

interface TableProps extends ComponentProps<"table"> {
  stacks?: boolean;
}

export function Table({ stacks = false, className, ...rest }: TableProps) {
  return <table className={cn("w-full border-collapse text-left", stacks && STACKED, className)} {...rest} />;
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
      className={cn("px-4 usual:py-[9px]", align === "right" && "text-right whitespace-nowrap", className)}
      {...rest}
    />
  );
}
