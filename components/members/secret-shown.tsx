import type { ReactNode } from "react";
import { CodeBlock } from "#components/ui/code.tsx";
import { Notice } from "#components/ui/notice.tsx";

interface SecretShownProps {
  title: string;
  secret: string;
  copyLabel: string;
  children: ReactNode;
}

/** A key or a link that nobody can look up again, ready to copy. */
export function SecretShown({ title, secret, copyLabel, children }: SecretShownProps) {
  return (
    <Notice tone="good" title={title} live>
      <p className="mb-3">{children}</p>
      <CodeBlock code={secret} copyLabel={copyLabel} />
    </Notice>
  );
}
