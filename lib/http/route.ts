import { z } from "zod";
import { refuseWhileViewing, type Viewer } from "../channels/access.ts";
import { AppError } from "../errors.ts";
import { getServer, type Server } from "../server.ts";
import { countRequest } from "./metrics.ts";
import { parseInput, queryObject } from "./parse-input.ts";
import { principalOf } from "./principal.ts";
import { problemOf } from "./problem.ts";
import { type PathParts, patternOf } from "./route-pattern.ts";

type Shape = Record<string, z.ZodType>;
type Parsed<S extends Shape> = { [K in keyof S]: z.output<S[K]> };

interface RouteDefinition<P extends Shape, Q extends Shape, B> {
  /** Parts of the path, by the names of its folders. */
  params?: P;
  /** Query parameters; any other is refused. */
  query?: Q;
  /** A schema for a JSON body, or `raw`: then the handler reads `request` itself. Without: no body is read. */
  body?: z.ZodType<B> | "raw";
  /** Changes nothing, whatever its method: who views as a partner may ask it as well. */
  reads?: true;
}

/** What a handler gets: everything parsed, and who asks. */
interface Call<P, Q, B> {
  request: Request;
  server: Server;
  viewer: Viewer;
  params: P;
  query: Q;
  body: B;
}

type NextHandler = (
  request: Request,
  context: { params: Promise<PathParts | undefined> },
) => Promise<Response>;

const MAX_JSON_CHARACTERS = 1_000_000;

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text.length > MAX_JSON_CHARACTERS) throw new AppError("too_large", "The body can be 1 MB at most.");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("bad_request", "The body is no JSON.", { cause });
  }
}

/** What a handler returns is the JSON body, unless it is a `Response` already. Data is never cached. */
function answerOf(result: unknown): Response {
  const response = result instanceof Response ? result : Response.json(result);
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
  return response;
}

async function signedIn(request: Request): Promise<Viewer> {
  const viewer = await principalOf(request);
  if (viewer !== null) return viewer;
  throw new AppError("unauthenticated", "Sign in, or send an API key: `Authorization: Bearer <key>`.");
}

type NoShape = Record<never, never>;

/**
 * A route for whoever signed in or holds an API key: it authenticates, parses, and turns every error into problem
 * details. What this viewer may do is checked where data is read, by the function that the handler calls.
 */
export function route<P extends Shape = NoShape, Q extends Shape = NoShape, B = undefined>(
  definition: RouteDefinition<P, Q, B>,
  handle: (call: Call<Parsed<P>, Parsed<Q>, B>) => Promise<unknown>,
): NextHandler {
  const paramsSchema: z.ZodType = z.object(definition.params ?? {});
  const querySchema: z.ZodType = z.strictObject(definition.query ?? {});

  const answer = async (request: Request, parts: PathParts, server: Server): Promise<Response> => {
    const viewer = await signedIn(request);
    if (request.method !== "GET" && definition.reads !== true) refuseWhileViewing(viewer);
    const params = parseInput(paramsSchema, parts, "path") as Parsed<P>;
    const query = parseInput(querySchema, queryObject(new URL(request.url)), "query") as Parsed<Q>;
    const { body: schema } = definition;
    const body =
      schema === undefined || schema === "raw"
        ? (undefined as B)
        : parseInput(schema, await readJson(request), "body");
    return answerOf(await handle({ request, server, viewer, params, query, body }));
  };

  return async (request, context) => {
    const startedAt = performance.now();
    // A path without parts comes with none.
    const parts = (await context.params) ?? {};
    let server: Server | null = null;
    let response: Response;
    try {
      server = await getServer();
      response = await answer(request, parts, server);
    } catch (error) {
      response = problemOf(error, server?.log ?? null);
    }
    const pattern = patternOf(request.url, parts);
    countRequest(request.method, pattern, response.status, performance.now() - startedAt);
    return response;
  };
}
