import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Episode, episodesOf } from "../lib/alerts/episodes.ts";
import { DEVIATIONS, type Point, UsualCourse } from "../lib/alerts/unusual.ts";
import { SetupError } from "../lib/setup-error.ts";
import type { Bench } from "./types.ts";

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const RULES = { threshold: DEVIATIONS.medium, stays: 0.5, keepMs: HOUR };

const instant = (text: string) => Date.parse(`${text.replace(" ", "T")}Z`);

async function seriesOf(file: string): Promise<Point[]> {
  const [, ...lines] = (await readFile(file, "utf8")).trim().split("\n");
  return lines.map((line) => {
    const [at = "", value] = line.split(",");
    return { at: instant(at), value: Number(value) };
  });
}

async function windowsOf(folder: string): Promise<Record<string, [string, string][]>> {
  try {
    return JSON.parse(await readFile(join(folder, "windows.json"), "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError(`The labelled series cannot be read: ${reason}`, { cause: error });
  }
}

const touches = (episode: Episode, window: Episode) => episode.from <= window.to && episode.to >= window.from;

const bench: Bench = {
  name: "unusual",
  describe:
    "the unusual trigger on labelled series (folder with the series' CSV files and windows.json: first argument)",
  async run([folder]) {
    if (folder === undefined)
      throw new SetupError("Say where the labelled series are: npm run bench -- unusual FOLDER");
    const rows: Record<string, string | number>[] = [];
    for (const [name, labelled] of Object.entries(await windowsOf(folder))) {
      const points = await seriesOf(join(folder, name));
      const usual = new UsualCourse(points);
      const readings = points.map(({ at }) => ({ at, value: usual.deviationAt(at) }));
      const episodes = episodesOf(readings, RULES);
      const windows = labelled.map(([from, to]) => ({ from: instant(from), to: instant(to) }));
      const weeks = ((points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0)) / WEEK;
      const wrong = episodes.filter((episode) => !windows.some((window) => touches(episode, window)));
      rows.push({
        series: name,
        windows: windows.length,
        found: windows.filter((window) => episodes.some((episode) => touches(episode, window))).length,
        "begun within": windows.filter(({ from, to }) =>
          episodes.some((episode) => episode.from >= from && episode.from <= to),
        ).length,
        "false episodes": wrong.length,
        "false per week": Number((wrong.length / weeks).toFixed(2)),
      });
    }
    return rows;
  },
};

export default bench;
