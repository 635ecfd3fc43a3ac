"use client";

import { CircleX, LoaderCircle } from "lucide-react";
import { useMemo } from "react";
import { cn } from "#components/ui/cn.ts";
import { formatDuration } from "#lib/format/duration.ts";
import type { JobView } from "#lib/jobs/views.ts";
import { type GraphNode, layoutOf, topicName } from "./layout.ts";

/** Pixels. */
const NODE = { width: 196, height: 44 };
const STEP = { x: NODE.width + 56, y: NODE.height + 12 };

const place = ({ column, row }: Pick<GraphNode, "column" | "row">) => ({
  x: column * STEP.x,
  y: row * STEP.y,
});

function Edge({ from, to, strong }: { from: GraphNode; to: GraphNode; strong: boolean }) {
  const [start, end] = [place(from), place(to)];
  const [x1, y1] = [start.x + NODE.width, start.y + NODE.height / 2];
  const [x2, y2] = [end.x, end.y + NODE.height / 2];
  const bend = Math.min(28, (x2 - x1) / 2);
  return (
    <path
      d={`M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`}
      fill="none"
      strokeWidth={strong ? 1.75 : 1}
      stroke={strong ? "var(--color-accent)" : "var(--color-control)"}
      strokeOpacity={strong ? 1 : 0.5}
    />
  );
}

const NODE_CLASS =
  "absolute flex flex-col justify-center rounded-control border bg-surface px-2.5 text-left text-sm";

interface JobGraphProps {
  jobs: readonly JobView[];
  chosen: string | null;
  onChoose: (job: string | null) => void;
}

/** What jobs read, from the archive on the left to marts on the right. The table beside says the same in words. */
export function JobGraph({ jobs, chosen, onChoose }: JobGraphProps) {
  const graph = useMemo(() => layoutOf(jobs), [jobs]);
  const byName = new Map(graph.nodes.map((node) => [node.name, node]));
  const views = new Map(jobs.map((job) => [job.name, job]));
  const [width, height] = [
    (graph.columns - 1) * STEP.x + NODE.width,
    (graph.rows - 1) * STEP.y + NODE.height,
  ];
  return (
    <div aria-hidden className="overflow-x-auto px-4 pb-4 max-md:hidden">
      <div className="relative" style={{ width, height }}>
        <svg width={width} height={height} className="absolute inset-0">
          <title>Jobs and what they read</title>
          {graph.edges.map(({ from, to }) => {
            const [start, end] = [byName.get(from), byName.get(to)];
            if (start === undefined || end === undefined) return null;
            const strong = chosen !== null && (from === chosen || to === chosen);
            return <Edge key={`${from} ${to}`} from={start} to={end} strong={strong} />;
          })}
        </svg>
        {graph.nodes.map((node) => {
          const { x, y } = place(node);
          const style = { left: x, top: y, ...NODE };
          const job = views.get(node.name);
          if (job === undefined)
            return (
              <span key={node.name} style={style} className={cn(NODE_CLASS, "border-dashed bg-sunken")}>
                <span className="truncate font-mono text-xs">{node.name.slice(topicName("").length)}</span>
                <span className="text-xs text-muted">in the archive</span>
              </span>
            );
          const state = job.latest?.state;
          return (
            <button
              key={node.name}
              type="button"
              tabIndex={-1}
              style={style}
              onClick={() => onChoose(chosen === job.name ? null : job.name)}
              className={cn(
                NODE_CLASS,
                "transition-colors hover:bg-hover",
                state === "failed" && "border-danger/50",
                chosen === job.name && "border-accent outline-1 outline-accent",
              )}
            >
              <span className="flex w-full items-center gap-1.5">
                <span className="truncate font-mono text-xs">{job.name}</span>
                {state === "failed" ? (
                  <CircleX size={14} className="ml-auto shrink-0 text-danger-text" />
                ) : state === "running" ? (
                  <LoaderCircle size={14} className="ml-auto shrink-0 text-accent-text" />
                ) : null}
              </span>
              <span className="truncate text-xs text-muted">
                {job.latest === null ? "never ran" : `${state} in ${formatDuration(job.latest.durationMs)}`}
              </span>
            </button>
          );
        })}
      </div>
    </div>
  );
}
