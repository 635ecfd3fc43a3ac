import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { CopyButton } from "./copy-button.tsx";

export function Code({ className, ...rest }: ComponentProps<"code">) {
  return <code className={cn("font-mono text-[0.93em] break-words", className)} {...rest} />;
}

interface CodeBlockProps {
  code: string;
  /** What it is, for the copy button: "Copy the command". */
  copyLabel?: string;
  className?: string;
}

export function CodeBlock({ code, copyLabel = "Copy", className }: CodeBlockProps) {
  return (
    <div className={cn("relative rounded-control border bg-sunken text-left", className)}>
      <pre className="py-3 pr-12 pl-4 font-mono text-sm break-all whitespace-pre-wrap text-text">
        <code>{code}</code>
      </pre>
      <CopyButton text={code} label={copyLabel} size="sm" className="absolute top-2 right-2" />
    </div>
  );
}

export function Kbd({ className, ...rest }: ComponentProps<"kbd">) {
  return (
    <kbd
      className={cn(
        "usual:inline-flex h-5 min-w-5 items-center justify-center rounded-[4px] usual:border usual:px-1 font-mono text-2xs text-muted",
        className,
      )}
      {...rest}
    />
  );
}
