import { Component, type ReactNode } from 'react';
import { strings } from '../strings/index.ts';
import { Button } from './button.tsx';

/** Keeps a fault in drawing from leaving an empty window. */
export class CrashGuard extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    if (!this.state.crashed) return this.props.children;
    return (
      <main className="start-failed">
        <h1>{strings.app.crashed}</h1>
        <p>{strings.app.crashedNext}</p>
        <Button onClick={() => location.reload()}>{strings.app.reload}</Button>
      </main>
    );
  }
}
