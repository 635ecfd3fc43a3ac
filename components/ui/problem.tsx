import type { ReactNode } from "react";

/** Why something that was just tried did not work, beside where it was tried; nothing without a reason. */
export function Problem({ children }: { children: ReactNode }) {
  if (children === null || children === undefined || children === "") return null;
  return (
    <p role="alert" className="text-sm text-danger-text">
      {children}
    </p>
  );
}
