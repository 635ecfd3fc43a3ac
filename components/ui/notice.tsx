import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

const LOOKS = {
  info: { box: "border-line bg-sunken", icon: Info, color: "text-muted" },
  good: { box: "border-good/30 bg-good/8", icon: CircleCheck, color: "text-good-text" },
  warning: { box: "border-warning/50 bg-warning/10", icon: TriangleAlert, color: "text-warning-text" },
  danger: { box: "border-danger/40 bg-danger/8", icon: CircleAlert, color: "text-danger-text" },
} as const;

interface NoticeProps {
  tone?: keyof typeof LOOKS;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Announces itself when it appears. */
  live?: boolean;
  className?: string;
}

export function Notice({ tone = "info", title, children, actions, live = false, className }: NoticeProps) {
  const look = LOOKS[tone];
  const Icon = look.icon;
  return (
    <div
      role={live ? (tone === "danger" ? "alert" : "status") : undefined}
      className={cn(
        "flex flex-wrap items-start gap-3 rounded-panel border usual:px-4 usual:py-3",
        look.box,
        className,
      )}
    >
      <Icon aria-hidden size={16} strokeWidth={1.75} className={cn("mt-0.5 shrink-0", look.color)} />
      <div className="min-w-52 flex-1 text-sm">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="text-muted">{children}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}
