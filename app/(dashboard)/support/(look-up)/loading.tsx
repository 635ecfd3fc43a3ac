import { ScreenSkeleton } from "#components/shell/screen-skeleton.tsx";

export default function Loading() {
  return <ScreenSkeleton label="Loading Support" tabs headline panels={[32, 140, 122]} />;
}
