import { ScreenSkeleton } from "#components/shell/screen-skeleton.tsx";

export default function Loading() {
  return <ScreenSkeleton label="Loading the connected apps" panels={[220]} />;
}
