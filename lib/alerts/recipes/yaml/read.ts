import { parseDocument } from "yaml";
import { AppError } from "../../../errors.ts";

const MOST_CHARACTERS = 200_000;

/** A YAML text as plain values. Throws `bad_request` with the place of the first mistake. */
export function readYaml(text: string): unknown {
  if (text.length > MOST_CHARACTERS) throw new AppError("too_large", "The file can have 200 kB at most.");
  const document = parseDocument(text, { prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const [first = ""] = error.message.split("\n");
    throw new AppError("bad_request", `This is no YAML: ${first.replace(/:$/, "")}.`, {
      position: error.pos[0],
      cause: error,
    });
  }
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw new AppError("bad_request", "The file has too many aliases.", { cause });
  }
}
