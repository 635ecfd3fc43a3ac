import { notFound } from "next/navigation";
import { AppError } from "#lib/errors.ts";
import { getServer } from "#lib/server.ts";

/**
 * What a page reads first. What the viewer may not see is "not found"; null when a store does not answer: the page
 * then says so, and its own polling recovers.
 */
export async function readPage<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError && (error.code === "not_found" || error.code === "forbidden")) notFound();
    const { log } = await getServer();
    log.warn({ err: error }, "A page could not read its data");
    return null;
  }
}
