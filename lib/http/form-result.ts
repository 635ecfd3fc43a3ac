/** What a form shows after it was sent. */
export type FormResult<Value> =
  | { status: "idle" }
  | { status: "done"; value: Value }
  | {
      status: "refused";
      /** About the form as a whole; null when the fields say all. */
      message: string | null;
      /** What is wrong, by field name. */
      fields: Record<string, string>;
    };

/** A server action behind a form, in the shape of `useActionState`. */
export type FormAction<Value> = (previous: FormResult<Value>, form: FormData) => Promise<FormResult<Value>>;

export function fieldError(result: FormResult<unknown>, field: string): string | undefined {
  return result.status === "refused" ? result.fields[field] : undefined;
}

export function formError(result: FormResult<unknown>): string | null {
  return result.status === "refused" ? result.message : null;
}
