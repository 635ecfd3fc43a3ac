import { CircleAlert, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";

interface EmptyStateProps {
  icon?: ReactNode;
  title: ReactNode;
  /** Why it is empty and what to do next. */
  children?: ReactNode;
  action?: ReactNode;
  /** Whether there is nothing else on the screen: then its title is the screen's heading. */
  alone?: boolean;
  className?: string;
}

export function EmptyState({ icon, title, children, action, alone = false, className }: EmptyStateProps) {
  const Title = alone ? "h1" : "p";
  return (
    <div
      className={cn("mx-auto flex max-w-xl flex-col items-center px-6 usual:py-12 text-center", className)}
    >
      {icon ? (
        <span aria-hidden className="mb-3 text-faint [&_svg]:size-6 [&_svg]:stroke-[1.5]">
          {icon}
        </span>
      ) : null}
      <Title className="font-semibold">{title}</Title>
      {children ? <div className="mt-1 w-full text-sm text-muted">{children}</div> : null}
      {action ? <div className="mt-4 flex gap-2">{action}</div> : null}
    </div>
  );
}

interface ErrorStateProps {
  /** What happened. */
  title: ReactNode;
  /** What to do. */
  children?: ReactNode;
  onRetry?: () => void;
  retrying?: boolean;
  /** Whether there is nothing else on the screen: then its title is the screen's heading. */
  alone?: boolean;
  className?: string;
}

export function ErrorState(props: ErrorStateProps) {
  const { title, children, onRetry, retrying = false, alone = false, className } = props;
  const Title = alone ? "h1" : "p";
  return (
    <div
      role="alert"
      className={cn("mx-auto flex max-w-xl flex-col items-center px-6 usual:py-12 text-center", className)}
    >
      <CircleAlert aria-hidden size={24} strokeWidth={1.5} className="mb-3 text-danger-text" />
      <Title className="font-semibold">{title}</Title>
      {children ? <div className="mt-1 text-sm text-muted">{children}</div> : null}
      {onRetry ? (
        <Button className="mt-4" onClick={onRetry} busy={retrying}>
          {retrying ? null : <RotateCw aria-hidden />}
          Try again
        </Button>
      ) : null}
    </div>
  );
}
