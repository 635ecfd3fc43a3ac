import type { IftttDeps } from "./deps.ts";

/** Whether calls can be answered: what they need is in the database. */
export const isServing = ({ database }: Pick<IftttDeps, "database">): Promise<boolean> =>
  database.$queryRaw`select 1`.then(
    () => true,
    () => false,
  );
