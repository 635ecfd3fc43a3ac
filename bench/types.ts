export interface Bench {
  name: string;
  describe: string;
  /** Runs the bench within its own bounds and answers rows of figures, a unit in each name. */
  run(args: string[]): Promise<Record<string, string | number>[]>;
}
