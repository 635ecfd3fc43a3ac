import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { RangeProblem } from "#components/shell/range-problem.tsx";
import { LookUpBox } from "#components/support/look-up-box.tsx";
import { SupportBar } from "#components/support/support-bar.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import { canAsStaff, type Person } from "#lib/channels/access.ts";
import type { TimeRange } from "#lib/events/views.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { readReceipt } from "#lib/pipeline/progress.ts";
import { getServer, type Server } from "#lib/server.ts";
import { type PageParams, pageRange } from "../page-range.ts";
import { readPage } from "../read-page.ts";

/** The part of its folder in the address, and the range. */
export interface SubjectProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<PageParams>;
}

type Read<View> = (
  server: Server,
  viewer: Person,
  id: string,
  range: TimeRange,
  shown: { onlyFailed: boolean },
) => Promise<View>;

/** What the page shows besides the view. */
interface Shown {
  viewer: Person;
  range: TimeRange;
  /** `?runs=failed` */
  onlyFailed: boolean;
}

/** The page of one user or Recipe: read within the address's range, shown under the box to look up the next. */
export async function subjectPage<View>(
  { params, searchParams }: SubjectProps,
  read: Read<View>,
  show: (view: View, shown: Shown) => ReactNode,
): Promise<ReactNode> {
  const viewer = await pageViewer();
  if (!canAsStaff(viewer, "support:look-up")) notFound();
  const server = await getServer();
  const now = server.clock.now();
  const id = decodeURIComponent((await params).id);
  // No store keeps such a text, and PostgreSQL refuses even to compare with it.
  if (id.includes("\0")) notFound();
  const query = await searchParams;
  const onlyFailed = query.runs === "failed";
  const { range, problem } = pageRange(query, now, server.config.RETENTION_DAYS);
  const answer = await readPage(async () => {
    const [view, receipt] = await Promise.all([
      read(server, viewer, id, range, { onlyFailed }),
      readReceipt(server.database, now),
    ]);
    return { view, receipt };
  });
  return (
    <>
      <SupportBar range receipt={answer?.receipt ?? null} />
      <RangeProblem problem={problem} />
      <div className="flex max-w-[1180px] flex-col gap-5 px-4 py-6 sm:px-7">
        <LookUpBox asked="" />
        {answer === null ? (
          <ErrorState alone title="A store does not answer at the moment">
            Load the page again shortly.
          </ErrorState>
        ) : (
          show(answer.view, { viewer, range, onlyFailed })
        )}
      </div>
    </>
  );
}
