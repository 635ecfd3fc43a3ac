"use client";

import { unstable_rethrow } from "next/navigation";
import { useState } from "react";
import type { FormAction, FormResult } from "#lib/http/form-result.ts";
import { useSend } from "./use-send.ts";

const UNREACHABLE = "The server did not answer. Check your connection, then try again.";

/**
 * Sends a form to its server action. What was typed stays when it is refused, and goes when it is done; `onDone` still
 * belongs to sending, so the form stays busy meanwhile.
 */
export function useForm<Value>(
  action: FormAction<Value>,
  onDone?: (value: Value, form: FormData) => Promise<void> | void,
) {
  const [result, setResult] = useState<FormResult<Value>>({ status: "idle" });
  const { busy, form } = useSend(async (sent) => {
    try {
      const answer = await action(result, sent);
      setResult(answer);
      if (answer.status !== "done") return false;
      await onDone?.(answer.value, sent);
      return true;
    } catch (error) {
      // A redirect to sign-in comes as an error that is Next's.
      unstable_rethrow(error);
      setResult({ status: "refused", message: UNREACHABLE, fields: {} });
      return false;
    }
  });
  return { result, busy, form, clear: () => setResult({ status: "idle" }) };
}
