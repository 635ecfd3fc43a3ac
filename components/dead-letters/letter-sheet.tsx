"use client";

import { RotateCcw } from "lucide-react";
import { DetailRow } from "#components/events/detail-row.tsx";
import { useForm } from "#components/forms/use-form.ts";
import { reasonInWords } from "#components/pipeline/reason.ts";
import { Button } from "#components/ui/button.tsx";
import { CodeBlock } from "#components/ui/code.tsx";
import { Dialog, SheetContent } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import { Time } from "#components/ui/time.tsx";
import type { DeadLetterDetail, RetryResult } from "#lib/dead-letters/views.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { type FormAction, formError } from "#lib/http/form-result.ts";
import { useLetter } from "./use-letters.ts";
import { WHY_NOT } from "./words.ts";

interface RetryProps {
  letter: DeadLetterDetail;
  retry: FormAction<RetryResult>;
  onRetried: () => Promise<void>;
}

function Retry({ letter, retry, onRetried }: RetryProps) {
  const { result, busy, form } = useForm(retry, onRetried);
  const problem = formError(result);
  if (letter.retriedAt !== null) {
    return (
      <Notice tone="good" live title="Retried">
        Its bytes are in the stream again since <Time at={letter.retriedAt} form="daySecond" />. If they are
        still wrong, there is a new letter.
      </Notice>
    );
  }
  if (letter.unsendable !== null)
    return <Notice title="Cannot be retried">{WHY_NOT[letter.unsendable]}</Notice>;
  return (
    <form {...form} className="flex flex-col gap-2">
      <input type="hidden" name="id" value={letter.id} />
      {problem === null ? null : (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          <RotateCcw aria-hidden />
          Retry
        </Button>
      </div>
    </form>
  );
}

interface LetterSheetProps {
  id: string | null;
  onClose: () => void;
  retry: FormAction<RetryResult>;
  onRetried: () => void;
}

/** One letter with its bytes, as text that cannot act. */
export function LetterSheet({ id, onClose, retry, onRetried }: LetterSheetProps) {
  const { data: letter, error, isFetching, refetch } = useLetter(id);
  const retried = async () => {
    await refetch();
    onRetried();
  };
  return (
    <Dialog open={id !== null} onOpenChange={(open) => (open ? undefined : onClose())}>
      <SheetContent title="Dead letter" className="sm:max-w-xl">
        <div className="min-h-0 flex-1 overflow-y-auto p-4">
          {error !== null && letter === undefined ? (
            <ErrorState
              title="This letter cannot be read"
              onRetry={() => void refetch()}
              retrying={isFetching}
            >
              {error.message}
            </ErrorState>
          ) : letter === undefined ? (
            <section aria-busy aria-label="Loading the letter">
              {["a", "b", "c", "d", "e"].map((line) => (
                <Skeleton key={line} className="mb-3 h-4" />
              ))}
            </section>
          ) : (
            <>
              <Retry key={letter.id} letter={letter} retry={retry} onRetried={retried} />
              <dl className="mt-3">
                <DetailRow name="Reason">
                  <span className="font-medium">{reasonInWords(letter.reason)}</span>
                  <span className="block text-muted">{letter.detail}</span>
                </DetailRow>
                <DetailRow name="Rejected">
                  <Time at={letter.at} form="full" className="font-mono text-xs" />
                </DetailRow>
                <DetailRow name="Record">
                  <span className="font-mono text-xs break-all">
                    {letter.topic}, partition {letter.partition}, offset {letter.offset}
                  </span>
                </DetailRow>
                <DetailRow name="Channel">
                  <span className="font-mono text-xs">{letter.channel ?? "cannot be told"}</span>
                </DetailRow>
                <DetailRow name="Size">{formatBytes(letter.bytes)}</DetailRow>
              </dl>
              {letter.text === null ? null : (
                <section className="mt-4">
                  <h3 className="mb-1.5 text-sm font-semibold">
                    Bytes as text
                    <span className="font-normal text-muted">
                      , credentials masked{letter.unsendable === "cut" ? ", only the beginning" : ""}
                    </span>
                  </h3>
                  <CodeBlock code={letter.text} copyLabel="Copy the text" />
                </section>
              )}
            </>
          )}
        </div>
      </SheetContent>
    </Dialog>
  );
}
