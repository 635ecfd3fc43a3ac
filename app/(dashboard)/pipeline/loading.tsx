import { PipelineSkeleton } from "#components/pipeline/pipeline-skeleton.tsx";

export default function Loading() {
  return (
    <div className="pt-14">
      <PipelineSkeleton />
    </div>
  );
}
