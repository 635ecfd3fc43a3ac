import { ScreenSkeleton } from "#components/shell/screen-skeleton.tsx";

export default function Loading() {
  return <ScreenSkeleton label="Loading the alert Recipes" headline panels={[200, 260]} />;
}
