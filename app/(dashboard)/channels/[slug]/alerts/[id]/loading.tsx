import { ScreenSkeleton } from "#components/shell/screen-skeleton.tsx";

export default function Loading() {
  return <ScreenSkeleton label="Loading the alert Recipe" panels={[92, 28, 230, 200]} aside={320} />;
}
