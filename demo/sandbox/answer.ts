import type { DemoEndpoint } from "../catalogue/types.ts";
import type { Random } from "../random.ts";

const PLACES = ["kitchen", "hallway", "garden", "office", "living room", "roof"];
const HOUR = 3_600_000;

/** A value that fits an ingredient's name. */
function makeValue(ingredient: string, now: number, random: Random): string | number {
  if (ingredient.endsWith("_at")) return new Date(now - random.below(HOUR)).toISOString();
  if (ingredient.endsWith("_url") || ingredient === "link")
    return `https://files.example/${random.bits().toString(36)}`;
  if (ingredient.endsWith("_name")) return `${ingredient.slice(0, -5)} ${1 + random.below(40)}`;
  if (["watts", "degrees", "moisture", "minutes", "steps", "probability"].includes(ingredient))
    return random.below(100);
  return PLACES[random.below(PLACES.length)] ?? "kitchen";
}

function item(endpoint: DemoEndpoint, now: number, random: Random): Record<string, unknown> {
  return Object.fromEntries(endpoint.ingredients.map((name) => [name, makeValue(name, now, random)]));
}

/** The body of a success, in the IFTTT service protocol's shape. */
export function successBody(endpoint: DemoEndpoint, fresh: boolean, now: number, random: Random): string {
  const id = () => random.bits().toString(36);
  switch (endpoint.kind) {
    case "trigger": {
      const meta = { id: id(), timestamp: Math.floor(now / 1_000) };
      return JSON.stringify({ data: fresh ? [{ ...item(endpoint, now, random), meta }] : [] });
    }
    case "action":
      return JSON.stringify({ data: [{ id: id() }] });
    case "query":
      return JSON.stringify({ data: [item(endpoint, now, random)] });
    case "auth":
      return JSON.stringify({ data: { id: id(), name: "Connected" } });
  }
}

export function errorBody(message: string): string {
  return JSON.stringify({ errors: [{ message }] });
}

/** What a proxy in front of a broken API answers with 200. */
export const NONSENSE = "<!doctype html><title>Be right back</title>";
