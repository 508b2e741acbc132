import { EventEmitter } from 'node:events';

/** A notification that was shown. */
export interface Shown extends EventEmitter {
  options: { title: string; body: string; actions?: { text: string }[] };
  closed: boolean;
}

/** The notifications of a desktop that shows all that it is given, oldest first. */
export const shown: Shown[] = [];

/** What stands for Electron's own. */
export class Notification extends EventEmitter implements Shown {
  static isSupported = () => true;
  closed = false;
  readonly options: Shown['options'];
  constructor(options: Shown['options']) {
    super();
    this.options = options;
  }
  show(): void {
    shown.push(this);
  }
  close(): void {
    this.closed = true;
    this.emit('close');
  }
}
