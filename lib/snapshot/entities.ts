import type { Column, Shape } from "../archive/shape.ts";

/** What a snapshot has, in the order in which it is read. */
export const ENTITIES = ["users", "channels", "endpoints", "connections", "recipes"] as const;
export type Entity = (typeof ENTITIES)[number];

/** A row by the names of its entity's columns: instants are milliseconds since 1970, users pseudonyms. */
export type SnapshotRow = Readonly<Record<string, string | number | boolean | null>>;

type Described = Pick<Column<SnapshotRow>, "name" | "type" | "required">;

const text = (name: string): Described => ({ name, type: "string", required: true });
const instant = (name: string): Described => ({ name, type: "timestamp", required: true });

const COLUMNS: Record<Entity, readonly Described[]> = {
  users: [text("user_id"), instant("created_at")],
  channels: [text("channel"), text("name")],
  endpoints: [text("channel"), text("endpoint"), text("kind"), text("name")],
  connections: [text("user_id"), text("channel"), instant("connected_at")],
  recipes: [
    text("recipe_id"),
    text("user_id"),
    { name: "enabled", type: "boolean", required: true },
    instant("created_at"),
    text("trigger_channel"),
    text("trigger_endpoint"),
    text("action_channel"),
    text("action_endpoint"),
  ],
};

const shapeOf = (columns: readonly Described[]): Shape<SnapshotRow> => ({
  columns: columns.map((column) => ({ ...column, of: (row) => row[column.name] })),
});

/**
 * Columns of each entity's file, and of its table but for the day. Nothing that people wrote is among them: a Recipe's
 * title stays in the application database, where it can be forgotten.
 */
export const SNAPSHOT_SHAPES: Record<Entity, Shape<SnapshotRow>> = {
  users: shapeOf(COLUMNS.users),
  channels: shapeOf(COLUMNS.channels),
  endpoints: shapeOf(COLUMNS.endpoints),
  connections: shapeOf(COLUMNS.connections),
  recipes: shapeOf(COLUMNS.recipes),
};
