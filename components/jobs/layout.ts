/** What is drawn: a job, or a topic of the archive that jobs read. */
export interface GraphNode {
  name: string;
  kind: "topic" | "job";
  /** Columns from the left. */
  column: number;
  /** Places from the top. */
  row: number;
}

export interface Graph {
  nodes: GraphNode[];
  /** From what is read to who reads it. */
  edges: { from: string; to: string }[];
  columns: number;
  rows: number;
}

interface Source {
  name: string;
  dependsOn: readonly string[];
  topics: readonly string[];
}

/** A topic and a job may have the same name. */
export const topicName = (topic: string) => `topic ${topic}`;

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);

/**
 * Places jobs from left to right, each in the column after the last of what it reads, topics first, and in a column by
 * where what they read is. Jobs come in an order in which they can run; what is not among them is left out.
 */
export function layoutOf(jobs: readonly Source[]): Graph {
  const topics = [...new Set(jobs.flatMap(({ topics: read }) => read))];
  const columnOf = new Map<string, number>(topics.map((topic) => [topicName(topic), 0]));
  const edges: Graph["edges"] = [];
  for (const { name, dependsOn, topics: read } of jobs) {
    const sources = [...read.map(topicName), ...dependsOn].filter((source) => columnOf.has(source));
    columnOf.set(name, Math.max(0, ...sources.map((source) => (columnOf.get(source) ?? 0) + 1)));
    for (const from of sources) edges.push({ from, to: name });
  }
  const rowOf = new Map<string, number>();
  const columns = Math.max(0, ...columnOf.values()) + 1;
  let rows = 0;
  for (let column = 0; column < columns; column += 1) {
    const names = [...columnOf].filter(([, own]) => own === column).map(([name]) => name);
    const pull = new Map(
      names.map((name) => [
        name,
        mean(edges.filter(({ to }) => to === name).map(({ from }) => rowOf.get(from) ?? 0)),
      ]),
    );
    names.sort((left, right) => (pull.get(left) ?? 0) - (pull.get(right) ?? 0) || (left < right ? -1 : 1));
    for (const [row, name] of names.entries()) rowOf.set(name, row);
    rows = Math.max(rows, names.length);
  }
  const nodes = [...columnOf].map(([name, column]): GraphNode => {
    const kind = name.startsWith(topicName("")) ? "topic" : "job";
    return { name, kind, column, row: rowOf.get(name) ?? 0 };
  });
  return { nodes, edges, columns, rows };
}
