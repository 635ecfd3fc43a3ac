export { SubjectSkeleton as default } from "#components/support/subject-skeleton.tsx";
