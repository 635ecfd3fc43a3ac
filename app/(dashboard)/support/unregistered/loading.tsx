import { ScreenSkeleton } from "#components/shell/screen-skeleton.tsx";

export default function Loading() {
  return <ScreenSkeleton label="Loading the unregistered Channels" tabs panels={[220]} />;
}
