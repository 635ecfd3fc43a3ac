export function Logo() {
  return (
    <span className="flex items-center gap-2.5 font-semibold">
      <svg aria-hidden="true" viewBox="0 0 32 32" className="size-5">
        <rect width="32" height="32" rx="8" fill="var(--color-accent)" />
        <path
          d="M6 17h4.2l3-8.5 5.2 15 3.2-10 1.6 3.5H26"
          fill="none"
          stroke="var(--color-on-accent)"
          strokeWidth="2.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      Channelscope
    </span>
  );
}
