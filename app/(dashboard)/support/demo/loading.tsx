import { ScreenSkeleton } from "#components/shell/screen-skeleton.tsx";

export default function Loading() {
  return <ScreenSkeleton label="Loading the demo" tabs headline panels={[64, 480]} />;
}
