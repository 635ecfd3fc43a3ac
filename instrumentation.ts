/** Next calls it once as web starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { watchEvaluation } = await import("#lib/http/watch-evaluation.ts");
  watchEvaluation();
}
