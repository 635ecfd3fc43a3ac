import { notFound } from "next/navigation";
import { type ChannelAction, type ChannelScope, channelScope, type Person } from "../channels/access.ts";
import { AppError } from "../errors.ts";

/**
 * The scope of a page about one Channel, or null for somebody who sees the Channel but may not do this. Whoever may
 * not see it gets the page that every unknown address gets.
 */
export function pageScope(viewer: Person, action: ChannelAction, channel: string): ChannelScope | null {
  try {
    return channelScope(viewer, action, channel);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    if (error instanceof AppError && error.code === "forbidden") return null;
    throw error;
  }
}
