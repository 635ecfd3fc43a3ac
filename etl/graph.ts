import { SetupError } from "#lib/setup-error.ts";

interface Node {
  name: string;
  dependsOn: readonly string[];
}

/**
 * Each after everything it depends on, otherwise by name. Throws `SetupError` for two of one name, for an unknown
 * dependency and for a circle, which it spells out.
 */
export function inOrder<Job extends Node>(jobs: readonly Job[]): Job[] {
  const byName = new Map(jobs.map((job) => [job.name, job]));
  if (byName.size < jobs.length) {
    const twice = jobs.find((job) => byName.get(job.name) !== job);
    throw new SetupError(`Two jobs have the name ${twice?.name}.`);
  }
  const ordered = new Set<Job>();
  const visit = (job: Job, path: readonly string[]) => {
    if (ordered.has(job)) return;
    if (path.includes(job.name)) {
      const circle = [...path.slice(path.indexOf(job.name)), job.name];
      throw new SetupError(`Jobs wait for each other: ${circle.join(" → ")}.`);
    }
    for (const name of job.dependsOn) {
      const dependency = byName.get(name);
      if (dependency === undefined) throw new SetupError(`${job.name} depends on ${name}, which is no job.`);
      visit(dependency, [...path, job.name]);
    }
    ordered.add(job);
  };
  for (const job of [...jobs].sort((left, right) => (left.name < right.name ? -1 : 1))) visit(job, []);
  return [...ordered];
}
