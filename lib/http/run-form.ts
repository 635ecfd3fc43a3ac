import type { z } from "zod";
import { AppError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { FormResult } from "./form-result.ts";

/**
 * Parses a sent form and runs the one verb behind it. A field that occurs several times arrives as an array when the
 * schema asks for one. Refusals become words beside the fields; anything unexpected is logged and apologized for.
 */
export async function runForm<Schema extends z.ZodObject, Value>(
  log: Log,
  schema: Schema,
  form: FormData,
  run: (fields: z.output<Schema>) => Promise<Value>,
): Promise<FormResult<Value>> {
  const parsed = schema.safeParse(fieldsOf(schema, form));
  if (!parsed.success) {
    const fields: Record<string, string> = {};
    for (const issue of parsed.error.issues) fields[String(issue.path[0])] ??= sentence(issue.message);
    return { status: "refused", message: null, fields };
  }
  try {
    return { status: "done", value: await run(parsed.data) };
  } catch (error) {
    if (error instanceof AppError) {
      return error.field !== undefined && error.field in schema.shape
        ? { status: "refused", message: null, fields: { [error.field]: error.message } }
        : { status: "refused", message: error.message, fields: {} };
    }
    log.error({ err: error }, "a form failed");
    const message = "This did not work, and it is our fault. Nothing was changed; try again in a moment.";
    return { status: "refused", message, fields: {} };
  }
}

function fieldsOf(schema: z.ZodObject, form: FormData): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema.shape).map(([name, type]) => [
      name,
      type.def.type === "array" ? form.getAll(name) : (form.get(name) ?? undefined),
    ]),
  );
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
}
