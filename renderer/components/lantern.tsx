/** The mark of the house: a lantern in a window. */
export function Lantern({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path d="M4 22V10a8 8 0 0 1 16 0v12" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
      <path d="M3 22h18" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
      <path d="M12 2v4M9 10.5 12 6l3 4.5Z" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
      <rect x="8.5" y="10.5" width="7" height="7.5" rx="1.2" fill="var(--accent)" stroke="currentColor" strokeWidth="1.4" />
    </svg>
  );
}
