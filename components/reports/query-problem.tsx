"use client";

import type { ApiError } from "#components/data/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

interface QueryProblemProps {
  error: ApiError;
  /** null: there is no editor in which to show the place. */
  onShow: ((position: number) => void) | null;
}

/** Why there is no answer, with the way to the place in the SQL. */
export function QueryProblem({ error, onShow }: QueryProblemProps) {
  const { message, position } = error;
  return (
    <Notice
      tone="danger"
      live
      title={error.status === 400 ? "The warehouse refuses this query" : "There is no answer"}
      actions={
        position === null || onShow === null ? null : (
          <Button size="sm" onClick={() => onShow(position)}>
            Show the place
          </Button>
        )
      }
    >
      <span className="break-words">{message}</span>
    </Notice>
  );
}
