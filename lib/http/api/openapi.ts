import { z } from "zod";
import { OPERATIONS } from "./openapi-paths.ts";
import type { Operation } from "./operation.ts";
import { problem } from "./schemas.ts";

/** Refusals that every operation shares. */
const PROBLEMS: Record<string, string> = {
  400: "A parameter is wrong; `field` names it",
  401: "No key, or a wrong one",
  403: "The key lacks the scope",
  404: "There is no such thing, or the key may not see it",
  409: "It contradicts what is there: a name is taken, or there are too many; `field` names it",
  413: "Too large",
  415: "The type or encoding of the body is not understood",
  429: "Too many requests; see Retry-After",
  503: "A store does not answer at present; see Retry-After",
};

type Json = Record<string, unknown>;

function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, {
    io,
    target: "openapi-3.0",
    unrepresentable: "any",
  });
  return plain;
}

function parameters(shape: Record<string, z.ZodType> | undefined, place: "path" | "query"): Json[] {
  return Object.entries(shape ?? {}).map(([name, schema]) => {
    const { description, ...plain } = jsonSchema(schema, "input");
    const required = place === "path" ? { required: true } : {};
    return { name, in: place, ...required, description, schema: plain };
  });
}

function operationOf(operation: Operation): Json {
  const { scope, body, answer } = operation;
  const problems = Object.entries(PROBLEMS).map(([status, description]) => [
    status,
    {
      description,
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    },
  ]);
  return {
    operationId: operation.id,
    summary: operation.summary,
    description: scope === null ? "Open to anyone." : `Needs a key with the scope \`${scope}\`.`,
    parameters: [...parameters(operation.params, "path"), ...parameters(operation.query, "query")],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            description: body.description,
            content: Object.fromEntries(
              Object.entries(body.schemas).map(([type, schema]) => [
                type,
                { schema: jsonSchema(schema, "input") },
              ]),
            ),
          },
        }),
    responses: {
      [answer.status]: {
        description: answer.description,
        ...(answer.contentType === null
          ? {}
          : { content: { [answer.contentType]: { schema: jsonSchema(answer.schema, "output") } } }),
      },
      ...Object.fromEntries(problems),
    },
  };
}

/** The OpenAPI 3.0 document of the public API. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationOf(operation) };
  }
  return {
    openapi: "3.0.3",
    info: {
      title: "Channelscope",
      version: "1",
      description:
        "Requests that an automation platform makes to partners' APIs: health, logs, alerts, and events in.",
    },
    security: [{ apiKey: [] }],
    paths,
    components: {
      securitySchemes: { apiKey: { type: "http", scheme: "bearer" } },
      schemas: { Problem: jsonSchema(problem, "output") },
    },
  };
}
