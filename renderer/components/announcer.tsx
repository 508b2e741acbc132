import { useEffect, useRef, useState } from 'react';
import { useApp } from '../context.tsx';
import { strings } from '../strings/index.ts';

/** Reads new requests out, whatever page is open. */
export function Announcer() {
  const requests = useApp((state) => state.requests);
  const known = useRef<Set<string> | null>(null);
  const [text, setText] = useState('');

  useEffect(() => {
    const seen = known.current;
    known.current = new Set(requests.map((request) => request.id));
    if (!seen) return;
    const news = requests.filter((request) => request.state === 'pending' && !seen.has(request.id));
    if (news.length > 0) setText(news.map((request) => strings.app.wouldLikeToConnect(request.name)).join(' '));
  }, [requests]);

  return (
    <div className="visually-hidden" aria-live="polite">
      {text}
    </div>
  );
}
