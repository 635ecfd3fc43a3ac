import { residentMiB } from "./process-figures.ts";

const LINE_FEED = 10;
const SAMPLE_MS = 100;

/** Reads an answer to its end as it comes, watching the memory of the process that writes it. */
export async function measureDownload(url: string, key: string, pid: number) {
  const before = residentMiB(pid);
  const samples: number[] = [];
  const sampling = setInterval(() => samples.push(residentMiB(pid)), SAMPLE_MS);
  const started = performance.now();
  try {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
    if (!answer.ok || answer.body === null) throw new Error(`${url} answered ${answer.status}`);
    let lines = 0;
    let bytes = 0;
    for await (const chunk of answer.body) {
      bytes += chunk.length;
      for (const byte of chunk) if (byte === LINE_FEED) lines += 1;
    }
    const half = Math.ceil(samples.length / 2);
    const most = (part: number[]) => Math.round(Math.max(before, ...part));
    return {
      lines,
      MB: Math.round(bytes / 1_000_000),
      seconds: Math.round((performance.now() - started) / 100) / 10,
      "MiB before": Math.round(before),
      "most, first half": most(samples.slice(0, half)),
      "most, second half": most(samples.slice(half)),
    };
  } finally {
    clearInterval(sampling);
  }
}
