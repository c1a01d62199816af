/** The product's mark, as in assets/icon.svg: a C, and the check that answers it. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="64 64 896 896" fill="none" aria-hidden="true">
      <rect x="64" y="64" width="896" height="896" rx="208" fill="var(--accent)" />
      <g
        transform="translate(-24 -12)"
        stroke="var(--on-accent)"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="M 614 288 A 262 262 0 1 0 706 690" strokeWidth="100" opacity="0.65" />
        <path d="M 408 500 L 518 610 L 830 298" strokeWidth="116" />
      </g>
    </svg>
  );
}
