import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "#lib/http/auth-options.ts";
import { getServer } from "#lib/server.ts";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

async function handle(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  // next-auth would write what any visitor sends here into the log.
  if (nextauth[0] === "_log") return new Response(null, { status: 404 });
  return NextAuth(request, context, authOptions(await getServer()));
}

export { handle as GET, handle as POST };
