import type { Prisma } from "#prisma/client/client.ts";

/** The seed is one transaction: it is there, or it is not. */
export type Writer = Prisma.TransactionClient;
