import { z } from "zod";
import type { KeyScope } from "../../channels/access.ts";

/** One thing that the public API does. */
export interface Operation {
  path: string;
  method: "get" | "post" | "put" | "patch" | "delete";
  id: string;
  summary: string;
  /** Key scope that is needed; null: open to anyone. */
  scope: KeyScope | null;
  params?: Record<string, z.ZodType>;
  query?: Record<string, z.ZodType>;
  /** By content type; what is no JSON is a string. */
  body?: { description: string; schemas: Record<string, z.ZodType> };
  /** `contentType` null: no body. */
  answer: {
    status: 200 | 201 | 202 | 204;
    contentType: string | null;
    schema: z.ZodType;
    description: string;
  };
}

export const object = (data: z.ZodType) => z.object({ data });
export const list = (item: z.ZodType) =>
  z.object({ data: z.array(item), next_cursor: z.string().nullable() });
export const json = (schema: z.ZodType, description: string): Operation["answer"] => ({
  status: 200,
  contentType: "application/json",
  schema,
  description,
});
