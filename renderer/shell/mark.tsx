/** The program's mark: a stub with its perforation. */
export const Mark = ({ size = 22 }: { readonly size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round">
    <rect x="4.5" y="3.5" width="23" height="25" rx="2.5" />
    <path d="M10 10h8M10 14.5h5" />
    <path d="M6 20h20" strokeDasharray="0.1 4" />
    <path d="m13 24.4 2 1.6 4-3" strokeWidth="2.2" />
  </svg>
)
