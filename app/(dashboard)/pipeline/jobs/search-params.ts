import type { JobsSearch } from "#components/jobs/jobs-screen.tsx";

const UUID = /^[0-9a-f-]{36}$/;
const JOB = /^[a-z][a-z0-9_]{0,62}$/;

/** What the address asks for; nonsense counts as nothing chosen. */
export function readJobsSearch(params: URLSearchParams): JobsSearch {
  const [job, run] = [params.get("job"), params.get("run")];
  return {
    job: job !== null && JOB.test(job) ? job : null,
    run: run !== null && UUID.test(run) ? run : null,
  };
}

export function writeJobsSearch({ job, run }: JobsSearch): string {
  const next = new URLSearchParams();
  if (job !== null) next.set("job", job);
  if (run !== null) next.set("run", run);
  return next.size === 0 ? "?" : `?${next}`;
}
