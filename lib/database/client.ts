import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "#prisma/client/client.ts";

export type Database = PrismaClient;

/** Sessions per process: several processes share one server's hundred. */
const CONNECTIONS = 8;

/** The application database. Connects when first used; `$disconnect()` when done. */
export function createDatabase(url: string): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
  });
  return new PrismaClient({ adapter });
}
